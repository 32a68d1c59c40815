"""Scripts and styles of the network view, served from this machine."""

from typing import Final

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse

from service.access.guard import open_to_all

VIEW_ASSETS: Final = "/static/view"
#: Addresses of assets carry the start of their digest, so what was fetched once stays right.
_FOREVER: Final = {"Cache-Control": "public, max-age=31536000, immutable"}

router = APIRouter(include_in_schema=False, dependencies=[open_to_all("the same for everybody")])


@router.get(VIEW_ASSETS + "/{name}")
def view_asset(name: str) -> FileResponse:
    """One file of the view."""
    from visualizations.page import asset_files

    file = asset_files().get(name)
    if file is None:
        raise HTTPException(404)
    return FileResponse(file, headers=_FOREVER)
