"""The pages' own style, script and icon, served from this machine."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from mimetypes import guess_type
from pathlib import Path
from typing import Final

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import Response

from service.access.guard import open_to_all

_BASE: Final = "/static/pages"
#: Addresses carry the start of the file's digest, so what was fetched once stays right.
_FOREVER: Final = {"Cache-Control": "public, max-age=31536000, immutable"}

router = APIRouter(include_in_schema=False, dependencies=[open_to_all("the same for everybody")])


@router.get(_BASE + "/{name}")
def page_asset(name: str) -> Response:
    """One file."""
    file = _files().get(name)
    if file is None:
        raise HTTPException(404)
    # Whole, whatever range is asked for: these files are small.
    return Response(file.read_bytes(), headers=_FOREVER, media_type=guess_type(name)[0])


@cache
def asset_url(name: str) -> str:
    """The address of a file.

    >>> asset_url("style.css").split("=")[0]
    '/static/pages/style.css?v'
    """
    return f"{_BASE}/{name}?v={sha256(_files()[name].read_bytes()).hexdigest()[:12]}"


@cache
def _files() -> Mapping[str, Path]:
    folder = Path(str(files("service").joinpath("static")))
    return {file.name: file for file in sorted(folder.iterdir()) if file.is_file()}
