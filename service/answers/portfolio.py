"""Many partnerships beside each other."""

from datetime import date

from graph.gaps.gap import Kind
from graph.vocabulary.codes import Variant
from service.answers.model import AnswerModel, Count, Share


class UrgencyCounts(AnswerModel):
    """How many gaps there are of each urgency."""

    high: Count
    medium: Count
    low: Count


class ComparedFigure(AnswerModel):
    """A figure beside what is usual: the mean and deviation there, z, and p after Holm's correction."""

    value: float
    expected: float
    sd: float
    z: float
    p: Share
    words: str


class ComparedFigures(AnswerModel):
    """Density beside peers of like size and variant within reach, the rest beside random networks.

    Random networks have the same degrees and sectors. What cannot be compared is null.
    """

    density: ComparedFigure | None
    betweenness_centralisation: ComparedFigure | None
    e_i_index: ComparedFigure | None
    fragmentation: ComparedFigure | None


class PortfolioRow(AnswerModel):
    """A partnership of the portfolio."""

    id: str
    name: str
    teryt: str | None
    gmina: str
    powiat: str | None
    """Its name, or its code where no name is known."""
    wojewodztwo: str | None
    """Its name, or its code where no name is known."""
    variant: Variant | None
    members: Count
    institutions: Count
    no_data: bool
    """No report says who works with whom."""
    gaps: UrgencyCounts
    by_kind: dict[Kind, int]
    """Gaps of each kind; those that rest on single cases are for case leads only."""
    withheld: dict[Kind, str | None] | None = None
    """About how many gaps of a kind rest on single cases and are left out; null: not shown either."""
    unmet_needs: list[str]
    response_rate: Share | None
    """Who answered the latest wave, of all on the map; null where there was none."""
    data_age_days: Count | None
    last_meeting: date | None
    advice_open: Count
    advice_overdue: Count
    compared: ComparedFigures | None
    """Null where the comparison was not asked for."""
    not_compared: dict[str, str]
    """Why a figure is not compared."""
    attention: float
    reasons: list[str]


class PowiatTotals(AnswerModel):
    """The partnerships of a powiat together."""

    powiat: str | None
    """Its code; null for partnerships without a place."""
    name: str | None
    partnerships: Count
    institutions: Count
    members: Count
    gaps: UrgencyCounts


class BarrierTotals(AnswerModel):
    """Open barriers of a code in all of them; null: fewer than five."""

    code: str
    name: str
    count: Count | None
    partnerships: Count | None


class NeedTotals(AnswerModel):
    """A need that nothing answers: in how many partnerships, of how many families; null: too few."""

    need: str
    name: str
    partnerships: Count | None
    families: Count | None


class PortfolioTotals(AnswerModel):
    """What the partnerships have in common; to others than case leads rounded to fives."""

    by_powiat: list[PowiatTotals]
    barriers: list[BarrierTotals]
    unmet_needs: list[NeedTotals]


class PortfolioAnswer(AnswerModel):
    """The partnerships within reach, and what they have in common."""

    as_of: date
    partnerships: list[PortfolioRow]
    roll_up: PortfolioTotals
