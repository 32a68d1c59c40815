"""How sure each ranking is."""

from datetime import date

from graph.gaps.stability import RankingName, Verdict
from service.answers.model import AnswerModel, Count, Share


class Overlap(AnswerModel):
    """Share of the first places that stays the same: in half of the rounds, and in 95 of 100."""

    median: Share
    least: Share


class ValueLost(AnswerModel):
    """Share of the best set's value that is lost in a round: median, and in 95 of 100."""

    median: float
    most: float


class RankingStability(AnswerModel):
    """How sure the first places of one ranking are."""

    ranking: RankingName
    verdict: Verdict | None
    """Null where it cannot be tested."""
    first: list[str]
    kept: list[Share]
    level_with_last: Count
    overlap: Overlap | None
    rounds: Count
    reporters: Count
    left_out: Count
    value_lost: ValueLost | None
    explanation: str


class StabilityAnswer(AnswerModel):
    """How sure every ranking is when a fifth of the answers to the survey were missing."""

    partnership: str
    as_of: date
    rankings: list[RankingStability]
