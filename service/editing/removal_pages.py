"""Removing a partnership, the example too: asked for on a page of its own, confirmed by a tick."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from graph.errors import Conflict
from graph.stores import remove_partnership
from graph.stores.cases import families_with_cases, read_tallies
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.cases.losses import removal_takes_cases
from service.exchange.pages import UPLOAD_PATH
from service.forms.tasks import REVISION
from service.http.etag import LONGEST_MARK, state_mark
from service.http.options import PartnershipId
from service.pages.files import asset_url
from service.pages.localizer import localizer_of
from service.pages.registry import Page, register
from service.pages.shell import Frame, Link, show

PAGE = register(
    Page(
        "removal",
        "/partnerstwa/{partnership_id}/usun",
        Action.REMOVE,
        in_menu=False,
        samples=("/partnerstwa/jarzebin-slaski/usun",),
    )
)

router = APIRouter(include_in_schema=False)
Remover = Annotated[Principal, requires(Action.REMOVE)]


@router.get(PAGE.route)
def ask_removal(request: Request, principal: Remover, partnership_id: PartnershipId) -> Response:
    """What would be removed, and by whom it may be."""
    return _page(request, principal, partnership_id)


@router.post(PAGE.route)
def remove(
    request: Request,
    principal: Remover,
    partnership_id: PartnershipId,
    potwierdzam: Annotated[str, Form(max_length=3)] = "",
    rewizja: Annotated[str, Form(max_length=LONGEST_MARK)] = "",
) -> Response:
    """Remove it, if that was confirmed and nothing changed since it was shown.

    That cases or their numbers go with it leaves a line in the trail.
    """
    runtime = principal.runtime
    with runtime.importing:
        revision, package = runtime.library.held(partnership_id)
        if removal_takes_cases(runtime.store, package):
            principal.demand(Action.WRITE_CASES, partnership_id)
        mark = state_mark(revision, package, principal.grant.visibility)
        confirmed, outdated = potwierdzam == "tak", rewizja != mark
        if confirmed and not outdated:
            try:
                remove_partnership(runtime.store, partnership_id, revision=revision)
            except Conflict:
                outdated = True
            else:
                # That it may be asked for stands there as allowed; this tells that it is gone.
                principal.note(Action.REMOVE, partnership_id, "done")
                return RedirectResponse(f"{UPLOAD_PATH}?stan=removed", status_code=303)
    return _page(
        *(request, principal, partnership_id),
        missing=not confirmed,
        outdated=confirmed and outdated,
    )


def _page(
    request: Request,
    principal: Principal,
    id: str,
    *,
    missing: bool = False,
    outdated: bool = False,
) -> Response:
    localizer, store = localizer_of(request), principal.runtime.store
    revision, package = principal.runtime.library.held(id)
    tables = ("institutions", "services", "workers", "ties", "demand")
    rows = [(localizer.t(f"table.{table}"), len(getattr(package, table))) for table in tables]
    rows += [
        (localizer.t("table.families"), len(package.families)),
        (localizer.t("remove.cases"), len(families_with_cases(store, id).every)),
        (localizer.t("remove.years"), len({one.year for one in read_tallies(store, id)})),
    ]
    return show(
        Frame(
            *(request, principal, PAGE, localizer.t("remove.title")),
            crumbs=[Link(localizer.t("menu.import"), UPLOAD_PATH)],
            styles=(asset_url("planning.css"),),
            status=409 if outdated else 422 if missing else 200,
        ),
        "removal",
        id=id,
        name=package.partnership.name,
        tables=[row for row in rows if row[1]],
        missing=missing,
        outdated=outdated,
        revision_field=REVISION,
        revision=state_mark(revision, package, principal.grant.visibility),
        action=PAGE.url(partnership_id=id),
        may_export=principal.grant.may(Action.EXPORT),
    )
