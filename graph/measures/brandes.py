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
        fronts = [bits(front) for front in frontiers(network, sources)]
        for first in range(0, len(sources), WORD):
            met = (np.flatnonzero(front[:, first : first + WORD]) for front in fronts)
            levels = [places for places in met if len(places)]
            total += _dependencies_of(network, sources[first : first + WORD], levels)
    return total


def _dependencies_of(network: Network, sources: Rows, levels: list[Places]) -> Floats:
    """Sum of delta over up to 64 sources, given the places one, two, ... steps from them."""
    shape = (len(network), WORD)
    paths = np.zeros(shape)
    sigma = paths.ravel()
    sigma[sources * WORD + np.arange(len(sources))] = 1.0
    counts: list[Floats] = []
    for places in levels:
        # One path leads to each neighbour of a source.
        found = _neighbour_sums(network, paths, places) if counts else np.ones(len(places))
        sigma[places] = found
        counts.append(found)
    shares = np.zeros(shape)
    waiting = shares.ravel()
    passing = np.zeros(shape)
    delta = passing.ravel()
    farther = False
    for places, count in zip(reversed(levels), reversed(counts), strict=True):
        if farther:
            found = _neighbour_sums(network, shares, places)
            found *= count
            delta[places] = found
            found += 1.0
            found /= count
            waiting[places] = found
        else:
            waiting[places] = 1.0 / count
            farther = True
    return passing.sum(axis=1)


def _neighbour_sums(network: Network, values: Floats, places: Places) -> Floats:
    """For each place the sum of ``values`` over the neighbours of its row, in its own column."""
    if len(places) * _SINGLE_ARC >= values.size:
        product = cast("Floats", network.adjacency @ values)
        return product.ravel().take(places)
    rows = places // WORD
    degrees = network.degrees.take(rows).astype(np.intp)
    starts = np.cumsum(degrees) - degrees
    arcs = np.repeat(network.indptr.take(rows) - starts, degrees)
    arcs += np.arange(len(arcs))
    neighbours = network.indices.take(arcs).astype(np.intp)
    neighbours *= WORD
    neighbours += np.repeat(places % WORD, degrees)
    return np.add.reduceat(values.ravel().take(neighbours), starts)
