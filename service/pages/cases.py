"""The cases of families: the list, a new case, one case with its steps, consents and referrals.

What is sent never stands in an address: codes of needs say something sensitive. The family's
pseudonym does, as in the API; it is random, and logs hold no addresses.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, cast, get_args

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

from graph.cases import Kind, step_from
from graph.errors import Conflict, InvalidRequest
from graph.permissions import Permission
from graph.referrals import State
from service import casework
from service.access.guard import Visitor, requires
from service.access.policy import Action
from service.api.options import LONGEST_ID, PartnershipId
from service.cases import CaseFile, list_cases, open_case, start_case, take_step
from service.errors import KeyReused, OutOfDate
from service.pages.case_fields import KEY, MORE, VERSION, Reading, SentForm
from service.pages.case_pages import (
    CASE,
    FORMS,
    LIST,
    Sitting,
    all_gaps_page,
    case_page,
    form_shown,
    gaps_page,
    given_basket,
    refused_now,
    step_page,
)
from service.pages.case_referrals import served
from service.pages.case_rows import Due
from service.pages.case_view import CaseView
from service.pages.questions import snapshot_for
from service.pages.reader import reader_of
from service.pages.registry import Page, register

NEW: Final = register(
    Page(
        "new_case",
        "/partnerstwa/{partnership_id}/nowa-sprawa",
        Action.WRITE_CASES,
        in_menu=False,
        samples=("/partnerstwa/jarzebin-slaski/nowa-sprawa",),
    )
)
GAPS: Final = register(
    Page(
        "cases_gaps",
        "/partnerstwa/{partnership_id}/luki-spraw",
        Action.READ_CASES,
        in_menu=False,
        samples=("/partnerstwa/jarzebin-slaski/luki-spraw",),
    )
)
_STEP: Final = CASE.route + "/kroki/{kind}"
_BASES: Final = CASE.route + "/zgody"
_REFERRALS: Final = CASE.route + "/skierowania"
#: What a page may be told to confirm after a form was saved.
_SAID: Final = {
    "zgoda": "cases.bases.saved",
    "wycofanie": "cases.bases.gone",
    "skierowanie": "cases.referral.saved",
    "otwarta": "cases.opened",
    "krok": "cases.saved",
}

router = APIRouter(include_in_schema=False)
CaseReader = Annotated[Visitor, requires(Action.READ_CASES, Action.READ_OWN_CASES)]
CaseLead = Annotated[Visitor, requires(Action.READ_CASES)]
CaseWriter = Annotated[Visitor, requires(Action.WRITE_CASES)]
FamilyId = Annotated[str, Path(max_length=LONGEST_ID)]
KindName = Annotated[str, Path(max_length=20)]


@dataclass(frozen=True, slots=True)
class Row:
    """A case as the list shows it."""

    sign: str
    address: str
    unit: str
    state: str
    requested: str
    urgent: bool
    is_open: bool
    due: tuple[Due, ...]


@router.get(LIST.route)
def cases(request: Request, visitor: CaseReader, partnership_id: PartnershipId) -> Response:
    """The cases that the visitor may read, and what is due in them."""
    sitting = Sitting(request, visitor, snapshot_for(visitor, partnership_id))
    rows = [_row(sitting, file) for file in list_cases(visitor, partnership_id)]
    waiting = [(row, due) for row in rows for due in row.due]
    return sitting.show(
        LIST,
        sitting.words.reader.t("menu.cases"),
        "cases",
        rows=sorted(rows, key=lambda row: (not row.is_open, row.sign)),
        waiting=sorted(waiting, key=lambda pair: (not pair[1].overdue, pair[1].day)),
        whole=visitor.grant.may(Action.READ_CASES),
        writes=visitor.grant.may(Action.WRITE_CASES),
        new=NEW.url(partnership_id=partnership_id),
    )


@router.get(GAPS.route)
def cases_gaps(request: Request, visitor: CaseLead, partnership_id: PartnershipId) -> Response:
    """Which case would profit from closing which gap of the partnership."""
    sitting = Sitting(request, visitor, snapshot_for(visitor, partnership_id))
    files = [file for file in list_cases(visitor, partnership_id) if file.case.is_open]
    return all_gaps_page(sitting, files)


@router.get(NEW.route)
def new_case(request: Request, visitor: CaseWriter, partnership_id: PartnershipId) -> Response:
    """The form of a family's own request."""
    sitting = Sitting(request, visitor, snapshot_for(visitor, partnership_id))
    return step_page(sitting, form_shown(sitting, "request", NEW.url(partnership_id=partnership_id)))


