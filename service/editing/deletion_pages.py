"""Deleting one record: asked for on a page of its own that says what goes along, confirmed by a tick."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field
from starlette.responses import Response

from graph.errors import Conflict
from graph.stores import KeptStore, import_package
from graph.stores.strangers import AS_STORED
from service.access.guard import Principal
from service.access.policy import Action
from service.editing.deletion_effects import Deletion, Target, deletion_of
from service.exchange.shared_institutions import allowed_to
from service.forms.pages import CHANGES, Writer, institution_of
from service.forms.saving import Opened, opened
from service.forms.tasks import REVISION
from service.http.etag import LONGEST_MARK
from service.http.options import LONGEST_ID, PartnershipId
from service.pages.files import asset_url
from service.pages.localizer import localizer_of
from service.pages.questions import snapshot_for
from service.pages.registry import Page, register
from service.pages.shell import Frame, Link, links, show
from service.partnerships.institutions_page import InstitutionId

_SAMPLE = "/partnerstwa/jarzebin-slaski/instytucje/I16/zmiany/usun"
PAGE = register(
    Page(
        "delete",
        f"{CHANGES}/usun",
        Action.IMPORT,
        in_menu=False,
        samples=(_SAMPLE, f"{_SAMPLE}?usluga=S1601"),
    )
)

router = APIRouter(include_in_schema=False)
_Id = Annotated[str, Field(max_length=LONGEST_ID)]


class Asked(BaseModel):
    """Which record of the institution is meant; all blank: the institution itself."""

    usluga: _Id = ""
    pracownik: _Id = ""
    partner: _Id = ""
    dzien: str = Field("", max_length=10)
    fala: _Id = ""

    def target(self, institution: str) -> Target:
        """The record."""
        return Target(institution, self.usluga, self.pracownik, self.partner, self.dzien, self.fala)


Question = Annotated[Asked, Query()]


@router.get(PAGE.route)
def ask_delete(
    request: Request,
    principal: Writer,
    partnership_id: PartnershipId,
    institution_id: InstitutionId,
    asked: Question,
) -> Response:
    """What would be deleted, and what with it."""
    state = opened(principal, partnership_id)
    found = deletion_of(principal, state, asked.target(institution_id), localizer_of(request))
    return _page(request, principal, state, institution_id, found)


@router.post(PAGE.route)
def delete(
    request: Request,
    principal: Writer,
    partnership_id: PartnershipId,
    institution_id: InstitutionId,
    asked: Question,
    potwierdzam: Annotated[str, Form(max_length=3)] = "",
    rewizja: Annotated[str, Form(max_length=LONGEST_MARK)] = "",
) -> Response:
    """Delete it, if that was confirmed and nothing changed since it was shown."""
    with principal.runtime.importing:
        state = opened(principal, partnership_id)
        found = deletion_of(principal, state, asked.target(institution_id), localizer_of(request))
        outdated = rewizja != state.mark
        if potwierdzam == "tak" and not outdated and not found.refused:
            try:
                store, allow = principal.runtime.store, allowed_to(principal)
                import_package(
                    *(store, found.left), revision=state.revision, choice=AS_STORED, allow=allow
                )
            except Conflict:
                outdated, state = True, opened(principal, partnership_id)
                target = asked.target(institution_id)
                found = deletion_of(principal, state, target, localizer_of(request))
            else:
                return _done(principal, partnership_id, institution_id, found)
    return _page(request, principal, state, institution_id, found, outdated=outdated, sent=True)


def _done(principal: Principal, partnership_id: str, institution_id: str, found: Deletion) -> Response:
    url = links(snapshot_for(principal, partnership_id))
    if found.kind == "institution":
        address = url("institutions")
    else:
        address = url("edit", institution_id=institution_id)
    return RedirectResponse(f"{address}?{urlencode({'usunieto': found.kind})}", status_code=303)


def _page(
    request: Request,
    principal: Principal,
    state: Opened,
    institution_id: str,
    found: Deletion,
    *,
    outdated: bool = False,
    sent: bool = False,
) -> Response:
    localizer = localizer_of(request)
    here = snapshot_for(principal, state.package.partnership.id)
    given = institution_of(state.package, institution_id)
    url = links(here)
    back = url("edit", institution_id=institution_id)
    return show(
        Frame(
            *(request, principal, PAGE, localizer.t(f"delete.title.{found.kind}")),
            here=here,
            crumbs=[
                Link(localizer.t("menu.institutions"), url("institutions")),
                Link(given.name, url("institution", institution_id=institution_id)),
                Link(localizer.t("edit.short"), back),
            ],
            styles=(asset_url("planning.css"),),
            status=409 if outdated else 422 if sent else 200,
        ),
        "delete",
        found=found,
        of=given.name if found.kind in {"service", "worker"} else "",
        outdated=outdated,
        missing=sent and not outdated and not found.refused,
        revision_field=REVISION,
        revision=state.mark,
        back=back,
        undo="" if found.refused else _undo(principal),
    )


def _undo(principal: Principal) -> str:
    """The key of the sentence on how it can be undone; blank where it cannot."""
    if not isinstance(principal.runtime.store, KeptStore):
        return ""
    return "delete.undo" if principal.grant.may(Action.WRITE_CASES) else "delete.undo.lead"
