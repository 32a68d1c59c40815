"""Which services answer which family's needs, asked once for a whole partnership.

The rules are those of :func:`graph.routes.usable.usable`, `no_path` aside. Many families ask for the
same few codes at the same ages, and most services reach a whole powiat or more, so services are
screened once for each code, area served and set of ages asked for; what is left for each family is
whether it attends an institution that serves its own clients only.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from graph.model import Family, Offer, Service
from graph.routes.usable import Conditions, Screening, capacity_state, usable
from graph.snapshot import Snapshot
from graph.vocabulary import (
    NEEDS,
    NEEDS_WITHOUT_BASKET,
    Ages,
    ages_asked,
    ages_between,
    extent_of,
    gmina_of,
)

_ANY_AGE: Final = ages_between(None, None)


@dataclass(eq=False, slots=True)
class Group:
    """The usable services of one code in one area served for one set of ages.

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
        self._ages: list[Ages] = []
        self._common = _ANY_AGE
        self._groups: dict[Ages, Group] = {}

    def add(self, offer: Offer, ages: Ages) -> None:
        """Take in a service with the ages it takes."""
        self._offers.append(offer)
        self._ages.append(ages)
        self._common &= ages

    def group(self, asked: Ages) -> Group:
        """Those for any of these ages."""
        if asked & self._common:
            asked = _ANY_AGE  # each service takes one of them
        group = self._groups.get(asked)
        if group is None:
            pairs = zip(self._offers, self._ages, strict=True)
            fitting = [offer for offer, ages in pairs if ages & asked]
            own = [offer for offer in fitting if offer.service.own_clients_only]
            rest = [offer for offer in fitting if not offer.service.own_clients_only]
            providers = frozenset([offer.service.institution_id for offer in rest])
            group = self._groups[asked] = Group(rest, providers, own)
        return group


class Answers:
    """Screenings of one snapshot's offers under one longest wait, remembered while it lives."""

    def __init__(self, snapshot: Snapshot, max_wait: int) -> None:
        self._max_wait = max_wait
        self._by_code: dict[str, list[Offer]] = {}
        self._areas: dict[str, dict[str, _Area]] = {}
        self._asked: dict[str, tuple[list[Offer], frozenset[str]]] = {}
        self._screenings: dict[Hashable, Screening] = {}
        for offer in snapshot.offers:
            service = offer.service
            self._by_code.setdefault(service.service_code, []).append(offer)
            if self._works(service):
                ages = ages_between(service.age_min, service.age_max)
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
        holding = self._holding(gmina)
        found: list[Match] = []
        for need in family.needs:
            asked = ages_asked(need, family.age_bands).ages
            for code in NEEDS[need].answered_by:
                groups: tuple[Group, ...] = ()
                attended: tuple[Offer, ...] = ()
                for of_area in holding:
                    if (services := of_area.get(code)) is not None:
                        group = services.group(asked)
                        groups += (group,)
                        if own := group.own_clients:
                            attended += tuple([o for o in own if o.service.institution_id in attends])
                found.append(Match(family.id, need, code, groups, attended))
        return found

    def answered_for_all(self, need: str, gmina: str) -> bool:
        """Whether somebody whose need it is and who attends nowhere can use a service for it."""
        asked = ages_asked(need).ages
        return any(
            of_area[code].group(asked).open_to_all
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
            self._screenings[key] = usable(offers, need, conditions)
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


def answerable(need: str) -> bool:
    """Whether services answer the need at all; the others have a door of their own, never a basket."""
    return need not in NEEDS_WITHOUT_BASKET
