"""Where the network hangs on one tie or one institution.

References
----------
Hopcroft, J. & Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph manipulation.
*Communications of the ACM*, 16(6), 372-378.

Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. *Social Networks*,
1(3), 215-239.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from graph.gaps.facts import Facts
from graph.gaps.gap import Gap
from graph.gaps.places import pair_place
from graph.gaps.severity import Severity
from graph.measures.centralisation import betweenness_centralisation


def bridge(facts: Facts) -> Iterator[Gap]:
    """A live tie whose loss cuts off at least two institutions (Hopcroft and Tarjan 1973)."""
    for found in facts.bridges:
        lost = found.cuts_off
        families = facts.families_with(lost)
        yield Gap(
            id=f"bridge:{pair_place(found.tie)}",
            kind="bridge",
            weight=Severity(0.35, families=families, cut_off=len(lost), area=_takes_area(facts, lost)),
            institutions=found.tie,
            families=families,
            evidence={"tie": list(found.tie), "cuts_off": list(lost), "least": facts.thresholds.cut_off},
        )


def cut_vertex(facts: Facts) -> Iterator[Gap]:
    """An institution, not the leader, without which at least two others lose the rest."""
    for id, fall in facts.falls.items():
        if id == facts.snapshot.leader or fall.lost < facts.thresholds.cut_off:
            continue
        lost = [other for part in fall.split_off for other in part]
        families = facts.families_with(lost)
        yield Gap(
            id=f"cut_vertex:{id}",
            kind="cut_vertex",
            weight=Severity(0.3, families=families, cut_off=len(lost), area=_takes_area(facts, lost)),
            institutions=(id,),
            families=families,
            evidence={
                "institution": id,
                "parts": [list(part) for part in fall.split_off],
                "rest": fall.largest,
                "least": facts.thresholds.cut_off,
            },
        )


def overcentralised(facts: Facts) -> Iterator[Gap]:
    """Nearly all shortest paths pass one hub: Freeman's (1978) betweenness centralisation is high."""
    value = betweenness_centralisation(facts.network)
    limit = facts.thresholds.centralisation
    if value is None or value <= limit + 1e-12:
        return
    leader = facts.snapshot.leader
    # Values that differ in the last bits only are equal: then the leader, then the smallest id.
    values = facts.betweenness
    hub = min(values, key=lambda node: (-round(values[node], 12), node != leader, node))
    fall = facts.falls.get(hub)
    parts = fall.split_off if fall else ()
    lost = [other for part in parts for other in part]
    families = facts.families_with(lost)
    yield Gap(
        id=f"overcentralised:{hub}",
        kind="overcentralised",
        weight=Severity(
            0.5, families=families, cut_off=len(lost), extent=(value - limit) / max(1 - limit, 1e-9)
        ),
        institutions=(hub,),
        families=families,
        evidence={
            "hub": hub,
            "centralisation": round(value, 6),
            "limit": limit,
            "falls_off": [list(part) for part in parts],
            "ties": len(facts.neighbours[hub]),
        },
    )


def _takes_area(facts: Facts, lost: Sequence[str]) -> bool:
    """Whether these are at least two institutions of one area and at least half of that area."""
    institutions = facts.snapshot.institutions
    gone = Counter(institutions[id].area for id in lost)
    return any(
        area is not None and count >= 2 and 2 * count >= facts.area_sizes[area]
        for area, count in gone.items()
    )
