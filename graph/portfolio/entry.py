"""One partnership as a row among many: its size, its gaps by kind and urgency, how old its data are."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from graph.gaps.gap import KINDS, Gap, Kind
from graph.gaps.severity import Urgency
from graph.gaps.severity import urgency as urgency_of
from graph.model import Package
from graph.snapshot import Snapshot
from graph.snapshot.ties import report_date
from graph.vocabulary.codes import Variant

URGENCIES: Final[tuple[Urgency, ...]] = ("high", "medium", "low")
#: Days that a wave without a closing day is taken to be under way.
_WITHOUT_END: Final = 90


@dataclass(frozen=True, slots=True)
class Unmet:
    """A need that nothing answers, and how many families have it; ``None`` where that is not told."""

    need: str
    families: int | None


@dataclass(frozen=True, slots=True)
class GapCounts:
    """Gaps of a partnership as far as somebody may see them.

    ``high_kinds`` are the kinds of the gaps of high urgency, most severe first; ``weight`` is the sum of
    all severities.
    """

    by_urgency: Mapping[Urgency, int]
    by_kind: Mapping[Kind, int]
    high_kinds: tuple[Kind, ...]
    weight: float
    unmet: tuple[Unmet, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """How many answered the latest wave, of how many on the map, and how old the newest data are.

    ``rate`` is ``None`` where there was no wave, ``age_days`` where nothing carries a date. A wave is
    under way until the day it closes; without such a day, for three months.
    """

    wave: str | None
    rate: float | None
    age_days: int | None
    under_way: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A partnership on a day."""

    id: str
    name: str
    teryt: str | None
    variant: Variant | None
    members: int
    institutions: int
    no_data: bool
    survey: Survey


def entry_of(snapshot: Snapshot, package: Package) -> Entry:
    """The row of a partnership, its gaps aside.

    Parameters
    ----------
    snapshot
        The partnership on a day.
    package
        What the snapshot was made of: it holds the reports of earlier waves too.

    Examples
    --------
    >>> from graph.model import Institution, Partnership, TieReport
    >>> from graph.snapshot import snapshot_of
    >>> map_ = (Institution("I1", "MOPS", "OPS", membership="leader"), Institution("I2", "SP", "SP"))
    >>> report = TieReport("I1", "I2", 4, reported_on=date(2026, 5, 1))
    >>> package = Package(Partnership("p", "P"), map_, ties=(report,))
    >>> entry_of(snapshot_of(package, date(2026, 6, 1)), package).survey
    Survey(wave=None, rate=None, age_days=31, under_way=False)
    """
    partnership = snapshot.partnership
    return Entry(
        id=partnership.id,
        name=partnership.name,
        teryt=partnership.teryt,
        variant=partnership.variant,
        members=len(snapshot.members),
        institutions=len(snapshot.institutions),
        no_data=snapshot.no_data,
        survey=survey_of(package, snapshot.as_of),
    )


def survey_of(package: Package, day: date) -> Survey:
    """Who answered the latest wave that has an answer, and the age of the newest report.

    Where no report has a date, the newest date of institutions and services counts.
    """
    waves = {wave.id: wave for wave in package.waves}
    days: list[date] = []
    reporters: dict[str, set[str]] = {}
    for report in package.ties:
        when = report_date(report, waves)
        if when is None or when > day:
            continue
        days.append(when)
        if report.wave in waves:
            reporters.setdefault(report.wave, set()).add(report.reporter_id)
    if not days:
        updated = [one.updated_on for one in (*package.institutions, *package.services)]
        days = [when for when in updated if when is not None and when <= day]
    latest = max(reporters, key=lambda wave: (waves[wave].opened_on, wave), default=None)
    age = (day - max(days)).days if days else None
    if latest is None or not package.institutions:
        return Survey(latest, None, age)
    wave = waves[latest]
    until = wave.closed_on or wave.opened_on + timedelta(_WITHOUT_END)
    return Survey(latest, len(reporters[latest]) / len(package.institutions), age, day < until)


def gap_counts(gaps: Iterable[Gap]) -> GapCounts:
    """Gaps counted; they must be what may be shown, and most severe first.

    >>> dict(gap_counts([]).by_urgency), gap_counts([]).weight
    ({'high': 0, 'medium': 0, 'low': 0}, 0.0)
    """
    listed = list(gaps)
    urgency = Counter(urgency_of(gap.severity) for gap in listed)
    kinds = Counter(gap.kind for gap in listed)
    high: Iterable[Kind] = (gap.kind for gap in listed if urgency_of(gap.severity) == "high")
    return GapCounts(
        by_urgency={name: urgency[name] for name in URGENCIES},
        by_kind={kind: kinds[kind] for kind in KINDS if kinds[kind]},
        high_kinds=tuple(dict.fromkeys(high)),
        weight=round(sum((gap.severity for gap in listed), 0.0), 4),
        unmet=tuple(
            sorted(
                (Unmet(gap.needs[0], gap.families) for gap in listed if gap.kind == "unmet_need"),
                key=lambda one: (one.need, one.families or 0),
            )
        ),
    )
