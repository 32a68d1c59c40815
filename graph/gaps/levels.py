"""Self-government levels that must take part.

References
----------
The model asks for institutions of at least two levels of self-government (gmina, powiat), in the
partnership and in the team of a case.
"""

from collections.abc import Iterable, Iterator

from graph.gaps.facts import Facts
from graph.gaps.gap import Gap
from graph.gaps.places import case_place
from graph.gaps.severity import Severity
from graph.snapshot import Snapshot, government_levels


def one_level_partnership(facts: Facts) -> Iterator[Gap]:
    """Members of fewer than two self-government levels."""
    snapshot = facts.snapshot
    levels = _levels(snapshot, snapshot.members)
    if len(levels) >= facts.thresholds.levels:
        return
    yield Gap(
        id=f"one_level_partnership:{snapshot.partnership.id}",
        kind="one_level_partnership",
        weight=Severity(0.5, duty=True),
        institutions=tuple(snapshot.members),
        evidence={
            "levels": levels,
            "members": len(snapshot.members),
            "least": facts.thresholds.levels,
        },
    )


def one_level_team(facts: Facts) -> Iterator[Gap]:
    """A case's team (ZZK) of fewer than two self-government levels."""
    snapshot = facts.snapshot
    for family_id, seats in snapshot.teams.items():
        family = snapshot.families.get(family_id)
        team = sorted({seat.institution_id for seat in seats} & snapshot.institutions.keys())
        levels = _levels(snapshot, team)
        if family is None or not team or len(levels) >= facts.thresholds.levels:
            continue
        yield Gap(
            id=f"one_level_team:{case_place(snapshot.partnership.id, family_id)}",
            kind="one_level_team",
            weight=Severity(0.4, families=1, duty=True),
            institutions=tuple(team),
            needs=tuple(sorted(family.needs)),
            families=1,
            case_based=True,
            evidence={
                "team": team,
                "needs": sorted(family.needs),
                "levels": levels,
                "least": facts.thresholds.levels,
            },
        )


def _levels(snapshot: Snapshot, ids: Iterable[str]) -> list[str]:
    found = {level for id in ids for level in government_levels(snapshot.institutions[id])}
    return sorted(found)
