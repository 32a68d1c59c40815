"""Which services answer which family's needs, asked once for a whole partnership.

The rules are those of :func:`graph.routes.usable.usable`, `no_path` aside. Families of one gmina ask
for the same few codes again and again, so a code is screened once for each gmina; what differs from
family to family (ages, whose clients they are) is asked afterwards.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Family, Offer
from graph.routes.usable import Conditions, OfferIndex, Screening, takes_ages, usable
from graph.snapshot import Snapshot
from graph.vocabulary import NEEDS, NEEDS_WITHOUT_BASKET


@dataclass(frozen=True, slots=True)
class Match:
    """The services of one code that a family can use for one of its needs (there may be none)."""

    family: str
    need: str
    code: str
    offers: tuple[Offer, ...]


class Answers:
    """Screenings of one snapshot's offers under one longest wait, remembered while it lives."""

    def __init__(self, snapshot: Snapshot, max_wait: int) -> None:
        self._offers = OfferIndex.of(snapshot.offers)
        self._everyone = frozenset(offer.service.institution_id for offer in snapshot.offers)
        self._max_wait = max_wait
        self._of_gmina: dict[tuple[str, str], tuple[Offer, ...]] = {}
        self._of_ages: dict[tuple[str, str, tuple[str, ...]], tuple[Offer, ...]] = {}

    def offers(self, family: Family, code: str) -> tuple[Offer, ...]:
        """Services of this code that the family can use; it attends its involved institutions."""
        key = (code, family.teryt, family.age_bands)
        if key not in self._of_ages:
            self._of_ages[key] = tuple(
                offer
                for offer in self._for_gmina(code, family.teryt)
                if takes_ages(offer.service, family.age_bands)
            )
        return tuple(
            offer
            for offer in self._of_ages[key]
            if not offer.service.own_clients_only or offer.service.institution_id in family.institutions
        )

    def matches(self, family: Family) -> Iterator[Match]:
        """For every need of the family that services can answer, and every code that answers it."""
        for need in family.needs:
            for code in NEEDS[need].answered_by:
                yield Match(family.id, need, code, self.offers(family, code))

    def screening(
        self,
        need: str,
        gmina: str,
        age_bands: tuple[str, ...] = (),
        attends: frozenset[str] = frozenset(),
    ) -> Screening:
        """What answers a need there, or what keeps every service from it."""
        conditions = Conditions(gmina, age_bands, attends, self._max_wait)
        return usable(self._offers, NEEDS[need].answered_by, conditions)

    def _for_gmina(self, code: str, gmina: str) -> tuple[Offer, ...]:
        key = (code, gmina)
        if key not in self._of_gmina:
            # Everybody attends and every age fits here: those two questions follow for each family.
            anyone = Conditions(gmina, (), self._everyone, self._max_wait)
            self._of_gmina[key] = usable(self._offers, (code,), anyone).offers
        return self._of_gmina[key]


def answerable(need: str) -> bool:
    """Whether services answer the need at all; the others have a door of their own, never a basket."""
    return need not in NEEDS_WITHOUT_BASKET
