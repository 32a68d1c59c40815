"""What would hold the members together if one institution were lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx

from graph.errors import NotFound
from graph.gaps.effort import Effort
from graph.gaps.reasons import Reason, Reasons
from graph.measures.cohesion import components
from graph.snapshot import Pair, Snapshot, pair_of


@dataclass(frozen=True, slots=True)
class Survival:
    """The parts that fall apart without ``institution`` and the cheapest ties that keep them together.

    ``parts`` hold every institution that was connected with it, the largest first; ``ties`` (sorted)
    join the parts that have members, between members with a reason to work together, ``reasons`` and
    ``costs`` run beside them, each cost 1 (easy) to 4. All are empty where the members stay together
    anyway. ``apart`` counts the parts with members that remain apart: nobody there has a reason.
    """

    institution: str
    parts: tuple[tuple[str, ...], ...]
    ties: tuple[Pair, ...]
    costs: tuple[float, ...]
    reasons: tuple[tuple[Reason, ...], ...] = ()
    apart: int = 0

    def document(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "institution": self.institution,
            "parts": [list(part) for part in self.parts],
            "ties": [list(pair) for pair in self.ties],
            "costs": list(self.costs),
            "cost": sum(self.costs),
            "apart": self.apart,
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
        Ties between members who have a reason (:class:`graph.gaps.reasons.Reasons`), priced by
        :class:`graph.gaps.effort.Effort`; the one that is lost counts as a common partner, for it can
        still introduce them.

    Raises
    ------
    NotFound
        If the institution is not on the map.

    Notes
    -----
    The ties are a minimum spanning forest of the parts, so no cheaper set joins as many of them; of
    equally cheap ones the first in order of ids.

    References
    ----------
    Kruskal, J. B. (1956). On the shortest spanning subtree of a graph and the traveling salesman
    problem. *Proceedings of the American Mathematical Society*, 7(1), 48-50.

    Examples
    --------
    >>> from datetime import date
    >>> from graph.model import Institution, Package, Partnership, Service, TieReport
    >>> from graph.snapshot import snapshot_of
    >>> office = Institution("I1", "MOPS", "OPS", membership="leader")
    >>> schools = [Institution(f"I{n}", f"SP {n}", "SP", membership="member") for n in (2, 3)]
    >>> help = tuple(Service("S", school.id, "PED") for school in schools)
    >>> ties = (TieReport("I1", "I2", 4), TieReport("I1", "I3", 4))
    >>> package = Package(Partnership("p", "P", "2499011"), (office, *schools), (), help, ties=ties)
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
    kept, reasons = [side for side in sides if side], Reasons(snapshot)
    chosen = sorted(_spanning(kept, snapshot, reasons))
    return Survival(
        institution,
        parts,
        tuple(pair for pair, _ in chosen),
        tuple(cost for _, cost in chosen),
        tuple(reasons.of(*pair) for pair, _ in chosen),
        max(len(kept) - 1 - len(chosen), 0),
    )


def _spanning(
    sides: Sequence[Sequence[str]], snapshot: Snapshot, reasons: Reasons
) -> Iterator[tuple[Pair, float]]:
    effort = Effort(snapshot)
    side_of = {id: number for number, side in enumerate(sides) for id in side}
    # NetworkX sorts by cost and keeps the order of equal ones: the first tie between two sides wins.
    G: nx.Graph[int] = nx.Graph()
    pairs = {
        pair_of(one, other)
        for one in (side_of if len(sides) > 1 else ())
        for other in reasons.partners(one)
        if other in side_of and side_of[other] != side_of[one]
    }
    for one, other in sorted(pairs):
        a, b = side_of[one], side_of[other]
        if a != b:
            cost = effort.of(one, other)
            if not G.has_edge(a, b) or cost < G.edges[a, b]["cost"]:
                G.add_edge(a, b, cost=cost, tie=pair_of(one, other))
    for _, _, found in nx.minimum_spanning_edges(G, weight="cost", data=True):
        yield found["tie"], found["cost"]
