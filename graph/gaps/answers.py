"""Which services answer which family's needs, asked once for a whole partnership.

The rules are those of :func:`graph.routes.usable.usable`, `no_path` aside. Many families ask for the
same few codes at the same ages, and most services reach a whole powiat or more, so services are
screened once for each code, area served and set of age bands; what is left for each family is whether
it attends an institution that serves its own clients only.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from graph.model import Family, Offer, Service
from graph.routes.usable import Conditions, Screening, capacity_state, takes_ages, usable
from graph.snapshot import Snapshot
from graph.vocabulary import AGE_BANDS, NEEDS, NEEDS_WITHOUT_BASKET, extent_of, gmina_of

_BAND_BITS: Final = {band: 1 << place for place, band in enumerate(AGE_BANDS)}
#: Any age, said by no band: one bit more, which every service has, whatever its range.
_ANY_AGE: Final = 1 << len(AGE_BANDS)


@dataclass(eq=False, slots=True)
class Group:
    """The usable services of one code in one area served for one set of age bands.

    ``open_to_all`` serve each family there and belong to ``providers``, ``own_clients`` serve only
    those that attend.
    """

    open_to_all: Sequence[Offer]
    providers: frozenset[str]
    own_clients: Sequence[Offer]


class Match(NamedTuple):
    """One family's need and one code that answers it, with the services that the family can use.

    These are the open ones of the groups and those ``attended``; there may be none.
    """

    family: str
    need: str
    code: str
    groups: tuple[Group, ...]
    attended: tuple[Offer, ...]

    @property
    def open_to_all(self) -> bool:
        """Whether some service is open to every such family."""
        return any(group.open_to_all for group in self.groups)

    @property
    def providers(self) -> frozenset[str]:
        """Institutions with a service that the family can use."""
        if len(self.groups) == 1 and not self.attended:
            return self.groups[0].providers
        own = [offer.service.institution_id for offer in self.attended]
        return frozenset(own).union(*(group.providers for group in self.groups))


class _Area:
    """Services of one code in one area served that pass every filter that is not about the family."""

    def __init__(self) -> None:
        self._offers: list[Offer] = []
        self._ages: list[int] = []
        self._common = -1
        self._groups: dict[int, Group] = {}

    def add(self, offer: Offer, ages: int) -> None:
        """Take in a service with the bits of the ages it takes."""
        self._offers.append(offer)
        self._ages.append(ages)
        self._common &= ages

    def group(self, bands: int) -> Group:
        """Those for any of these ages."""
        if bands & self._common:
            bands = _ANY_AGE  # each service takes one of them
        group = self._groups.get(bands)
        if group is None:
            pairs = zip(self._offers, self._ages, strict=True)
            fitting = [offer for offer, ages in pairs if ages & bands]
            own = [offer for offer in fitting if offer.service.own_clients_only]
            rest = [o for o in fitting if not o.service.own_clients_only] if own else fitting
            providers = frozenset([offer.service.institution_id for offer in rest])
            group = self._groups[bands] = Group(rest, providers, own)
        return group


class Answers:
    """Screenings of one snapshot's offers under one longest wait, remembered while it lives."""

    def __init__(self, snapshot: Snapshot, max_wait: int) -> None:
        self._max_wait = max_wait
        self._by_code: dict[str, list[Offer]] = {}
        self._areas: dict[str, dict[str, _Area]] = {}
        self._bits_of_ages: dict[tuple[int | None, int | None], int] = {}
        self._asked: dict[str, tuple[list[Offer], frozenset[str]]] = {}
        self._screenings: dict[Hashable, Screening] = {}
        for offer in snapshot.offers:
            service = offer.service
            self._by_code.setdefault(service.service_code, []).append(offer)
            if self._works(service):
                ages = self._ages(service)
                for area in {extent_of(area) for area in service.service_area}:
                    of_code = self._areas.setdefault(area, {})
                    services = of_code.get(service.service_code)
                    if services is None:
                        services = of_code[service.service_code] = _Area()
                    services.add(offer, ages)
        self._lengths = sorted({len(area) for area in self._areas})

    def matches(self, family: Family) -> list[Match]:
        """For every need of the family that services can answer, and every code that answers it."""
        attends, gmina = family.institutions, family.teryt
        bands = _bits(family.age_bands) or _ANY_AGE
        holding = self._holding(gmina)
        found: list[Match] = []
        for need in family.needs:
            for code in NEEDS[need].answered_by:
                groups: tuple[Group, ...] = ()
                attended: tuple[Offer, ...] = ()
                for of_area in holding:
                    if (services := of_area.get(code)) is not None:
                        group = services.group(bands)
                        groups += (group,)
                        if own := group.own_clients:
                            attended += tuple([o for o in own if o.service.institution_id in attends])
                found.append(Match(family.id, need, code, groups, attended))
        return found

    def answered_for_all(self, need: str, gmina: str) -> bool:
        """Whether somebody who attends nowhere can use a service for the need, whatever their age."""
        return any(
            of_area[code].group(_ANY_AGE).open_to_all
            for of_area in self._holding(gmina)
            for code in NEEDS[need].answered_by
            if code in of_area
        )

    def screening(
        self,
        need: str,
        gmina: str,
        age_bands: tuple[str, ...] = (),
        attends: frozenset[str] = frozenset(),
    ) -> Screening:
        """What answers a need there, or what keeps every service from it."""
        codes = NEEDS[need].answered_by
        if need not in self._asked:
            offers = [offer for code in codes for offer in self._by_code.get(code, ())]
            closed = [offer.service for offer in offers if offer.service.own_clients_only]
            self._asked[need] = offers, frozenset([service.institution_id for service in closed])
        # Whom the family attends matters only where that institution serves its own clients.
        offers, own = self._asked[need]
        key = (need, gmina, age_bands, attends & own)
        if key not in self._screenings:
            conditions = Conditions(gmina, age_bands, attends, self._max_wait)
            self._screenings[key] = usable(offers, codes, conditions)
        return self._screenings[key]

    def _holding(self, gmina: str) -> list[dict[str, _Area]]:
        """The areas that hold the gmina: those whose code it begins with, its own included."""
        here = gmina_of(gmina)
        codes = (here[:length] for length in self._lengths if length <= len(here))
        return [self._areas[code] for code in codes if code in self._areas]

    def _works(self, service: Service) -> bool:
        wait = service.wait_days
        return (
            service.access != "court"
            and service.status == "active"
            and (wait is None or wait <= self._max_wait)
            and capacity_state(service) != "no-capacity"
        )

    def _ages(self, service: Service) -> int:
        ages = (service.age_min, service.age_max)
        if ages not in self._bits_of_ages:
            taken = _bits(band for band in AGE_BANDS if takes_ages(service, (band,)))
            self._bits_of_ages[ages] = taken | _ANY_AGE
        return self._bits_of_ages[ages]


def _bits(bands: Iterable[str]) -> int:
    found = 0
    for band in bands:
        found |= _BAND_BITS[band]
    return found


def answerable(need: str) -> bool:
    """Whether services answer the need at all; the others have a door of their own, never a basket."""
    return need not in NEEDS_WITHOUT_BASKET
