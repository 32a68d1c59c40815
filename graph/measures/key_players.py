"""Whose absence would break the network most (Borgatti's KPP-Neg).

References
----------
Borgatti, S. P. (2006). Identifying sets of key players in a social network. *Computational &
Mathematical Organization Theory*, 12(1), 21-34.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
import numpy.typing as npt

from graph.measures.cuts import cuts
from graph.snapshot.network import Network

Masks = npt.NDArray[np.uint64]

#: Every set is tried up to this many nodes and sets: all sets of three of 60 nodes.
_NODES = 60
_SETS = comb(_NODES, 3)


@dataclass(frozen=True, slots=True)
class KeyPlayers:
    """Sets of ``size`` nodes whose removal leaves the highest ``fragmentation``.

    ``exact``: no other set reaches it, and ``sets`` holds every set that does; otherwise ``sets``
    holds the one that greedy choice and exchange found. No sets and no number where fewer than two
    nodes would remain.
    """

    size: int
    sets: tuple[tuple[str, ...], ...]
    fragmentation: float | None
    exact: bool


def key_players(network: Network, size: int = 2) -> KeyPlayers:
    """The key players: all best sets where every set can be tried, else one good set.

    Parameters
    ----------
    network
        n nodes.
    size
        Nodes in a set, at least 1. All sets are tried for one node, and up to 60 nodes as long as
        there are at most C(60, 3) = 34,220 sets; beyond that nodes are chosen greedily and then
        exchanged one by one while that helps.

    Raises
    ------
    ValueError
        If ``size`` is below 1.

    Examples
    --------
    >>> path = Network.of("abcde", [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")])
    >>> key_players(path, 2)
    KeyPlayers(size=2, sets=(('b', 'd'),), fragmentation=1.0, exact=True)
    >>> key_players(path, 1).sets
    (('c',),)
    """
    n = len(network)
    if size < 1:
        raise ValueError(f"a set of key players has at least one node, not {size}")
    if n - size < 2:
        return KeyPlayers(size, (), None, exact=True)
    if size == 1:
        left = _pairs_left(network, ())
        best, exact = [(row,) for row in np.flatnonzero(left == left.min()).tolist()], True
        pairs = int(left.min())
    elif n <= _NODES and comb(n, size) <= _SETS:
        best, pairs = _enumerated(network, size)
        exact = True
    else:
        chosen, pairs = _exchanged(network, size)
        best, exact = [chosen], False
    remaining = n - size
    named = tuple(tuple(network.ids[row] for row in sorted(rows)) for rows in best)
    return KeyPlayers(size, named, 1 - pairs / (remaining * (remaining - 1)), exact)


def _pairs_left(network: Network, gone: Sequence[int]) -> npt.NDArray[np.int64]:
    """Ordered pairs still joined when ``gone`` and one more node are gone, for each such node."""
    search = cuts(network, gone)
    total = sum(size * (size - 1) for _, size in search.trees)
    left = np.full(len(network), np.iinfo(np.int64).max)
    for start, size in search.trees:
        left[search.order[start : start + size]] = total - 2 * (size - 1)
        for row in search.order[start : start + size]:
            if row in search.below:
                parts = [length for _, length in search.below[row]]
                parts.append(size - 1 - sum(parts))
                left[row] = total - size * (size - 1) + sum(part * (part - 1) for part in parts)
    return left


def _exchanged(network: Network, size: int) -> tuple[tuple[int, ...], int]:
    chosen: list[int] = []
    pairs = 0
    for _ in range(size):
        left = _pairs_left(network, chosen)
        chosen.append(int(left.argmin()))
        pairs = int(left.min())
    improved = True
    while improved:
        improved = False
        for row in sorted(chosen):
            others = [other for other in chosen if other != row]
            left = _pairs_left(network, others)
            if left.min() < pairs:
                chosen = [*others, int(left.argmin())]
                pairs = int(left.min())
                improved = True
                break
    return tuple(chosen), pairs


def _enumerated(network: Network, size: int) -> tuple[list[tuple[int, ...]], int]:
    """Try every set at once; a set of nodes is one machine word."""
    n = len(network)
    sets = np.array(list(combinations(range(n), size)), dtype=np.uint64)
    everyone = np.uint64((1 << n) - 1)
    left = everyone & ~np.bitwise_or.reduce(np.uint64(1) << sets, axis=1)
    table = _neighbour_table(network)
    pairs = np.zeros(len(sets), dtype=np.int64)
    active = np.arange(len(sets))
    while len(active):
        rest = left[active]
        part = rest & (~rest + np.uint64(1))
        while True:
            grown = (part | _neighbours_of(table, part)) & rest
            if (grown == part).all():
                break
            part = grown
        count = np.bitwise_count(part).astype(np.int64)
        pairs[active] += count * (count - 1)
        left[active] = rest & ~part
        active = active[left[active] != 0]
    best = np.flatnonzero(pairs == pairs.min())
    return [tuple(rows) for rows in sets[best].tolist()], int(pairs.min())


def _neighbour_table(network: Network) -> Masks:
    """For each byte of a set of nodes, and each value of it, the neighbours of those nodes."""
    words = np.zeros(64, dtype=np.uint64)
    np.bitwise_or.at(words, network.rows, np.uint64(1) << network.indices.astype(np.uint64))
    table = np.zeros((8, 256), dtype=np.uint64)
    for bit in range(8):
        half = 1 << bit
        table[:, half : 2 * half] = table[:, :half] | words[bit::8, np.newaxis]
    return table


def _neighbours_of(table: Masks, sets: Masks) -> Masks:
    octets = sets.astype("<u8", copy=False).view(np.uint8).reshape(-1, 8)
    found = table[0][octets[:, 0]]
    for place in range(1, 8):
        found |= table[place][octets[:, place]]
    return found
