"""The steps of a case as its journal holds them."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from graph.cases.codes import ItemState, Lasting, Result, Source
from graph.vocabulary.codes import TeamRole, Unit
from service.answers.model import AnswerModel, Count


class Seat(AnswerModel):
    """A seat in the task team."""

    institution_id: str
    worker_id: str | None
    role: TeamRole


class BasketService(AnswerModel):
    """A service in a basket."""

    id: str
    institution_id: str
    service_id: str | None
    service_code: str
    needs: list[str]
    source: Source
    wait_days: int | None


class Goal(AnswerModel):
    """A goal with how it is counted."""

    code: str
    measure: str
    baseline: int
    target: int
    owner: str
    """``family`` or the id of an institution."""
    due_on: date


class Obligation(AnswerModel):
    """What a side of the contract takes on."""

    side: str
    code: str


class Progress(AnswerModel):
    """The value of a goal's measure on the day."""

    goal: str
    value: int


class GoalResult(AnswerModel):
    """What became of a goal."""

    goal: str
    value: int
    result: Result


class GoalLasting(AnswerModel):
    """Whether what was reached still holds."""

    goal: str
    lasting: Lasting


class _Taken(AnswerModel):
    number: Count
    at: datetime
    """When it was written down."""
    role: str
    on: date


class RequestTaken(_Taken):
    """The family itself asks for support."""

    kind: Literal["request"]
    channel: str
    unit: Unit
    teryt: str
    age_bands: list[str]
    urgent: bool
    guardian_consents: bool | None


class DiagnosisTaken(_Taken):
    """What the environmental interview found."""

    kind: Literal["diagnose"]
    needs: list[str]
    resources: list[str]
    methods: list[str]
    considered: list[str]


class TeamTaken(_Taken):
    """The task team from this day on."""

    kind: Literal["form_team"]
    seats: list[Seat]


class MeetingTaken(_Taken):
    """A meeting of the task team."""

    kind: Literal["meet"]
    institution_ids: list[str]


class BasketTaken(_Taken):
    """A basket: planned, agreed with the family, or final."""

    kind: Literal["plan_basket", "agree_basket", "finalise_basket"]
    items: list[BasketService]


class ItemTaken(_Taken):
    """A service of the basket moved on."""

    kind: Literal["move_item"]
    item_id: str
    state: ItemState
    reason: str | None


class ContractTaken(_Taken):
    """The contract with the family, or an annex."""

    kind: Literal["sign_contract"]
    goals: list[Goal]
    obligations: list[Obligation]


class ReviewTaken(_Taken):
    """How far the goals are."""

    kind: Literal["review"]
    progress: list[Progress]
    next_on: date | None


class ClosingTaken(_Taken):
    """The end of support."""

    kind: Literal["close"]
    reason: str
    results: list[GoalResult]
    follow_up_on: list[date]


class FollowUpTaken(_Taken):
    """A look after closing."""

    kind: Literal["follow_up"]
    planned_on: date
    lasting: list[GoalLasting]
    new_request: bool


StepTaken = Annotated[
    RequestTaken
    | DiagnosisTaken
    | TeamTaken
    | MeetingTaken
    | BasketTaken
    | ItemTaken
    | ContractTaken
    | ReviewTaken
    | ClosingTaken
    | FollowUpTaken,
    Field(discriminator="kind"),
]
