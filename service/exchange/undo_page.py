"""Undoing the last change of a partnership: what that would change is shown first."""

from dataclasses import replace
from typing import Annotated, Final

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from graph.errors import IdsTaken, NotFound
from graph.model import Package
from graph.stores import KeptStore, preview_import, undo_import
from graph.stores.keeping import undoing_puts_back
from graph.stores.record_tables import counted
from graph.stores.strangers import AS_STORED
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.answers.documents import Document
from service.cases.losses import demand_import
from service.exchange.choices import ClashRow, clash_rows
from service.exchange.earlier import earlier_version
from service.exchange.pages import UPLOAD_PATH
from service.exchange.preview import table_views
from service.exchange.shared_institutions import allowed_to, told_to
from service.http.errors import PreconditionFailed
from service.http.etag import LONGEST_MARK, state_mark
from service.http.options import PartnershipId
from service.pages.files import asset_url
from service.pages.localizer import localizer_of
from service.pages.registry import Page, register
from service.pages.shell import Frame, Link, show

PAGE = register(
    Page(
        "undo",
        "/partnerstwa/{partnership_id}/cofnij",
        Action.IMPORT,
        in_menu=False,
        samples=("/partnerstwa/jarzebin-slaski/cofnij",),
    )
)

#: Ids that others use for institutions of another name mean the same ones.
_THE_SAME: Final = replace(AS_STORED, overwrite_shared=True)

router = APIRouter(include_in_schema=False)
Importer = Annotated[Principal, requires(Action.IMPORT)]


@router.get(PAGE.route)
def ask(request: Request, principal: Importer, partnership_id: PartnershipId) -> Response:
    """What undoing would change."""
    localizer = localizer_of(request)
    revision, now = principal.runtime.library.held(partnership_id)
    refused = not principal.grant.may(Action.WRITE_CASES)
    # Whether there was a change at all may tell of a case.
    earlier = None if refused else _earlier(principal, partnership_id)
    found: Document = {"tables": [], "notes": []}
    clashes: list[ClashRow] = []
    if earlier:
        allow, store = allowed_to(principal), principal.runtime.store
        try:
            report, changes = preview_import(store, earlier, choice=AS_STORED, allow=allow)
        except IdsTaken as taken:
            # What was kept is older than what others have under its ids now: both sides are shown.
            clashes = clash_rows(told_to(principal, taken))
            report, changes = preview_import(store, earlier, choice=_THE_SAME, allow=allow)
        found["tables"] = table_views(changes, now, earlier, localizer)
        found["notes"] = list(report.warnings_pl if localizer.lang == "pl" else report.warnings)
        back = counted(undoing_puts_back(principal.runtime.store, partnership_id))
        if any(back):
            found["notes"].append(localizer.t("undo.back", what=back[localizer.lang != "pl"]))
    return show(
        Frame(
            *(request, principal, PAGE, localizer.t("undo.title")),
            crumbs=[Link(localizer.t("menu.import"), UPLOAD_PATH)],
            styles=(asset_url("planning.css"),),
        ),
        "undo",
        name=now.partnership.name,
        possible=earlier is not None,
        refused=refused,
        revision=state_mark(revision, now, principal.grant.visibility),
        clashes=clashes,
        action=PAGE.url(partnership_id=partnership_id),
        **found,
    )


@router.post(PAGE.route)
def undo(
    request: Request,
    principal: Importer,
    partnership_id: PartnershipId,
    stan: Annotated[str, Form(max_length=LONGEST_MARK)],
    wybor: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Undo, unless the partnership changed since it was shown, or ids of it are those of others now.

    The last change may have been one of cases, so only those who may write these undo it.
    """
    principal.demand(Action.WRITE_CASES, partnership_id)
    with principal.runtime.importing:
        earlier = _earlier(principal, partnership_id)
        if earlier is None:
            raise NotFound("earlier version", partnership_id)
        revision, now = principal.runtime.library.held(partnership_id)
        demand_import(principal, now, earlier)
        if stan != state_mark(revision, now, principal.grant.visibility):
            raise PreconditionFailed
        choice = _THE_SAME if wybor == "te-same" else AS_STORED
        allow = allowed_to(principal)
        try:
            undo_import(
                *(principal.runtime.store, partnership_id), revision=revision, choice=choice, allow=allow
            )
        except IdsTaken:
            return ask(request, principal, partnership_id)
    return RedirectResponse(f"{UPLOAD_PATH}?stan=undone", status_code=303)


def _earlier(principal: Principal, id: str) -> Package | None:
    store = principal.runtime.store
    revision = earlier_version(store, id)
    if revision is None or not isinstance(store, KeptStore):
        return None
    return store.archive.package(id, revision)
