"""What became of each tie from one wave to the next, over the sides that were heard in both."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from graph.snapshot.ties import Pair
from graph.waves.heard import HeardWave, Side

Change = Literal["new", "lost", "weaker", "stronger", "same", "not_asked"]
#: The least move of the mean strength that counts.
_MOVE = 1


@dataclass(frozen=True, slots=True)
class TieChange:
    """What became of a tie; ``fall`` is by how much its mean strength fell, 0 if not at all."""

    pair: Pair
    from_wave: str
    to_wave: str
    change: Change
    fall: float = 0.0


def tie_changes(waves: Sequence[HeardWave]) -> tuple[TieChange, ...]:
    """The changes of every two waves in a row, oldest first, by pair.

    A pair is told where somebody has a row about it in one of the two, or where it was a live tie when
    it was last heard of. No side heard in both waves: it was not asked, which is no end of a tie.
    """
    found: list[TieChange] = []
    alive: set[Pair] = set()
    for before, after in pairwise(waves):
        for pair in before.pairs:
            (alive.add if before.live((pair, _other_way(pair))) else alive.discard)(pair)
        pairs = before.pairs | after.pairs | alive
        found += [_change(before, after, pair) for pair in sorted(pairs)]
        for pair in list(alive):
            if any(after.heard(side) for side in (pair, _other_way(pair))) and not after.names(pair):
                alive.discard(pair)
    return tuple(found)


def _change(before: HeardWave, after: HeardWave, pair: Pair) -> TieChange:
    sides: tuple[Side, Side] = (pair, _other_way(pair))
    both = [side for side in sides if after.heard(side) and _was_heard(before, after, pair, side)]
    waves = (before.wave.id, after.wave.id)
    if not both:
        return TieChange(pair, *waves, "not_asked")
    was, now = before.live(both), after.live(both)
    if was != now:
        return TieChange(pair, *waves, "new" if now else "lost")
    if not now:
        return TieChange(pair, *waves, "same")
    move = after.strength(pair, both) - before.strength(pair, both)
    change: Change = "stronger" if move >= _MOVE else "weaker" if move <= -_MOVE else "same"
    return TieChange(pair, *waves, change, max(0.0, -move))


def _was_heard(before: HeardWave, after: HeardWave, pair: Pair, side: Side) -> bool:
    """Whether a side was heard in the earlier wave.

    A package does not say whom it was asked about. Where nobody names the pair in it and this side, that
    answered about others, names it later, it is taken to have had nothing to name.
    """
    if before.heard(side):
        return True
    reporter = side[0]
    by_package = before.asked is None or reporter not in before.asked.answering
    named = side in after.rows and after.rows[side].frequency != "none"
    return by_package and named and reporter in before.reporters and not before.names(pair)


def _other_way(pair: Pair) -> Side:
    return pair[1], pair[0]
