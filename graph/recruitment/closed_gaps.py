"""Which gaps go away when a candidate joins, without looking for all gaps again.

Joining changes nobody's ties, families or services, only who is a member. What can close by it is
what is said about the candidate as an outsider, and what is said about the members as a whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from graph.gaps.facts import Facts
from graph.gaps.find import gaps_among
from graph.gaps.gap import Gap, Kind
from graph.snapshot import Snapshot, government_levels

#: Said about one institution because it is not a member.
OUTSIDER_KINDS: Final[tuple[Kind, ...]] = (
    "outsider_with_families",
    "informal_outsider",
    "influential_outsider",
)
#: Said about the members together.
MEMBERSHIP_KINDS: Final[tuple[Kind, ...]] = ("uncovered_area", "paper_area", "one_level_partnership")


def closed_by_joining(facts: Facts, candidates: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """For each candidate the sorted ids of the gaps that close if it alone joins."""
    about: dict[str, list[str]] = {id: [] for id in candidates}
    for gap in _found(facts, OUTSIDER_KINDS):
        for id in gap.institutions:
            if id in about:
                about[id].append(gap.id)
    together = {gap.id for gap in _found(facts, MEMBERSHIP_KINDS)}
    if together:
        alike: dict[tuple[object, ...], set[str]] = {}
        for id in candidates:
            looks = _as_a_member(facts, id)
            if looks not in alike:
                after = Facts(joined(facts.snapshot, [id]), facts.thresholds)
                alike[looks] = together - {gap.id for gap in _found(after, MEMBERSHIP_KINDS)}
            about[id].extend(alike[looks])
    return {id: tuple(sorted(gaps)) for id, gaps in about.items()}


def _as_a_member(facts: Facts, id: str) -> tuple[object, ...]:
    """All that the gaps of the members as a whole ask about one of them."""
    snapshot, limit = facts.snapshot, facts.thresholds.area_strength
    institution = snapshot.institutions[id]
    tie = snapshot.tie(id, snapshot.leader) if snapshot.leader else None
    near = tie is not None and tie.live and tie.strength >= limit
    return institution.area, government_levels(institution), near


def joined(snapshot: Snapshot, ids: Sequence[str]) -> Snapshot:
    """The snapshot with these institutions as members."""
    there = snapshot.institutions
    members = {id: replace(there[id], membership="member") for id in ids}
    return snapshot.replace(institutions={**there, **members})


def _found(facts: Facts, kinds: Sequence[Kind]) -> list[Gap]:
    return [gap for gaps in gaps_among(facts, kinds).values() for gap in gaps]
