"""Which needs of families are answered, by a route that leads there and by a member."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from graph.model import Offer
from graph.recruitment.offers import UsableOffers
from graph.routes.index import index_of
from graph.routes.paths import way_to
from graph.routes.usable import DEFAULT_MAX_WAIT
from graph.snapshot import Snapshot

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


def answered(snapshot: Snapshot, max_wait: int = DEFAULT_MAX_WAIT) -> Answered:
    """What is answered in one snapshot; services with a wait of more days do not count."""
    offers = UsableOffers(snapshot, max_wait)
    members, reaches = frozenset(snapshot.members), reachable(snapshot)
    by_route: set[FamilyNeed] = set()
    by_member: set[FamilyNeed] = set()
    for family in snapshot.families.values():
        attends = frozenset(family.institutions)
        for need in family.needs:
            found = offers.of(need, family.teryt, family.age_bands, attends)
            if any(map(reaches, found)):
                by_route.add((family.id, need))
            if any(offer.service.institution_id in members for offer in found):
                by_member.add((family.id, need))
    return Answered(frozenset(by_route), frozenset(by_member))


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


def reachable(snapshot: Snapshot) -> Callable[[Offer], bool]:
    """Whether the leader's contacts, or the family by itself, reach the provider of an offer."""
    index = index_of(snapshot)
    known: dict[tuple[str, bool], bool] = {}

    def reaches(offer: Offer) -> bool:
        key = (offer.service.institution_id, offer.service.access == "open")
        if key not in known:
            known[key] = way_to(index, index.leader, offer) is not None
        return known[key]

    return reaches
