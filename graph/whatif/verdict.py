"""Whether a change is for the better, from what weighs most: families, then contact, then gaps.

    families who lose an answer, institutions cut off, nobody leads   -> worse
    families who gain an answer, institutions joined                  -> better
    both                                                              -> mixed
    neither: the more urgent of the gaps that close and that open     -> better, worse or mixed

Gaps that only cannot be found any more are no improvement, and neither are gaps that go with the
institution or the tie that they were about: a change that only takes away mends nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, cast

from graph.gaps.changes import ChangedGap, GapChanges, GapRow
from graph.whatif.change import Change
from graph.whatif.connection import Connection

Code = Literal["better", "worse", "mixed", "unclear"]

_CLASSES: Final[Mapping[str, int]] = {"low": 1, "medium": 2, "high": 3}
#: A severity is shown with two decimals; smaller steps cannot be read.
_VISIBLE: Final = 0.005
#: Evidence that names institutions who help, not those the gap is about.
_HELPERS: Final = frozenset({"introducer", "leader", "candidates", "path", "nearest"})


@dataclass(frozen=True, slots=True)
class Effects:
    """What a change does, as far as its reader may see it.

    Attributes
    ----------
    helped, harmed
        Families who gain, or lose, a way to an answer to some need; ``None`` where it may not be seen.
    connection
        Institutions that lose contact with the main part of the network, and those that gain it.
    mended, opened
        Gaps that close because of the change, and new ones.
    eased, sharpened
        Gaps that stay and become less, or more, urgent; most of them only a little.
    vanished
        Gaps that go only because institutions leave or ties end.
    unjudged
        Gaps whose rule falls silent.
    no_data
        There is no report of cooperation at all.
    """

    helped: int | None
    harmed: int | None
    connection: Connection
    mended: tuple[GapRow, ...]
    opened: tuple[GapRow, ...]
    eased: tuple[ChangedGap, ...]
    sharpened: tuple[ChangedGap, ...]
    vanished: tuple[GapRow, ...]
    unjudged: tuple[GapRow, ...]
    no_data: bool

    @property
    def leader_lost(self) -> bool:
        """Whether nobody leads any more."""
        return any(row["kind"] == "no_leader" for row in self.opened)


def effects_of(
    families: tuple[int, int] | None,
    connection: Connection,
    gaps: GapChanges,
    change: Change,
    *,
    no_data: bool,
) -> Effects:
    """Sort what a change does by what it says.

    Parameters
    ----------
    families
        How many gain and how many lose an answer; ``None`` where that may not be seen.
    connection, gaps
        What became of the network's main part, and of the gaps.
    change
        The change: what it takes away is not mended.
    no_data
        Whether there is no report of cooperation, so that nothing is known of contacts.
    """
    taken = [*((id,) for id in (*change.gone, *change.remove)), *change.cut]
    brings = bool(change.add or change.tie)

    def goes(row: GapRow) -> bool:
        named = _named(row)
        return not brings or any(named.issuperset(ids) for ids in taken)

    helped, harmed = families or (None, None)
    return Effects(
        helped=helped,
        harmed=harmed,
        connection=Connection((), ()) if no_data else connection,
        mended=tuple(row for row in gaps.closed if not goes(row)),
        opened=gaps.opened,
        eased=tuple(gap for gap in gaps.changed if _rise(gap) <= -_VISIBLE and not goes(gap.before)),
        sharpened=tuple(gap for gap in gaps.changed if _rise(gap) >= _VISIBLE),
        vanished=tuple(row for row in gaps.closed if goes(row)),
        unjudged=gaps.only_before,
        no_data=no_data,
    )


def code_of(effects: Effects) -> Code:
    """The verdict.

    Without any report nothing is called better, and neither is what comes with rules falling silent.

    >>> from graph.gaps.changes import GapChanges
    >>> nothing = GapChanges((), (), (), (), ())
    >>> def code(families, lost=(), gained=()):
    ...     main = Connection(lost, gained)
    ...     return code_of(effects_of(families, main, nothing, Change(), no_data=False))
    >>> code((2, 0)), code((0, 1)), code((1, 1)), code((1, 0), lost=("I1",)), code(None)
    ('better', 'worse', 'mixed', 'mixed', 'unclear')
    """
    found = _weighed(effects)
    if effects.no_data and found in {"better", "mixed"}:
        return "unclear"
    return "unclear" if found == "better" and effects.unjudged else found


def _weighed(effects: Effects) -> Code:
    bad = bool(effects.harmed or effects.connection.lost or effects.leader_lost)
    good = bool(effects.helped or effects.connection.gained)
    if bad:
        return "mixed" if good else "worse"
    gaps = _by_gaps(effects)
    if good:
        urgent = any(row["urgency"] == "high" for row in effects.opened)
        return "mixed" if urgent else "better"
    return gaps


def _by_gaps(effects: Effects) -> Code:
    """By the gaps alone: those that close and open, and those whose urgency takes another word."""
    fewer = [*effects.mended, *(gap.before for gap in effects.eased if "urgency" in gap.differs)]
    more = [*effects.opened, *(gap.after for gap in effects.sharpened if "urgency" in gap.differs)]
    if not fewer and not more:
        return _leaning(bool(effects.eased), bool(effects.sharpened))
    if fewer and more:
        # One side prevails where its gaps are more urgent and weigh more together.
        return _leaning(not _prevail(more, fewer), not _prevail(fewer, more))
    return _leaning(bool(fewer), bool(more))


def _leaning(good: bool, bad: bool) -> Code:
    if good and bad:
        return "mixed"
    return "better" if good else "worse" if bad else "unclear"


def _prevail(rows: Sequence[GapRow], others: Sequence[GapRow]) -> bool:
    return _urgent(rows) > _urgent(others) and _severe(rows) > _severe(others)


def _urgent(rows: Sequence[GapRow]) -> int:
    return max(_CLASSES[row["urgency"]] for row in rows)


def _severe(rows: Sequence[GapRow]) -> float:
    return sum(float(row["severity"]) for row in rows)


def _rise(gap: ChangedGap) -> float:
    return float(gap.after["severity"]) - float(gap.before["severity"])


def _named(row: GapRow) -> frozenset[str]:
    """Whom a gap is about, those included who would lose others by it or be lost."""
    evidence = cast("Mapping[str, Any]", row["evidence"])
    found = [row["institutions"], *(value for key, value in evidence.items() if key not in _HELPERS)]
    return frozenset(text for value in found for text in _texts(value))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, one in cast("Mapping[str, Any]", value).items():
            yield key
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in cast("Sequence[object]", value):
            yield from _texts(one)
