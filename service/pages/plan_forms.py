"""What the forms of the plan of invitations send."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from graph.recruitment.plan import MeetingKind, State
from service.api.options import LONGEST_ID
from service.planning.steps import Responsible

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
