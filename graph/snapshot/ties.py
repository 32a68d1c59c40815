"""Ties between institutions, made of what each side reports."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from graph.model import TieReport, Wave
from graph.vocabulary.codes import FORMALISATIONS, FREQUENCIES, Formalisation, Frequency

Pair = tuple[str, str]


def pair_of(one: str, other: str) -> Pair:
    """The unordered pair of two ids, smaller first.

    >>> pair_of("I2", "I1")
    ('I1', 'I2')
    """
    return (one, other) if one <= other else (other, one)


def rating_of(report: TieReport) -> int | None:
    """How strong a report says the cooperation is; ``None`` for a report of no contact.

    >>> rating_of(TieReport("A", "B", 4)), rating_of(TieReport("A", "B", 4, "none"))
    (4, None)
    """
    return None if report.frequency == "none" else report.strength


@dataclass(frozen=True)
class Tie:
    """Cooperation of two institutions (więź): the latest report of each side, taken together.

    ``strength`` is the mean of the reports of contact (1 to 5), ``frequency`` the most frequent of them,
    ``formalisation`` the strongest, ``document_valid_to`` the latest.
    """

    pair: Pair
    reports: tuple[TieReport, ...]

    @cached_property
    def strength(self) -> float:
        """Mean of the sides' strengths, 1 to 5, over the reports of contact; 1 where there is none."""
        known = [rating for report in self.reports if (rating := rating_of(report)) is not None]
        return sum(known) / len(known) if known else 1.0

    @property
    def cost(self) -> float:
        """Length of the step for paths: 6 - strength, so that close partners are near."""
        return 6.0 - self.strength

    @property
    def frequency(self) -> Frequency | None:
        """The most frequent contact any side reports."""
        known: list[Frequency] = [r.frequency for r in self.reports if r.frequency]
        return min(known, key=FREQUENCIES.index, default=None)

    @property
    def formalisation(self) -> Formalisation | None:
        """The strongest form any side reports."""
        known: list[Formalisation] = [r.formalisation for r in self.reports if r.formalisation]
        return max(known, key=FORMALISATIONS.index, default=None)

    @property
    def document_valid_to(self) -> date | None:
        """The latest end of the tie's document."""
        return max((r.document_valid_to for r in self.reports if r.document_valid_to), default=None)

    @property
    def live(self) -> bool:
        """Unless every report says there was no contact in 12 months."""
        return any(report.frequency != "none" for report in self.reports)

    @property
    def confirmed(self) -> bool:
        """Whether both sides report it."""
        return len(self.reports) == 2

    def report_of(self, institution_id: str) -> TieReport | None:
        """What this side reports, ``None`` where it is silent."""
        return next((r for r in self.reports if r.reporter_id == institution_id), None)

    def other(self, institution_id: str) -> str:
        """The other end."""
        return self.pair[1] if self.pair[0] == institution_id else self.pair[0]


def report_date(report: TieReport, waves: Mapping[str, Wave]) -> date | None:
    """When a report was given: its own date, else the opening of its wave."""
    if report.reported_on:
        return report.reported_on
    wave = waves.get(report.wave) if report.wave else None
    return wave.opened_on if wave else None


def ties_of(reports: Iterable[TieReport], waves: Mapping[str, Wave], as_of: date) -> dict[Pair, Tie]:
    """Ties known on ``as_of``: of each side its latest report that is not younger; sorted by pair.

    An undated report counts as the oldest; of equally old ones that of the wave that was opened later,
    and of those the later row.

    >>> rows = [TieReport("B", "A", 3, "none"), TieReport("A", "B", 4, "weekly")]
    >>> tie = ties_of(rows, {}, date(2026, 1, 1))["A", "B"]
    >>> tie.strength, tie.frequency, tie.live, tie.confirmed
    (4.0, 'weekly', True, True)
    """
    latest: dict[tuple[str, str], tuple[tuple[date, date], TieReport]] = {}
    for report in reports:
        when = report_date(report, waves) or date.min
        wave = waves.get(report.wave or "")
        order = (when, wave.opened_on if wave else date.min)
        side = (report.reporter_id, report.partner_id)
        if when <= as_of and (side not in latest or order >= latest[side][0]):
            latest[side] = (order, report)
    sides: dict[Pair, list[TieReport]] = {}
    for side in sorted(latest):
        sides.setdefault(pair_of(*side), []).append(latest[side][1])
    return {pair: Tie(pair, tuple(sides[pair])) for pair in sorted(sides)}
