"""Every triangle of a network, listed once: what structural holes and brokerage count.

References
----------
Schank, T. & Wagner, D. (2005). Finding, counting and listing all triangles in large graphs.
*Experimental and Efficient Algorithms*, LNCS 3503, 606-609.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph.measures.once import once
from graph.snapshot.network import Network

Rows = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Triangles:
    """The m ties as (``tails``, ``heads``), rows of nodes, and t triangles over them.

    ``corners`` has shape (3, t); ``sides`` (3, t) holds the tie opposite each corner, as its place in
    ``tails`` and ``heads``.
    """

    tails: Rows
    heads: Rows
    corners: Rows
    sides: Rows


def triangles(network: Network) -> Triangles:
    """All triangles, each once, in O(m ** 1.5 log m).

    >>> kite = Network.of("abcd", [("a", "b"), ("a", "c"), ("b", "c"), ("c", "d")])
    >>> sorted(triangles(kite).corners[:, 0].tolist())
    [0, 1, 2]
    """
    return once(network, _triangles)


def _triangles(network: Network) -> Triangles:
    """Ties point to the end of higher degree; then few ties leave any one node."""
    n = len(network)
    rank = np.empty(n, dtype=np.intp)
    rank[np.argsort(network.degrees, kind="stable")] = np.arange(n)
    upward = rank[network.rows] < rank[network.indices]
    tails = network.rows[upward].astype(np.intp)
    heads = network.indices[upward].astype(np.intp)
    leaving = np.bincount(tails, minlength=n)
    firsts = np.cumsum(leaving) - leaving
    # From each tie u -> v on to each w with v -> w; a triangle where u -> w is a tie, too.
    counts = leaving[heads]
    lower = np.repeat(np.arange(len(tails)), counts)
    middle = np.arange(len(lower)) + np.repeat(firsts[heads] - (np.cumsum(counts) - counts), counts)
    keys = tails * n + heads
    wanted = tails[lower] * n + heads[middle]
    upper = np.searchsorted(keys, wanted)
    closed = keys[np.minimum(upper, len(keys) - 1)] == wanted if len(keys) else wanted == -1
    sides = np.stack([middle[closed], upper[closed], lower[closed]])
    corners = np.stack([tails[sides[2]], heads[sides[2]], heads[sides[0]]])
    return Triangles(tails, heads, corners, sides)
