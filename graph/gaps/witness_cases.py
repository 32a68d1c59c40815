"""Witnesses of cases, teams, workloads, areas and levels."""

from itertools import pairwise

from graph.gaps.gap import Evidence, Gap
from graph.gaps.plain import (
    adjacency,
    involved,
    live_pair,
    members,
    needs_and_codes,
    self_government,
    sharing,
    steps,
    takes_somebody,
)
from graph.model import Family
from graph.snapshot import Snapshot


def missing_tie(gap: Gap, e: Evidence, snapshot: Snapshot) -> bool:
    """No live tie, the named numbers of families, and a path that is real and shortest."""
    one, other = e["pair"]
    shared = sharing(snapshot, one, other)
    required = [
        family
        for family in snapshot.families.values()
        if any({one, other} == set(pair) for pair in family.required_pairs)
    ]
    common = [_served(snapshot, one, f) & _served(snapshot, other, f) for f in shared]
    served = [needs for needs in common if needs]
    near = adjacency(snapshot)
    path = e["path"]
    real = (
        steps(near, one, other) is None
        if path is None
        else (path[0], path[-1]) == (one, other)
        and all(b in near[a] for a, b in pairwise(path))
        and len(path) - 1 == steps(near, one, other)
    )
    return (
        gap.institutions == (one, other)
        and not live_pair(snapshot, one, other)
        and bool(shared or required)
        and real
        and e["families_shared"] == len(shared)
        and e["families_required"] == len(required)
        and e["families_served_by_both"] == len(served)
        and e["needs"] == sorted(set[str]().union(*served)) == list(gap.needs)
        and e["coordinator_only"] == (not required and not served)
    )


def _served(snapshot: Snapshot, id: str, family: Family) -> set[str]:
    """The needs of the family that some active service of the institution answers at its ages."""
    offered = [
        offer.service
        for offer in snapshot.offers
        if offer.service.institution_id == id and offer.service.status == "active"
    ]
    return {
        need
        for need, code in needs_and_codes(family)
        for service in offered
        if service.service_code == code and takes_somebody(service, need, family.age_bands)
    }


def overloaded_worker(gap: Gap, e: Evidence, snapshot: Snapshot) -> bool:
    """The worker has the named caseload, at or over the named maximum."""
    worker = snapshot.workers[e["worker"]]
    return (
        gap.workers == (worker.id,)
        and gap.institutions == (worker.institution_id,)
        and (worker.caseload, worker.caseload_max) == (e["caseload"], e["caseload_max"])
        and e["over"] == e["caseload"] - e["caseload_max"] >= 0
    )


def uncovered_area(gap: Gap, e: Evidence, snapshot: Snapshot) -> bool:
    """Nobody of the area is a member."""
    inside = [id for id in members(snapshot) if snapshot.institutions[id].area == e["area"]]
    return e["members"] == len(inside) == 0


def paper_area(gap: Gap, e: Evidence, snapshot: Snapshot) -> bool:
    """The named members are all of the area, and too few of them work with the leader."""
    leader = snapshot.leader
    if leader is None or leader != e["leader"]:
        return False
    inside = [
        id
        for id in snapshot.institutions
        if id in members(snapshot) and id != leader and snapshot.institutions[id].area == e["area"]
    ]
    near: list[str] = []
    for id in inside:
        tie = snapshot.ties.get((min(id, leader), max(id, leader)))
        if tie and live_pair(snapshot, id, leader):
            given = [r.strength for r in tie.reports if r.strength is not None and r.frequency != "none"]
            strength = sum(given) / len(given) if given else 1.0
            near += [id] if strength >= e["least_strength"] else []
    return (
        inside == e["members"] == list(gap.institutions)
        and near == e["in_contact"]
        and sorted([*near, *e["without_contact"]]) == inside
        and bool(inside)
        and len(near) < e["least_share"] * len(inside)
    )


def no_leader(gap: Gap, e: Evidence, snapshot: Snapshot) -> bool:
    """There are members, and the role of none of them is to lead."""
    roles = {id: snapshot.institutions[id].membership for id in members(snapshot)}
    return (
        set(gap.institutions) == members(snapshot)
        and e["members"] == len(roles) > 0
        and "leader" not in roles.values()
        and e["strategic_partners"] == sorted(id for id in roles if roles[id] == "strategic_partner")
    )


def one_level_partnership(gap: Gap, e: Evidence, snapshot: Snapshot) -> bool:
    """The members count for fewer levels than asked for."""
    levels = {level for id in members(snapshot) for level in self_government(snapshot.institutions[id])}
    return (
        set(gap.institutions) == members(snapshot)
        and e["members"] == len(members(snapshot))
        and sorted(levels) == e["levels"]
        and len(levels) < e["least"]
    )


def one_level_team(gap: Gap, e: Evidence, snapshot: Snapshot) -> bool:
    """Some case with these needs has exactly this team, of fewer levels than asked for."""
    levels = {level for id in e["team"] for level in self_government(snapshot.institutions[id])}
    teams = [
        {seat.institution_id for seat in seats}
        for family, seats in snapshot.teams.items()
        if family in snapshot.families and sorted(snapshot.families[family].needs) == e["needs"]
    ]
    return (
        set(e["team"]) in teams
        and list(gap.institutions) == e["team"]
        and sorted(levels) == e["levels"]
        and len(levels) < e["least"]
    )


def uncoordinated_case(gap: Gap, e: Evidence, snapshot: Snapshot) -> bool:
    """Some case with these needs has exactly these institutions, and no lead or no team as named."""
    fitting = any(
        sorted(involved(family)) == e["institutions"]
        and sorted(family.needs) == e["needs"]
        and (family.lead_institution_id is not None) == e["has_lead"]
        and bool(snapshot.teams.get(family.id)) == e["has_team"]
        for family in snapshot.families.values()
    )
    return (
        fitting
        and list(gap.institutions) == e["institutions"]
        and len(e["institutions"]) >= e["least"]
        and not (e["has_lead"] and e["has_team"])
    )
