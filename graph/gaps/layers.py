"""The three levels of cooperation side by side: institutions, their workers, their cases.

All three are brought to pairs of institutions: a live tie, workers who meet, a shared family.

References
----------
Hubert, L. & Schultz, J. (1976). Quadratic assignment as a general data analysis strategy. *British
Journal of Mathematical and Statistical Psychology*, 29(2), 190-241.

Krackhardt, D. (1988). Predicting with networks: nonparametric multiple regression analysis of dyadic
data. *Social Networks*, 10(4), 359-381.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import sqrt
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.snapshot import Layer, Pair, Snapshot, pair_of

Places = npt.NDArray[np.intp]

#: Which layers are compared, in the order in which they are shown.
COMPARED: Final[tuple[tuple[Layer, Layer], ...]] = (
    ("institutions", "cases"),
    ("cases", "workers"),
    ("workers", "institutions"),
)
#: With fewer pairs than this in a layer no p-value is given.
LEAST_PAIRS: Final = 10
RELABELLINGS: Final = 1000
#: Forms that stand on paper, and those of them that are an agreement of the two.
_ON_PAPER: Final = frozenset({"declaration", "agreement", "statutory"})
_AGREED: Final = frozenset({"agreement", "statutory"})
_BY_TEAMS: Final = {"workers", "institutions"}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two layers join the same pairs of institutions.

    Of workers against institutions the workers are those of the task teams (ZZK) alone: contacts named
    in the reports of ties would agree with themselves.

    Attributes
    ----------
    pairs, shared
        How many pairs each layer joins, and how many both.
    correlation
        Pearson's over all pairs (1: the same pairs, 0: no more in common than by chance). ``None``
        where a layer joins nobody or everybody.
    chance
        Share of random relabellings of the institutions that agree at least as well. ``None`` also
        where a layer joins fewer than :data:`LEAST_PAIRS` pairs.
    p_value
        The same corrected after Holm for all tests that are shown together.
    tests
        How many these are.
    relabellings
        How many were tried.
    """

    one: Layer
    other: Layer
    pairs: tuple[int, int]
    shared: int
    correlation: float | None
    chance: float | None = None
    p_value: float | None = None
    tests: int = 0
    relabellings: int = 0


@dataclass(frozen=True, slots=True)
class Levels:
    """The three levels together. ``without_agreement`` rests on single cases."""

    agreements: tuple[Agreement, ...]
    workers_do_not_meet: tuple[Pair, ...]
    without_agreement: tuple[Pair, ...]


def institution_pairs(snapshot: Snapshot) -> Mapping[Layer, frozenset[Pair]]:
    """For each layer the pairs of institutions that it joins."""
    return {
        "institutions": frozenset(snapshot.live_ties),
        "workers": _employers(snapshot, snapshot.worker_pairs),
        "cases": frozenset(snapshot.shared_families),
    }


def team_pairs(snapshot: Snapshot) -> frozenset[Pair]:
    """The pairs of institutions whose workers sit in one task team (ZZK)."""
    named = [
        sorted({seat.worker_id for seat in seats if seat.worker_id}) for seats in snapshot.teams.values()
    ]
    return _employers(snapshot, (pair for workers in named for pair in combinations(workers, 2)))


