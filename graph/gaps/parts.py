"""Into which parts a network falls when one node goes, for all cut points in one search."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from graph.measures.cuts import cuts
from graph.measures.once import once
from graph.snapshot.network import Network


@dataclass(frozen=True, slots=True)
class Fall:
    """What is left of a cut point's component without it.

    ``split_off`` holds every part but the largest (of equally large ones the one that holds the
    kept node, else the smallest id, counts as the largest): larger parts first, equal ones by id.
    """

    split_off: tuple[tuple[str, ...], ...]
    largest: int

    @property
    def lost(self) -> int:
        """Number of nodes outside the largest part."""
        return sum(map(len, self.split_off))


def falls(network: Network, keep: str | None = None) -> Mapping[str, Fall]:
    """What each cut point splits off, by its id.

    Parameters
    ----------
    network
        n nodes, m edges; one depth-first search takes O(n + m), the smaller parts their own size.
    keep
        Of equally large parts the one with this node counts as the rest.

    Examples
    --------
    >>> net = Network.of("abcde", [("a", "b"), ("b", "c"), ("b", "d"), ("d", "e")])
    >>> falls(net)["b"]
    Fall(split_off=(('a',), ('c',)), largest=2)
    """
    found_cuts = once(network, cuts)
    order, below, trees = found_cuts.order, found_cuts.below, found_cuts.trees
    firsts = [first for first, _ in trees]
    kept = network.position.get(keep, -1) if keep is not None else -1
    found: dict[str, Fall] = {}
    for node in sorted(below):
        first, size = trees[bisect_right(firsts, below[node][0][0]) - 1]
        lower = [sorted(order[at : at + length]) for at, length in below[node]]
        above = size - 1 - sum(map(len, lower))
        longest = max(map(len, lower))
        if above > longest:
            parts, largest = lower, above
        else:
            gone = {node}.union(*lower)
            upper = [[row for row in order[first : first + size] if row not in gone]] if above else []
            parts = [*lower, *(sorted(part) for part in upper)]
            ends = [part for part in parts if len(part) == longest]
            rest = next((part for part in ends if kept in part), min(ends))
            parts, largest = [part for part in parts if part is not rest], longest
        named = sorted(parts, key=lambda part: (-len(part), part))
        split_off = tuple(tuple(network.ids[row] for row in part) for part in named)
        found[network.ids[node]] = Fall(split_off, largest)
    return found
