"""What would hold the members together if one institution were lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import networkx as nx

from graph.errors import NotFound
from graph.gaps.effort import Effort
from graph.measures.cohesion import components
from graph.snapshot import Pair, Snapshot, pair_of


@dataclass(frozen=True, slots=True)
class Survival:
    """The parts that fall apart without ``institution`` and the cheapest ties that keep them together.

    ``parts`` hold every institution that was connected with it, the largest first; ``ties`` (sorted)
    join all parts that have members, between members; ``costs`` runs beside them, each 1 (easy) to
    4. Both are empty where the members stay together anyway.
    """

    institution: str
    parts: tuple[tuple[str, ...], ...]
    ties: tuple[Pair, ...]
    costs: tuple[float, ...]

    def document(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "institution": self.institution,
            "parts": [list(part) for part in self.parts],
            "ties": [list(pair) for pair in self.ties],
            "costs": list(self.costs),
            "cost": sum(self.costs),
        }


def survive_without(snapshot: Snapshot, institution: str) -> Survival:
    """The cheapest new ties between members with which the partnership survives a loss.

    Parameters
    ----------
    snapshot
        The partnership. What hung together by live ties before the loss shall hang together after.
    institution
        Id of the institution that is lost, often the leader.

    Returns
    -------
    Survival
        Ties between members, priced by :class:`graph.gaps.effort.Effort`; the one that is lost
        counts as a common partner, for it can still introduce them.

    Raises
    ------
    NotFound
        If the institution is not on the map.

    Notes
    -----
    The ties are a minimum spanning tree of the parts, so no cheaper set exists; of equally cheap ones
    the first in order of ids.

    References
    ----------
    Kruskal, J. B. (1956). On the shortest spanning subtree of a graph and the traveling salesman
    problem. *Proceedings of the American Mathematical Society*, 7(1), 48-50.

    Examples
    --------
    >>> from datetime import date
    >>> from graph.model import Institution, Package, Partnership, TieReport
    >>> from graph.snapshot import snapshot_of
    >>> office = Institution("I1", "MOPS", "OPS", membership="leader")
    >>> schools = [Institution(f"I{n}", f"SP {n}", "SP", membership="member") for n in (2, 3)]
    >>> ties = (TieReport("I1", "I2", 4), TieReport("I1", "I3", 4))
    >>> package = Package(Partnership("p", "P"), (office, *schools), ties=ties)
    >>> found = survive_without(snapshot_of(package, date(2026, 6, 30)), "I1")
    >>> found.parts, found.ties, found.costs
    ((('I2',), ('I3',)), (('I2', 'I3'),), (2.0,))
    """
    if institution not in snapshot.institutions:
        raise NotFound("institution", institution)
    network = snapshot.network()
    whole = next(part for part in components(network) if institution in part)
    connected = frozenset(whole) - {institution}
    left = components(network.without([institution]))
    parts = tuple(tuple(part) for part in left if connected.issuperset(part))
    members = frozenset(snapshot.members)
    sides = [[id for id in part if id in members] for part in parts]
    chosen = sorted(_spanning([side for side in sides if side], snapshot))
    return Survival(
        institution, parts, tuple(pair for pair, _ in chosen), tuple(cost for _, cost in chosen)
    )


def _spanning(sides: Sequence[Sequence[str]], snapshot: Snapshot) -> Iterator[tuple[Pair, float]]:
    effort = Effort(snapshot)
    side_of = {id: number for number, side in enumerate(sides) for id in side}
    # NetworkX sorts by cost and keeps the order of equal ones: the first tie between two sides wins.
    G: nx.Graph[int] = nx.Graph()
    for one, other in combinations(sorted(side_of), 2):
        a, b = side_of[one], side_of[other]
        if a != b:
            cost = effort.of(one, other)
            if not G.has_edge(a, b) or cost < G.edges[a, b]["cost"]:
                G.add_edge(a, b, cost=cost, tie=pair_of(one, other))
    for _, _, found in nx.minimum_spanning_edges(G, weight="cost", data=True):
        yield found["tie"], found["cost"]