def levels(
    snapshot: Snapshot,
    *,
    compared: Sequence[tuple[Layer, Layer]] = COMPARED,
    rounds: int = RELABELLINGS,
    seed: int = 0,
) -> Levels:
    """Compare the levels of a partnership.

    Parameters
    ----------
    snapshot
        n institutions; memory is linear in the pairs joined.
    compared
        The comparisons that are shown; p-values are corrected for as many.
    rounds
        Random relabellings for each p-value.
    seed
        Seed of the random numbers; the answer is the same for the same seed and data.

    Returns
    -------
    Levels
        ``agreements``: those ``compared``, in that order.
        ``workers_do_not_meet``: pairs with a tie on paper (declaration, agreement or law), live or not,
        both of which list workers, none of whom are known to meet. ``without_agreement``: pairs with a
        shared family and no tie, or one without agreement or law.

    Examples
    --------
    >>> from datetime import date
    >>> from graph.model import Institution, Package, Partnership, TieReport, Worker
    >>> from graph.snapshot import snapshot_of
    >>> offices = tuple(Institution(id, id, "SP") for id in "ABC")
    >>> staff = tuple(Worker(f"W{id}", id, "pedagog") for id in "ABC")
    >>> reports = (
    ...     TieReport("A", "B", 3, None, "agreement", contact_worker_id="WA", partner_worker_id="WB"),
    ...     TieReport("B", "C", 3, None, "agreement"),
    ... )
    >>> package = Package(Partnership("p", "P"), offices, staff, ties=reports)
    >>> levels(snapshot_of(package, date(2026, 6, 30))).workers_do_not_meet
    (('B', 'C'),)
    """
    joined = institution_pairs(snapshot)
    teams: dict[Layer, frozenset[Pair]] = {**joined, "workers": team_pairs(snapshot)}
    agreements = holm(
        _agreement(snapshot, teams if set(pair) == _BY_TEAMS else joined, *pair, rounds, seed)
        for pair in compared
    )
    staffed = {id for id, staff in snapshot.workers_of.items() if staff}
    apart = tuple(
        pair
        for pair, tie in snapshot.ties.items()
        if tie.formalisation in _ON_PAPER and staffed.issuperset(pair) and pair not in joined["workers"]
    )
    bare = tuple(
        pair
        for pair in snapshot.shared_families
        if (tie := snapshot.ties.get(pair)) is None or tie.formalisation not in _AGREED
    )
    return Levels(agreements, apart, bare)


def holm(agreements: Iterable[Agreement]) -> tuple[Agreement, ...]:
    """The same with p-values corrected after Holm for all tests among them.

    >>> tested = [Agreement("cases", "workers", (9, 9), 1, 0.1, chance) for chance in (0.04, 0.01, None)]
    >>> [(one.p_value, one.tests) for one in holm(tested)]
    [(0.04, 2), (0.02, 2), (None, 0)]
    """
    listed = list(agreements)
    chances = {at: one.chance for at, one in enumerate(listed) if one.chance is not None}
    least = 0.0
    for place, at in enumerate(sorted(chances, key=chances.__getitem__)):
        least = max(least, min(1.0, (len(chances) - place) * chances[at]))
        listed[at] = replace(listed[at], p_value=least, tests=len(chances))
    return tuple(listed)


def _employers(snapshot: Snapshot, workers: Iterable[Pair]) -> frozenset[Pair]:
    """The pairs of institutions of pairs of workers; colleagues make none."""
    employer = {worker.id: worker.institution_id for worker in snapshot.workers.values()}
    met = {pair_of(employer[one], employer[other]) for one, other in workers}
    return frozenset(pair for pair in met if pair[0] != pair[1])


def _agreement(
    snapshot: Snapshot,
    joined: Mapping[Layer, Collection[Pair]],
    one: Layer,
    other: Layer,
    rounds: int,
    seed: int,
) -> Agreement:
    n = len(snapshot.institutions)
    first, second = _places(snapshot, joined[one]), _places(snapshot, joined[other])
    shared = len(set(joined[one]) & set(joined[other]))
    found = Agreement(one, other, (len(first), len(second)), shared, None)
    possible = n * (n - 1) // 2
    if not all(0 < size < possible for size in found.pairs):
        return found
    p, q = (size / possible for size in found.pairs)
    found = replace(found, correlation=(shared / possible - p * q) / sqrt(p * (1 - p) * q * (1 - q)))
    if min(found.pairs) < LEAST_PAIRS:
        return found
    # The number of pairs in each layer is fixed, so the correlation rises with the shared pairs alone.
    target = np.sort(_codes(second, n))
    random = np.random.default_rng(seed)
    at_least = 0
    for _ in range(rounds):
        codes = _codes(random.permutation(n)[first], n)
        near = np.minimum(np.searchsorted(target, codes), len(target) - 1)
        at_least += int(np.count_nonzero(target[near] == codes) >= shared)
    return replace(found, chance=(1 + at_least) / (1 + rounds), relabellings=rounds)


def _places(snapshot: Snapshot, pairs: Collection[Pair]) -> Places:
    place = {id: at for at, id in enumerate(snapshot.institutions)}
    ends = [(place[a], place[b]) for a, b in sorted(pairs)]
    return np.array(ends, dtype=np.intp).reshape(-1, 2)


def _codes(places: Places, n: int) -> Places:
    """A number for each unordered pair of places."""
    return places.min(axis=1) * n + places.max(axis=1)
