"""The register of a partnership: barriers, recommendations, information flows."""

from datetime import date
from typing import Literal

from graph.records.barrier import PlaceKind
from graph.records.codes import Advice, Direction, Information, MeasureCode, Medium, Rhythm
from graph.records.flow import Lack
from graph.records.measure import Moved, SubjectKind
from graph.records.recommendation import GroundNow, State
from service.answers.model import AnswerModel, Count


class BarrierAnswer(AnswerModel):
    """A barrier to cooperation, and where it is."""

    id: str
    code: str
    target: PlaceKind
    subjects: list[str]
    noted_on: date
    ended_on: date | None
    """The first day without it."""
    open: bool
    version: int


class BarrierCount(AnswerModel):
    """How many barriers of a code there are, were a year before, and were ever noted."""

    code: str
    open: Count
    year_before: Count
    noted: Count


class BarriersAnswer(AnswerModel):
    """Barriers, the latest first, and their numbers by code."""

    partnership: str
    as_of: date
    barriers: list[BarrierAnswer]
    counts: list[BarrierCount]


class Addressee(AnswerModel):
    """An institution by its id, or a role by its code."""

    kind: Literal["institution", "role"]
    id: str


class Ground(AnswerModel):
    """The gap or barrier that a recommendation rests on."""

    kind: Literal["gap", "barrier"]
    id: str
    code: str
    institutions: list[str]
    now: GroundNow
    """What became of it; ``unknown`` where it cannot be looked for."""
    present: bool | None
    """It is still there, changed or not; null where that is unknown."""


class AdviceMeasure(AnswerModel):
    """The measure that should move: when the advice was given, and now; a number or a band."""

    code: MeasureCode
    of: SubjectKind
    subjects: list[str]
    expected: Direction
    then: float | str | None
    now: float | str | None
    moved: Moved


class RecommendationMove(AnswerModel):
    """A state and the day it began."""

    state: State
    on: date
    reason: str | None


class RecommendationAnswer(AnswerModel):
    """A recommendation, everything that became of it, and whether its measure moved."""

    id: str
    addressee: Addressee
    advice: Advice
    ground: Ground
    given_on: date
    due_on: date | None
    overdue: bool
    state: State
    reason: str | None
    next: list[State]
    """States that may follow."""
    measure: AdviceMeasure
    version: int
    history: list[RecommendationMove]


class RecommendationsAnswer(AnswerModel):
    """Recommendations, the latest first."""

    partnership: str
    as_of: date
    recommendations: list[RecommendationAnswer]


class InformationFlowAnswer(AnswerModel):
    """One class of information on its way from one institution to another."""

    id: str
    source_id: str
    target_id: str
    information: Information
    medium: Medium
    rhythm: Rhythm
    base: str
    personal: bool
    """The information is about single families."""
    lack: Lack | None
    """What is wrong with the base."""
    version: int


class MissingBase(AnswerModel):
    """A flow of information about families that no base covers."""

    flow: str
    source_id: str
    target_id: str
    information: Information
    lack: Lack
    explanation: str


class InformationFlowsAnswer(AnswerModel):
    """Information flows, and those whose base is missing."""

    partnership: str
    as_of: date
    flows: list[InformationFlowAnswer]
    missing_bases: list[MissingBase]
