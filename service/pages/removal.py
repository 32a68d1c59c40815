"""Removing a partnership, the example too: asked for on a page of its own, confirmed by a tick."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from graph.model import Package
from graph.stores import remove_partnership
from service.access.guard import Visitor, requires
from service.access.policy import Action
from service.api.options import PartnershipId
from service.pages.files import asset_url
from service.pages.loading import UPLOAD_PATH
from service.pages.reader import reader_of
from service.pages.registry import Page, register
from service.pages.shell import Frame, Link, show

PAGE = register(
    Page(
        "removal",
        "/partnerstwa/{partnership_id}/usun",
        Action.IMPORT,
        in_menu=False,
        samples=("/partnerstwa/jarzebin-slaski/usun",),
    )
)

router = APIRouter(include_in_schema=False)
Importer = Annotated[Visitor, requires(Action.IMPORT)]


@router.get(PAGE.route)
def ask(request: Request, visitor: Importer, partnership_id: PartnershipId) -> Response:
    """What would be removed, and by whom it may be."""
    return _page(request, visitor, partnership_id)


@router.post(PAGE.route)
def remove(
    request: Request,
    visitor: Importer,
    partnership_id: PartnershipId,
    potwierdzam: Annotated[str, Form(max_length=3)] = "",
) -> Response:
    """Remove it, if that was confirmed."""
    with visitor.house.importing:
        _demand_cases(visitor, partnership_id)
        if potwierdzam == "tak":
            remove_partnership(visitor.house.store, partnership_id)
            return RedirectResponse(f"{UPLOAD_PATH}?stan=removed", status_code=303)
    return _page(request, visitor, partnership_id, missing=True)


def _demand_cases(visitor: Visitor, id: str) -> None:
    """Cases that would go with it are class 2."""
    if has_cases(visitor.house.library.package(id)):
        visitor.demand(Action.WRITE_CASES, id)


def has_cases(package: Package) -> bool:
    """Whether a package holds cases."""
    return bool(package.families or package.teams)


def _page(request: Request, visitor: Visitor, id: str, *, missing: bool = False) -> Response:
    reader = reader_of(request)
    package = visitor.house.library.package(id)
    writes_cases = visitor.grant.may(Action.WRITE_CASES)
    tables = ("institutions", "services", "workers", "ties", "demand")
    if writes_cases:
        tables = (*tables, "families")
    return show(
        Frame(
            *(request, visitor, PAGE, reader.t("remove.title")),
            crumbs=[Link(reader.t("menu.import"), UPLOAD_PATH)],
            styles=(asset_url("planning.css"),),
            status=422 if missing else 200,
        ),
        "removal",
        id=id,
        name=package.partnership.name,
        tables=[
            (reader.t(f"table.{table}"), len(getattr(package, table)))
            for table in tables
            if getattr(package, table)
        ],
        missing=missing,
        refused=has_cases(package) and not writes_cases,
        action=PAGE.url(partnership_id=id),
        may_export=visitor.grant.may(Action.EXPORT),
    )
