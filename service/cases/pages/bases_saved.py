"""Consents, legal bases and referrals of a case as they are sent by its page."""

from datetime import date
from typing import Annotated, Final, cast, get_args

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from graph.errors import Conflict, InvalidRequest
from graph.records.permission import Permission
from graph.records.referral import State
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.cases.families.files import File
from service.cases.families.permissions import grant_permission, withdraw_permission
from service.cases.families.referrals import refer, step
from service.cases.pages.fields import VERSION, Reading, SentForm, once
from service.cases.pages.page import case_page
from service.cases.pages.referrals import referable, served
from service.cases.pages.sitting import CASE, Sitting, back_to, sitting_of
from service.cases.pages.view import CaseView
from service.http.errors import KeyReused, PreconditionFailed
from service.http.options import LONGEST_ID, PartnershipId
from service.pages.refused import RefusedForm

_BASES: Final = CASE.route + "/zgody"
_REFERRALS: Final = CASE.route + "/skierowania"
#: The version of a consent that nobody withdrew: only beside such a one stands the button.
_GIVEN: Final = "1"

router = APIRouter(include_in_schema=False)
CaseWriter = Annotated[Principal, requires(Action.WRITE_CASES)]
FamilyId = Annotated[str, Path(max_length=LONGEST_ID)]


@router.post(_BASES + "/wycofanie")
def withdraw_consent(
    request: Request,
    principal: CaseWriter,
    partnership_id: PartnershipId,
    family_id: FamilyId,
    sent: SentForm,
) -> Response:
    """Withdraw a consent, effective at once."""
    sitting = sitting_of(request, principal, partnership_id, family_id, writing=True)
    file = _file(sitting)
    try:
        withdraw_permission(file, sent.one("zgoda.id"), _GIVEN)
    except (Conflict, PreconditionFailed):
        return case_page(sitting, refused=sitting.words.localizer.t("cases.changed"), status=409)
    return back_to(sitting.opened, "wycofanie", "zgody")


@router.post(_BASES)
def save_base(
    request: Request,
    principal: CaseWriter,
    partnership_id: PartnershipId,
    family_id: FamilyId,
    sent: SentForm,
) -> Response:
    """Record a consent or a legal base."""
    sitting = sitting_of(request, principal, partnership_id, family_id, writing=True)
    reading = Reading(sent, sitting.words.localizer)
    given = reading.day("zgoda.given_on")
    expires = reading.day("zgoda.expires_on", required=False)
    base = reading.text("zgoda.base")
    if base == "consent" and (expires is None or (given and expires <= given)):
        reading.wrong("zgoda.expires_on", "cases.fault.consent_end")
    place, data_class = reading.text("zgoda.institution_id"), reading.text("zgoda.data_class")
    if not reading.faults:
        permission = Permission(
            id="",
            institution_id=place,
            data_class=data_class,  # pyright: ignore[reportArgumentType]  # checked when granted
            base=base,
            given_on=date.fromisoformat(given or ""),
            expires_on=date.fromisoformat(expires) if expires else None,
            by_guardian=base == "consent" and bool(sent.all("zgoda.by_guardian")),
        )
        try:
            grant_permission(_file(sitting), permission, once(request, sent))
        except InvalidRequest as error:
            for problem in error.problems:
                reading.wrong(f"zgoda.{problem.column}", "cases.fault.other")
        except (Conflict, KeyReused):
            return case_page(sitting, refused=sitting.words.localizer.t("cases.changed"), status=409)
        else:
            return back_to(sitting.opened, "zgoda", "zgody")
    return case_page(sitting, base_holds=sent, base_faults=reading.faults, status=422)


@router.post(_REFERRALS + "/kroki")
def move_referral(
    request: Request,
    principal: CaseWriter,
    partnership_id: PartnershipId,
    family_id: FamilyId,
    sent: SentForm,
) -> Response:
    """Take a referral one step further."""
    sitting = sitting_of(request, principal, partnership_id, family_id, writing=True)
    t = sitting.words.localizer.t
    state, code = sent.one("state"), sent.one("code") or None
    path = request.url.path
    if state not in get_args(State):
        again = RefusedForm(path, sent.values, {"state": t("cases.referral.choose")})
        return case_page(sitting, refused=t("cases.referral.choose"), again=again, status=422)
    try:
        step(
            *(_file(sitting), sent.one("id"), cast("State", state), code),
            if_match=sent.one(VERSION),
            sent=once(request, sent),
        )
    except InvalidRequest:
        again = RefusedForm(path, sent.values, {"code": t("cases.fault.code")})
        return case_page(sitting, refused=t("cases.fault.code"), again=again, status=422)
    except (Conflict, PreconditionFailed, KeyReused):
        again = RefusedForm(path, sent.values, {})
        return case_page(sitting, refused=t("cases.changed"), again=again, status=409)
    return back_to(sitting.opened, "skierowanie", "skierowania")


@router.post(_REFERRALS)
def save_referral(
    request: Request,
    principal: CaseWriter,
    partnership_id: PartnershipId,
    family_id: FamilyId,
    sent: SentForm,
) -> Response:
    """Ask a provider for a service of the basket."""
    sitting = sitting_of(request, principal, partnership_id, family_id, writing=True)
    view = CaseView(sitting.opened, sitting.words)
    row = next((one for one in view.items() if one.id == sent.one("item_id")), None)
    if row is None or row.service_id is None or row.id not in referable(view):
        return case_page(sitting, refused=sitting.words.localizer.t("cases.changed"), status=409)
    try:
        refer(
            *(_file(sitting), row.institution_id, row.service_id, served(view, row)),
            once(request, sent),
        )
    except (Conflict, InvalidRequest, KeyReused):
        return case_page(sitting, refused=sitting.words.localizer.t("cases.changed"), status=409)
    return back_to(sitting.opened, "skierowanie", "skierowania")


def _file(sitting: Sitting) -> File:
    """The same case as the functions of consents and referrals take it; it was opened before."""
    partnership, family = sitting.opened.place
    kept = sitting.snapshot.families.get(family)
    if kept is None:
        raise Conflict("family", partnership, "nothing is kept of it besides its case")
    return File(sitting.principal, sitting.snapshot, kept, sitting.opened.institution)
