"""Which services answer which family's needs, asked once for a whole partnership.

The rules are those of :func:`graph.routes.usable.usable`, `no_path` aside. Many families ask for the
same few codes at the same ages, and most services reach a whole powiat or more, so services are
screened once for each code, area served and set of age bands; what is left for each family is whether
it attends an institution that serves its own clients only.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graph.model import Family, Offer, Service
from graph.routes.usable import Conditions, Screening, capacity_state, takes_ages, usable
from graph.snapshot import Snapshot
from graph.vocabulary import AGE_BANDS, NEEDS, NEEDS_WITHOUT_BASKET

_BAND_BITS: Final = {band: 1 << place for place, band in enumerate(AGE_BANDS)}
#: Any age, said by no band: one bit more, which every service has, whatever its range.
_ANY_AGE: Final = 1 << len(AGE_BANDS)


@dataclass(frozen=True, eq=False)
class Group:
    """The usable services of one code in one area served for one set of age bands.

    ``open_to_all`` serve each family there, ``own_clients`` only those that attend.
    """

    code: str
    open_to_all: tuple[Offer, ...]
    own_clients: tuple[Offer, ...]

    @cached_property
    def providers(self) -> frozenset[str]:
        """Institutions with a service that is open to all."""
        return frozenset(offer.service.institution_id for offer in self.open_to_all)


@dataclass(frozen=True, slots=True)
class Match:
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


class Answers:
    """Screenings of one snapshot's offers under one longest wait, remembered while it lives."""

    def __init__(self, snapshot: Snapshot, max_wait: int) -> None:
        self._max_wait = max_wait
        self._by_code: dict[str, list[Offer]] = {}
        self._by_area: dict[tuple[str, str], list[Offer]] = {}
        for offer in snapshot.offers:
            service = offer.service
            self._by_code.setdefault(service.service_code, []).append(offer)
            if service.access != "court":
                for area in service.service_area:
                    self._by_area.setdefault((service.service_code, area), []).append(offer)
        self._lengths = sorted({len(area) for _, area in self._by_area})
        self._at_work: dict[tuple[str, str], list[tuple[Offer, int]]] = {}
        self._groups: dict[tuple[str, str, int], Group] = {}
        self._of_gmina: dict[tuple[str, str, int], tuple[Group, ...]] = {}
        self._bits_of_ages: dict[tuple[int | None, int | None], int] = {}
        self._screenings: dict[Hashable, Screening] = {}

    def matches(self, family: Family) -> list[Match]:
        """For every need of the family that services can answer, and every code that answers it."""
        attends, gmina = family.institutions, family.teryt
        bands = _bits(family.age_bands) or _ANY_AGE
        found: list[Match] = []
        for need in family.needs:
            for code in NEEDS[need].answered_by:
                groups = self._in_gmina(code, gmina, bands)
                attended = tuple(
                    offer
                    for group in groups
                    for offer in group.own_clients
                    if offer.service.institution_id in attends
                )
                found.append(Match(family.id, need, code, groups, attended))
        return found

    def answered_for_all(self, need: str, gmina: str) -> bool:
        """Whether somebody who attends nowhere can use a service for the need, whatever their age."""
        return any(
            group.open_to_all
            for code in NEEDS[need].answered_by
            for group in self._in_gmina(code, gmina, _ANY_AGE)
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
        areas = self._areas(gmina)
        reaching = [o for code in codes for area in areas for o in self._by_area.get((code, area), ())]
        key: Hashable = (need, gmina)
        if reaching:
            # Whom the family attends matters only where that institution serves its own clients.
            own = {o.service.institution_id for o in reaching if o.service.own_clients_only}
            key = (need, gmina, age_bands, attends & own)
        if key not in self._screenings:
            # A service may reach the gmina by two of its codes.
            once = {id(offer): offer for offer in reaching}.values()
            asked = list(once) or [o for code in codes for o in self._by_code.get(code, ())]
            conditions = Conditions(gmina, age_bands, attends, self._max_wait)
            self._screenings[key] = usable(asked, codes, conditions)
        return self._screenings[key]

    def _in_gmina(self, code: str, gmina: str, bands: int) -> tuple[Group, ...]:
        key = (code, gmina, bands)
        groups = self._of_gmina.get(key)
        if groups is None:
            areas = (area for area in self._areas(gmina) if (code, area) in self._by_area)
            found = [self._group(code, area, bands) for area in areas]
            groups = tuple(group for group in found if group.open_to_all or group.own_clients)
            self._of_gmina[key] = groups
        return groups

    def _areas(self, gmina: str) -> Sequence[str]:
        """The codes of areas that hold the gmina: what it begins with, itself included."""
        return [gmina[:length] for length in self._lengths if length <= len(gmina)]

    def _group(self, code: str, area: str, bands: int) -> Group:
        key = (code, area, bands)
        group = self._groups.get(key)
        if group is None:
            fitting = [offer for offer, taken in self._working(code, area) if taken & bands]
            own = tuple(offer for offer in fitting if offer.service.own_clients_only)
            rest = [offer for offer in fitting if not offer.service.own_clients_only] if own else fitting
            group = self._groups[key] = Group(code, tuple(rest), own)
        return group

    def _working(self, code: str, area: str) -> Sequence[tuple[Offer, int]]:
        """Services that pass every filter that is not about the family, with the ages they take."""
        key = (code, area)
        if key not in self._at_work:
            self._at_work[key] = [
                (offer, self._ages(offer.service))
                for offer in self._by_area.get(key, ())
                if self._works(offer.service)
            ]
        return self._at_work[key]

    def _works(self, service: Service) -> bool:
        wait = service.wait_days
        return (
            service.status == "active"
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
