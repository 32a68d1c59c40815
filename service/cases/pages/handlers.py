"""The cases of families: the list, a new case, one case with its steps, consents and referrals.

What is sent never stands in an address: codes of needs say something sensitive. The family's
pseudonym does, as in the API; it is random, and logs hold no addresses.
"""

from dataclasses import dataclass
from typing import Annotated, Final, cast

from fastapi import APIRouter, Path, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from graph.cases import Kind, step_from
from graph.errors import Conflict, InvalidRequest
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.cases.files import CaseFile, list_cases
from service.cases.pages.fields import MORE, VERSION, Reading, SentForm, once
from service.cases.pages.page import case_page
from service.cases.pages.rows import Due
from service.cases.pages.sitting import CASE, LIST, Sitting, back_to, sitting_of
from service.cases.pages.steps import FORMS, form_shown, given_basket, refused_now, step_page
from service.cases.pages.view import CaseView
from service.cases.steps import start_case, take_step
from service.http.errors import KeyReused, PreconditionFailed
from service.http.options import LONGEST_ID, PartnershipId
from service.pages.localizer import localizer_of
from service.pages.questions import snapshot_for
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
_STEP: Final = CASE.route + "/kroki/{kind}"
#: What a page may be told to confirm after a form was saved.
_SAID: Final = {
    "zgoda": "cases.bases.saved",
    "wycofanie": "cases.bases.gone",
    "skierowanie": "cases.referral.saved",
    "otwarta": "cases.opened",
    "krok": "cases.saved",
}

router = APIRouter(include_in_schema=False)
CaseReader = Annotated[Principal, requires(Action.READ_CASES, Action.READ_OWN_CASES)]
CaseLead = Annotated[Principal, requires(Action.READ_CASES)]
CaseWriter = Annotated[Principal, requires(Action.WRITE_CASES)]
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
def cases(request: Request, principal: CaseReader, partnership_id: PartnershipId) -> Response:
    """The cases that the principal may read, and what is due in them."""
    sitting = Sitting(request, principal, snapshot_for(principal, partnership_id))
    rows = [_row(sitting, file) for file in list_cases(principal, partnership_id)]
    waiting = [(row, due) for row in rows for due in row.due]
    return sitting.show(
        LIST,
        sitting.words.localizer.t("menu.cases"),
        "cases",
        rows=sorted(rows, key=lambda row: (not row.is_open, row.sign)),
        waiting=sorted(waiting, key=lambda pair: (not pair[1].overdue, pair[1].day)),
        whole=principal.grant.may(Action.READ_CASES),
        writes=principal.grant.may(Action.WRITE_CASES),
        new=NEW.url(partnership_id=partnership_id),
    )


@router.get(NEW.route)
def new_case(request: Request, principal: CaseWriter, partnership_id: PartnershipId) -> Response:
    """The form of a family's own request."""
    sitting = Sitting(request, principal, snapshot_for(principal, partnership_id))
    return step_page(sitting, form_shown(sitting, "request", NEW.url(partnership_id=partnership_id)))


@router.post(NEW.route)
def save_new_case(
    request: Request, principal: CaseWriter, partnership_id: PartnershipId, sent: SentForm
) -> Response:
    """Open a case."""
    sitting = Sitting(request, principal, snapshot_for(principal, partnership_id))
    reading = Reading(sent, sitting.words.localizer)
    mapping = FORMS["request"].read(sitting.context(), reading)
    reused = False
    if not reading.faults:
        try:
            step = step_from("request", mapping)
            file = start_case(principal, partnership_id, step, once(request, sent))  # pyright: ignore[reportArgumentType]
        except InvalidRequest as error:
            _refuse(reading, error)
        except KeyReused:
            reused = True
        else:
            return back_to(file, "otwarta")
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
    principal: CaseWriter,
    partnership_id: PartnershipId,
    family_id: FamilyId,
    kind: KindName,
    koszyk: Annotated[int, Query(ge=0, le=100)] = 0,
) -> Response:
    """The form of a step; ``koszyk`` is the rank of a proposed basket to begin with."""
    sitting = sitting_of(request, principal, partnership_id, family_id, writing=True)
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
    principal: CaseWriter,
    partnership_id: PartnershipId,
    family_id: FamilyId,
    kind: KindName,
    sent: SentForm,
) -> Response:
    """Record a step; what cannot be recorded comes back with everything that was put in."""
    sitting = sitting_of(request, principal, partnership_id, family_id, writing=True)
    known = _kind(kind)
    action = sitting.address("kroki", known)
    if sent.one(MORE):
        return step_page(sitting, form_shown(sitting, known, action, holds=sent))
    reading = Reading(sent, sitting.words.localizer)
    mapping = FORMS[known].read(sitting.context(), reading)
    outdated = False
    if not reading.faults:
        try:
            step = step_from(known, mapping)
            file = take_step(sitting.opened, step, sent.one(VERSION), once(request, sent))
        except InvalidRequest as error:
            _refuse(reading, error)
        except (Conflict, PreconditionFailed, KeyReused):
            outdated = True
            sitting = sitting_of(request, principal, partnership_id, family_id, writing=True)
        else:
            return back_to(file, "krok")
    refused = refused_now(sitting, known)
    form = form_shown(
        *(sitting, known, action),
        holds=sent,
        faults=reading.faults,
        outdated=outdated and not refused,
        refused=refused,
    )
    return step_page(sitting, form, status=409 if outdated or refused else 422)


@router.get(CASE.route)
def case(
    request: Request,
    principal: CaseReader,
    partnership_id: PartnershipId,
    family_id: FamilyId,
    zapisano: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """The page of a case."""
    sitting = sitting_of(request, principal, partnership_id, family_id)
    said = localizer_of(request).t(_SAID[zapisano]) if zapisano in _SAID else ""
    return case_page(sitting, said=said)


def _row(sitting: Sitting, file: CaseFile) -> Row:
    words = sitting.words
    view = CaseView(file, words)
    asked = file.case.request
    partnership, family = file.place
    return Row(
        sign=family,
        address=CASE.url(partnership_id=partnership, family_id=family),
        unit=words.localizer.t(f"code.unit.{asked.unit}"),
        state=view.state,
        requested=words.localizer.day(asked.on),
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
