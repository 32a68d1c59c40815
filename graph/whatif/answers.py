"""Which needs of families are answered, by a route that leads there and by a member."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from graph.gaps.answers import Group
from graph.gaps.facts import Facts
from graph.model import Offer
from graph.routes.index import index_of
from graph.routes.paths import way_to

#: A family's id and a need. Ids stay inside this room: only counts leave it.
FamilyNeed = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Answered:
    """Of the families' answerable needs: those some route leads to, and those a member answers.

    A route starts at the leader and takes at most two steps; without a leader families only reach
    open services by themselves. A member answers with a usable service, however one gets there.
    """

    by_route: frozenset[FamilyNeed]
    by_member: frozenset[FamilyNeed]


def answered(facts: Facts) -> Answered:
    """What is answered in one snapshot."""
    members = frozenset(facts.snapshot.members)
    reaches = _reachable(facts)
    return Answered(_met(facts, reaches), _met(facts, lambda offer: offer.provider.id in members))


def changed(before: Iterable[FamilyNeed], after: Iterable[FamilyNeed]) -> dict[str, Any]:
    """By need, for how many families it is newly answered, and for how many no longer.

    >>> changed([("R1", "N01")], [("R2", "N09"), ("R3", "N09")])
    {'appear': [{'need': 'N09', 'families': 2}], 'break': [{'need': 'N01', 'families': 1}]}
    """
    old, new = set(before), set(after)
    return {"appear": _by_need(new - old), "break": _by_need(old - new)}


def _by_need(pairs: Iterable[FamilyNeed]) -> list[dict[str, Any]]:
    counts = Counter(need for _, need in pairs)
    return [{"need": need, "families": counts[need]} for need in sorted(counts)]


def _met(facts: Facts, counts: Callable[[Offer], bool]) -> frozenset[FamilyNeed]:
    # A group of offers serves many families, so it is asked once.
    groups: dict[Group, bool] = {}
    met: set[FamilyNeed] = set()
    for match in facts.matches:
        if match.group not in groups:
            groups[match.group] = any(map(counts, match.group.open_to_all))
        if groups[match.group] or any(map(counts, match.attended)):
            met.add((match.family, match.need))
    return frozenset(met)


def _reachable(facts: Facts) -> Callable[[Offer], bool]:
    index = index_of(facts.snapshot)
    known: dict[tuple[str, bool], bool] = {}

    def reaches(offer: Offer) -> bool:
        key = (offer.service.institution_id, offer.service.access == "open")
        if key not in known:
            known[key] = way_to(index, index.leader, offer) is not None
        return known[key]

    return reaches
