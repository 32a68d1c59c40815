"""A partnership in which cooperation goes well, still open to be changed before it is a package."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from typing import Final

import numpy as np

from graph.model import Demand, Family, Institution, Package, Partnership, Service, TieReport, Wave
from graph.packages.renaming import with_other_ids
from graph.vocabulary import INSTITUTION_TYPES, NEEDS
from graph.vocabulary.codes import Formalisation, Frequency
from seed.generator import generated_package
from seed.patterns import IN_EVERY_GMINA, WAVES
from seed.places import Place

Pair = tuple[str, str]

#: Until when documents of ties last that go on.
FAR: Final = date(2039, 12, 31)
#: Offers whose providers have to know of each other.
_COORDINATED: Final = frozenset({"PPS", "TER", "PRA", "GSW", "UO", "SEN", "INT", "CIS", "AR"})
#: Needs that nobody in any of these partnerships answers, and the services that would.
UNANSWERED: Final = ("N11", "N13", "D1", "Z1", "Z2")
_LACKING: Final = frozenset(code for need in UNANSWERED for code in NEEDS[need].answered_by)
_STAFF_OF_LEADER: Final = 3
_FAMILIES: Final = 6
#: Each institution has ties with this many of those after it in a drawn circle.
_NEAR: Final = 3


@dataclass(slots=True)
class Link:
    """What both sides report of their tie: how strong each finds it, and what else they agree on."""

    strengths: tuple[int, int] = (4, 4)
    frequency: Frequency = "monthly"
    form: Formalisation = "declaration"
    until: date | None = None
    contacts: bool = True


class Draft:
    """A partnership of one gmina: everybody is in touch, every service has places.

    Attributes
    ----------
    ties
        By pair of ids, smaller first.
    spare
        Ids, the leader aside, that no change has touched yet, in a drawn order.
    one_contact
        The institutions of which one worker holds every tie.
    """

    def __init__(self, place: Place, size: int, seed: int) -> None:
        self.place = place
        self.random = np.random.default_rng([seed, int(place.teryt)])
        base = _moved(generated_package(size, int(self.random.integers(2**31))), place)
        self.institutions = {one.id: one for one in map(_member, base.institutions)}
        self.leader = base.institutions[0].id
        self.workers = list(base.workers)
        staff = [worker for worker in self.workers if worker.institution_id == self.leader]
        for number in range(len(staff), _STAFF_OF_LEADER):
            self.workers.append(replace(staff[0], id=f"{staff[0].id}-{number + 1}"))
        self.workers = [
            replace(one, caseload=min(one.caseload, one.caseload_max - 2))
            if one.caseload is not None and one.caseload_max is not None
            else one
            for one in self.workers
        ]
        self.services = [_with_places(one) for one in base.services if one.service_code not in _LACKING]
        self.demand: list[Demand] = []
        self.teams = list(base.teams[:0])
        self.one_contact: set[str] = set()
        self.spare = [id for id in self.shuffled(self.institutions) if id != self.leader]
        self.ties: dict[Pair, Link] = {}
        self._link()
        self.families = self._families()

    def shuffled(self, names: Iterable[str]) -> list[str]:
        """Names in a drawn order."""
        listed = sorted(names)
        return [listed[place] for place in self.random.permutation(len(listed)).tolist()]

    def link(self, one: str, other: str, link: Link | None = None) -> Pair:
        """Give two institutions a tie, or another than they have."""
        pair = (min(one, other), max(one, other))
        self.ties[pair] = link or self.ties.get(pair) or Link()
        return pair

    def cut_off(self, id: str) -> None:
        """Take every tie of an institution away."""
        for pair in [pair for pair in self.ties if id in pair]:
            del self.ties[pair]

    def members(self) -> list[str]:
        """Members beside the leader, by id."""
        return [id for id, one in self.institutions.items() if one.membership and id != self.leader]

    def _link(self) -> None:
        circle = self.shuffled(self.institutions)
        for step in range(1, _NEAR + 1):
            for place, id in enumerate(circle):
                self.link(id, circle[(place + step) % len(circle)])
        offering = {service.institution_id for service in self.services}
        for id in sorted({*self.members(), *offering} - {self.leader}):
            self.link(self.leader, id)
        providers: dict[str, set[str]] = {}
        for service in self.services:
            providers.setdefault(service.service_code, set()).add(service.institution_id)
        for code in sorted(_COORDINATED & providers.keys()):
            for pair in combinations(sorted(providers[code]), 2):
                self.link(*pair)

    def _families(self) -> list[Family]:
        codes = {
            one.service_code for one in self.services if self.institutions[one.institution_id].membership
        }
        answered = [need for need, kind in NEEDS.items() if codes.intersection(kind.answered_by)]
        known = sorted({"N01", "N04", "N09", "N14"}.intersection(answered)) or answered[:2]
        partner = self.members()[0]
        return [
            Family(
                id=f"R{self.place.teryt}{int(self.random.integers(10**6)):06d}{number}",
                teryt=self.place.teryt,
                needs=(known[number % len(known)],),
                lead_institution_id=self.leader,
                involved_institution_ids=(partner,),
                age_bands=("26-59",),
                requested_on=WAVES[0][1] + timedelta(20 * number),
            )
            for number in range(_FAMILIES)
        ]

    def package(self) -> Package:
        """What it has become."""
        one = Partnership(
            id=f"g{self.place.teryt}",
            name=f"Partnerstwo gminy {self.place.gmina}",
            teryt=self.place.teryt,
            variant=("rural", "urban_rural")[int(self.place.teryt[5]) % 2],
            population=400 * len(self.institutions),
            formed_on=date(2025, 9, 1),
            fictional=True,
        )
        return Package(
            one,
            institutions=tuple(self.institutions.values()),
            workers=tuple(self.workers),
            services=tuple(self.services),
            families=tuple(self.families),
            ties=tuple(self._reports()),
            teams=tuple(self.teams),
            demand=tuple(self.demand),
            waves=tuple(Wave(name, opened, opened + timedelta(60)) for name, opened in WAVES),
        )

    def _reports(self) -> Iterator[TieReport]:
        staff: dict[str, list[str]] = {}
        for worker in self.workers:
            staff.setdefault(worker.institution_id, []).append(worker.id)
        turns = dict.fromkeys(staff, 0)
        for pair, link in sorted(self.ties.items()):
            waves = WAVES if self.random.random() < 0.85 else WAVES[1:]
            for reporter, partner, strength in zip(pair, pair[::-1], link.strengths, strict=True):
                turn = 0 if reporter in self.one_contact else turns[reporter]
                turns[reporter] += 1
                for wave, opened in waves:
                    yield TieReport(
                        *(reporter, partner, strength, link.frequency, link.form, link.until),
                        contact_worker_id=staff[reporter][turn % len(staff[reporter])]
                        if link.contacts
                        else None,
                        reported_on=opened + timedelta(turn % 50),
                        wave=wave,
                    )


def _moved(package: Package, place: Place) -> Package:
    """A generated package in another gmina, under ids that no other partnership has."""
    home = package.institutions[0].teryt or ""
    codes = {home: place.teryt, home[:4]: place.teryt[:4]}
    ids = {one.id: f"g{place.teryt}-{one.id}" for one in package.institutions}
    named = with_other_ids(package, ids)
    return replace(
        named,
        institutions=tuple(
            replace(one, teryt=codes.get(one.teryt or ""), name=f"{one.name}, gm. {place.gmina}")
            for one in named.institutions
        ),
        workers=tuple(replace(one, id=f"g{place.teryt}-{one.id}") for one in named.workers),
        services=tuple(replace(one, id=f"g{place.teryt}-{one.id}") for one in named.services),
    )


def _member(one: Institution) -> Institution:
    """What every gmina has belongs to the partnership, and so do its powiat's offices."""
    kind = INSTITUTION_TYPES[one.type_code]
    belongs = one.type_code in IN_EVERY_GMINA or (kind.level == "powiat" and kind.recruit_as == "member")
    if one.membership or not belongs:
        return one
    return replace(one, membership="member", declared_on=date(2025, 9, 15))


def _with_places(service: Service) -> Service:
    places = service.capacity and max(2, service.capacity)
    return replace(
        service,
        capacity=places,
        available=places and max(1, service.available or 0),
        wait_days=None,
        status="active",
    )
