"""One depth-first search that finds every single point of failure and what falls off there.

References
----------
Tarjan, R. E. (1972). Depth-first search and linear graph algorithms. *SIAM Journal on Computing*,
1(2), 146-160.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import cast

from graph.snapshot.network import Network


@dataclass(frozen=True, slots=True)
class Cuts:
    """What the search found, in rows of nodes.

    ``order`` lists the nodes as first met; a subtree of the search is a run of it, given as
    (start, length). ``trees`` are the components. ``below`` maps an articulation point to the
    subtrees that fall off without it; whatever else its component holds is one more part, if any.
    ``bridges`` are (upper end, lower end) with the subtree under the tie.
    """

    order: list[int]
    trees: list[tuple[int, int]]
    below: dict[int, list[tuple[int, int]]]
    bridges: list[tuple[int, int, tuple[int, int]]]


def cuts(network: Network, gone: Collection[int] = ()) -> Cuts:
    """Search all components of the network less the rows ``gone``; O(n + m).

    >>> found = cuts(Network.of("abcd", [("a", "b"), ("b", "c"), ("b", "d"), ("c", "d")]))
    >>> found.order, found.below, found.bridges
    ([0, 1, 2, 3], {1: [(2, 2)]}, [(0, 1, (1, 3))])
    """
    n = len(network)
    starts = cast("list[int]", network.indptr.tolist())
    neighbours = cast("list[int]", network.indices.tolist())
    following = starts[:n]
    unmet = -1
    place = [unmet] * n
    for row in gone:
        place[row] = n
    low = [0] * n
    parent = [-1] * n
    size = [1] * n
    order: list[int] = []
    trees: list[tuple[int, int]] = []
    below: dict[int, list[tuple[int, int]]] = {}
    bridged: list[tuple[int, int, tuple[int, int]]] = []
    for root in range(n):
        if place[root] != unmet:
            continue
        place[root] = low[root] = first = len(order)
        order.append(root)
        branches: list[tuple[int, int]] = []
        stack = [root]
        while stack:
            node = stack[-1]
            at = following[node]
            if at < starts[node + 1]:
                following[node] = at + 1
                near = neighbours[at]
                if place[near] == unmet:
                    place[near] = low[near] = len(order)
                    parent[near] = node
                    order.append(near)
                    stack.append(near)
                elif place[near] < low[node] and near != parent[node]:
                    low[node] = place[near]
                continue
            stack.pop()
            above = parent[node]
            if above < 0:
                break
            size[above] += size[node]
            low[above] = min(low[above], low[node])
            subtree = (place[node], size[node])
            if low[node] > place[above]:
                bridged.append((above, node, subtree))
            if above == root:
                branches.append(subtree)
            elif low[node] >= place[above]:
                below.setdefault(above, []).append(subtree)
        if len(branches) > 1:
            below[root] = branches
        trees.append((first, len(order) - first))
    return Cuts(order, trees, below, bridged)
