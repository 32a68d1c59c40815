"""The plan of invitations."""

from datetime import date

from graph.records.event import EventKind, MeetingKind
from graph.records.invitation import State
from service.answers.model import AnswerModel


class InvitationMove(AnswerModel):
    """A state and the day it began."""

    state: State
    on: date
    reason: str | None


class InvitationAnswer(AnswerModel):
    """An invitation with its history."""

    institution_id: str
    state: State
    responsible: str
    due_on: date | None
    overdue: bool
    reason: str | None
    next: list[State]
    """States that may follow."""
    version: int
    history: list[InvitationMove]


class MeetingAnswer(AnswerModel):
    """A meeting and who was there."""

    held_on: date
    kind: MeetingKind
    institution_ids: list[str]
    version: str


class PlanEvent(AnswerModel):
    """Something that happened in the life of the partnership."""

    on: date
    kind: EventKind
    institution_ids: list[str]
    detail: str


class PlanAnswer(AnswerModel):
    """Invitations, meetings, and the life of the partnership that follows from them."""

    partnership: str
    as_of: date
    invitations: list[InvitationAnswer]
    meetings: list[MeetingAnswer]
    life: list[PlanEvent]
