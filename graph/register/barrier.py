"""A barrier to cooperation (bariera): its code, what it stands at, since when, until when."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal, NamedTuple, get_args

from graph.errors import Conflict, InvalidRequest, Problem
from graph.vocabulary import AREAS
from graph.vocabulary.barriers import BARRIERS

PlaceKind = Literal["tie", "institution", "area"]
_NOT_AFTER_TODAY: Final = ("a day not after today", "dzień nie późniejszy niż dzisiejszy")


@dataclass(frozen=True, slots=True)
class Place:
    """What a barrier stands at: a tie (two ids, sorted), an institution (its id), or an area (code)."""

    kind: PlaceKind
    subjects: tuple[str, ...]

    @property
    def institutions(self) -> tuple[str, ...]:
        """Ids of the institutions it names."""
        return () if self.kind == "area" else self.subjects


@dataclass(frozen=True, slots=True)
class Barrier:
    """A barrier; open until it has ended."""

    id: str
    code: str
    place: Place
    noted_on: date
    ended_on: date | None = None

    def is_open(self, day: date) -> bool:
        """Whether it stood on a day.

        >>> gone = Barrier("1", "B5", Place("area", ("edukacja",)), date(2026, 1, 1), date(2026, 3, 1))
        >>> gone.is_open(date(2026, 2, 1)), gone.is_open(date(2026, 3, 1))
        (True, False)
        """
        return self.noted_on <= day and (self.ended_on is None or day < self.ended_on)


class BarrierCount(NamedTuple):
    """How many barriers of a code stand, how many did a year before, and how many ever were noted."""

    code: str
    open: int
    year_before: int
    noted: int


def place_of(kind: str, subjects: Iterable[str], institutions: Collection[str]) -> Place:
    """The place, checked against the map.

    Parameters
    ----------
    kind, subjects
        A tie with two different ids, an institution with one, or an area with its code.
    institutions
        Ids on the map.

    Raises
    ------
    InvalidRequest
        When they do not fit each other or the map.

    Examples
    --------
    >>> place_of("tie", ["I2", "I1"], {"I1", "I2"})
    Place(kind='tie', subjects=('I1', 'I2'))
    """
    named = tuple(sorted(subjects))
    wanted = {"tie": 2, "institution": 1, "area": 1}.get(kind)
    known = AREAS if kind == "area" else institutions
    if wanted is None:
        raise InvalidRequest([_problem("target", kind, " | ".join(get_args(PlaceKind)))])
    if len(set(named)) != wanted or len(named) != wanted or not set(named) <= set(known):
        what = "the code of an area" if kind == "area" else f"institutions on the map: {wanted}"
        raise InvalidRequest([_problem("subjects", None, what)])
    return Place("tie" if kind == "tie" else "area" if kind == "area" else "institution", named)


def noted(id: str, code: str, place: Place, on: date, today: date) -> Barrier:
    """A new barrier.

    Raises
    ------
    InvalidRequest
        With every value that does not fit: an unknown code, a day after today.
    """
    problems: list[Problem] = []
    if code not in BARRIERS:
        problems.append(_problem("code", code, " | ".join(BARRIERS)))
    if on > today:
        problems.append(_problem("noted_on", on.isoformat(), *_NOT_AFTER_TODAY))
    if problems:
        raise InvalidRequest(problems)
    return Barrier(id, code, place, on)


def ended(barrier: Barrier, on: date, today: date) -> Barrier:
    """The barrier, gone from a day on.

    Raises
    ------
    Conflict
        When it ended before.
    InvalidRequest
        When the day lies after today or before the barrier was noted.
    """
    if barrier.ended_on is not None:
        raise Conflict("barrier", barrier.id, "it ended before")
    if not barrier.noted_on <= on <= today:
        first, last = barrier.noted_on.isoformat(), today.isoformat()
        expected = f"a day from {first} to {last}", f"dzień od {first} do {last}"
        raise InvalidRequest([_problem("ended_on", on.isoformat(), *expected)])
    return replace(barrier, ended_on=on)


def barrier_counts(barriers: Iterable[Barrier], day: date) -> tuple[BarrierCount, ...]:
    """Barriers by code, in the order of the list; codes that were never noted are left out."""
    known = [one for one in barriers if one.noted_on <= day]
    before = date(day.year - 1, day.month, min(day.day, 28))
    now = Counter(one.code for one in known if one.is_open(day))
    then = Counter(one.code for one in known if one.is_open(before))
    ever = Counter(one.code for one in known)
    return tuple(
        BarrierCount(code, now[code], then[code], ever[code]) for code in BARRIERS if ever[code]
    )


def _problem(column: str, value: str | None, expected: str, expected_pl: str = "") -> Problem:
    return Problem("barrier", None, column, value, expected, expected_pl)
