"""Witnesses of the network's structure: cut ties and institutions, hubs, brokers, contacts."""

from collections.abc import Mapping

import networkx as nx

from graph.gaps.gap import Evidence, Gap
from graph.gaps.plain import adjacency, live_pair, members, within_reach
from graph.snapshot import Snapshot

_NEARLY = 1e-9


def bridge(gap: Gap, e: Evidence, snapshot: Snapshot) -> bool:
    """Without the tie its ends lose each other, and the named part is the smaller one."""
    one, other = e["tie"]
    if gap.institutions != (one, other) or not live_pair(snapshot, one, other):
        return False
    near = adjacency(snapshot)
    sides = [within_reach(near, end, cut=(one, other)) for end in (one, other)]
    if other in sides[0] or set(e["cuts_off"]) not in sides:
        return False
    small, large = sorted(sides, key=lambda side: (len(side), snapshot.leader in side))
    fair = len(small) < len(large) or snapshot.leader not in e["cuts_off"]
    return fair and len(e["cuts_off"]) == len(small) and len(small) >= e["least"]


def cut_vertex(gap: Gap, e: Evidence, snapshot: Snapshot) -> bool:
    """Without the institution, which is not the leader, the parts lose each other."""
    id = e["institution"]
    parts, rest = _without(snapshot, id)
    named = sorted(sorted(part) for part in e["parts"])
    return (
        gap.institutions == (id,)
        and id != snapshot.leader
        and rest == e["rest"]
        and sum(map(len, named)) >= e["least"]
        and all(part in parts for part in named)
        and len(named) == len(parts) - 1
    )


def overcentralised(gap: Gap, e: Evidence, snapshot: Snapshot) -> bool:
    """Centralisation over the limit, with the named hub at the top and the named parts below it."""
    values = _betweenness(snapshot)
    top = max(values.values())
    value = sum(top - each for each in values.values()) / (len(values) - 1)
    parts, _ = _without(snapshot, e["hub"])
    named = [sorted(part) for part in e["falls_off"]]
    return (
        gap.institutions == (e["hub"],)
        and e["ties"] == len(adjacency(snapshot)[e["hub"]])
        and value > e["limit"]
        and abs(value - e["centralisation"]) < 1e-5
        and values[e["hub"]] >= top - _NEARLY
        and all(part in parts for part in named)
        and len(named) == max(len(parts) - 1, 0)
    )


def influential_outsider(gap: Gap, e: Evidence, snapshot: Snapshot) -> bool:
    """Not a member, and as much between others as the last institution of the first tenth."""
    id = e["institution"]
    values = _betweenness(snapshot)
    ahead = sum(value > values[id] + _NEARLY for value in values.values())
    return (
        gap.institutions == (id,)
        and id not in members(snapshot)
        and values[id] > 0
        and e["institutions"] == len(values)
        and ahead < e["place"]
        and e["rank"] == ahead + 1
        and abs(values[id] - e["betweenness"]) < 1e-5
    )


def single_contact(gap: Gap, e: Evidence, snapshot: Snapshot) -> bool:
    """The worker holds the named ties: too large a share of many, or one that much depends on."""
    id, worker = e["institution"], e["worker"]
    staff = [other for other in snapshot.workers.values() if other.institution_id == id]
    near = adjacency(snapshot)
    held = [
        other
        for other in sorted(near[id])
        for report in snapshot.ties[min(id, other), max(id, other)].reports
        if report.reporter_id == id and report.contact_worker_id == worker
    ]
    crowded = (
        len(near[id]) >= e["least_ties"]
        and len(held) + _NEARLY >= e["least_share"] * len(near[id])
        and len(held) * len(staff) + _NEARLY >= e["least_excess"] * len(near[id])
    )
    for row in e["critical_ties"]:
        one, other = row["tie"]
        sides = [within_reach(near, end, cut=(one, other)) for end in (one, other)]
        lost = len(row["cuts_off"])
        cuts = other not in sides[0] and set(row["cuts_off"]) in sides and lost == min(map(len, sides))
        far = other if one == id else one
        if not cuts or lost < e["least_cut_off"] or far not in held or len(staff) < 2:
            return False
    return (
        gap.institutions == (id,)
        and gap.workers == (worker,)
        and snapshot.workers[worker].institution_id == id
        and held == e["partners"]
        and e["held"] == len(held)
        and e["live_ties"] == len(near[id])
        and e["workers"] == len(staff)
        and crowded == e["crowded"]
        and (crowded or bool(e["critical_ties"]))
    )


def _betweenness(snapshot: Snapshot) -> Mapping[str, float]:
    G: nx.Graph[str] = nx.Graph()
    near = adjacency(snapshot)
    G.add_nodes_from(near)
    G.add_edges_from((one, other) for one, others in near.items() for other in others)
    return nx.betweenness_centrality(G)


def _without(snapshot: Snapshot, id: str) -> tuple[list[list[str]], int]:
    """The parts that the neighbours of an institution fall into without it, and the largest's size."""
    near = adjacency(snapshot)
    parts: list[list[str]] = []
    for neighbour in sorted(near[id]):
        if not any(neighbour in part for part in parts):
            parts.append(sorted(within_reach(near, neighbour, without=id)))
    return parts, max(map(len, parts), default=0)
