"""A simple undirected network as compressed sparse rows, the form every measure reads.

One layer of a partnership: its nodes in sorted order, one edge for each pair, kept twice (once in
each direction). Small enough to copy, immutable, and without a database behind it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import networkx as nx
import numpy as np
import numpy.typing as npt
from scipy import sparse

from graph.snapshot.ties import Pair

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Network:
    """Nodes ``ids`` (sorted, n of them) and m edges.

    ``indptr`` (n + 1) and ``indices`` (2m) are compressed sparse rows with sorted columns;
    ``strength`` (2m) runs along ``indices``, 1 to 5. ``groups`` holds each node's sector.
    """

    ids: tuple[str, ...]
    groups: tuple[str, ...]
    indptr: Ints
    indices: Ints
    strength: Floats

    @classmethod
    def of(
        cls,
        ids: Iterable[str],
        edges: Mapping[Pair, float] | Iterable[Pair],
        groups: Mapping[str, str] | None = None,
    ) -> "Network":
        """Build from node ids and edges (pair, or pair to strength); strength is 1 where not given.

        >>> net = Network.of(["a", "b", "c"], [("a", "b"), ("b", "c")])
        >>> net.degrees.tolist(), net.edges
        ([1, 2, 1], [('a', 'b'), ('b', 'c')])
        """
        names = tuple(sorted(set(ids)))
        place = {name: position for position, name in enumerate(names)}
        if isinstance(edges, Mapping):
            given = cast("Mapping[Pair, float]", edges)
        else:
            given = dict.fromkeys(edges, 1.0)
        ends = np.array([(place[a], place[b]) for a, b in given], dtype=np.int32).reshape(-1, 2)
        values = np.fromiter(given.values(), dtype=np.float64, count=len(given))
        rows = np.concatenate([ends[:, 0], ends[:, 1]])
        columns = np.concatenate([ends[:, 1], ends[:, 0]])
        both = np.concatenate([values, values])
        order = np.lexsort((columns, rows))
        counts = np.bincount(rows, minlength=len(names))
        indptr = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        sectors = tuple((groups or {}).get(name, "") for name in names)
        arrays = (indptr, columns[order], both[order])
        for array in arrays:
            array.setflags(write=False)
        return cls(names, sectors, *arrays)

    def __len__(self) -> int:
        """Number of nodes."""
        return len(self.ids)

    @property
    def edge_count(self) -> int:
        """Number of edges."""
        return len(self.indices) // 2

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Row of each id."""
        return {name: row for row, name in enumerate(self.ids)}

    @cached_property
    def degrees(self) -> Ints:
        """Number of neighbours of each node, shape (n,)."""
        return np.diff(self.indptr)

    @cached_property
    def rows(self) -> Ints:
        """Row of each stored arc, shape (2m,)."""
        return np.repeat(np.arange(len(self), dtype=np.int32), self.degrees)

    @cached_property
    def adjacency(self) -> sparse.csr_array:
        """0/1 adjacency, shape (n, n)."""
        data = np.ones(len(self.indices), dtype=np.float64)
        return sparse.csr_array((data, self.indices, self.indptr), shape=(len(self), len(self)))

    @cached_property
    def costs(self) -> sparse.csr_array:
        """Adjacency with cost = 6 - strength, shape (n, n)."""
        return sparse.csr_array(
            (6.0 - self.strength, self.indices, self.indptr), shape=(len(self), len(self))
        )

    @cached_property
    def edges(self) -> list[tuple[str, str]]:
        """Edges as sorted pairs of ids, in order."""
        keep = self.rows < self.indices
        firsts = cast("list[int]", self.rows[keep].tolist())
        seconds = cast("list[int]", self.indices[keep].tolist())
        ends: zip[tuple[int, int]] = zip(firsts, seconds, strict=True)
        return [(self.ids[a], self.ids[b]) for a, b in ends]

    def neighbours(self, name: str) -> Sequence[str]:
        """Ids of the neighbours, sorted."""
        row = self.position[name]
        found = self.indices[self.indptr[row] : self.indptr[row + 1]]
        return [self.ids[column] for column in cast("list[int]", found.tolist())]

    def without(self, names: Iterable[str]) -> "Network":
        """The network that remains when these nodes are gone."""
        gone = set(names)
        keep = self.rows < self.indices
        strength = self.strength[keep].tolist()
        edges = {
            pair: value
            for pair, value in zip(self.edges, strength, strict=True)
            if pair[0] not in gone and pair[1] not in gone
        }
        groups = dict(zip(self.ids, self.groups, strict=True))
        return Network.of((name for name in self.ids if name not in gone), edges, groups)

    def to_networkx(self) -> "nx.Graph[str]":
        """A NetworkX graph: edges with ``strength`` and ``cost``, nodes with ``sector``."""
        G: nx.Graph[str] = nx.Graph()
        for name, sector in zip(self.ids, self.groups, strict=True):
            G.add_node(name, sector=sector)
        keep = self.rows < self.indices
        for (a, b), value in zip(self.edges, self.strength[keep].tolist(), strict=True):
            G.add_edge(a, b, strength=value, cost=6.0 - value)
        return G
