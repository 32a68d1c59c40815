"""The plan of invitations: who is invited, what came of it, meetings; letters and a table of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from starlette.responses import RedirectResponse, Response

from graph.errors import Conflict, InvalidRequest, NotFound
from graph.recruitment.plan import NEXT, REFUSAL_REASONS, Meeting, MeetingKind, State
from graph.snapshot import Snapshot
from graph.stores import planning
from graph.stores.planning import KeptInvitation, Plan
from service.access.guard import Visitor, requires
from service.access.policy import Action
from service.api.options import LONGEST_ID, PartnershipId
from service.errors import MarkNeeded, OutOfDate
from service.exports import FILE_KINDS
from service.pages.files import asset_url
from service.pages.institutions import InstitutionId
from service.pages.questions import snapshot_for
from service.pages.reader import Reader, collated, reader_of
from service.pages.registry import Page, find_page, register
from service.pages.shell import Frame, Link, links, show
from service.planning import (
    RESPONSIBLE,
    Step,
    drop,
    drop_meeting,
    hold_meeting,
    meeting_mark,
    plan_invitation,
    take_step,
)
from service.planning.steps import Responsible
from service.planning.workbook import PlanWords, plan_bytes

PAGE = register(
    Page(
        "plan",
        "/partnerstwa/{partnership_id}/plan",
        Action.PLAN,
        in_menu=False,
        samples=("/partnerstwa/jarzebin-slaski/plan",),
    )
)
_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_INVITATION: Final = PAGE.route + "/zaproszenia/{institution_id:path}"
_KINDS: Final[tuple[MeetingKind, ...]] = ("initiating", "formalising", "working")

router = APIRouter(include_in_schema=False)
Planner = Annotated[Visitor, requires(Action.PLAN)]
# A form sends what is left open as an empty text.
OptionalDay = Annotated[date | None, BeforeValidator(lambda given: given or None)]
Code = Annotated[str | None, Field(max_length=10), BeforeValidator(lambda given: given or None)]
Id = Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]


class _Sent(BaseModel):
    model_config = ConfigDict(extra="ignore")


class SentInvitation(_Sent):
    """The form that adds an institution."""

    institution_id: Id
    responsible: Responsible = "animator"
    due_on: OptionalDay = None


class SentStep(_Sent):
    """The form that records a step."""

    state: State
    version: int
    on: OptionalDay = None
    reason: Code = None
    due_on: OptionalDay = None


class SentVersion(_Sent):
    """The form that takes an institution out."""

    version: int


class SentMeeting(_Sent):
    """The form that records a meeting."""

    held_on: date
    kind: MeetingKind
    institution_ids: Annotated[list[Id], Field(max_length=500)] = []


class SentMeetingKey(_Sent):
    """The form that deletes a meeting."""

    held_on: date
    kind: MeetingKind
    version: Annotated[str, Field(max_length=40)]


@dataclass(frozen=True, slots=True)
class Card:
    """One invitation as the page lists it; ``anchor`` is its place on the page."""

    anchor: str
    place: Link
    state: str
    since: str
    due: str
    overdue: bool
    responsible: str
    reason: str
    history: Sequence[str]
    next: Sequence[State]
    version: int
    first_day: str
    droppable: bool
    address: str


@router.get(PAGE.route + ".xlsx")
def plan_table(request: Request, visitor: Planner, partnership_id: PartnershipId) -> Response:
    """The plan as a workbook."""
    snapshot = snapshot_for(visitor, partnership_id)
    data = plan_bytes(snapshot, _plan(visitor, partnership_id), reader_of(request))
    return _attachment(data, f"plan-{partnership_id}.xlsx", FILE_KINDS["xlsx"].media_type)


@router.get(_INVITATION + "/zaproszenie.docx")
def invitation_letter(
    visitor: Planner, partnership_id: PartnershipId, institution_id: InstitutionId
) -> Response:
    """The letter of invitation."""
    from service.planning.letters import letter_bytes

    kept = _plan(visitor, partnership_id).find(institution_id)
    snapshot = snapshot_for(visitor, partnership_id)
    data = letter_bytes("invitation", snapshot, institution_id, kept.invitation.due_on)
    return _attachment(data, f"zaproszenie-{institution_id}.docx", _DOCX)


@router.get(_INVITATION + "/deklaracja.docx")
def joining_declaration(
    visitor: Planner, partnership_id: PartnershipId, institution_id: InstitutionId
) -> Response:
    """The declaration of joining."""
    from service.planning.letters import letter_bytes

    _plan(visitor, partnership_id).find(institution_id)
    snapshot = snapshot_for(visitor, partnership_id)
    data = letter_bytes("declaration", snapshot, institution_id)
    return _attachment(data, f"deklaracja-{institution_id}.docx", _DOCX)


@router.post(_INVITATION + "/kroki")
def save_step(
    request: Request,
    visitor: Planner,
    partnership_id: PartnershipId,
    institution_id: InstitutionId,
    sent: Annotated[SentStep, Form()],
) -> Response:
    """Record a step."""
    step = Step(sent.state, sent.on, sent.reason, sent.due_on)
    try:
        take_step(visitor, partnership_id, institution_id, step, f"{sent.version}")
    except (Conflict, OutOfDate, InvalidRequest) as error:
        return _page(request, visitor, partnership_id, error)
    return _back(partnership_id, _anchor(institution_id))


@router.post(_INVITATION + "/usun")
def save_drop(
    request: Request,
    visitor: Planner,
    partnership_id: PartnershipId,
    institution_id: InstitutionId,
    sent: Annotated[SentVersion, Form()],
) -> Response:
    """Take an institution out of the plan."""
    try:
        drop(visitor, partnership_id, institution_id, f"{sent.version}")
    except (Conflict, OutOfDate) as error:
        return _page(request, visitor, partnership_id, error)
    return _back(partnership_id)


@router.post(PAGE.route + "/zaproszenia")
def save_invitation(
    request: Request,
    visitor: Planner,
    partnership_id: PartnershipId,
    sent: Annotated[SentInvitation, Form()],
) -> Response:
    """Add an institution."""
    snapshot = snapshot_for(visitor, partnership_id)
    try:
        plan_invitation(visitor, snapshot, sent.institution_id, sent.responsible, sent.due_on)
    except (Conflict, InvalidRequest) as error:
        return _page(request, visitor, partnership_id, error)
    return _back(partnership_id, _anchor(sent.institution_id))


@router.post(PAGE.route + "/spotkania")
def save_meeting(
    request: Request,
    visitor: Planner,
    partnership_id: PartnershipId,
    sent: Annotated[SentMeeting, Form()],
) -> Response:
    """Record a meeting; one of its day and kind is first deleted by whoever means another."""
    meeting = Meeting(sent.held_on, sent.kind, tuple(sent.institution_ids))
    try:
        hold_meeting(visitor, snapshot_for(visitor, partnership_id), meeting)
    except (Conflict, MarkNeeded, InvalidRequest) as error:
        return _page(request, visitor, partnership_id, error)
    return _back(partnership_id, "spotkania")


@router.post(PAGE.route + "/spotkania/usun")
def save_meeting_drop(
    request: Request,
    visitor: Planner,
    partnership_id: PartnershipId,
    sent: Annotated[SentMeetingKey, Form()],
) -> Response:
    """Delete a meeting."""
    try:
        drop_meeting(visitor, partnership_id, sent.held_on, sent.kind, sent.version)
    except (Conflict, OutOfDate, NotFound) as error:
        return _page(request, visitor, partnership_id, error)
    return _back(partnership_id, "spotkania")


@router.get(PAGE.route)
def plan(
    request: Request,
    visitor: Planner,
    partnership_id: PartnershipId,
    dodaj: Annotated[str, Query(max_length=LONGEST_ID)] = "",
) -> Response:
    """The plan; ``dodaj`` is the institution chosen beforehand in the form that adds one."""
    return _page(request, visitor, partnership_id, chosen=dodaj)


def _page(
    request: Request,
    visitor: Visitor,
    partnership_id: str,
    error: Exception | None = None,
    chosen: str = "",
) -> Response:
    reader = reader_of(request)
    snapshot = snapshot_for(visitor, partnership_id)
    found = _plan(visitor, partnership_id)
    words = PlanWords(snapshot, reader)
    url = links(snapshot)
    planned = {kept.invitation.institution_id for kept in found.invitations}
    refused = "plan.invalid" if isinstance(error, InvalidRequest) else "plan.conflict"
    if isinstance(error, MarkNeeded):
        refused = "plan.meeting.there"
    recruitment = find_page("recruitment")
    crumbs = [Link(reader.t("menu.recruitment"), url("recruitment"))] if recruitment else []
    return show(
        Frame(
            *(request, visitor, PAGE, reader.t("menu.plan")),
            here=snapshot,
            crumbs=crumbs,
            styles=(asset_url("planning.css"), asset_url("plan.css")),
            status=200 if error is None else 422 if isinstance(error, InvalidRequest) else 409,
        ),
        "plan",
        refused=reader.t(refused) if error else "",
        cards=sorted(
            (_card(kept, snapshot, words, reader) for kept in found.invitations),
            key=lambda card: collated(card.place.text),
        ),
        candidates=_named(snapshot, set(snapshot.institutions) - set(snapshot.members) - planned),
        chosen=chosen,
        everybody=_named(snapshot, snapshot.institutions),
        responsible=RESPONSIBLE,
        reasons=[(code, words.reason(code)) for code in REFUSAL_REASONS],
        kinds=_KINDS,
        today=snapshot.as_of.isoformat(),
        meetings=[
            (
                *(meeting, reader.day(meeting.held_on), words.names(meeting.institution_ids)),
                meeting_mark(meeting),
            )
            for meeting in found.meetings
        ],
        life=[(reader.day(on), *rest) for on, *rest in words.life(found)],
        base=PAGE.url(partnership_id=partnership_id),
    )


def _card(kept: KeptInvitation, snapshot: Snapshot, words: PlanWords, reader: Reader) -> Card:
    one = kept.invitation
    id = one.institution_id
    said = (
        ": ".join(part for part in (words.state(move.state), words.reason(move.reason)) if part)
        for move in one.moves
    )
    place = Link(words.name(id), links(snapshot)("institution", institution_id=id))
    return Card(
        anchor=_anchor(id),
        place=place,
        state=words.state(one.state),
        since=reader.day(one.moves[-1].on),
        due=reader.day(one.due_on) if one.due_on else reader.t("plan.due.none"),
        overdue=one.is_overdue(snapshot.as_of),
        responsible=reader.t(f"plan.role.{one.responsible_role}"),
        reason=words.reason(one.reason),
        history=[f"{reader.day(move.on)} – {text}" for move, text in zip(one.moves, said, strict=True)],
        next=NEXT[one.state],
        version=kept.version,
        first_day=one.moves[-1].on.isoformat(),
        droppable=len(one.moves) == 1,
        address=f"{PAGE.url(partnership_id=snapshot.partnership.id)}/zaproszenia/{quote(id, safe='')}",
    )


def _plan(visitor: Visitor, partnership_id: str) -> Plan:
    return planning.read_plan(visitor.house.store, partnership_id)


def _named(snapshot: Snapshot, ids: Iterable[str]) -> list[tuple[str, str]]:
    named = [(id, snapshot.institutions[id].name) for id in ids]
    return sorted(named, key=lambda row: (collated(row[1]), row[0]))


def _anchor(institution_id: str) -> str:
    return f"i-{quote(institution_id, safe='')}"


def _back(partnership_id: str, anchor: str = "tresc") -> Response:
    # The browser takes the sign apart once, so the mark of an id is written twice over.
    address = f"{PAGE.url(partnership_id=partnership_id)}#{quote(anchor, safe='')}"
    return RedirectResponse(address, status_code=303)


def _attachment(data: bytes, name: str, media_type: str) -> Response:
    quoted = quote(name.replace("/", "-"), safe="")
    return Response(
        data,
        media_type=media_type,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quoted}"},
    )