@router.post(NEW.route)
def save_new_case(
    request: Request, visitor: CaseWriter, partnership_id: PartnershipId, sent: SentForm
) -> Response:
    """Open a case."""
    sitting = Sitting(request, visitor, snapshot_for(visitor, partnership_id))
    reading = Reading(sent, sitting.words.reader)
    mapping = FORMS["request"].read(sitting.desk(), reading)
    reused = False
    if not reading.faults:
        try:
            step = step_from("request", mapping)
            file = start_case(visitor, partnership_id, step, sent.one(KEY) or None)  # pyright: ignore[reportArgumentType]
        except InvalidRequest as error:
            _refuse(reading, error)
        except KeyReused:
            reused = True
        else:
            return _to(file, "otwarta")
    form = form_shown(
        *(sitting, "request", NEW.url(partnership_id=partnership_id)),
        holds=sent,
        faults=reading.faults,
        outdated=reused,
    )
    return step_page(sitting, form, status=409 if reused else 422)


@router.get(_STEP)
def case_step(
    request: Request,
    visitor: CaseWriter,
    partnership_id: PartnershipId,
    family_id: FamilyId,
    kind: KindName,
    koszyk: Annotated[int, Query(ge=0, le=100)] = 0,
) -> Response:
    """The form of a step; ``koszyk`` is the rank of a proposed basket to begin with."""
    sitting = _sitting(request, visitor, partnership_id, family_id, writing=True)
    known = _kind(kind)
    refused = refused_now(sitting, known)
    given = given_basket(sitting, koszyk) if known == "plan_basket" else ()
    form = form_shown(
        *(sitting, known, sitting.address("kroki", known)),
        given=given,
        refused=refused,
    )
    return step_page(sitting, form, status=409 if refused else 200)


@router.post(_STEP)
def save_case_step(
    request: Request,
    visitor: CaseWriter,
    partnership_id: PartnershipId,
    family_id: FamilyId,
    kind: KindName,
    sent: SentForm,
) -> Response:
    """Record a step; what cannot be recorded comes back with everything that was put in."""
    sitting = _sitting(request, visitor, partnership_id, family_id, writing=True)
    known = _kind(kind)
    action = sitting.address("kroki", known)
    if sent.one(MORE):
        return step_page(sitting, form_shown(sitting, known, action, holds=sent))
    reading = Reading(sent, sitting.words.reader)
    mapping = FORMS[known].read(sitting.desk(), reading)
    outdated = False
    if not reading.faults:
        try:
            step = step_from(known, mapping)
            file = take_step(sitting.opened, step, sent.one(VERSION), sent.one(KEY) or None)
        except InvalidRequest as error:
            _refuse(reading, error)
        except (Conflict, OutOfDate, KeyReused):
            outdated = True
            sitting = _sitting(request, visitor, partnership_id, family_id, writing=True)
        else:
            return _to(file, "krok")
    refused = refused_now(sitting, known)
    form = form_shown(
        *(sitting, known, action),
        holds=sent,
        faults=reading.faults,
        outdated=outdated and not refused,
        refused=refused,
    )
    return step_page(sitting, form, status=409 if outdated or refused else 422)


@router.post(_BASES + "/wycofanie")
def withdraw_consent(
    request: Request,
    visitor: CaseWriter,
    partnership_id: PartnershipId,
    family_id: FamilyId,
    sent: SentForm,
) -> Response:
    """Withdraw a consent, effective at once."""
    sitting = _sitting(request, visitor, partnership_id, family_id, writing=True)
    file = _file(sitting)
    try:
        casework.withdraw_permission(file, sent.one("zgoda.id"))
    except Conflict:
        return case_page(sitting, refused=sitting.words.reader.t("cases.changed"), status=409)
    return _to(sitting.opened, "wycofanie", "zgody")


@router.post(_BASES)
def save_base(
    request: Request,
    visitor: CaseWriter,
    partnership_id: PartnershipId,
    family_id: FamilyId,
    sent: SentForm,
) -> Response:
    """Record a consent or a legal base."""
    sitting = _sitting(request, visitor, partnership_id, family_id, writing=True)
    reading = Reading(sent, sitting.words.reader)
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
            casework.grant_permission(_file(sitting), permission, sent.one(KEY) or None)
        except InvalidRequest as error:
            for problem in error.problems:
                reading.wrong(f"zgoda.{problem.column}", "cases.fault.other")
        except (Conflict, KeyReused):
            return case_page(sitting, refused=sitting.words.reader.t("cases.changed"), status=409)
        else:
            return _to(sitting.opened, "zgoda", "zgody")
    return case_page(sitting, base_holds=sent, base_faults=reading.faults, status=422)


