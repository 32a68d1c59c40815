"""The plan of invitations: who is invited, what came of it, and meetings."""

from collections.abc import Iterable
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from graph.errors import Conflict, InvalidRequest, NotFound
from graph.records.event import Meeting, MeetingKind
from graph.records.kinds import INVITATION, MEETING
from graph.snapshot import Snapshot
from graph.stores.records import Entries, read_records
from graph.vocabulary.barriers import BARRIERS as REFUSAL_REASONS
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.http.errors import PreconditionFailed, PreconditionRequired
from service.http.options import LONGEST_ID, PartnershipId
from service.pages.files import asset_url
from service.pages.localizer import collated, localizer_of
from service.pages.questions import snapshot_for
from service.pages.refused import refused_form
from service.pages.registry import Page, find_page, register
from service.pages.sent import Sent, SentVersion
from service.pages.shell import Frame, Link, links, show
from service.partnerships.institutions_page import InstitutionId
from service.plan.cards import anchor_of, card_of
from service.plan.documents import meeting_mark
from service.plan.forms import SentInvitation, SentMeeting, SentMeetingKey, SentStep
from service.plan.steps import (
    RESPONSIBLE,
    Step,
    drop,
    drop_meeting,
    hold_meeting,
    plan_invitation,
    take_step,
)
from service.plan.workbook import PlanWords

PAGE = register(
    Page(
        "plan",
        "/partnerstwa/{partnership_id}/plan",
        Action.PLAN,
        on_contacts=True,
        in_menu=False,
        samples=("/partnerstwa/jarzebin-slaski/plan",),
    )
)
INVITATION_ROUTE: Final = PAGE.route + "/zaproszenia/{institution_id:path}"
_KINDS: Final[tuple[MeetingKind, ...]] = ("initiating", "formalising", "working")

router = APIRouter(include_in_schema=False)
Planner = Annotated[Principal, requires(Action.PLAN)]


@router.post(INVITATION_ROUTE + "/kroki")
def save_step(
    request: Request,
    principal: Planner,
    partnership_id: PartnershipId,
    institution_id: InstitutionId,
    sent: Annotated[SentStep, Form()],
) -> Response:
    """Record a step."""
    try:
        step = Step(sent.state, sent.day("on"), sent.reason, sent.day("due_on"))
        take_step(principal, partnership_id, institution_id, step, f"{sent.version}")
    except (Conflict, PreconditionFailed, InvalidRequest) as error:
        return _page(request, principal, partnership_id, error, sent)
    return _back(partnership_id, anchor_of(institution_id))


@router.post(INVITATION_ROUTE + "/usun")
def save_drop(
    request: Request,
    principal: Planner,
    partnership_id: PartnershipId,
    institution_id: InstitutionId,
    sent: Annotated[SentVersion, Form()],
) -> Response:
    """Take an institution out of the plan."""
    try:
        drop(principal, partnership_id, institution_id, f"{sent.version}")
    except (Conflict, PreconditionFailed) as error:
        return _page(request, principal, partnership_id, error)
    return _back(partnership_id)


@router.post(PAGE.route + "/zaproszenia")
def save_invitation(
    request: Request,
    principal: Planner,
    partnership_id: PartnershipId,
    sent: Annotated[SentInvitation, Form()],
) -> Response:
    """Add an institution."""
    snapshot = snapshot_for(principal, partnership_id)
    try:
        due_on = sent.day("due_on")
        plan_invitation(principal, snapshot, sent.institution_id, sent.responsible, due_on)
    except (Conflict, InvalidRequest) as error:
        return _page(request, principal, partnership_id, error, sent)
    return _back(partnership_id, anchor_of(sent.institution_id))


@router.post(PAGE.route + "/spotkania")
def save_meeting(
    request: Request,
    principal: Planner,
    partnership_id: PartnershipId,
    sent: Annotated[SentMeeting, Form()],
) -> Response:
    """Record a meeting; one of its day and kind is first deleted by whoever means another."""
    try:
        meeting = Meeting(sent.known_day("held_on"), sent.kind, tuple(sent.institution_ids))
        hold_meeting(principal, snapshot_for(principal, partnership_id), meeting)
    except (Conflict, PreconditionRequired, InvalidRequest) as error:
        return _page(request, principal, partnership_id, error, sent)
    return _back(partnership_id, "spotkania")


@router.post(PAGE.route + "/spotkania/usun")
def save_meeting_drop(
    request: Request,
    principal: Planner,
    partnership_id: PartnershipId,
    sent: Annotated[SentMeetingKey, Form()],
) -> Response:
    """Delete a meeting."""
    try:
        drop_meeting(principal, partnership_id, sent.held_on, sent.kind, sent.version)
    except (Conflict, PreconditionFailed, NotFound) as error:
        return _page(request, principal, partnership_id, error)
    return _back(partnership_id, "spotkania")


@router.get(PAGE.route)
def plan(
    request: Request,
    principal: Planner,
    partnership_id: PartnershipId,
    dodaj: Annotated[str, Query(max_length=LONGEST_ID)] = "",
) -> Response:
    """The plan; ``dodaj`` is the institution chosen beforehand in the form that adds one."""
    return _page(request, principal, partnership_id, chosen=dodaj)


def _page(
    request: Request,
    principal: Principal,
    partnership_id: str,
    error: Exception | None = None,
    sent: Sent | None = None,
    *,
    chosen: str = "",
) -> Response:
    localizer = localizer_of(request)
    snapshot = snapshot_for(principal, partnership_id)
    found = plan_of(principal, partnership_id)
    words = PlanWords(snapshot, localizer)
    url = links(snapshot)
    base = PAGE.url(partnership_id=partnership_id)
    planned = {kept.entry.institution_id for kept in found[INVITATION]}
    refused = "plan.invalid" if isinstance(error, InvalidRequest) else "plan.conflict"
    if isinstance(error, PreconditionRequired):
        refused = "plan.meeting.there"
    recruitment = find_page("recruitment")
    crumbs = [Link(localizer.t("menu.recruitment"), url("recruitment"))] if recruitment else []
    return show(
        Frame(
            *(request, principal, PAGE, localizer.t("menu.plan")),
            here=snapshot,
            crumbs=crumbs,
            styles=(asset_url("planning.css"), asset_url("plan.css")),
            status=200 if error is None else 422 if isinstance(error, InvalidRequest) else 409,
            refused=refused_form(request.url.path, sent.values, error, localizer)
            if error and sent
            else None,
        ),
        "plan",
        refused=localizer.t(refused) if error else "",
        cards=sorted(
            (card_of(kept, snapshot, words, localizer, base) for kept in found[INVITATION]),
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
                *(meeting, localizer.day(meeting.held_on), words.names(meeting.institution_ids)),
                meeting_mark(meeting),
            )
            for meeting in found.of(MEETING)
        ],
        life=[(localizer.day(on), *rest) for on, *rest in words.life(found)],
        base=base,
    )


def plan_of(principal: Principal, partnership_id: str) -> Entries:
    """The plan as the store holds it."""
    return read_records(principal.runtime.store, partnership_id, INVITATION, MEETING)


def _named(snapshot: Snapshot, ids: Iterable[str]) -> list[tuple[str, str]]:
    named = [(id, snapshot.institutions[id].name) for id in ids]
    return sorted(named, key=lambda row: (collated(row[1]), row[0]))


def _back(partnership_id: str, anchor: str = "tresc") -> Response:
    # The browser takes the sign apart once, so the mark of an id is written twice over.
    address = f"{PAGE.url(partnership_id=partnership_id)}#{quote(anchor, safe='')}"
    return RedirectResponse(address, status_code=303)
