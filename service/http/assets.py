"""Scripts and styles of the network view, served from this machine."""

from mimetypes import guess_type
from typing import Final

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import Response

from service.access.guard import open_to_all
from visualizations.assets import BASE, asset_files, asset_text

#: Addresses of assets carry the start of their digest, so what was fetched once stays right.
_FOREVER: Final = {"Cache-Control": "public, max-age=31536000, immutable"}

router = APIRouter(include_in_schema=False, dependencies=[open_to_all("the same for everybody")])


@router.get(BASE + "/{name}")
def view_asset(name: str) -> Response:
    """One file of the view."""
    if name not in asset_files():
        raise HTTPException(404)
    return Response(asset_text(name), headers=_FOREVER, media_type=guess_type(name)[0])