@router.post(_REFERRALS + "/kroki")
def move_referral(
    request: Request,
    visitor: CaseWriter,
    partnership_id: PartnershipId,
    family_id: FamilyId,
    sent: SentForm,
) -> Response:
    """Take a referral one step further."""
    sitting = _sitting(request, visitor, partnership_id, family_id, writing=True)
    t = sitting.words.reader.t
    state, code = sent.one("state"), sent.one("code") or None
    if state not in get_args(State):
        return case_page(sitting, refused=t("cases.referral.choose"), status=422)
    try:
        casework.step(
            *(_file(sitting), sent.one("id"), cast("State", state), code),
            if_match=sent.one(VERSION),
            key=sent.one(KEY) or None,
        )
    except InvalidRequest:
        return case_page(sitting, refused=t("cases.fault.code"), status=422)
    except (Conflict, OutOfDate, KeyReused):
        return case_page(sitting, refused=t("cases.changed"), status=409)
    return _to(sitting.opened, "skierowanie", "skierowania")


@router.post(_REFERRALS)
def save_referral(
    request: Request,
    visitor: CaseWriter,
    partnership_id: PartnershipId,
    family_id: FamilyId,
    sent: SentForm,
) -> Response:
    """Ask a provider for a service of the basket."""
    sitting = _sitting(request, visitor, partnership_id, family_id, writing=True)
    view = CaseView(sitting.opened, sitting.words)
    row = next((one for one in view.items() if one.id == sent.one("item_id")), None)
    if row is None or not row.can_refer or row.service_id is None:
        return case_page(sitting, refused=sitting.words.reader.t("cases.changed"), status=409)
    try:
        casework.refer(
            *(_file(sitting), row.institution_id, row.service_id, served(view, row)),
            sent.one(KEY) or None,
        )
    except (Conflict, InvalidRequest, KeyReused):
        return case_page(sitting, refused=sitting.words.reader.t("cases.changed"), status=409)
    return _to(sitting.opened, "skierowanie", "skierowania")


@router.get(CASE.route + "/luki")
def case_gaps(
    request: Request, visitor: CaseLead, partnership_id: PartnershipId, family_id: FamilyId
) -> Response:
    """The gaps of the partnership that concern the case."""
    return gaps_page(_sitting(request, visitor, partnership_id, family_id))


@router.get(CASE.route)
def case(
    request: Request,
    visitor: CaseReader,
    partnership_id: PartnershipId,
    family_id: FamilyId,
    zapisano: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """The page of a case."""
    sitting = _sitting(request, visitor, partnership_id, family_id)
    said = reader_of(request).t(_SAID[zapisano]) if zapisano in _SAID else ""
    return case_page(sitting, said=said)


def _sitting(
    request: Request, visitor: Visitor, partnership_id: str, family_id: str, *, writing: bool = False
) -> Sitting:
    file = open_case(visitor, family_id, partnership_id, writing=writing)
    return Sitting(request, visitor, file.snapshot, file)


def _file(sitting: Sitting) -> casework.File:
    """The same case as the functions of consents and referrals take it; it was opened before."""
    partnership, family = sitting.opened.place
    kept = sitting.snapshot.families.get(family)
    if kept is None:
        raise Conflict("family", partnership, "nothing is kept of it besides its case")
    return casework.File(sitting.visitor, sitting.snapshot, kept, sitting.opened.institution)


def _row(sitting: Sitting, file: CaseFile) -> Row:
    words = sitting.words
    view = CaseView(file, words)
    asked = file.case.request
    partnership, family = file.place
    return Row(
        sign=family,
        address=CASE.url(partnership_id=partnership, family_id=family),
        unit=words.reader.t(f"cases.unit.{asked.unit}"),
        state=view.state,
        requested=words.reader.day(asked.on),
        urgent=asked.urgent,
        is_open=file.case.is_open,
        due=tuple(view.due()),
    )


def _kind(name: str) -> Kind:
    """The kind of a step after the request.

    Raises
    ------
    HTTPException
        404 where there is none of this name.
    """
    if name not in FORMS or name == "request":
        raise HTTPException(404)
    return cast("Kind", name)


def _refuse(reading: Reading, error: InvalidRequest) -> None:
    for problem in error.problems:
        reading.refused(problem)


def _to(file: CaseFile, said: str, anchor: str = "tresc") -> Response:
    partnership, family = file.place
    address = CASE.url(partnership_id=partnership, family_id=family)
    return RedirectResponse(f"{address}?zapisano={said}#{anchor}", status_code=303)
