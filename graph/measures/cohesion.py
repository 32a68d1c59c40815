"""How the network holds together: parts, single points of failure, fragmentation.

References
----------
Borgatti, S. P. (2006). Identifying sets of key players in a social network. *Computational &
Mathematical Organization Theory*, 12(1), 21-34.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from scipy.sparse import csgraph

from graph.measures.cuts import cuts
from graph.measures.once import once
from graph.snapshot.network import Ints, Network
from graph.snapshot.ties import Pair


@dataclass(frozen=True, slots=True)
class Bridge:
    """A tie without which its component falls apart; ``cuts_off`` is the smaller part, sorted."""

    tie: Pair
    cuts_off: tuple[str, ...]


def component_labels(network: Network) -> Ints:
    """Number of the component each node lies in, shape (n,)."""
    return once(network, _labels)


def _labels(network: Network) -> Ints:
    if not len(network):
        return np.zeros(0, dtype=np.int32)
    found = cast("Any", csgraph.connected_components(network.adjacency, directed=False))
    return cast("Ints", found[1])


def components(network: Network) -> list[list[str]]:
    """Connected components: the largest first, equally large ones by their first id.

    >>> components(Network.of("abcdx", [("a", "d"), ("b", "c")]))
    [['a', 'd'], ['b', 'c'], ['x']]
    """
    found: dict[int, list[str]] = {}
    for name, label in zip(network.ids, component_labels(network).tolist(), strict=True):
        found.setdefault(label, []).append(name)
    return sorted(found.values(), key=lambda part: (-len(part), part[0]))


def density(network: Network) -> float:
    """Share of possible ties that exist, 2m / (n (n - 1)); 0 for fewer than two nodes.

    >>> density(Network.of("abc", [("a", "b")])), density(Network.of("ab", [("a", "b")]))
    (0.3333333333333333, 1.0)
    """
    return density_of(len(network), network.edge_count)


def density_of(nodes: int, ties: int) -> float:
    """The same of a network with so many nodes and ties.

    >>> density_of(3, 1), density_of(1, 0)
    (0.3333333333333333, 0.0)
    """
    return 2 * ties / (nodes * (nodes - 1)) if nodes > 1 else 0.0


def fragmentation(network: Network) -> float | None:
    """Share of pairs that no path joins (Borgatti 2006).

    F = 1 - sum of s (s - 1) over the components of size s, divided by n (n - 1).

    Returns
    -------
    float or None
        0 (all joined) to 1 (all apart); ``None`` for fewer than two nodes.

    Examples
    --------
    >>> fragmentation(Network.of("abcd", [("a", "b"), ("c", "d")]))
    0.6666666666666667
    """
    return fragmentation_of(np.bincount(component_labels(network)).tolist())


def fragmentation_of(sizes: Iterable[int]) -> float | None:
    """F of components of these sizes; ``None`` for fewer than two nodes.

    >>> fragmentation_of([2, 1])
    0.6666666666666667
    """
    counts = list(sizes)
    n = sum(counts)
    return 1 - sum(size * (size - 1) for size in counts) / (n * (n - 1)) if n > 1 else None


def articulation_points(network: Network) -> list[str]:
    """Ids of the nodes whose removal splits their component, sorted; O(n + m).

    >>> articulation_points(Network.of("abcd", [("a", "b"), ("b", "c"), ("b", "d"), ("c", "d")]))
    ['b']
    """
    return [network.ids[row] for row in sorted(once(network, cuts).below)]


def parts_without(network: Network, name: str) -> list[list[str]]:
    """What the component of a node falls into when the node is gone.

    Returns
    -------
    list of list of str
        The parts, the largest first, equally large ones by their first id; one part where the node
        is no articulation point, none for an isolate.

    Examples
    --------
    >>> parts_without(Network.of("abcdx", [("a", "b"), ("b", "c"), ("b", "d"), ("c", "d")]), "b")
    [['c', 'd'], ['a']]
    """
    row = network.position[name]
    labels = component_labels(network)
    left = labels == labels[row]
    left[row] = False
    search = once(network, cuts)
    parts: list[list[int]] = []
    for start, size in search.below.get(row, ()):
        below = search.order[start : start + size]
        left[below] = False
        parts.append(sorted(below))
    if left.any():
        parts.append(np.flatnonzero(left).tolist())
    named = [[network.ids[place] for place in part] for part in parts]
    return sorted(named, key=lambda part: (-len(part), part[0]))


def bridges(network: Network, leader: str | None = None) -> list[Bridge]:
    """Ties whose removal splits their component, sorted, with the smaller of the two parts.

    Parameters
    ----------
    network
        n nodes, m ties; the search takes O(n + m).
    leader
        Of two equal parts the one without this node is named; where neither holds it, the one
        without the smallest id of both.

    Examples
    --------
    >>> bridges(Network.of("abcd", [("a", "b"), ("b", "c"), ("c", "d"), ("b", "d")]))
    [Bridge(tie=('a', 'b'), cuts_off=('a',))]
    """
    search = once(network, cuts)
    order, trees = search.order, search.trees
    anchor = network.position.get(leader, -1) if leader is not None else -1
    firsts = [first for first, _ in trees]
    found: list[Bridge] = []
    for upper, lower, (start, size) in search.bridges:
        first, whole = trees[bisect_right(firsts, start) - 1]
        part = order[start : start + size]
        below = size < whole - size
        if 2 * size == whole:
            # Of equal parts the one that keeps the leader, or else the smallest id, is the network.
            both = order[first : first + whole]
            below = (anchor if anchor in both else min(both)) not in part
        if not below:
            part = order[first:start] + order[start + size : first + whole]
        tie = (network.ids[min(upper, lower)], network.ids[max(upper, lower)])
        found.append(Bridge(tie, tuple([network.ids[row] for row in sorted(part)])))
    return sorted(found, key=lambda bridge: bridge.tie)
