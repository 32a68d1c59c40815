"""The cheapest ties that leave no single point of failure.

References
----------
Eswaran, K. P. & Tarjan, R. E. (1976). Augmentation problems. *SIAM Journal on Computing*, 5(4),
653-665.

Khuller, S. & Thurimella, R. (1993). Approximation algorithms for graph augmentation. *Journal of
Algorithms*, 14(2), 214-225.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import cast

import networkx as nx
import numpy as np

from graph.measures.cuts import Cuts, cuts
from graph.snapshot.network import Ints, Network
from graph.snapshot.ties import Pair, pair_of

#: A tie as rows of the network, the smaller first.
Arc = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Repair:
    """Ties to add, sorted, with what they cost together, and what remains to be mended after them.

    ``against_ties`` serve against the loss of one tie, ``against_institutions`` are added so that no
    single institution splits the network either. ``components`` is 1 and the last two are empty
    where the candidates suffice (:attr:`complete`).
    """

    against_ties: tuple[Pair, ...]
    against_institutions: tuple[Pair, ...]
    cost: float
    components: int
    bridges: tuple[Pair, ...]
    articulation_points: tuple[str, ...]

    @property
    def ties(self) -> tuple[Pair, ...]:
        """All ties to add, sorted."""
        return tuple(sorted([*self.against_ties, *self.against_institutions]))

    @property
    def complete(self) -> bool:
        """Whether one network remains after the loss of any one tie or any one institution."""
        return self.components <= 1 and not self.bridges and not self.articulation_points


def cheapest_repair(network: Network, candidates: Mapping[Pair, float] | None = None) -> Repair:
    """Ties to add so that no single tie splits the network, then so that no single node does.

    Parameters
    ----------
    network
        n nodes; may be in several components, which are then joined.
    candidates
        Ties that could be made and what each costs, above 0; those that exist already or name an
        unknown node are passed over. ``None``: every missing tie, at a cost of 1.

    Returns
    -------
    Repair
        Where the candidates do not suffice, whatever they mend, and what remains.

    Raises
    ------
    ValueError
        If a candidate costs nothing or less.

    Notes
    -----
    The first step is the fewest ties possible where ``candidates`` is ``None`` (Eswaran and Tarjan),
    and otherwise costs at most twice the cheapest, three times in a network of several components
    (Khuller and Thurimella). The second step takes, one by one, the tie that saves most nodes from
    being articulation points between its ends for its cost. Ties that turn out needless are dropped.

    Examples
    --------
    >>> path = Network.of("abcd", [("a", "b"), ("b", "c"), ("c", "d")])
    >>> cheapest_repair(path).ties
    (('a', 'd'),)
    >>> cheapest_repair(path, {("a", "c"): 1.0, ("b", "d"): 1.5, ("a", "d"): 9.0}).cost
    2.5
    """
    costs = None if candidates is None else _usable(network, candidates)
    first = _against_ties(network, costs)
    second = _against_nodes(network, first, costs)
    spent = {arc: 1.0 if costs is None else costs[arc] for arc in [*first, *second]}
    kept = _needed(network, spent)
    after = _grown(network, kept)
    search = cuts(after)
    return Repair(
        against_ties=_named(network, set(first) & kept),
        against_institutions=_named(network, set(second) & kept),
        cost=sum(spent[arc] for arc in sorted(kept)),
        components=len(search.trees),
        bridges=_named(network, [(min(a, b), max(a, b)) for a, b, _ in search.bridges]),
        articulation_points=tuple(network.ids[row] for row in sorted(search.below)),
    )


def _usable(network: Network, candidates: Mapping[Pair, float]) -> dict[Arc, float]:
    exist = set(network.edges)
    place = network.position
    usable: dict[Arc, float] = {}
    for (one, other), cost in sorted(candidates.items()):
        if not cost > 0:
            raise ValueError(f"a tie costs more than 0, not {cost}")
        pair = pair_of(one, other)
        if one != other and one in place and other in place and pair not in exist:
            arc = (place[pair[0]], place[pair[1]])
            usable[arc] = min(cost, usable.get(arc, cost))
    return usable


def _named(network: Network, arcs: Iterable[Arc]) -> tuple[Pair, ...]:
    return tuple((network.ids[a], network.ids[b]) for a, b in sorted(arcs))


def _grown(network: Network, arcs: Collection[Arc]) -> Network:
    """The network with these ties added, for :func:`cuts` alone: without their strength."""
    added = np.array(sorted(arcs), dtype=np.int32).reshape(-1, 2)
    rows = np.concatenate([network.rows, added[:, 0], added[:, 1]])
    columns = np.concatenate([network.indices, added[:, 1], added[:, 0]])
    order = np.lexsort((columns, rows))
    counts = np.bincount(rows, minlength=len(network))
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    return replace(network, indptr=starts, indices=columns[order], strength=np.ones(len(order)))


def _against_ties(network: Network, costs: Mapping[Arc, float] | None) -> list[Arc]:
    # Rows instead of ids: NetworkX goes through sets, whose order is the same every time for numbers.
    G: nx.Graph[int] = nx.Graph()
    G.add_nodes_from(range(len(network)))
    place = network.position
    G.add_edges_from((place[a], place[b]) for a, b in network.edges)
    if costs is None:
        return _ordered(nx.k_edge_augmentation(G, k=2, partial=True))
    # Where all candidates together leave a bridge there is no choice; elsewhere the cheapest are sought.
    full = G.copy()
    full.add_edges_from(costs)
    parts = [cast("set[int]", part) for part in nx.connectivity.bridge_components(full)]
    home = {row: number for number, part in enumerate(parts) for row in part}
    found = [arc for arc in costs if home[arc[0]] != home[arc[1]]]
    inside: dict[int, dict[Arc, float]] = {}
    for arc, cost in costs.items():
        if home[arc[0]] == home[arc[1]]:
            inside.setdefault(home[arc[0]], {})[arc] = cost
    for number in sorted(inside):
        part = G.subgraph(parts[number]).copy()
        found += _ordered(nx.k_edge_augmentation(part, k=2, avail=inside[number]))
    return sorted(found)


def _ordered(arcs: Iterable[Arc]) -> list[Arc]:
    return sorted((min(arc), max(arc)) for arc in arcs)


def _against_nodes(
    network: Network, known: Sequence[Arc], costs: Mapping[Arc, float] | None
) -> list[Arc]:
    """While some node splits its component, add the tie that leads round most such nodes a cost."""
    added: list[Arc] = []
    while True:
        search = cuts(_grown(network, [*known, *added]))
        parts = _parts(len(network), search)
        options = _round_leaves(parts, search) if costs is None else costs
        if not len(parts) or not options:
            return added
        ends = np.array(list(options), dtype=np.intp)
        one, other = parts[:, ends[:, 0]], parts[:, ends[:, 1]]
        gains = ((one != other) & (one >= 0) & (other >= 0)).sum(axis=0)
        prices = np.fromiter(options.values(), dtype=np.float64, count=len(options))
        best = int(np.argmax(gains / prices))
        if not gains[best]:
            return added
        added.append((int(ends[best, 0]), int(ends[best, 1])))


def _parts(count: int, search: Cuts) -> Ints:
    """For each articulation point the part each node lies in without it; -1: itself, or elsewhere."""
    parts = np.full((len(search.below), count), -1, dtype=np.int32)
    homes = {row: tree for tree in search.trees for row in search.order[tree[0] : sum(tree)]}
    for found, row in zip(parts, sorted(search.below), strict=True):
        start, size = homes[row]
        found[search.order[start : start + size]] = 0
        for part, (first, length) in enumerate(search.below[row], start=1):
            found[search.order[first : first + length]] = part
        found[row] = -1
    return parts


def _round_leaves(parts: Ints, search: Cuts) -> dict[Arc, float]:
    """All ties between outermost parts, one node standing for each, in a fixed order."""
    cut = np.array(sorted(search.below), dtype=np.intp)
    ends: set[int] = set()
    for found in parts:
        for part in range(int(found.max()) + 1):
            if (rows := np.flatnonzero(found == part)).size and not np.isin(rows, cut).any():
                ends.add(int(rows[0]))
    return dict.fromkeys(combinations(sorted(ends), 2), 1.0)


def _needed(network: Network, spent: Mapping[Arc, float]) -> set[Arc]:
    """The arcs less those, the dearest first, without which nothing is worse."""
    kept = set(spent)
    whole = _grown(network, kept)
    state = _state(whole)
    degrees = whole.degrees.copy()
    for arc in sorted(spent, key=lambda arc: (-spent[arc], arc)):
        ends = list(arc)
        # With one tie left an end would hang on a bridge, with none it would be a part of its own.
        if degrees[ends].min() > 2 and _state(_grown(network, kept - {arc})) <= state:
            kept.remove(arc)
            degrees[ends] -= 1
    return kept


def _state(network: Network) -> tuple[int, int, int]:
    search = cuts(network)
    return len(search.trees), len(search.bridges), len(search.below)
