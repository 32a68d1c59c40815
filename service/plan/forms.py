"""What the forms of the plan of invitations send."""

from datetime import date
from typing import Annotated

from pydantic import Field

from graph.records.event import MeetingKind
from graph.records.invitation import State
from service.http.options import LONGEST_ID
from service.pages.sent import Reason, Sent, TypedDay
from service.plan.steps import Responsible

Id = Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]


class SentInvitation(Sent):
    """The form that adds an institution."""

    institution_id: Id
    responsible: Responsible = "animator"
    due_on: TypedDay = ""


class SentStep(Sent):
    """The form that records a step."""

    state: State
    version: int
    on: TypedDay = ""
    reason: Reason = None
    due_on: TypedDay = ""


class SentMeeting(Sent):
    """The form that records a meeting."""

    held_on: TypedDay
    kind: MeetingKind
    institution_ids: Annotated[list[Id], Field(default_factory=list, max_length=500)]


class SentMeetingKey(Sent):
    """The form that deletes a meeting."""

    held_on: date
    kind: MeetingKind
    version: Annotated[str, Field(max_length=40)]
