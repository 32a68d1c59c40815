"""The services that answer a need for somebody, asked many times over one partnership.

The rules are the first seven filters of :func:`graph.routes.usable.usable`. Each looks at one service
by itself, so those about the gmina are asked once for all families, and those about the family after.
"""

from graph.model import Offer
from graph.routes.usable import DEFAULT_MAX_WAIT, Conditions, OfferIndex, takes_need, usable
from graph.snapshot import Snapshot


class UsableOffers:
    """Answers of one snapshot's offers, remembered while this lives. ``max_wait`` counts days."""

    def __init__(self, snapshot: Snapshot, max_wait: int = DEFAULT_MAX_WAIT) -> None:
        self._index = OfferIndex.of(snapshot.offers)
        self._everyone = frozenset(offer.service.institution_id for offer in snapshot.offers)
        self._max_wait = max_wait
        self._there: dict[tuple[str, str], tuple[Offer, ...]] = {}
        self._fitting: dict[tuple[str, str, tuple[str, ...]], tuple[Offer, ...]] = {}

    def of(
        self,
        need: str,
        gmina: str,
        age_bands: tuple[str, ...] = (),
        attends: frozenset[str] = frozenset(),
    ) -> tuple[Offer, ...]:
        """The usable services for a need, sorted by service id; how one gets there is left aside.

        Parameters
        ----------
        need
            Code of a need.
        gmina
            TERC code of where it is asked.
        age_bands
            Of the family; none means any age of the need.
        attends
            Institutions whose client the family already is.
        """
        return tuple(
            offer
            for offer in self._for_ages(need, gmina, age_bands)
            if not offer.service.own_clients_only or offer.service.institution_id in attends
        )

    def _for_ages(self, need: str, gmina: str, age_bands: tuple[str, ...]) -> tuple[Offer, ...]:
        key = (need, gmina, age_bands)
        if key not in self._fitting:
            there = self._in(need, gmina)
            self._fitting[key] = tuple(o for o in there if takes_need(o.service, need, age_bands))
        return self._fitting[key]

    def _in(self, need: str, gmina: str) -> tuple[Offer, ...]:
        key = (need, gmina)
        if key not in self._there:
            anyone = Conditions(gmina, (), self._everyone, self._max_wait)
            self._there[key] = usable(self._index, need, anyone).offers
        return self._there[key]
