"""Who on the map could answer each need of the partnership, as families and demand rows state them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from graph.model import Demand, Offer
from graph.recruitment.offers import UsableOffers
from graph.routes.usable import DEFAULT_MAX_WAIT
from graph.snapshot import Snapshot
from graph.vocabulary import NEEDS_WITHOUT_BASKET
from graph.vocabulary.territory import holds


@dataclass(frozen=True, slots=True)
class AskedNeed:
    """A need that someone has, and the institutions on the map with a usable service for it.

    ``families`` is 1 for the need of one family; for demand the row's number less the families on file
    there with this need, at least 0. ``providers`` are ids. How a family reaches a provider
    (``no_path``) is left aside.
    """

    need: str
    families: int
    providers: frozenset[str]
    source: Literal["family", "demand"]


def asked_needs(snapshot: Snapshot, max_wait: int = DEFAULT_MAX_WAIT) -> tuple[AskedNeed, ...]:
    """Every pair of family and need, then every demand row, with who could answer it.

    Needs that no service answers by definition (a notice stands in their place) are left out. A
    family attends the institutions it is involved with; all its age bands count together; a waiting
    list of at most ``max_wait`` days answers. A demand row has no ages and attends nothing; families
    on file are among those it counts, so they are taken off it.

    Returns
    -------
    tuple of AskedNeed
        Families in order of id, their needs in the given order; then the demand of the snapshot.
    """
    offers = UsableOffers(snapshot, max_wait)

    def on_map(found: Iterable[Offer]) -> frozenset[str]:
        ids = frozenset(offer.service.institution_id for offer in found)
        return ids & snapshot.institutions.keys()

    asked = [
        AskedNeed(need, 1, on_map(offers.of(need, family.teryt, family.age_bands, attends)), "family")
        for family in snapshot.families.values()
        for attends in [frozenset(family.institutions)]
        for need in dict.fromkeys(family.needs)
        if need not in NEEDS_WITHOUT_BASKET
    ]
    asked += [
        AskedNeed(
            row.need, _beyond_file(row, snapshot), on_map(offers.of(row.need, row.teryt)), "demand"
        )
        for row in snapshot.demand
        if row.need not in NEEDS_WITHOUT_BASKET
    ]
    return tuple(asked)


def _beyond_file(row: Demand, snapshot: Snapshot) -> int:
    """How many families of a demand row are not among the families on file."""
    on_file = sum(
        row.need in family.needs and holds(row.teryt, family.teryt)
        for family in snapshot.families.values()
    )
    return max(0, row.families - on_file)
