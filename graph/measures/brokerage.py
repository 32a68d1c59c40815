"""Brokerage between sectors: who stands between institutions that have no tie.

References
----------
Gould, R. V. & Fernandez, R. M. (1989). Structures of mediation: a formal approach to brokerage in
transaction networks. *Sociological Methodology*, 19, 89-126.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.measures.centralisation import group_codes
from graph.measures.once import once
from graph.measures.triangles import triangles
from graph.snapshot.network import Network

Counts = npt.NDArray[np.int64]

ROLES: Final = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")


@dataclass(frozen=True, slots=True)
class Brokerage:
    """Times each node brokers in each role, shape (n,) each; groups of a-b-c with b the broker.

    ``coordinator`` AAA, ``itinerant`` ABA, ``gatekeeper`` ABB (the broker lets an outsider's flow
    into its own group), ``representative`` AAB, ``liaison`` ABC.
    """

    coordinator: Counts
    itinerant: Counts
    gatekeeper: Counts
    representative: Counts
    liaison: Counts

    @property
    def total(self) -> Counts:
        """All roles together, shape (n,)."""
        return sum((getattr(self, role) for role in ROLES[1:]), start=self.coordinator)


def brokerage(network: Network) -> Brokerage:
    """Gould-Fernandez brokerage over the sectors of ``network.groups``.

    Node b brokers for each ordered pair a, c of its neighbours that have no tie: ties run both ways,
    so each unordered pair counts twice, and a gatekeeper one way is a representative the other.

    Examples
    --------
    A clinic b between two schools, and between each school and another clinic:

    >>> sectors = {"a": "ED", "b": "ZD", "c": "ED", "d": "ZD"}
    >>> star = Network.of("abcd", [("a", "b"), ("b", "c"), ("b", "d")], sectors)
    >>> found = brokerage(star)
    >>> found.itinerant.tolist(), found.gatekeeper.tolist(), found.total.tolist()
    ([0, 2, 0, 0], [0, 2, 0, 0], [0, 6, 0, 0])
    """
    return once(network, _brokerage)


def _brokerage(network: Network) -> Brokerage:
    """All ordered pairs of neighbours, by role, less those that close a triangle."""
    n = len(network)
    codes = group_codes(network)
    kinds = int(codes.max(initial=-1)) + 1
    cells = network.rows * max(kinds, 1) + codes[network.indices]
    around = np.bincount(cells, minlength=n * kinds).reshape(n, kinds).astype(np.int64)
    own = around[np.arange(n), codes]
    others = network.degrees - own
    alike = (around * (around - 1)).sum(axis=1)
    coordinator = own * (own - 1)
    itinerant = alike - coordinator
    gatekeeper = own * others
    total = network.degrees.astype(np.int64) * (network.degrees - 1)
    found = triangles(network)
    for broker, one, other in ((0, 1, 2), (1, 0, 2), (2, 0, 1)):
        where = found.corners[broker]
        a, b, c = codes[found.corners[one]], codes[where], codes[found.corners[other]]
        coordinator = coordinator - 2 * np.bincount(where[(a == b) & (b == c)], minlength=n)
        itinerant = itinerant - 2 * np.bincount(where[(a == c) & (a != b)], minlength=n)
        gatekeeper = gatekeeper - np.bincount(where[(a == b) != (b == c)], minlength=n)
        total = total - 2 * np.bincount(where, minlength=n)
    liaison = total - coordinator - itinerant - 2 * gatekeeper
    return Brokerage(coordinator, itinerant, gatekeeper, gatekeeper, liaison)
