"""Where an institution stands: betweenness, closeness, eigenvector, structural holes, cores.

Every function returns one number for each node, along ``network.ids``; NaN where it is undefined.
All are unweighted and equal NetworkX's functions of the same name.

References
----------
Brandes, U. (2001). A faster algorithm for betweenness centrality. *Journal of Mathematical
Sociology*, 25(2), 163-177.

Wasserman, S. & Faust, K. (1994). *Social Network Analysis*. Cambridge University Press, 200-201.

Bonacich, P. (1972). Factoring and weighting approaches to status scores and clique identification.
*Journal of Mathematical Sociology*, 2(1), 113-120.

Burt, R. S. (1992). *Structural Holes*. Harvard University Press.

Seidman, S. B. (1983). Network structure and minimum degree. *Social Networks*, 5(3), 269-287.
"""

from typing import Any, cast

import numpy as np
from scipy import linalg
from scipy.sparse import linalg as sparse_linalg

from graph.measures.brandes import dependencies
from graph.measures.cohesion import component_labels
from graph.measures.distances import Rows, blocks, frontiers
from graph.measures.once import once
from graph.measures.triangles import triangles
from graph.snapshot.network import Floats, Ints, Network

#: Components up to this size are solved densely, larger ones by Lanczos iteration.
_DENSE_SIZE = 100


def degree_centrality(network: Network) -> Floats:
    """Degree divided by n - 1; 1 in a network of one node, as NetworkX has it.

    >>> degree_centrality(Network.of("abc", [("a", "b"), ("b", "c")])).tolist()
    [0.5, 1.0, 0.5]
    """
    n = len(network)
    return network.degrees / (n - 1.0) if n > 1 else np.ones(n)


def betweenness(network: Network) -> Floats:
    """Share of the shortest paths between other nodes that pass this one (Brandes 2001).

    Summed over the unordered pairs without the node and divided by their number,
    (n - 1)(n - 2) / 2; 0 where there are fewer than three nodes. Takes O(n m).

    >>> betweenness(Network.of("abcd", [("a", "b"), ("b", "c"), ("b", "d"), ("c", "d")])).tolist()
    [0.0, 0.6666666666666666, 0.0, 0.0]
    """
    return once(network, _betweenness)


def _betweenness(network: Network) -> Floats:
    n = len(network)
    return _fixed(dependencies(network) / ((n - 1) * (n - 2)) if n > 2 else np.zeros(n))


def closeness(network: Network) -> Floats:
    """How near the others are, by the improved formula of Wasserman and Faust (1994).

    With r nodes reached (the node itself included) at total distance D:
    (r - 1) / (n - 1) * (r - 1) / D; 0 for an isolate.

    >>> closeness(Network.of("abcx", [("a", "b"), ("b", "c")])).round(4).tolist()
    [0.4444, 0.6667, 0.4444, 0.0]
    """
    return once(network, _closeness)


def _closeness(network: Network) -> Floats:
    n = len(network)
    others = np.zeros(n)
    total = np.zeros(n)
    for sources in blocks(n):
        # Distances are symmetric, so the sources that meet a node count for the node.
        for steps, front in enumerate(frontiers(network, sources), start=1):
            met = np.bitwise_count(front).sum(axis=1, dtype=np.float64)
            others += met
            total += steps * met
    reached = np.divide(others, total, out=np.zeros(n), where=total > 0)
    return _fixed(reached * others / max(n - 1, 1))


def eigenvector(network: Network) -> Floats:
    """Centrality from central neighbours: the leading eigenvector of each component (Bonacich 1972).

    Non-negative and of unit length in each component; NaN for an isolate.

    >>> eigenvector(Network.of("abcx", [("a", "b"), ("b", "c")])).round(4).tolist()
    [0.5, 0.7071, 0.5, nan]
    """
    return once(network, _eigenvector)


