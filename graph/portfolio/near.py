"""The services of a whole store that can matter to one partnership, found without reading them all."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.model import Offer, Package
from graph.snapshot.resolve import resolved_institution, resolved_service
from graph.vocabulary import extent_of, gmina_of

_WOJEWODZTWO, _POWIAT = 2, 4


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The institutions on a partnership's map, and every place that its questions are about."""

    institutions: frozenset[str]
    places: frozenset[str]


def surroundings_of(package: Package) -> Surroundings:
    """What decides which services matter to a partnership.

    >>> from graph.model import Institution, Partnership
    >>> package = Package(Partnership("p", "P", "2416092"), (Institution("I1", "OPS", "OPS"),))
    >>> sorted(surroundings_of(package).places)
    ['241609']
    """
    places = {package.partnership.teryt, *(one.teryt for one in package.families)}
    places |= {one.teryt for one in package.demand}
    return Surroundings(
        frozenset(one.id for one in package.institutions),
        frozenset(gmina_of(place) for place in places if place),
    )


class OfferIndex:
    """Services of a store by institution and by where they serve.

    A gap rests on a service only where that serves a place of the partnership or its institution is on
    the map; what else there is changes at most which reason is given for a need without an answer.
    """

    def __init__(self, offers: Iterable[Offer]) -> None:
        """O(n) in the number of services."""
        self._by_institution: dict[str, list[int]] = {}
        self._by_extent: dict[str, list[int]] = {}
        self._within: dict[str, list[int]] = {}
        self._offers = tuple(offers)
        for number, offer in enumerate(self._offers):
            provider = resolved_institution(offer.provider, None)
            self._by_institution.setdefault(provider.id, []).append(number)
            for area in resolved_service(offer.service, provider).service_area:
                extent = extent_of(area)
                self._by_extent.setdefault(extent, []).append(number)
                for digits in (_WOJEWODZTWO, _POWIAT):
                    if digits < len(extent):
                        self._within.setdefault(extent[:digits], []).append(number)

    def near(self, around: Surroundings) -> tuple[Offer, ...]:
        """The services that can matter, in the order of the store."""
        found: set[int] = set()
        for id in around.institutions:
            found.update(self._by_institution.get(id, ()))
        for place in around.places:
            for digits in (_WOJEWODZTWO, _POWIAT, len(place)):
                found.update(self._by_extent.get(place[:digits], ()))
            found.update(self._within.get(place, ()))
        return tuple(self._offers[number] for number in sorted(found))
