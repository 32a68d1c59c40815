"""How much attention a partnership needs now, and why: one number with every reason that made it.

attention = sum of the severities of its gaps + what else waits

=======================  =====  ============================================================
reason                   adds   when
=======================  =====  ============================================================
``gaps``                 sum    severities of all gaps, each 0 to 1
``no_data``              2.0    no report says who works with whom
``overdue``              0.5    for each recommendation past its day, at most 2.0
``old_data``             0.5    the newest data are older than a year; 1.0 from two years on
``few_answers``          0.5    fewer than half of the institutions answered the latest wave, now over
``no_meeting``           0.5    the last meeting written down was more than half a year ago
=======================  =====  ============================================================

What is not known adds nothing but where that is a reason itself. The weights are a judgement of ours.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from graph.portfolio.entry import Entry, GapCounts
from graph.waves.heard import FEW_ANSWERS

ReasonCode = Literal[
    "high", "medium", "no_data", "overdue", "old_data", "few_answers", "no_meeting", "none"
]
#: Days after which data, and meetings, are old.
OLD_DATA: Final = 365
OLD_MEETING: Final = 183
_NO_DATA: Final = 2.0
_STEP: Final = 0.5
_MOST_OVERDUE: Final = 4


@dataclass(frozen=True, slots=True)
class Life:
    """What people recorded of a partnership: its last meeting and the advice it was given."""

    last_meeting: date | None = None
    advice_open: int = 0
    advice_overdue: int = 0


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason with the number that it is about: gaps, recommendations, days, or a share."""

    code: ReasonCode
    number: float = 0


@dataclass(frozen=True, slots=True)
class Attention:
    """The number and its reasons, the heaviest first."""

    value: float
    reasons: tuple[Reason, ...]


def attention_of(entry: Entry, gaps: GapCounts, life: Life, day: date) -> Attention:
    """How much attention a partnership needs on a day.

    Examples
    --------
    >>> from graph.portfolio.entry import Survey, gap_counts
    >>> entry = Entry("p", "P", None, None, 3, 9, False, Survey("T1", 0.25, 400))
    >>> found = attention_of(entry, gap_counts([]), Life(date(2026, 1, 1), 3, 1), date(2026, 12, 1))
    >>> found.value, [reason.code for reason in found.reasons]
    (2.0, ['overdue', 'old_data', 'few_answers', 'no_meeting'])
    """
    parts = sorted(_parts(entry, life, day), key=lambda part: -part[0])
    value = round(gaps.weight + sum(added for added, _ in parts), 2)
    high, medium = gaps.by_urgency["high"], gaps.by_urgency["medium"]
    first = [Reason("high", high)] if high else [Reason("medium", medium)] if medium else []
    reasons = (*first, *(reason for _, reason in parts))
    return Attention(value, reasons or (Reason("none"),))


def _parts(entry: Entry, life: Life, day: date) -> Iterable[tuple[float, Reason]]:
    survey = entry.survey
    if entry.no_data:
        yield _NO_DATA, Reason("no_data")
    if life.advice_overdue:
        added = _STEP * min(life.advice_overdue, _MOST_OVERDUE)
        yield added, Reason("overdue", life.advice_overdue)
    if survey.age_days is not None and survey.age_days > OLD_DATA:
        yield _STEP * (1 + (survey.age_days > 2 * OLD_DATA)), Reason("old_data", survey.age_days)
    if survey.rate is not None and survey.rate < FEW_ANSWERS and not survey.under_way:
        yield _STEP, Reason("few_answers", survey.rate)
    if life.last_meeting is not None and (days := (day - life.last_meeting).days) > OLD_MEETING:
        yield _STEP, Reason("no_meeting", days)
