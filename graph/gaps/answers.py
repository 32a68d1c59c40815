"""Which services answer which family's needs, asked once for a whole partnership.

The rules are those of :func:`graph.routes.usable.usable`, `no_path` aside. Many families of one gmina
and age ask for the same few codes, so those are screened once for all of them; what is left for each
family is whether it attends an institution that serves its own clients only.
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
_ALL_BANDS: Final = (1 << len(AGE_BANDS) + 1) - 1


@dataclass(frozen=True, eq=False)
class Group:
    """The usable services of one code for families of one gmina and one set of age bands.

    ``open_to_all`` serve each of these families, ``own_clients`` only those that attend.
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

    These are the group's open ones and those ``attended``; there may be none.
    """

    family: str
    need: str
    group: Group
    attended: tuple[Offer, ...]

    @property
    def answered(self) -> bool:
        """Whether there is any."""
        return bool(self.group.open_to_all or self.attended)


@dataclass(frozen=True, eq=False)
class _Local:
    """Services of one code that reach one gmina.

    Those ``at_work`` pass every filter that does not ask about the family, each with the bits of the
    age bands it takes. Groups are kept by the bits of the bands asked for.
    """

    code: str
    reaching: Sequence[Offer]
    at_work: Sequence[tuple[Offer, int]]
    groups: dict[int, Group]

    def group(self, bands: int) -> Group:
        """The services for any of these age bands."""
        group = self.groups.get(bands)
        if group is None:
            fitting = [offer for offer, taken in self.at_work if taken & bands]
            own = tuple(offer for offer in fitting if offer.service.own_clients_only)
            rest = [offer for offer in fitting if not offer.service.own_clients_only] if own else fitting
            group = self.groups[bands] = Group(self.code, tuple(rest), own)
        return group


class Answers:
    """Screenings of one snapshot's offers under one longest wait, remembered while it lives."""

    def __init__(self, snapshot: Snapshot, max_wait: int) -> None:
        self._max_wait = max_wait
        self._by_area: dict[tuple[str, str], list[Offer]] = {}
        self._by_code: dict[str, list[Offer]] = {}
        for offer in snapshot.offers:
            service = offer.service
            self._by_code.setdefault(service.service_code, []).append(offer)
            for area in service.service_area:
                self._by_area.setdefault((service.service_code, area), []).append(offer)
        self._local: dict[tuple[str, str], _Local] = {}
        self._bands: dict[tuple[int | None, int | None], int] = {}
        self._screenings: dict[Hashable, Screening] = {}

    def matches(self, family: Family) -> list[Match]:
        """For every need of the family that services can answer, and every code that answers it."""
        attends, gmina = family.institutions, family.teryt
        bands = _bits(family.age_bands) if family.age_bands else _ALL_BANDS
        found: list[Match] = []
        for need in family.needs:
            for code in NEEDS[need].answered_by:
                local = self._local.get((code, gmina)) or self._in(code, gmina)
                group = local.groups.get(bands) or local.group(bands)
                own = group.own_clients
                attended = tuple(o for o in own if o.service.institution_id in attends) if own else ()
                found.append(Match(family.id, need, group, attended))
        return found

    def answered_for_all(self, need: str, gmina: str) -> bool:
        """Whether somebody who attends nowhere can use a service for the need, whatever their age."""
        codes = NEEDS[need].answered_by
        return any(self._in(code, gmina).group(_ALL_BANDS).open_to_all for code in codes)

    def screening(
        self,
        need: str,
        gmina: str,
        age_bands: tuple[str, ...] = (),
        attends: frozenset[str] = frozenset(),
    ) -> Screening:
        """What answers a need there, or what keeps every service from it."""
        codes = NEEDS[need].answered_by
        offers = [offer for code in codes for offer in self._in(code, gmina).reaching]
        key: Hashable = (need, gmina)
        if offers:
            # Whom the family attends matters only where that institution serves its own clients.
            own = {o.service.institution_id for o in offers if o.service.own_clients_only}
            key = (need, gmina, age_bands, attends & own)
        if key not in self._screenings:
            asked = offers or [offer for code in codes for offer in self._by_code.get(code, ())]
            conditions = Conditions(gmina, age_bands, attends, self._max_wait)
            self._screenings[key] = usable(asked, codes, conditions)
        return self._screenings[key]

    def _in(self, code: str, gmina: str) -> _Local:
        key = (code, gmina)
        if key not in self._local:
            places = (gmina[:length] for length in range(len(gmina) + 1))
            found = {
                id(offer): offer for area in places for offer in self._by_area.get((code, area), ())
            }
            reaching = [offer for offer in found.values() if offer.service.access != "court"]
            at_work = [(o, self._taken(o.service)) for o in reaching if self._works(o.service)]
            self._local[key] = _Local(code, reaching, at_work, {})
        return self._local[key]

    def _taken(self, service: Service) -> int:
        """The bits of the age bands that the service takes."""
        ages = (service.age_min, service.age_max)
        if ages not in self._bands:
            taken = _bits(band for band in AGE_BANDS if takes_ages(service, (band,)))
            self._bands[ages] = taken | 1 << len(AGE_BANDS)
        return self._bands[ages]

    def _works(self, service: Service) -> bool:
        wait = service.wait_days
        return (
            service.status == "active"
            and (wait is None or wait <= self._max_wait)
            and capacity_state(service) != "no-capacity"
        )


def _bits(bands: Iterable[str]) -> int:
    found = 0
    for band in bands:
        found |= _BAND_BITS[band]
    return found


def answerable(need: str) -> bool:
    """Whether services answer the need at all; the others have a door of their own, never a basket."""
    return need not in NEEDS_WITHOUT_BASKET
