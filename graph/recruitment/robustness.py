"""How far the members' network falls apart when one member is lost, and what joining changes.

The mean fragmentation of a network, written F-bar here, is the mean over its nodes of Borgatti's F of
the network without that node. With T the sum over nodes v and over the components (of size s) that
remain without v of s squared, and n nodes,

    F-bar = 1 - (T / n - (n - 1)) / ((n - 1) (n - 2)),

so everything below counts T, in whole numbers.

References
----------
Borgatti, S. P. (2006). Identifying sets of key players in a social network. *Computational &
Mathematical Organization Theory*, 12(1), 21-34.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from graph.measures.cuts import cuts
from graph.snapshot.network import Floats, Network

Counts = npt.NDArray[np.int64]
_CELLS = 4_000_000  # of one candidates x components table held at a time


def mean_fragmentation(network: Network) -> float:
    """F-bar: mean over the nodes of the fragmentation of the network without that node.

    Returns
    -------
    float
        0 (no single loss parts anyone) to 1; 0 for fewer than three nodes, where nothing can part.

    Examples
    --------
    >>> round(mean_fragmentation(Network.of("abc", [("a", "b"), ("b", "c")])), 6)
    0.333333
    >>> mean_fragmentation(Network.of("abc", [("a", "b"), ("b", "c"), ("a", "c")]))
    0.0
    """
    base = Base.of(network)
    return float(mean_fragmentation_of(np.array([base.total]), len(network))[0])


def mean_fragmentation_of(totals: Counts, n: int) -> Floats:
    """F-bar of networks of n nodes from their T, shape (N,).

    >>> mean_fragmentation_of(np.array([12, 9, 6]), 3).tolist()
    [0.0, 0.5, 1.0]
    """
    if n < 3:
        return np.zeros(len(totals))
    return 1 - (totals / n - (n - 1)) / ((n - 1) * (n - 2))


def _numbers(network: Network, rows: Sequence[int]) -> Counts:
    """For each row of the network its place among ``rows``, -1 elsewhere."""
    places = np.full(len(network), -1, dtype=np.int64)
    places[rows] = np.arange(len(rows))
    return places


def sub_network(network: Network, rows: Sequence[int]) -> Network:
    """The part of a network between these rows (sorted)."""
    places = _numbers(network, rows)
    kept = (places[network.rows] >= 0) & (places[network.indices] >= 0)
    degrees = np.bincount(places[network.rows[kept]], minlength=len(rows))
    return Network(
        tuple(network.ids[row] for row in rows),
        tuple(network.groups[row] for row in rows),
        np.concatenate([[0], np.cumsum(degrees)]).astype(np.int32),
        places[network.indices[kept]].astype(np.int32),
        network.strength[kept],
    )


@dataclass(frozen=True, eq=False)
class Base:
    """A network of n nodes taken apart once: its components, and its parts without each cut node.

    ``labels`` numbers components, ``sizes`` counts them. ``parts[v]`` numbers what remains without
    the cut node v: whatever falls off gets numbers from ``len(sizes)`` on, the rest keeps its label,
    and v itself gets -1. ``part_sizes[v]`` counts these numbers.
    """

    network: Network
    labels: Counts
    sizes: Counts
    parts: dict[int, Counts]
    part_sizes: dict[int, Counts]

    @classmethod
    def of(cls, network: Network) -> "Base":
        """Take a network apart; O(n + m) and O(n) for each cut node."""
        search = cuts(network)
        labels = np.zeros(len(network), dtype=np.int64)
        for label, (first, length) in enumerate(search.trees):
            labels[search.order[first : first + length]] = label
        parts: dict[int, Counts] = {}
        for v, fallen in search.below.items():
            parts[v] = labels.copy()
            parts[v][v] = -1
            for number, (first, length) in enumerate(fallen, start=len(search.trees)):
                parts[v][search.order[first : first + length]] = number
        part_sizes = {v: np.bincount(found[found >= 0]) for v, found in parts.items()}
        return cls(network, labels, np.bincount(labels), parts, part_sizes)

    @property
    def squares(self) -> int:
        """Sum of squared component sizes."""
        return int((self.sizes**2).sum())

    @property
    def total(self) -> int:
        """T of the network."""
        own = self.sizes[self.labels]
        left = self.squares - own**2 + (own - 1) ** 2
        for v, found in self.part_sizes.items():
            left[v] = int((found**2).sum())
        return int(left.sum())


@dataclass(frozen=True, eq=False)
class Robustness:
    """The members' network inside the map, and the candidates (sorted ids) who could join it."""

    network: Network
    members: tuple[str, ...]
    candidates: tuple[str, ...]

    @cached_property
    def member_rows(self) -> list[int]:
        """Rows of the members in the map's network, sorted."""
        return sorted(self.network.position[id] for id in self.members)

    @cached_property
    def candidate_rows(self) -> list[int]:
        """Rows of the candidates in the map's network."""
        return [self.network.position[id] for id in self.candidates]

    @cached_property
    def today(self) -> float:
        """F-bar of the members' network as it is."""
        return mean_fragmentation(sub_network(self.network, self.member_rows))

    def fall(self, f_bar: Floats) -> Floats:
        """How far F-bar falls from today's value, as a share of it, 0 to 1; a rise counts 0."""
        if self.today <= 0:
            return np.zeros(len(f_bar))
        return np.maximum((self.today - f_bar) / self.today, 0.0)

    def of(self, chosen: Iterable[int]) -> float:
        """The gain when these candidates (by number) join together."""
        rows = sorted({*self.member_rows, *(self.candidate_rows[c] for c in chosen)})
        return float(self.fall(np.array([mean_fragmentation(sub_network(self.network, rows))]))[0])

    def with_each(self, chosen: Iterable[int] = ()) -> Floats:
        """The gain when ``chosen`` and one candidate more join, for each candidate, shape (C,).

        The values at ``chosen`` themselves mean nothing.
        """
        rows = sorted({*self.member_rows, *(self.candidate_rows[c] for c in chosen)})
        base = Base.of(sub_network(self.network, rows))
        who, tied = self.ties_to(rows)
        count = len(self.candidates)
        step = max(1, _CELLS // max(1, len(base.sizes)))
        totals = [
            _totals_with_one(base, who[kept] - first, tied[kept], min(step, count - first))
            for first in range(0, count, step)
            for kept in [(who >= first) & (who < first + step)]
        ]
        joined = np.concatenate(totals) if totals else np.zeros(0, dtype=np.int64)
        return self.fall(mean_fragmentation_of(joined, len(rows) + 1))

    def ties_to(self, rows: Sequence[int]) -> tuple[Counts, Counts]:
        """The candidates' ties to these rows: candidate numbers, and places among ``rows``."""
        ends = _numbers(self.network, rows)[self.network.indices]
        kept = np.flatnonzero((self._candidate_of[self.network.rows] >= 0) & (ends >= 0))
        return self._candidate_of[self.network.rows[kept]], ends[kept]

    @cached_property
    def _candidate_of(self) -> Counts:
        return _numbers(self.network, self.candidate_rows)

    def ceiling(self, size: int) -> float:
        """A gain that no ``size`` candidates can exceed.

        All candidates may pass contacts on, and the newcomers all land in the largest part.
        """
        everyone = sorted({*self.member_rows, *self.candidate_rows})
        whole = Base.of(sub_network(self.network, everyone))
        members = set(self.member_rows)
        counts = np.array([row in members for row in everyone], dtype=np.int64)
        n = len(self.member_rows) + size
        total = 0
        for v, counted in enumerate(counts.tolist()):
            if counted:
                parts = whole.parts.get(v, whole.labels)
                total += _best_squares(parts, np.where(np.arange(len(counts)) == v, 0, counts), size)
        total += size * _best_squares(whole.labels, counts, size - 1)
        return float(self.fall(mean_fragmentation_of(np.array([total]), n))[0])


def _best_squares(labels: Counts, counts: Counts, newcomers: int) -> int:
    sizes = np.zeros(int(labels.max(initial=0)) + 1, dtype=np.int64)
    known = labels >= 0
    np.add.at(sizes, labels[known], counts[known])
    largest = int(sizes.max())
    return int((sizes**2).sum()) - largest**2 + (largest + newcomers) ** 2


def _totals_with_one(base: Base, who: Counts, tied: Counts, count: int) -> Counts:
    """T of the base with each of ``count`` candidates added, shape (count,).

    Candidate ``who[k]`` has a tie to node ``tied[k]``. When v is lost the candidate joins what it
    touches into one: the squares of the touched sizes go, (1 + their sum) squared comes.
    """
    sizes, labels = base.sizes, base.labels
    ties = np.zeros((count, len(sizes)), dtype=np.int64)
    np.add.at(ties, (who, labels[tied]), 1)
    touched = ties > 0
    sums, squares = touched @ sizes, touched @ sizes**2

    # An ordinary loss takes one from the size of its component; the rest is touched as before.
    less_one = squares[:, None] - touched * (sizes**2 - (sizes - 1) ** 2)
    change = (1 + sums[:, None] - touched) ** 2 - less_one
    ordinary = np.ones(len(labels), dtype=np.bool_)
    ordinary[list(base.parts)] = False
    totals = base.squares + base.total + change @ np.bincount(labels[ordinary], minlength=len(sizes))

    # Where the one lost was the candidate's only tie there, its component is no longer touched.
    only = ordinary[tied] & (ties[who, labels[tied]] == 1)
    alone, home = who[only], labels[tied[only]]
    without = (1 + sums[alone] - sizes[home]) ** 2 - (squares[alone] - sizes[home] ** 2)
    np.add.at(totals, alone, without - change[alone, home])

    for v, parts in base.parts.items():
        home = labels[v]
        near = (labels[tied] == home) & (tied != v)
        # Of v's component only: the rest first, then what falls off.
        local = np.maximum(parts[tied[near]] - len(sizes) + 1, 0)
        part_sizes = np.concatenate(
            [base.part_sizes[v][home : home + 1], base.part_sizes[v][len(sizes) :]]
        )
        reached = np.zeros((count, len(part_sizes)), dtype=np.bool_)
        reached[who[near], local] = True
        elsewhere = sums - touched[:, home] * sizes[home]
        elsewhere_squares = squares - touched[:, home] * sizes[home] ** 2
        totals += (1 + elsewhere + reached @ part_sizes) ** 2
        totals -= elsewhere_squares + reached @ part_sizes**2
    return totals
