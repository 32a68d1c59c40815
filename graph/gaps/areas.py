"""Areas of cooperation without members, or with members in name only.

References
----------
The model names five areas of cooperation that a partnership covers: social assistance, education,
health, courts and police, culture and sport.
"""

from collections.abc import Iterator

from graph.gaps.facts import Facts
from graph.gaps.gap import Gap
from graph.gaps.severity import MODERATE, Severity
from graph.vocabulary import AREAS, INSTITUTION_TYPES


def uncovered_area(facts: Facts) -> Iterator[Gap]:
    """An area of cooperation in which nobody is a member."""
    institutions = facts.snapshot.institutions
    for area in AREAS:
        if any(institutions[id].area == area for id in facts.members):
            continue
        candidates = [
            id
            for id, institution in institutions.items()
            if institution.area == area
            and INSTITUTION_TYPES[institution.type_code].recruit_as == "member"
        ]
        yield Gap(
            id=f"uncovered_area:{area}",
            kind="uncovered_area",
            weight=Severity(0.4, duty=True, area=True),
            institutions=(),
            evidence={"area": area, "members": 0, "candidates": candidates},
        )


def paper_area(facts: Facts) -> Iterator[Gap]:
    """An area with members besides the leader, of whom less than half work with the leader.

    Without a leader there is nothing to compare with, and nothing is reported.
    """
    snapshot, limits = facts.snapshot, facts.thresholds
    if snapshot.leader is None:
        return
    in_area: dict[str | None, list[str]] = {}
    for id in snapshot.members:
        if id != snapshot.leader:
            in_area.setdefault(snapshot.institutions[id].area, []).append(id)
    for area in AREAS:
        members = in_area.get(area, [])
        near = [id for id in members if _works_with_leader(facts, id)]
        if not members or len(near) >= limits.area_share * len(members):
            continue
        far = [id for id in members if id not in near]
        families = facts.families_with(far)
        yield Gap(
            id=f"paper_area:{area}",
            kind="paper_area",
            weight=Severity(
                0.3, MODERATE, families=families, extent=1 - len(near) / len(members), area=True
            ),
            institutions=tuple(members),
            families=families,
            evidence={
                "area": area,
                "leader": snapshot.leader,
                "members": members,
                "in_contact": near,
                "without_contact": far,
                "same_needs": [id for id in far if facts.reasons.common_needs(id, snapshot.leader)],
                "least_strength": limits.area_strength,
                "least_share": limits.area_share,
            },
        )


def _works_with_leader(facts: Facts, id: str) -> bool:
    leader = facts.snapshot.leader
    tie = facts.snapshot.tie(id, leader) if leader else None
    return tie is not None and tie.live and tie.strength >= facts.thresholds.area_strength
