"""Who was heard about whom in each wave, and what they said.

A side is heard about a partner in a wave when it has a row of that wave, of no contact too, or finished
an answer that could name the partner and did not say that it does not know.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from graph.model import Package, TieReport, Wave
from graph.records.survey import Survey, SurveyLink, is_closed
from graph.snapshot.ties import Pair, Tie, pair_of, ties_of

Side = tuple[str, str]
#: Below that share of answers the figures of a wave tell of those that answered alone.
FEW_ANSWERS: Final = 0.5


@dataclass(frozen=True, slots=True)
class Asked:
    """The survey of one wave: who has a link, about whom each finished answer speaks, and if it is over.

    ``answering`` are those that answered by their link, finished or not.
    """

    invited: frozenset[str] = frozenset()
    finished: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    answering: frozenset[str] = frozenset()
    closed: bool = True


@dataclass(frozen=True, slots=True)
class HeardWave:
    """A wave with what was said in it; ``asked`` is ``None`` where it came with a package alone."""

    wave: Wave
    asked: Asked | None
    reports: tuple[TieReport, ...]
    rows: Mapping[Side, TieReport]

    @property
    def reporters(self) -> frozenset[str]:
        """Those with a row of the wave."""
        return frozenset(reporter for reporter, _ in self.rows)

    @property
    def answered(self) -> frozenset[str]:
        """Those that finished an answer, or reported in a wave or beside a survey without one."""
        if self.asked is None:
            return self.reporters
        return frozenset(self.asked.finished) | (self.reporters - self.asked.answering)

    @property
    def invited(self) -> frozenset[str] | None:
        """Those that were asked; ``None`` where that is not known."""
        return None if self.asked is None else self.asked.invited | self.answered

    @property
    def day(self) -> date:
        """The day of which the wave tells: its last one, or that of its last report."""
        days = [one.reported_on for one in self.reports if one.reported_on]
        return max([self.wave.opened_on, self.wave.closed_on or self.wave.opened_on, *days])

    def heard(self, side: Side) -> bool:
        """Whether a side was heard about a partner."""
        if side in self.rows:
            return True
        return self.asked is not None and side[1] in self.asked.finished.get(side[0], frozenset())

    def live(self, sides: Iterable[Side]) -> bool:
        """Whether any of the sides reports contact."""
        said = (self.rows.get(side) for side in sides)
        return any(one is not None and one.frequency != "none" for one in said)

    def strength(self, pair: Pair, sides: Iterable[Side]) -> float:
        """Mean strength that the sides report."""
        return Tie(pair, tuple(self.rows[side] for side in sides if side in self.rows)).strength

    def names(self, pair: Pair) -> bool:
        """Whether either side has a row about the pair."""
        return pair in self.rows or pair[::-1] in self.rows

    @property
    def pairs(self) -> frozenset[Pair]:
        """The pairs that somebody has a row about."""
        return frozenset(pair_of(*side) for side in self.rows)


def asked_in(
    surveys: Iterable[Survey], links: Iterable[SurveyLink], waves: Iterable[Wave], day: date
) -> Mapping[str, Asked]:
    """The survey of each wave that is asked for by links, as of a day."""
    known = {one.id: one for one in waves}
    listed = tuple(links)
    found: dict[str, Asked] = {}
    for survey in surveys:
        of_wave = [one for one in listed if one.wave == survey.wave]
        found[survey.wave] = Asked(
            frozenset(one.institution_id for one in of_wave),
            {one.institution_id: one.asked for one in of_wave if one.done},
            frozenset(one.institution_id for one in of_wave if one.answered_on),
            is_closed(survey, known.get(survey.wave), day),
        )
    return found


def heard_waves(package: Package, asked: Mapping[str, Asked], as_of: date) -> tuple[HeardWave, ...]:
    """The waves in which somebody finished an answer by a day, oldest first."""
    on_map = {one.id for one in package.institutions}
    waves = {one.id: one for one in package.waves}
    found: list[HeardWave] = []
    for wave in sorted(package.waves, key=lambda one: (one.opened_on, one.id)):
        if wave.opened_on > as_of:
            continue
        of_wave = [
            one
            for one in package.ties
            if one.wave == wave.id and one.reporter_id in on_map and one.partner_id in on_map
        ]
        latest = ties_of(of_wave, waves, as_of)
        rows = {(r.reporter_id, r.partner_id): r for tie in latest.values() for r in tie.reports}
        heard = HeardWave(wave, asked.get(wave.id), tuple(rows.values()), rows)
        if heard.answered:
            found.append(heard)
    return tuple(found)
