"""The measures that advice should move: what each is at a look, and whether it moved since.

All of them are read without single cases, so that a number never tells about a family.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, cast

import numpy as np

from graph.gaps.gap import KINDS, Kind
from graph.gaps.silence import can_be_counted
from graph.measures.centralisation import betweenness_centralisation
from graph.measures.centrality import betweenness
from graph.measures.cohesion import density, fragmentation
from graph.records.codes import Direction, MeasureCode
from graph.snapshot import Network, Snapshot, pair_of
from graph.vocabulary import AREAS

Moved = Literal["improved", "unchanged", "worse", "gone", "incomparable"]
SubjectKind = Literal["none", "gap_kind", "area", "institution", "tie"]

#: Kinds of gaps that only rest on single cases: their number is not told, so it is no measure.
_CASES_ONLY: Final = frozenset({"one_level_team", "uncoordinated_case"})
GAP_KINDS: Final = tuple(kind for kind in KINDS if kind not in _CASES_ONLY)
#: Measures that are read from reports of cooperation.
_FROM_REPORTS: Final[frozenset[MeasureCode]] = frozenset(
    {
        "betweenness_centralisation",
        "fragmentation",
        "density",
        "confirmed_share",
        "area_members",
        "tie_strength",
        "contacts",
        "betweenness",
    }
)
#: Differences below this are rounding.
_SAME: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Look:
    """A partnership on a day: the snapshot, and how many gaps of each kind are told to everybody."""

    snapshot: Snapshot
    gaps: Mapping[str, int]


class Measure(NamedTuple):
    """A measure: what it is taken of, where it should go as a rule, names, how to take it.

    ``share``: a number between 0 and 1. ``take`` gives ``None`` where it is undefined.
    """

    of: SubjectKind
    better: Direction
    name_pl: str
    name_en: str
    share: bool
    take: Callable[[Look, Sequence[str]], float | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """A measure at the time of the advice and now, and whether it moved as expected."""

    then: float
    now: float | None
    moved: Moved


def value_of(look: Look, measure: MeasureCode, subjects: Sequence[str] = ()) -> float | None:
    """The measure at a look.

    Parameters
    ----------
    look
        The partnership, and its gaps by kind.
    measure, subjects
        Which measure of what: see ``MEASURES[measure].of``.

    Returns
    -------
    float or None
        ``None`` where it is undefined, what it is taken of is no longer on the map, or what it is
        read from is missing: reports of cooperation, or a leader for gaps about contact with one.
    """
    if not subjects_fit(look.snapshot, measure, subjects):
        return None
    if look.snapshot.no_data and measure in _FROM_REPORTS:
        return None
    return MEASURES[measure].take(look, subjects)


def subjects_fit(snapshot: Snapshot, measure: MeasureCode, subjects: Sequence[str]) -> bool:
    """Whether there is what the measure should be taken of."""
    known: Mapping[SubjectKind, tuple[int, Sequence[str]]] = {
        "none": (0, ()),
        "gap_kind": (1, GAP_KINDS),
        "area": (1, AREAS),
        "institution": (1, tuple(snapshot.institutions)),
        "tie": (2, tuple(snapshot.institutions)),
    }
    count, ids = known[MEASURES[measure].of]
    return len(subjects) == len(set(subjects)) == count and set(subjects) <= set(ids)


def moved_since(
    then: float, now: float | None, expected: Direction, *, comparable: bool = True
) -> Reading:
    """Whether a measure moved as expected.

    Parameters
    ----------
    then, now, expected
        The two readings, and where the measure should go.
    comparable
        Whether both were taken by the same rules.

    >>> [moved_since(0.4, now, "down").moved for now in (0.3, 0.4, 0.5, None)]
    ['improved', 'unchanged', 'worse', 'gone']
    """
    if now is None:
        return Reading(then, None, "gone")
    if not comparable:
        return Reading(then, now, "incomparable")
    gain = now - then if expected == "up" else then - now
    return Reading(then, now, "unchanged" if abs(gain) <= _SAME else "improved" if gain > 0 else "worse")


def _confirmed(look: Look, _: Sequence[str]) -> float | None:
    ties = look.snapshot.live_ties.values()
    return sum(tie.confirmed for tie in ties) / len(ties) if ties else None


def _area_members(look: Look, subjects: Sequence[str]) -> float:
    snapshot = look.snapshot
    in_contact = {id for pair in snapshot.live_ties for id in pair if set(pair) <= set(snapshot.members)}
    return float(
        sum(
            snapshot.institutions[id].area == subjects[0] and id in in_contact for id in snapshot.members
        )
    )


def _tie_strength(look: Look, subjects: Sequence[str]) -> float:
    tie = look.snapshot.live_ties.get(pair_of(*subjects))
    return tie.strength if tie else 0.0


def _contacts(look: Look, subjects: Sequence[str]) -> float:
    return float(sum(subjects[0] in pair for pair in look.snapshot.live_ties))


def _betweenness(look: Look, subjects: Sequence[str]) -> float | None:
    network = look.snapshot.network()
    value = float(betweenness(network)[network.ids.index(subjects[0])])
    return None if np.isnan(value) else value


def _gaps(look: Look, subjects: Sequence[str]) -> float | None:
    kind = cast("Kind", subjects[0])
    if not can_be_counted(kind, look.snapshot):
        return None
    return float(look.gaps.get(kind, 0))


def _members(look: Look, _: Sequence[str]) -> float:
    return float(len(look.snapshot.members))


def _of_network(
    take: Callable[[Network], float | None],
) -> Callable[[Look, Sequence[str]], float | None]:
    def taken(look: Look, _: Sequence[str]) -> float | None:
        return take(look.snapshot.network())

    return taken


#: Code to: of what, better direction, Polish and English name, whether a share, how to take it.
MEASURES: Final[Mapping[MeasureCode, Measure]] = MappingProxyType(
    {
        "gaps_of_kind": Measure(
            "gap_kind", "down", "liczba luk tego rodzaju", "number of gaps of the kind", False, _gaps
        ),
        "betweenness_centralisation": Measure(
            "none",
            "down",
            "zależność sieci od jednej instytucji",
            "betweenness centralisation",
            True,
            _of_network(betweenness_centralisation),
        ),
        "fragmentation": Measure(
            "none",
            "down",
            "rozbicie sieci na części",
            "fragmentation of the network",
            True,
            _of_network(fragmentation),
        ),
        "density": Measure(
            "none", "up", "gęstość sieci", "density of the network", True, _of_network(density)
        ),
        "confirmed_share": Measure(
            "none",
            "up",
            "więzi potwierdzone przez obie strony",
            "ties confirmed by both sides",
            True,
            _confirmed,
        ),
        "members": Measure("none", "up", "liczba członków PZK", "number of members", False, _members),
        "area_members": Measure(
            "area",
            "up",
            "członkowie z tego obszaru w bieżącym kontakcie",
            "members of the area in contact",
            False,
            _area_members,
        ),
        "tie_strength": Measure(
            "tie",
            "up",
            "siła więzi (0, gdy brak kontaktu)",
            "strength of the tie (0: no contact)",
            False,
            _tie_strength,
        ),
        "contacts": Measure(
            "institution",
            "up",
            "bieżące kontakty instytucji",
            "current contacts of the institution",
            False,
            _contacts,
        ),
        "betweenness": Measure(
            "institution",
            "down",
            "pośrednictwo instytucji",
            "betweenness of the institution",
            True,
            _betweenness,
        ),
    }
)
