"""What waiting times of the health fund make of the services that partnerships know."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Literal

from graph.model import Institution, Package, Service
from graph.packages.columns import folded
from graph.packages.names import comparable
from graph.registers.waits import Wait
from graph.vocabulary import holds, overlap

#: Why a waiting time is not written. ``outside``: not in the territory of any partnership.
Reason = Literal["outside", "no_provider", "no_service", "several", "older"]
REASONS: Final[tuple[Reason, ...]] = ("no_provider", "no_service", "several", "older", "outside")
_UNIT_DIGITS: Final = 14


@dataclass(frozen=True, slots=True)
class WaitChange:
    """A service whose waiting time the health fund has otherwise."""

    service_id: str
    institution_id: str
    institution: str
    benefit: str
    before: int | None
    after: int
    as_of: date
    row: int


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A waiting time that is not written, and why."""

    row: int
    provider: str
    benefit: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class WaitPlan:
    """What waiting times make of partnerships; ``known`` counts those that the store has already."""

    packages: Mapping[str, Package] = field(default_factory=dict[str, Package])
    changes: tuple[WaitChange, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    known: int = 0


_Key = tuple[str, str]


def plan_waits(
    waits: Sequence[Wait], packages: Mapping[str, Package], accepted: frozenset[_Key] | None = None
) -> WaitPlan:
    """Work out which services get another waiting time.

    A service is found by its provider (a number in a register with the place, else name and place), then
    by the benefit's name, else by its type where the provider has one service of it.

    Parameters
    ----------
    waits
        What the health fund reports.
    packages
        The partnerships that may change, by id.
    accepted
        Institution and service of those that are written; ``None`` all.
    """
    providers = _Providers(packages)
    by_service: dict[_Key, list[Wait]] = defaultdict(list)
    unmatched: list[Unmatched] = []
    for wait in waits:
        found = providers.service_of(wait)
        if isinstance(found, str):
            unmatched.append(Unmatched(wait.row, wait.names[-1], wait.benefit, found))
        else:
            by_service[found.institution_id, found.id].append(wait)
    changes: dict[_Key, WaitChange] = {}
    known = 0
    for key, told in by_service.items():
        service, provider = providers.services[key], providers.institutions[key[0]]
        newest = max(wait.as_of for wait in told)
        last = [wait for wait in told if wait.as_of == newest]
        reason: Reason | None = None
        if len({wait.days for wait in last}) > 1:
            reason = "several"
        elif service.updated_on is not None and service.updated_on > newest:
            reason = "older"
        if reason:
            unmatched += [Unmatched(w.row, provider.name, w.benefit, reason) for w in last]
            continue
        one = last[0]
        if service.wait_days == one.days:
            known += 1
            continue
        changes[key] = WaitChange(
            *(service.id, provider.id, provider.name, one.benefit),
            *(service.wait_days, one.days, one.as_of, one.row),
        )
    written = {k: one for k, one in changes.items() if accepted is None or k in accepted}
    unmatched.sort(key=lambda one: one.row)
    return WaitPlan(dict(_changed(packages, written)), tuple(changes.values()), tuple(unmatched), known)


def _changed(
    packages: Mapping[str, Package], changes: Mapping[_Key, WaitChange]
) -> Iterator[tuple[str, Package]]:
    for id, package in packages.items():
        services = tuple(
            replace(one, wait_days=change.after, updated_on=change.as_of)
            if (change := changes.get((one.institution_id, one.id)))
            else one
            for one in package.services
        )
        if services != package.services:
            yield id, replace(package, services=services)


class _Providers:
    """The institutions of partnerships by numbers and names, with their services."""

    def __init__(self, packages: Mapping[str, Package]) -> None:
        self.institutions: dict[str, Institution] = {}
        self.services: dict[_Key, Service] = {}
        self._areas = [one.partnership.teryt for one in packages.values() if one.partnership.teryt]
        self._homes: dict[str, list[str]] = defaultdict(list)
        self._index: dict[str, list[str]] = defaultdict(list)
        for package in packages.values():
            for one in package.institutions:
                if one.id not in self.institutions:
                    self.institutions[one.id] = one
                    for key in (one.regon, one.rpwdl, comparable(one.name)):
                        if key:
                            self._index[key].append(one.id)
                if package.partnership.teryt:
                    self._homes[one.id].append(package.partnership.teryt)
            for service in package.services:
                self.services[service.institution_id, service.id] = service
        self._offers: dict[str, list[Service]] = defaultdict(list)
        for service in self.services.values():
            self._offers[service.institution_id].append(service)

    def service_of(self, wait: Wait) -> Service | Reason:
        """The service that a waiting time is of, or why none is sure."""
        found = self._providers_of(wait)
        if not found:
            inside = not wait.teryt or any(holds(area, wait.teryt) for area in self._areas)
            return "no_provider" if inside else "outside"
        named = comparable(wait.benefit)
        offered = [one for id in found for one in self._offers[id] if one.status != "closed"]
        fits = [one for one in offered if one.name and comparable(one.name) == named]
        fits = fits or [one for one in offered if wait.code and one.service_code == wait.code]
        if not fits:
            return "no_service"
        return fits[0] if len(fits) == 1 else "several"

    def _providers_of(self, wait: Wait) -> list[str]:
        """Institutions that may be the provider: by a unit's number, by name, by the operator's."""
        here = [
            id
            for key in (*wait.numbers.values(), *map(comparable, wait.names))
            for id in self._index.get(key, ())
            if self._is_there(wait, id)
        ]
        unit = [
            id
            for id in here
            if (regon := self.institutions[id].regon)
            and len(regon) == _UNIT_DIGITS
            and regon == wait.numbers.get("regon")
        ]
        names = set(map(comparable, wait.names))
        named = [id for id in here if comparable(self.institutions[id].name) in names]
        return list(dict.fromkeys(unit or named or here))

    def _is_there(self, wait: Wait, id: str) -> bool:
        one = self.institutions[id]
        if wait.teryt:
            return any(
                overlap(code, wait.teryt) for code in ([one.teryt] if one.teryt else self._homes[id])
            )
        return bool(wait.city and one.city) and folded(wait.city) == folded(str(one.city))
