"""Who on the map could answer each need of the partnership, as families and demand rows state them."""

from dataclasses import dataclass
from typing import Literal

from graph.routes.usable import Conditions, OfferIndex, usable
from graph.snapshot import Snapshot
from graph.vocabulary import NEEDS


@dataclass(frozen=True, slots=True)
class AskedNeed:
    """A need that someone has, and the institutions on the map with a usable service for it.

    ``families`` is 1 for the need of one family and the row's number for demand; ``providers`` are
    ids. How a family reaches a provider (``no_path``) is left aside.
    """

    need: str
    families: int
    providers: frozenset[str]
    source: Literal["family", "demand"]


def asked_needs(snapshot: Snapshot) -> tuple[AskedNeed, ...]:
    """Every pair of family and need, then every demand row, with who could answer it.

    Needs that no service answers by definition (a notice stands in their place) are left out. A
    family attends the institutions it is involved with; all its age bands count together; a waiting
    list within the default longest wait answers. A demand row has no ages and attends nothing.

    Returns
    -------
    tuple of AskedNeed
        Families in order of id, their needs in the given order; then ``snapshot.demand``.
    """
    index = OfferIndex.of(
        o for o in snapshot.offers if o.service.institution_id in snapshot.institutions
    )
    known: dict[tuple[str, Conditions], frozenset[str]] = {}

    def providers(need: str, conditions: Conditions) -> frozenset[str]:
        question = (need, conditions)
        if question not in known:
            found = usable(index, NEEDS[need].answered_by, conditions)
            known[question] = frozenset(offer.service.institution_id for offer in found.offers)
        return known[question]

    asked = [
        AskedNeed(need, 1, providers(need, conditions), "family")
        for family in snapshot.families.values()
        for conditions in [Conditions(family.teryt, family.age_bands, frozenset(family.institutions))]
        for need in family.needs
        if NEEDS[need].answered_by
    ]
    asked += [
        AskedNeed(row.need, row.families, providers(row.need, Conditions(row.teryt)), "demand")
        for row in snapshot.demand
        if NEEDS[row.need].answered_by
    ]
    return tuple(asked)
