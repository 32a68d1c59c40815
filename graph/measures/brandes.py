"""Shortest-path dependencies of 64 sources at once, by sparse times dense products.

For a source s let sigma(v) count the shortest paths to v and delta(v) be the dependency of s on v:
the sum over targets t of the share of shortest paths from s to t that pass v. One level of the
breadth-first search of all sources is one product with the adjacency matrix A:

    sigma(w) = sum of sigma(v) over neighbours v one step nearer,
    delta(v) = sigma(v) * sum of (1 + delta(w)) / sigma(w) over neighbours w one step farther.

Neighbours are at most one step apart, so while only nearer (farther) levels are filled in, a plain
sum over all neighbours already is the sum wanted, and no mask is needed.

References
----------
Brandes, U. (2001). A faster algorithm for betweenness centrality. *Journal of Mathematical
Sociology*, 25(2), 163-177.
"""

from collections.abc import Iterator
from typing import cast

import numpy as np
import numpy.typing as npt

from graph.measures.distances import WORD, Rows, bits, blocks, frontiers
from graph.snapshot.network import Floats, Network

#: Places of a level in an (n, 64) array laid out flat: row * 64 + source.
Places = npt.NDArray[np.intp]

#: What summing one arc by itself costs, in arcs of a product with the whole adjacency.
_SINGLE_ARC = 30


def dependencies(network: Network) -> Floats:
    """Sum over all sources s of delta(v), the source itself aside, shape (n,).

    Exactly 0 where no shortest path passes a node. Takes O(n m) and memory O(512 n).
    """
    total = np.zeros(len(network))
    for sources in blocks(len(network)):
        for own, levels in _levels(network, sources):
            total += _dependencies_of(network, own, levels)
    return total


def _levels(network: Network, sources: Rows) -> Iterator[tuple[Rows, list[Places]]]:
    """For each 64 of the sources: themselves, and the places one, two, ... steps from them."""
    found: list[list[Places]] = [[] for _ in range(0, len(sources), WORD)]
    for front in frontiers(network, sources):
        for word, levels in enumerate(found):
            levels.append(np.flatnonzero(bits(front[:, word : word + 1])))
    for word, levels in enumerate(found):
        yield sources[word * WORD : (word + 1) * WORD], [level for level in levels if len(level)]


def _dependencies_of(network: Network, sources: Rows, levels: list[Places]) -> Floats:
    shape = (len(network), WORD)
    paths = np.zeros(shape)
    sigma = paths.reshape(-1)
    sigma[sources * WORD + np.arange(len(sources))] = 1.0
    for places in levels:
        sigma[places] = _neighbour_sums(network, paths, places)
    shares = np.zeros(shape)
    waiting = shares.reshape(-1)
    passing = np.zeros(shape)
    delta = passing.reshape(-1)
    farther = False
    for places in reversed(levels):
        counts = sigma[places]
        if farther:
            found = _neighbour_sums(network, shares, places)
            found *= counts
            delta[places] = found
            found += 1.0
            found /= counts
            waiting[places] = found
        else:
            waiting[places] = 1.0 / counts
            farther = True
    return passing.sum(axis=1)


def _neighbour_sums(network: Network, values: Floats, places: Places) -> Floats:
    """For each place the sum of ``values`` over the neighbours of its row, in its own column."""
    if len(places) * _SINGLE_ARC >= values.size:
        product = cast("Floats", network.adjacency @ values)
        return product.reshape(-1)[places]
    rows = places // WORD
    degrees = network.degrees[rows].astype(np.intp)
    starts = np.cumsum(degrees) - degrees
    arcs = np.repeat(network.indptr[rows] - starts, degrees)
    arcs += np.arange(len(arcs))
    neighbours = network.indices[arcs].astype(np.intp)
    neighbours *= WORD
    neighbours += np.repeat(places % WORD, degrees)
    return np.add.reduceat(values.reshape(-1)[neighbours], starts)
