"""The three levels of cooperation side by side: institutions, their workers, their cases.

All three are brought to pairs of institutions: a live tie, workers who meet, a shared family.

References
----------
Hubert, L. & Schultz, J. (1976). Quadratic assignment as a general data analysis strategy. *British
Journal of Mathematical and Statistical Psychology*, 29(2), 190-241.

Krackhardt, D. (1988). Predicting with networks: nonparametric multiple regression analysis of dyadic
data. *Social Networks*, 10(4), 359-381.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from graph.gaps.names import Names
from graph.snapshot import Layer, Pair, Snapshot, pair_of
from graph.vocabulary.words import Language

Places = npt.NDArray[np.intp]

LAYERS: Final[tuple[Layer, ...]] = ("institutions", "workers", "cases")
#: Forms that stand on paper, and those of them that are an agreement of the two.
_ON_PAPER: Final = frozenset({"declaration", "agreement", "statutory"})
_AGREED: Final = frozenset({"agreement", "statutory"})


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two layers join the same pairs of institutions.

    ``correlation`` is Pearson's over all pairs (1: the same pairs, 0: no more in common than by
    chance); ``p_value`` is the share of random relabellings of the institutions that agree at least as
    well. Both are ``None`` where a layer joins nobody or everybody.
    """

    one: Layer
    other: Layer
    pairs: tuple[int, int]
    shared: int
    correlation: float | None
    p_value: float | None


@dataclass(frozen=True, slots=True)
class Levels:
    """The three levels together. ``without_agreement`` rests on single cases."""

    agreements: tuple[Agreement, ...]
    workers_do_not_meet: tuple[Pair, ...]
    without_agreement: tuple[Pair, ...]


def institution_pairs(snapshot: Snapshot) -> Mapping[Layer, frozenset[Pair]]:
    """For each layer the pairs of institutions that it joins."""
    employer = {worker.id: worker.institution_id for worker in snapshot.workers.values()}
    met = {pair_of(employer[a], employer[b]) for a, b in snapshot.worker_pairs}
    return {
        "institutions": frozenset(snapshot.live_ties),
        "workers": frozenset(pair for pair in met if pair[0] != pair[1]),
        "cases": frozenset(snapshot.shared_families),
    }


def levels(snapshot: Snapshot, *, rounds: int = 1000, seed: int = 0) -> Levels:
    """Compare the levels of a partnership.

    Parameters
    ----------
    snapshot
        n institutions; memory is linear in the pairs joined.
    rounds
        Random relabellings for each p-value.
    seed
        Seed of the random numbers; the answer is the same for the same seed and data.

    Returns
    -------
    Levels
        ``agreements`` of institutions with workers, institutions with cases, workers with cases.
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
    agreements = tuple(
        _agreement(snapshot, joined, one, other, rounds, seed) for one, other in combinations(LAYERS, 2)
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


def levels_document(snapshot: Snapshot, found: Levels, lang: Language = "pl") -> dict[str, Any]:
    """The comparison as one JSON document, each pair with a sentence."""
    names = Names(snapshot, lang)
    polish = lang == "pl"
    apart = "Ustalenia bez spotkań pracowników" if polish else "Agreed, but workers do not meet"
    bare = "Wspólne rodziny bez porozumienia" if polish else "Shared families without an agreement"
    return {
        "partnership": snapshot.partnership.id,
        "as_of": snapshot.as_of.isoformat(),
        "agreements": [
            {
                "layers": [agreement.one, agreement.other],
                "pairs": list(agreement.pairs),
                "shared": agreement.shared,
                "correlation": agreement.correlation,
                "p_value": agreement.p_value,
            }
            for agreement in found.agreements
        ],
        "workers_do_not_meet": [
            {"institutions": list(pair), "explanation": f"{apart}: {names.tie(pair)}."}
            for pair in found.workers_do_not_meet
        ],
        "without_agreement": [
            {"institutions": list(pair), "explanation": f"{bare}: {names.tie(pair)}."}
            for pair in found.without_agreement
        ],
    }


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
    found = Agreement(one, other, (len(first), len(second)), shared, None, None)
    possible = n * (n - 1) // 2
    if not all(0 < size < possible for size in found.pairs):
        return found
    # The number of pairs in each layer is fixed, so the correlation rises with the shared pairs alone.
    target = np.sort(_codes(second, n))
    random = np.random.default_rng(seed)
    at_least = 0
    for _ in range(rounds):
        codes = _codes(random.permutation(n)[first], n)
        near = np.minimum(np.searchsorted(target, codes), len(target) - 1)
        at_least += int(np.count_nonzero(target[near] == codes) >= shared)
    p, q = (size / possible for size in found.pairs)
    correlation = (shared / possible - p * q) / sqrt(p * (1 - p) * q * (1 - q))
    p_value = (1 + at_least) / (1 + rounds)
    return Agreement(one, other, found.pairs, shared, correlation, p_value)


def _places(snapshot: Snapshot, pairs: Collection[Pair]) -> Places:
    place = {id: at for at, id in enumerate(snapshot.institutions)}
    ends = [(place[a], place[b]) for a, b in sorted(pairs)]
    return np.array(ends, dtype=np.intp).reshape(-1, 2)


def _codes(places: Places, n: int) -> Places:
    """A number for each unordered pair of places."""
    return places.min(axis=1) * n + places.max(axis=1)
