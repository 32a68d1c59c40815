"""A change that is only imagined: members who join or leave, ties made or lost, institutions gone."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from graph.errors import InvalidRequest, NotFound, Problem
from graph.snapshot import Pair, Snapshot, pair_of

# What was expected, in English and in Polish.
_PAIR: Final = (
    "two institution ids joined by ~",
    "dwa identyfikatory instytucji połączone znakiem ~",
)
_NON_MEMBER: Final = ("a non-member", "instytucja, która nie jest członkiem PZK")
_MEMBER: Final = ("a member", "członek PZK")
_STAYS: Final = ("an institution that is not gone", "instytucja, której ta zmiana nie usuwa z mapy")
_STAY: Final = ("institutions that are not gone", "instytucje, których ta zmiana nie usuwa z mapy")
_TWO: Final = ("two different institutions", "dwie różne instytucje")
_APART: Final = ("a pair without a live tie", "para bez bieżącego kontaktu")
_EXISTING: Final = ("an existing tie", "para, która zgłosiła współpracę")
_NOT_MADE: Final = ("a tie that is not made as well", "kontakt, którego ta zmiana zarazem nie nawiązuje")


@dataclass(frozen=True, slots=True)
class Change:
    """What would be different (co się zmieni, jeśli…).

    ``add`` and ``remove`` change membership, ``tie`` makes a live tie, ``cut`` takes one away, and
    ``gone`` takes an institution off the map with everything that hangs on it. Pairs are unordered.
    """

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    tie: tuple[Pair, ...] = ()
    cut: tuple[Pair, ...] = ()
    gone: tuple[str, ...] = ()

    @classmethod
    def parse(
        cls,
        add: Iterable[str] = (),
        remove: Iterable[str] = (),
        tie: Iterable[str] = (),
        cut: Iterable[str] = (),
        gone: Iterable[str] = (),
    ) -> "Change":
        """From texts, pairs written ``A~B``; what is named twice counts once.

        Raises
        ------
        InvalidRequest
            With every pair that is not two ids.

        Examples
        --------
        >>> Change.parse(add=["I13"], tie=["I13~I01"])
        Change(add=('I13',), remove=(), tie=(('I01', 'I13'),), cut=(), gone=())
        """
        problems: list[Problem] = []
        made, lost = _pairs("tie", tie, problems), _pairs("cut", cut, problems)
        if problems:
            raise InvalidRequest(problems)
        return cls(_once(add), _once(remove), made, lost, _once(gone))


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({id.strip() for id in ids}))


def _pairs(name: str, texts: Iterable[str], problems: list[Problem]) -> tuple[Pair, ...]:
    found: set[Pair] = set()
    for text in texts:
        ends = [end.strip() for end in text.split("~")]
        if len(ends) == 2 and all(ends):
            found.add(pair_of(ends[0], ends[1]))
        else:
            problems.append(_problem(name, text, _PAIR))
    return tuple(sorted(found))


def check_change(snapshot: Snapshot, change: Change) -> None:
    """Refuse a change that this partnership does not allow or that contradicts itself.

    Raises
    ------
    NotFound
        If an institution is named that is not on the map.
    InvalidRequest
        With every other problem: joining members, leaving non-members, making a tie that is live,
        cutting one that does not exist, or one institution or pair named for two opposite things.

    Examples
    --------
    >>> from datetime import date
    >>> from graph.model import Institution, Package, Partnership
    >>> from graph.snapshot import snapshot_of
    >>> office = Institution("I1", "MOPS", "OPS", membership="leader")
    >>> snapshot = snapshot_of(Package(Partnership("p", "P"), (office,)), date(2026, 6, 30))
    >>> check_change(snapshot, Change(add=("I1",), tie=(("I1", "I1"),)))
    Traceback (most recent call last):
    ...
    graph.errors.InvalidRequest: change, column add: found 'I1'; expected a non-member
    change, column tie: found 'I1~I1'; expected two different institutions
    """
    pairs = [*change.tie, *change.cut]
    named = {*change.add, *change.remove, *change.gone, *(id for pair in pairs for id in pair)}
    for id in sorted(named - snapshot.institutions.keys()):
        raise NotFound("institution", id)
    problems = [*_membership_problems(snapshot, change), *_tie_problems(snapshot, change)]
    if problems:
        raise InvalidRequest(problems)


def _membership_problems(snapshot: Snapshot, change: Change) -> list[Problem]:
    members, gone = frozenset(snapshot.members), frozenset(change.gone)
    problems = [_problem("add", id, _NON_MEMBER) for id in change.add if id in members]
    problems += [_problem("remove", id, _MEMBER) for id in change.remove if id not in members]
    for name, ids in (("add", change.add), ("remove", change.remove)):
        problems += [_problem(name, id, _STAYS) for id in ids if id in gone]
    return problems


def _tie_problems(snapshot: Snapshot, change: Change) -> list[Problem]:
    gone = frozenset(change.gone)
    problems: list[Problem] = []
    for name, pairs in (("tie", change.tie), ("cut", change.cut)):
        for one, other in pairs:
            text = f"{one}~{other}"
            if one == other:
                problems.append(_problem(name, text, _TWO))
            elif one in gone or other in gone:
                problems.append(_problem(name, text, _STAY))
            elif name == "tie":
                tie = snapshot.tie(one, other)
                if tie is not None and tie.live:
                    problems.append(_problem(name, text, _APART))
            elif snapshot.tie(one, other) is None:
                problems.append(_problem(name, text, _EXISTING))
    both = {pair_of(*pair) for pair in change.tie} & {pair_of(*pair) for pair in change.cut}
    problems += [_problem("cut", "~".join(pair), _NOT_MADE) for pair in sorted(both)]
    return problems


def _problem(column: str, value: str, expected: tuple[str, str]) -> Problem:
    return Problem("change", None, column, value, *expected)
