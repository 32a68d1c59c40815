"""The easiest new ties that mend a gap of the network's structure.

Candidates are pairs with a reason to work together (:class:`graph.gaps.reasons.Reasons`); what their
tie costs says :class:`graph.gaps.effort.Effort`. Among them
:func:`graph.measures.repair.cheapest_repair` chooses for the whole network; each gap gets the ties
that lead round its own weak point, which may be none.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from graph.gaps.effort import Effort
from graph.gaps.gap import Gap
from graph.gaps.parts import falls
from graph.gaps.reasons import Proposal, Reasons
from graph.measures.cohesion import bridges
from graph.measures.repair import cheapest_repair
from graph.snapshot import Pair, Snapshot, pair_of

#: For each institution and each part it could lose the rest with: this many of the easiest partners.
_PARTNERS: Final = 6


def repairs_of(snapshot: Snapshot, gaps: Iterable[Gap]) -> Mapping[str, tuple[Proposal, ...]]:
    """For each structural gap the ties of the cheapest repair that mend it, easiest first, by gap id.

    Other kinds have no entry, and nothing is computed where no gap is structural. A structural gap has
    an empty one where nobody has a reason for a tie that would mend it. Takes far longer than finding
    the gaps.
    """
    parts = {gap.id: found for gap in gaps if (found := list(_parts(gap)))}
    if not parts:
        return {}
    network = snapshot.network()
    reasons = Reasons(snapshot)
    costs = tie_costs(snapshot, reasons)
    ties = sorted(cheapest_repair(network, costs).ties, key=lambda pair: (costs[pair], pair))
    return {
        id: tuple(
            Proposal(pair, reasons.of(*pair))
            for pair in ties
            if any(_leads_out(pair, part, without) for part, without in found)
        )
        for id, found in parts.items()
    }


def tie_costs(snapshot: Snapshot, reasons: Reasons) -> Mapping[Pair, float]:
    """What the new ties cost that have a reason and could join a weakly joined part to the rest.

    Each costs 1 (easy) to 4; of each institution in a part the easiest few.
    """
    network, effort = snapshot.network(), Effort(snapshot)
    weak = {frozenset(bridge.cuts_off) for bridge in bridges(network, snapshot.leader)}
    for fall in falls(network, snapshot.leader).values():
        weak.update(map(frozenset, fall.split_off))
    costs: dict[Pair, float] = {}
    partners: dict[str, list[str]] = {}
    for part in sorted(weak, key=sorted):
        for id in sorted(part):
            if id not in partners:
                partners[id] = [other for other in reasons.partners(id) if other not in effort.near[id]]
            options = [(effort.of(id, other), other) for other in partners[id] if other not in part]
            costs.update((pair_of(id, other), cost) for cost, other in sorted(options)[:_PARTNERS])
    return costs


def _parts(gap: Gap) -> Iterator[tuple[frozenset[str], str | None]]:
    """The parts a gap would cut off, each with the institution that may not help, if any."""
    evidence = gap.evidence
    match gap.kind:
        case "bridge":
            yield frozenset(evidence["cuts_off"]), None
        case "single_contact":
            for row in evidence["critical_ties"]:
                yield frozenset(row["cuts_off"]), None
        case "cut_vertex":
            for part in evidence["parts"]:
                yield frozenset(part), evidence["institution"]
        case "overcentralised":
            for part in evidence["falls_off"]:
                yield frozenset(part), evidence["hub"]
        case _:
            return


def _leads_out(pair: Sequence[str], part: frozenset[str], without: str | None) -> bool:
    return without not in pair and (pair[0] in part) != (pair[1] in part)
