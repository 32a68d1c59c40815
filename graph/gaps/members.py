"""Members without current contact, and members whom nobody leads.

References
----------
The model's partnership is a set of cooperating institutions; a signed declaration alone is none of
its three levels.
"""

from collections.abc import Iterator

from graph.gaps.facts import Facts
from graph.gaps.gap import Gap
from graph.gaps.severity import MODERATE, Severity


def paper_member(facts: Facts) -> Iterator[Gap]:
    """A member without any live tie, or whose reported tie with the leader had no contact in a year."""
    snapshot = facts.snapshot
    for id in snapshot.members:
        live = len(facts.neighbours[id])
        leader = snapshot.leader if snapshot.leader != id else None
        tie = snapshot.tie(id, leader) if leader else None
        if live and (tie is None or tie.live):
            continue
        families = len(snapshot.families_of[id])
        yield Gap(
            id=f"paper_member:{id}",
            kind="paper_member",
            weight=Severity(0.25, MODERATE, families=families, extent=0.0 if live else 1.0),
            institutions=(id,),
            families=families,
            evidence={
                "institution": id,
                "live_ties": live,
                "leader": leader,
                "reports_with_leader": [report.frequency for report in tie.reports] if tie else [],
                "introducer": facts.introducer(id) or leader,
            },
        )


def no_leader(facts: Facts) -> Iterator[Gap]:
    """Members, but none of them leads on the day; strategic partners could take over."""
    snapshot = facts.snapshot
    if not snapshot.members or snapshot.leader is not None:
        return
    families = len(snapshot.families)
    yield Gap(
        id=f"no_leader:{snapshot.partnership.id}",
        kind="no_leader",
        weight=Severity(0.6, families=families, duty=True),
        institutions=snapshot.members,
        families=families,
        evidence={
            "members": len(snapshot.members),
            "strategic_partners": [
                id
                for id in snapshot.members
                if snapshot.institutions[id].membership == "strategic_partner"
            ],
            "as_of": snapshot.as_of.isoformat(),
        },
    )
