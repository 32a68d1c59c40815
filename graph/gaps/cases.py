"""Cases with many institutions and nobody who brings them together.

References
----------
The model's task team (Zadaniowy Zespół Kooperacyjny, ZZK) with its coordinator for every case that
several institutions work on.
"""

from collections.abc import Iterator

from graph.gaps.facts import Facts
from graph.gaps.gap import Gap
from graph.gaps.places import case_place
from graph.gaps.severity import Severity


def uncoordinated_case(facts: Facts) -> Iterator[Gap]:
    """At least four institutions with one family, and no lead or no task team."""
    snapshot, least = facts.snapshot, facts.thresholds.case_institutions
    for family in snapshot.families.values():
        involved = [id for id in family.institutions if id in snapshot.institutions]
        led = family.lead_institution_id is not None
        team = bool(snapshot.teams.get(family.id))
        if len(involved) < least or (led and team):
            continue
        yield Gap(
            id=f"uncoordinated_case:{case_place(snapshot.partnership.id, family.id)}",
            kind="uncoordinated_case",
            weight=Severity(
                0.45, families=1, extent=(len(involved) - least) / 4, duty=not led and not team
            ),
            institutions=tuple(involved),
            needs=tuple(sorted(family.needs)),
            families=1,
            case_based=True,
            evidence={
                "institutions": involved,
                "needs": sorted(family.needs),
                "has_lead": led,
                "has_team": team,
                "least": least,
            },
        )
