"""A barrier to cooperation (bariera): its code, what it stands at, since when, until when."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal, NamedTuple, cast, get_args

from cypher.records import RecordTable
from graph.errors import Conflict
from graph.records.checks import NOT_AFTER_TODAY, Check, between, refuse
from graph.records.kind import RecordKind, texts
from graph.rows import Row
from graph.vocabulary import AREAS
from graph.vocabulary.barriers import BARRIERS

PlaceKind = Literal["tie", "institution", "area"]
_TARGETS: Final = (" | ".join(get_args(PlaceKind)), "")


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
    refuse("barrier", [Check("target", wanted is not None, kind, _TARGETS)])
    fits = len(set(named)) == len(named) == wanted and set(named) <= set(known)
    what = "the code of an area" if kind == "area" else f"institutions on the map: {wanted}"
    refuse("barrier", [Check("subjects", fits, None, (what, ""))])
    return Place("tie" if kind == "tie" else "area" if kind == "area" else "institution", named)


def noted(id: str, code: str, place: Place, on: date, today: date) -> Barrier:
    """A new barrier.

    Raises
    ------
    InvalidRequest
        With every value that does not fit: an unknown code, a day after today.
    """
    refuse(
        "barrier",
        [
            Check("code", code in BARRIERS, code, (" | ".join(BARRIERS), "")),
            Check("noted_on", on <= today, on.isoformat(), NOT_AFTER_TODAY),
        ],
    )
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
    fits = barrier.noted_on <= on <= today
    refuse("barrier", [Check("ended_on", fits, on.isoformat(), between(barrier.noted_on, today))])
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


def _row(one: Barrier) -> Row:
    subjects = one.place.subjects
    return {
        "id": one.id,
        "code": one.code,
        "target": one.place.kind,
        "one": subjects[0],
        "other": subjects[-1],
        "noted_on": one.noted_on.isoformat(),
        "ended_on": one.ended_on.isoformat() if one.ended_on else None,
    }


def _barrier(row: Row) -> Barrier:
    kind = cast("PlaceKind", row["target"])
    ids = (str(row["one"]), str(row["other"]))
    return Barrier(
        id=str(row["id"]),
        code=str(row["code"]),
        place=Place(kind, ids if kind == "tie" else ids[:1]),
        noted_on=date.fromisoformat(str(row["noted_on"])),
        ended_on=date.fromisoformat(str(row["ended_on"])) if row["ended_on"] else None,
    )


KIND: Final = RecordKind(
    "barrier",
    ("bariery", "barriers"),
    RecordTable(
        "barriers",
        "Barrier",
        "NOTES",
        texts("id", "code", "target", "one", "other", "noted_on", "ended_on"),
        changing=("ended_on",),
        about=("one", "other"),
        about_only=("target", ("tie", "institution")),
    ),
    id_of=lambda one: (one.id,),
    to_row=_row,
    from_row=_barrier,
    institutions=lambda one: one.place.institutions,
)
