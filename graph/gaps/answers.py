"""Which services answer which family's needs, asked once for a whole partnership.

The rules are those of :func:`graph.routes.usable.usable`, `no_path` aside. Many families of one gmina
and age ask for the same few codes, so those are screened once for all of them; what is left for each
family is whether it attends an institution that serves its own clients only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graph.model import Family, Offer
from graph.routes.usable import (
    Conditions,
    OfferIndex,
    Screening,
    capacity_state,
    serves,
    takes_ages,
    usable,
)
from graph.snapshot import Snapshot
from graph.vocabulary import AGE_BANDS, NEEDS, NEEDS_WITHOUT_BASKET, age_band_limits


#: An offer with the first and last year of age it takes.
_Ages = tuple[Offer, int, int]
#: Stands for an open end of an age range.
_OLDEST: Final = 1000
_LIMITS: Final = {
    band: (first, _OLDEST if last is None else last)
    for band in AGE_BANDS
    for first, last in (age_band_limits(band),)
}


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


class Answers:
    """Screenings of one snapshot's offers under one longest wait, remembered while it lives."""

    def __init__(self, snapshot: Snapshot, max_wait: int) -> None:
        self._offers = snapshot.offers
        self._max_wait = max_wait
        self._local: dict[tuple[str, str], Sequence[_Ages]] = {}
        self._groups: dict[tuple[str, str, tuple[str, ...]], Group] = {}
        self._screenings: dict[tuple[str, str, tuple[str, ...], frozenset[str]], Screening] = {}

    def matches(self, family: Family) -> list[Match]:
        """For every need of the family that services can answer, and every code that answers it."""
        attends, gmina, bands = family.institutions, family.teryt, family.age_bands
        found: list[Match] = []
        for need in family.needs:
            for code in NEEDS[need].answered_by:
                group = self._groups.get((code, gmina, bands)) or self._group(code, gmina, bands)
                own = group.own_clients
                attended = tuple(o for o in own if o.service.institution_id in attends) if own else ()
                found.append(Match(family.id, need, group, attended))
        return found

    def screening(
        self,
        need: str,
        gmina: str,
        age_bands: tuple[str, ...] = (),
        attends: frozenset[str] = frozenset(),
    ) -> Screening:
        """What answers a need there, or what keeps every service from it."""
        codes = NEEDS[need].answered_by
        # Whom the family attends matters only where that institution serves its own clients.
        key = (need, gmina, age_bands, attends & self._owners)
        if key not in self._screenings:
            conditions = Conditions(gmina, age_bands, attends, self._max_wait)
            self._screenings[key] = usable(self._index, codes, conditions)
        return self._screenings[key]

    @cached_property
    def _owners(self) -> frozenset[str]:
        services = (offer.service for offer in self._offers)
        return frozenset(service.institution_id for service in services if service.own_clients_only)

    @cached_property
    def _index(self) -> OfferIndex:
        return OfferIndex.of(self._offers)

    def _group(self, code: str, gmina: str, age_bands: tuple[str, ...]) -> Group:
        limits = [_LIMITS[band] for band in age_bands]
        local = self._in(code, gmina)
        fitting = [
            offer
            for offer, youngest, oldest in local
            if not limits or any(youngest <= last and oldest >= first for first, last in limits)
        ]
        own = [offer for offer in fitting if offer.service.own_clients_only]
        everybody = [o for o in fitting if not o.service.own_clients_only] if own else fitting
        group = self._groups[code, gmina, age_bands] = Group(code, tuple(everybody), tuple(own))
        return group

    def _in(self, code: str, gmina: str) -> Sequence[_Ages]:
        key = (code, gmina)
        if key not in self._local:
            places = {gmina[:length] for length in range(len(gmina) + 1)}
            self._local[key] = [
                aged
                for aged in self._at_work.get(code, ())
                if not places.isdisjoint(aged[0].service.service_area)
            ]
        return self._local[key]

    @cached_property
    def _at_work(self) -> Mapping[str, Sequence[_Ages]]:
        """By code the services that pass every filter that does not ask about the family."""
        found: dict[str, list[_Ages]] = {}
        for offer in self._offers:
            service = offer.service
            wait = service.wait_days
            if (
                service.status == "active"
                and service.access != "court"
                and (wait is None or wait <= self._max_wait)
                and capacity_state(service) != "no-capacity"
            ):
                youngest = 0 if service.age_min is None else service.age_min
                oldest = _OLDEST if service.age_max is None else service.age_max
                found.setdefault(service.service_code, []).append((offer, youngest, oldest))
        return found


def answerable(need: str) -> bool:
    """Whether services answer the need at all; the others have a door of their own, never a basket."""
    return need not in NEEDS_WITHOUT_BASKET
