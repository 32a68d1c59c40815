"""Believable partnerships of any size, for measuring and for trying out; nothing in them is real.

A powiat of several gminas, with its neighbours where these are more than one powiat can number:
institutions of every type, ties mostly within a gmina, a few hubs with very many ties and many
institutions with few, reports of one side or both, services, workers, task teams, families and demand.
The same size and seed give the same package.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, TypeVar, cast

import numpy as np

from graph.model import (
    Demand,
    Family,
    Institution,
    Package,
    Partnership,
    Service,
    TeamMember,
    TieReport,
    Wave,
    Worker,
)
from graph.vocabulary import AGE_BANDS, INSTITUTION_TYPES, SERVICE_TYPES
from seed.patterns import (
    COMMON,
    FORMS,
    FREQUENCY,
    GMINA_SIZE,
    IN_EVERY_GMINA,
    MEAN_DEGREE,
    NEEDS,
    OFFERS,
    POWIAT,
    ROLES,
    SOUGHT_AFTER,
    WAVES,
)

#: A day by which everything generated has been reported: the ``as_of`` to look at it.
GENERATED_BY: Final = date(2026, 6, 1)

T = TypeVar("T")


def generated_package(institutions: int, seed: int = 0) -> Package:
    """A partnership of this many institutions.

    Parameters
    ----------
    institutions
        From 2 to 20,000. From 300 on every type of institution occurs and the mean number of ties of an
        institution is nine; smaller partnerships have up to 17 % of all possible ties.
    seed
        Another seed gives another partnership of the same kind.

    Raises
    ------
    ValueError
        For fewer than 2 institutions.

    Examples
    --------
    >>> package = generated_package(40)
    >>> len(package.institutions), package.institutions[0].membership
    (40, 'leader')
    >>> package == generated_package(40), package == generated_package(40, seed=1)
    (True, False)
    """
    if institutions < 2:
        raise ValueError(f"a partnership has at least two institutions, not {institutions}")
    return _Maker(institutions, seed).package()


class _Maker:
    """Draws one table after the other; every draw comes from one seeded source."""

    def __init__(self, count: int, seed: int) -> None:
        self.random = np.random.default_rng([seed, count])
        self.count = count
        self.gminas = [_gmina(number) for number in range(max(1, count // GMINA_SIZE))]
        self.institutions = self._institutions()
        self.rows_at: dict[str, list[int]] = {}
        for row, one in enumerate(self.institutions):
            self.rows_at.setdefault(one.teryt or "", []).append(row)
        self.workers = [worker for one in self.institutions for worker in self._workers(one)]
        self.staff: dict[str, list[str]] = {one.id: [] for one in self.institutions}
        for worker in self.workers:
            self.staff[worker.institution_id].append(worker.id)
        self.pull = self.random.pareto(1.6, count) + 1.0
        self.pull *= [SOUGHT_AFTER.get(one.type_code, 1.0) for one in self.institutions]

    def package(self) -> Package:
        home = POWIAT if len(self.gminas) > 1 else self.gminas[0]
        families = [self._family(number) for number in range(1, max(1, self.count // 4) + 1)]
        return Package(
            Partnership(
                id=f"generated-{self.count}",
                name=f"Partnerstwo wzorcowe {self.count}",
                teryt=home,
                variant="urban_rural",
                population=1000 * self.count,
                formed_on=date(2025, 9, 1),
                fictional=True,
            ),
            institutions=tuple(self.institutions),
            workers=tuple(self.workers),
            services=tuple(service for one in self.institutions for service in self._services(one)),
            families=tuple(families),
            ties=tuple(report for pair in self._pairs() for report in self._reports(*pair)),
            teams=tuple(seat for family in families for seat in self._team(family)),
            demand=tuple(row for gmina in self.gminas for row in self._demand(gmina)),
            waves=tuple(Wave(name, opened, opened + timedelta(60)) for name, opened in WAVES),
        )

    def _one(self, options: Sequence[T]) -> T:
        return options[int(self.random.integers(len(options)))]

    def _some(self, options: Sequence[T], least: int, most: int) -> list[T]:
        """Between ``least`` and ``most`` different ones, in the order given."""
        wanted = min(int(self.random.integers(least, most + 1)), len(options))
        return [options[i] for i in sorted(self.random.permutation(len(options))[:wanted].tolist())]

    def _chance(self, share: float) -> bool:
        return bool(self.random.random() < share)

    def _kinds(self) -> list[tuple[str, str]]:
        """Type and gmina of each institution: the leader, every gmina's basics, every type, the rest."""
        kinds = [(code, gmina) for gmina in self.gminas for code in IN_EVERY_GMINA]
        kinds += [
            (code, self._one(self.gminas)) for code in INSTITUTION_TYPES if code not in IN_EVERY_GMINA
        ]
        common = [code for code, number in COMMON.items() for _ in range(number)]
        missing = max(0, self.count - len(kinds))
        kinds += [(self._one(common), self._one(self.gminas)) for _ in range(missing)]
        return kinds[: self.count]

    def _institutions(self) -> list[Institution]:
        width = len(str(self.count))
        found: list[Institution] = []
        for number, (code, gmina) in enumerate(self._kinds(), start=1):
            kind = INSTITUTION_TYPES[code]
            member = kind.recruit_as == "member" and self._chance(0.55)
            home = gmina if kind.level in {"gmina", "ngo", "prywatny"} else _powiat_of(gmina)
            found.append(
                Institution(
                    id=f"I{number:0{width}d}",
                    name=f"{kind.name_pl.partition(' (')[0].capitalize()} {number}",
                    type_code=code,
                    teryt=home,
                    membership="leader" if number == 1 else "member" if member else None,
                    declared_on=date(2025, 9, 15) if member or number == 1 else None,
                    phone=_phone(number),
                    updated_on=date(2026, 1, 1) + timedelta(int(self.random.integers(120))),
                )
            )
        return found

    def _workers(self, inst: Institution) -> list[Worker]:
        sector = INSTITUTION_TYPES[inst.type_code].sector
        roles = ROLES.get(sector, ("koordynator", "specjalista"))
        workers: list[Worker] = []
        for number in range(1, int(self.random.integers(1, 4 if sector != "PS" else 7)) + 1):
            limit = int(self.random.integers(10, 41)) if sector in {"PS", "WR"} else None
            load = None if limit is None else int(self.random.integers(limit // 2, limit + 3))
            workers.append(Worker(f"W{inst.id[1:]}-{number}", inst.id, self._one(roles), load, limit))
        return workers

    def _services(self, inst: Institution) -> list[Service]:
        codes = OFFERS.get(inst.type_code, "").split()
        if inst.type_code == "NGO":
            codes = self._some(codes, 1, 3)
        services: list[Service] = []
        for code in codes:
            places = None if self._chance(0.3) else int(self.random.integers(5, 60))
            free = None if places is None else max(0, int(self.random.integers(-places // 3, places)))
            waits = free == 0 or self._chance(0.3)
            services.append(
                Service(
                    id=f"S{inst.id[1:]}-{code}",
                    institution_id=inst.id,
                    service_code=code,
                    name=SERVICE_TYPES[code].name_pl.capitalize(),
                    capacity=places,
                    available=free,
                    wait_days=int(self.random.integers(1, 120)) if waits else None,
                    community_based=code not in {"DPS", "SCH", "PZ"},
                    status="paused" if self._chance(0.03) else "active",
                    updated_on=inst.updated_on,
                )
            )
        return services

    def _family(self, number: int) -> Family:
        gmina = self._one(self.gminas)
        near = sorted(self.rows_at.get(gmina, []) + self.rows_at.get(_powiat_of(gmina), []))
        weights = self.pull[near] / self.pull[near].sum()
        size = min(int(self.random.integers(1, 7)), len(near))
        drawn = self.random.choice(near, size=size, replace=False, p=weights)
        chosen = cast("list[int]", drawn.tolist())
        involved = sorted(self.institutions[row].id for row in chosen)
        pairs = ((involved[0], involved[-1]),) if len(involved) > 2 and self._chance(0.1) else ()
        return Family(
            id=f"R{number:05d}",
            teryt=gmina,
            needs=tuple(self._some(NEEDS, 1, 4)),
            unit="person" if self._chance(0.15) else "family",
            lead_institution_id=involved[0] if self._chance(0.8) else None,
            involved_institution_ids=tuple(involved[1:]),
            age_bands=tuple(self._some(AGE_BANDS, 1, 3)),
            required_pairs=pairs,
            requested_on=GENERATED_BY - timedelta(int(self.random.integers(1, 240))),
        )

    def _team(self, family: Family) -> list[TeamMember]:
        if family.lead_institution_id is None or self._chance(0.4):
            return []
        return [
            TeamMember(
                family.id,
                seat,
                self._one(self.staff[seat]),
                "lead" if seat == family.lead_institution_id else "member",
            )
            for seat in family.institutions
        ]

    def _pairs(self) -> list[tuple[int, int]]:
        """Rows of the institutions of each tie: a hub with a neighbour, mostly of the same gmina."""
        n = self.count
        wanted = max(1, round(n * min(MEAN_DEGREE, 0.17 * (n - 1)) / 2))
        draws = 4 * wanted
        place = {gmina: number for number, gmina in enumerate(self.gminas)}
        homes = np.array([place.get(inst.teryt or "", -1) for inst in self.institutions])
        weights = self.pull / self.pull.sum()
        pairs: set[tuple[int, int]] = set()
        while len(pairs) < wanted:
            ends = self.random.choice(n, size=(2, draws), p=weights)
            near = homes[ends[0]] == homes[ends[1]]
            everywhere = np.minimum(homes[ends[0]], homes[ends[1]]) < 0
            far = self.random.random(draws) < 0.1
            for a, b in ends[:, (near | everywhere | far) & (ends[0] != ends[1])].T.tolist():
                if len(pairs) < wanted:
                    pairs.add((min(a, b), max(a, b)))
        return sorted(pairs)

    def _reports(self, a: int, b: int) -> list[TieReport]:
        one, other = self.institutions[a].id, self.institutions[b].id
        strength = int(self.random.choice(5, p=[0.08, 0.17, 0.35, 0.27, 0.13])) + 1
        form = self._one(FORMS)
        until = None
        if form == "agreement":
            until = GENERATED_BY + timedelta(int(self.random.integers(-120, 900)))
        sides = [(one, other), (other, one)]
        if not self._chance(0.55):
            sides = [self._one(sides)]
        reports: list[TieReport] = []
        for reporter, partner in sides:
            wave, opened = self._one(WAVES)
            felt = int(np.clip(strength + self.random.integers(-1, 2), 1, 5))
            reports.append(
                TieReport(
                    reporter_id=reporter,
                    partner_id=partner,
                    strength=felt,
                    frequency=self._one(FREQUENCY[felt]),
                    formalisation=form,
                    document_valid_to=until,
                    contact_worker_id=self._one(self.staff[reporter]),
                    partner_worker_id=self._one(self.staff[partner]) if self._chance(0.6) else None,
                    reported_on=opened + timedelta(int(self.random.integers(60))),
                    wave=wave,
                )
            )
        return reports

    def _demand(self, gmina: str) -> list[Demand]:
        return [
            Demand(gmina, need, int(self.random.integers(5, 400)), 2025, "OZPS 2025")
            for need in self._some(NEEDS, 6, 10)
        ]


def _gmina(number: int) -> str:
    """The TERC code of a gmina, numbered from 0: two digits for it within its powiat.

    >>> _gmina(0), _gmina(98), _gmina(99)
    ('2498012', '2498992', '2497012')
    """
    powiat, place = divmod(number, 99)
    return f"{int(POWIAT) - powiat}{place + 1:02d}2"


def _powiat_of(gmina: str) -> str:
    return gmina[:4]


def _phone(number: int) -> str:
    """A telephone number of nine digits for each institution.

    >>> _phone(38), _phone(12_345)
    ('32 555 00 38', '32 556 23 45')
    """
    exchange, line = divmod(number, 10_000)
    return f"32 {555 + exchange} {line // 100:02d} {line % 100:02d}"
