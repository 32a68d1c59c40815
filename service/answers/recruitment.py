"""Whom to recruit."""

from datetime import date

from graph.recruitment.weights import Counted
from graph.vocabulary.codes import Level, RecruitAs
from service.answers.model import AnswerModel, Count, Handover, Share


class Gains(AnswerModel):
    """What joining adds, each part 0 to 1 and unweighted; null where only cases tell."""

    needs: Share | None
    families: Share | None
    areas: Share
    levels: Share
    robustness: Share
    reach: Share


class Weights(AnswerModel):
    """How much each part of a gain counts."""

    needs: float
    families: float
    areas: float
    levels: float
    robustness: float
    reach: float


class Introducer(AnswerModel):
    """Who can introduce: the path of ids from a member to the candidate."""

    path: list[str]
    worker_role: str | None
    cost: float | None
    steps: list[Handover]


class Candidate(AnswerModel):
    """An institution on the map that could be invited."""

    id: str
    name: str
    type_code: str
    level: Level | None
    rank: int
    gain: float
    gains: Gains
    counts: dict[Counted, Count | None]
    covers_needs: list[str]
    closes_gaps: list[str]
    introducer: Introducer | None
    explanation: str


class BestSet(AnswerModel):
    """The candidates with the largest joint gain."""

    size: Count
    ids: list[str]
    gain: float
    gains: Gains
    optimal: bool
    bound: float
    """No set of this size gains more."""
    explanation: str


class MissingType(AnswerModel):
    """A type of institution to look for: nobody on the map is of it."""

    type_code: str
    name: str
    recruit_as: RecruitAs
    services: list[str]
    needs: list[str]
    unanswered: Count
    asked: Count
    explanation: str


class RecruitmentAnswer(AnswerModel):
    """Candidates, best first, and the best set of them."""

    partnership: str
    as_of: date
    no_data: bool
    """No report says who works with whom, so robustness and reach count nothing."""
    candidates: list[Candidate]
    contacts: list[str]
    """Ids of institutions to keep in touch with only."""
    best_set: BestSet
    missing_types: list[MissingType]
    weights: Weights
    divided_by: dict[Counted, Count | None]
    """Of how many each count is a part."""