def _eigenvector(network: Network) -> Floats:
    found = np.full(len(network), np.nan)
    labels = component_labels(network)
    for label in np.flatnonzero(np.bincount(labels) > 1):
        rows = np.flatnonzero(labels == label)
        vector = np.abs(_leading(network, rows))
        found[rows] = vector / np.linalg.norm(vector)
    return _fixed(found)


def _leading(network: Network, rows: Rows) -> Floats:
    """Eigenvector of the largest eigenvalue, which is simple in a component (Perron, Frobenius)."""
    whole = len(rows) == len(network)
    matrix = cast("Any", network.adjacency)
    part = matrix if whole else matrix[rows][:, rows]
    if len(rows) > _DENSE_SIZE:
        start = np.sqrt(network.degrees[rows])
        try:
            found = cast("Any", sparse_linalg.eigsh(part, k=1, which="LA", v0=start, tol=0, rng=0))
        except sparse_linalg.ArpackNoConvergence:
            pass  # two nearly equal parts: the dense solver tells them apart
        else:
            return cast("Floats", found[1][:, 0])
    last = len(rows) - 1
    return cast("Floats", linalg.eigh(part.toarray(), subset_by_index=[last, last])[1][:, 0])


def constraint(network: Network) -> Floats:
    """How far a node's ties lead back to the same people (Burt 1992), unweighted.

    With p_ij = 1 / degree of i for neighbours: the sum over neighbours j of
    (p_ij + sum over common neighbours q of p_iq p_qj) squared; NaN for an isolate.

    >>> constraint(Network.of("abcx", [("a", "b"), ("b", "c")])).tolist()
    [1.0, 0.5, 1.0, nan]
    """
    return once(network, _holes)[0]


def effective_size(network: Network) -> Floats:
    """Number of neighbours less their redundancy (Burt 1992), unweighted.

    d - 2 t / d with t ties among the d neighbours; 1 at degree 1, NaN for an isolate.

    >>> effective_size(Network.of("abcx", [("a", "b"), ("b", "c"), ("a", "c")])).tolist()
    [1.0, 1.0, 1.0, nan]
    """
    return once(network, _holes)[1]


def _holes(network: Network) -> tuple[Floats, Floats]:
    n = len(network)
    found = triangles(network)
    degrees = network.degrees.astype(np.float64)
    inverse = np.divide(1.0, degrees, out=np.zeros(n), where=degrees > 0)
    # A common neighbour q of both ends of a tie adds 1 / degree of q to what the tie takes up.
    ties = len(found.tails)
    taken = (1.0 + np.bincount(found.sides.ravel(), inverse[found.corners.ravel()], ties)) ** 2
    squares = np.bincount(found.tails, taken, n) + np.bincount(found.heads, taken, n)
    closed = 2.0 * np.bincount(found.corners.ravel(), minlength=n)
    linked = degrees > 0
    holes = np.where(linked, squares * inverse**2, np.nan)
    sizes = np.where(linked, degrees - closed * inverse, np.nan)
    return _fixed(holes), _fixed(sizes)


def core_numbers(network: Network) -> Ints:
    """Largest k such that the node lies in a part where everyone has k neighbours (Seidman 1983).

    >>> core_numbers(Network.of("abcd", [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")])).tolist()
    [2, 2, 2, 1]
    """
    return once(network, _cores)


def _cores(network: Network) -> Ints:
    n = len(network)
    left = network.degrees.astype(np.int64)
    cores = np.zeros(n, dtype=np.int32)
    level = done = 0
    while done < n:
        level = max(level, int(left.min()))
        while (gone := left <= level).any():
            cores[gone] = level
            done += int(np.count_nonzero(gone))
            left -= np.bincount(network.indices[gone[network.rows]], minlength=n)
            left[gone] = 2 * n  # never the least again, whatever else it loses
    cores.setflags(write=False)
    return cores


def _fixed(values: Floats) -> Floats:
    values.setflags(write=False)
    return values
