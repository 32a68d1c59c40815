"""What the waves warn of: ties that fade, agreements about to end, members that fell silent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from graph.model import Package
from graph.snapshot import Snapshot
from graph.waves.changes import TieChange
from graph.waves.heard import HeardWave

AlertKind = Literal["declining", "expiring", "silent"]
#: Days before the end of a document in which it is told.
EXPIRING_DAYS: Final = 90
#: The least fall of a tie's mean strength over waves in a row.
_LEAST_FALL: Final = 1
#: Waves that a member was silent in, in a row.
_SILENT_WAVES: Final = 2


@dataclass(frozen=True, slots=True)
class Alert:
    """A warning: what of, about whom, since which wave or until which day."""

    kind: AlertKind
    institutions: tuple[str, ...]
    since: str | None = None
    until: date | None = None
    days: int | None = None


def alerts_of(
    snapshot: Snapshot, package: Package, waves: Sequence[HeardWave], changes: Sequence[TieChange]
) -> tuple[Alert, ...]:
    """Every warning as of the day of a snapshot, by kind and then by institution."""
    return (
        *_declining(waves, changes),
        *_expiring(snapshot),
        *_silent(snapshot, package, waves),
    )


def _declining(waves: Sequence[HeardWave], changes: Sequence[TieChange]) -> list[Alert]:
    """Ties whose mean strength fell in every step up to the newest wave, by 1 or more altogether."""
    order = [one.wave.id for one in waves]
    steps = {(one.pair, one.to_wave): one for one in changes}
    found: list[Alert] = []
    for pair in sorted({one.pair for one in changes}):
        fall, since = 0.0, None
        for wave in reversed(order):
            step = steps.get((pair, wave))
            if step is None or not step.fall:
                break
            fall, since = fall + step.fall, step.from_wave
        if since and fall >= _LEAST_FALL:
            found.append(Alert("declining", pair, since=since))
    return found


def _expiring(snapshot: Snapshot) -> list[Alert]:
    last = snapshot.as_of + timedelta(EXPIRING_DAYS)
    return [
        Alert("expiring", pair, until=until, days=(until - snapshot.as_of).days)
        for pair, tie in sorted(snapshot.live_ties.items())
        if (until := tie.document_valid_to) and snapshot.as_of <= until <= last
    ]


def _silent(snapshot: Snapshot, package: Package, waves: Sequence[HeardWave]) -> list[Alert]:
    """Members that were asked in each of the last two waves that are over, and answered none."""
    over = [one for one in waves if one.asked is None or one.asked.closed][-_SILENT_WAVES:]
    if len(over) < _SILENT_WAVES:
        return []
    declared = {one.id: one.declared_on for one in package.institutions}
    return [
        Alert("silent", (id,), since=over[0].wave.id)
        for id in snapshot.members
        if all(_silent_in(one, id, declared[id]) for one in over)
    ]


def _silent_in(wave: HeardWave, id: str, declared_on: date | None) -> bool:
    if id in wave.reporters or id in wave.answered:
        return False
    if wave.asked is not None:
        return id in wave.asked.invited
    return declared_on is None or declared_on <= wave.day
