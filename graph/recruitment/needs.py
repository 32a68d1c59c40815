"""Who on the map could answer each need of the partnership, as families and demand rows state them."""

from dataclasses import dataclass
from typing import Literal

from graph.gaps.answers import answerable
from graph.gaps.facts import Facts


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


def asked_needs(facts: Facts) -> tuple[AskedNeed, ...]:
    """Every pair of family and need, then every demand row, with who could answer it.

    Needs that no service answers by definition (a notice stands in their place) are left out. A
    family attends the institutions it is involved with; all its age bands count together; a waiting
    list within the longest wait answers. A demand row has no ages and attends nothing.

    Returns
    -------
    tuple of AskedNeed
        Families in order of id, their needs in the given order; then the demand of the snapshot.
    """
    snapshot = facts.snapshot
    providers: dict[tuple[str, str], set[str]] = {}
    for match in facts.matches:
        known = providers.setdefault((match.family, match.need), set())
        known.update(match.group.providers)
        known.update(offer.service.institution_id for offer in match.attended)
    asked = [
        AskedNeed(need, 1, frozenset(known & snapshot.institutions.keys()), "family")
        for (_, need), known in providers.items()
    ]
    for row in snapshot.demand:
        if answerable(row.need):
            offers = facts.answers.screening(row.need, row.teryt).offers
            known = {offer.service.institution_id for offer in offers}
            on_map = frozenset(known & snapshot.institutions.keys())
            asked.append(AskedNeed(row.need, row.families, on_map, "demand"))
    return tuple(asked)
