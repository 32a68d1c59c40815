"""One partnership on one day: the immutable thing that every analysis reads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import Final, Literal

from graph.model import (
    Demand,
    Family,
    Institution,
    Offer,
    Package,
    Partnership,
    Service,
    TeamMember,
    Worker,
)
from graph.snapshot.network import Network
from graph.snapshot.resolve import resolved_institution, resolved_service
from graph.snapshot.ties import Pair, Tie, pair_of, ties_of

Layer = Literal["institutions", "workers", "cases"]

#: Cached properties of a snapshot that do not rest on its ties.
_APART_FROM_TIES: Final = ("members", "leader", "shared_families", "families_of", "workers_of")


@dataclass(frozen=True)
class Snapshot:
    """A partnership (PZK) as of a day, with every blank cell filled and every mapping sorted by id.

    ``ties`` holds existing ties, live or not. ``offers`` holds every service of the whole store,
    those of this partnership included: a route may end at an institution of another one.
    ``teams`` maps a family to the seats of its task team (ZZK). ``declared_areas`` holds the area of
    cooperation of the institutions that state one themselves; ``institutions`` has that of the type
    for the others. ``no_data``: no report at all says on ``as_of`` who works with whom, so that there
    is nothing to conclude from the absence of a tie; an imagined tie is no report and changes nothing
    of it. ``without_cases`` marks what may be shown to those who may not see cases, see
    :attr:`public`.
    """

    partnership: Partnership
    as_of: date
    institutions: Mapping[str, Institution]
    workers: Mapping[str, Worker]
    services: tuple[Service, ...]
    families: Mapping[str, Family]
    ties: Mapping[Pair, Tie]
    teams: Mapping[str, tuple[TeamMember, ...]]
    demand: tuple[Demand, ...]
    offers: tuple[Offer, ...]
    declared_areas: Mapping[str, str] = field(default_factory=dict[str, str])
    no_data: bool = False
    without_cases: bool = False

    @cached_property
    def public(self) -> "Snapshot":
        """The same without families and their teams: all that follows from it is told to everybody.

        An answer that is worked out from this holds nothing about a case, so no two of them, before and
        after whatever somebody writes, can be compared to learn about one.
        """
        if self.without_cases:
            return self
        return self.replace(families={}, teams={}, without_cases=True)

    @cached_property
    def members(self) -> tuple[str, ...]:
        """Ids of the members on ``as_of``, the leader and strategic partner included."""
        return tuple(id for id, inst in self.institutions.items() if inst.membership)

    @cached_property
    def leader(self) -> str | None:
        """Id of the leading institution (lider, animator), ``None`` where there is none."""
        return next((id for id, i in self.institutions.items() if i.membership == "leader"), None)

    @cached_property
    def live_ties(self) -> Mapping[Pair, Tie]:
        """The ties with contact in the last 12 months."""
        return {pair: tie for pair, tie in self.ties.items() if tie.live}

    def tie(self, one: str, other: str) -> Tie | None:
        """The tie of two institutions, live or not."""
        return self.ties.get(pair_of(one, other))

    @cached_property
    def shared_families(self) -> Mapping[Pair, tuple[str, ...]]:
        """For each pair of institutions on the map the ids of the families both are involved with."""
        found: dict[Pair, list[str]] = {}
        for family in self.families.values():
            on_map = [id for id in family.institutions if id in self.institutions]
            for pair in combinations(on_map, 2):
                found.setdefault(pair, []).append(family.id)
        return {pair: tuple(found[pair]) for pair in sorted(found)}

    @cached_property
    def families_of(self) -> Mapping[str, tuple[str, ...]]:
        """For each institution the ids of the families it is involved with (may be empty)."""
        found: dict[str, list[str]] = {id: [] for id in self.institutions}
        for family in self.families.values():
            for id in family.institutions:
                if id in found:
                    found[id].append(family.id)
        return {id: tuple(families) for id, families in found.items()}

    @cached_property
    def workers_of(self) -> Mapping[str, tuple[str, ...]]:
        """For each institution the ids of its workers (may be empty)."""
        found: dict[str, list[str]] = {id: [] for id in self.institutions}
        for worker in self.workers.values():
            found[worker.institution_id].append(worker.id)
        return {id: tuple(workers) for id, workers in found.items()}

    @cached_property
    def worker_pairs(self) -> tuple[Pair, ...]:
        """Pairs of workers known to meet.

        Named together in a live report, as both sides' contacts of one live tie, or in one ZZK.
        """
        return worker_pairs_of(self.live_ties.values(), self.teams.values())

    def network(self, layer: Layer = "institutions", *, members_only: bool = False) -> Network:
        """One layer as a simple network; built once for each pair of arguments.

        ``institutions``: live ties, with strength. ``workers``: :attr:`worker_pairs`.
        ``cases``: pairs of institutions with a shared family. ``members_only`` keeps members of
        the partnership (in the worker layer: their workers).
        """
        key = (layer, members_only)
        if key not in self._networks:
            self._networks[key] = self._build(layer, members_only=members_only)
        return self._networks[key]

    @cached_property
    def _networks(self) -> dict[tuple[Layer, bool], Network]:
        return {}

    def _build(self, layer: Layer, *, members_only: bool) -> Network:
        kept = set(self.members) if members_only else set(self.institutions)
        sectors = {id: inst.sector or "" for id, inst in self.institutions.items()}
        if layer == "workers":
            owner = {w.id: w.institution_id for w in self.workers.values()}
            names = {id for id, institution in owner.items() if institution in kept}
            edges: Iterable[Pair] = [p for p in self.worker_pairs if names.issuperset(p)]
            return Network.of(names, edges, {id: sectors[owner[id]] for id in names})
        if layer == "cases":
            return Network.of(kept, [p for p in self.shared_families if kept.issuperset(p)], sectors)
        live = {pair: tie.strength for pair, tie in self.live_ties.items() if kept.issuperset(pair)}
        return Network.of(kept, live, sectors)

    def with_ties(self, ties: Mapping[Pair, Tie]) -> "Snapshot":
        """A copy with other ties; what does not rest on ties is not worked out again."""
        other = replace(self, ties=ties)
        # A cached property keeps its value in the instance's dictionary, under its own name.
        other.__dict__.update({name: getattr(self, name) for name in _APART_FROM_TIES})
        return other

    def replace(self, **changes: object) -> "Snapshot":
        """A copy with some fields changed, for what-if questions."""
        return replace(self, **changes)  # pyright: ignore[reportArgumentType]  # fields of this class


def worker_pairs_of(live_ties: Iterable[Tie], teams: Iterable[Iterable[TeamMember]]) -> tuple[Pair, ...]:
    """Pairs of workers known to meet: see :attr:`Snapshot.worker_pairs`."""
    found: set[Pair] = set()
    for tie in live_ties:
        for report in tie.reports:
            if report.frequency != "none" and report.contact_worker_id and report.partner_worker_id:
                found.add(pair_of(report.contact_worker_id, report.partner_worker_id))
        contacts = [r.contact_worker_id for r in tie.reports if r.contact_worker_id]
        if len(contacts) == 2:
            found.add(pair_of(contacts[0], contacts[1]))
    for seats in teams:
        named = sorted({seat.worker_id for seat in seats if seat.worker_id})
        found.update(combinations(named, 2))
    return tuple(sorted(found))


def snapshot_of(package: Package, as_of: date, offers: Iterable[Offer] = ()) -> Snapshot:
    """The snapshot of a package on a day.

    ``offers`` are services of other partnerships in the store; this package's own are added.
    Someone whose ``left_on`` is on or before ``as_of``, or who declares later, is not a member.
    """
    here = package.partnership.teryt
    institutions = {
        inst.id: _member_on(resolved_institution(inst, here), as_of)
        for inst in sorted(package.institutions, key=lambda inst: inst.id)
    }
    services = tuple(
        resolved_service(service, institutions[service.institution_id])
        for service in sorted(package.services, key=lambda s: (s.institution_id, s.id))
    )
    own = {(service.institution_id, service.id) for service in services}
    others = (o for o in offers if (o.service.institution_id, o.service.id) not in own)
    elsewhere = (
        Offer(resolved_service(o.service, provider), institutions.get(provider.id, provider))
        for o in others
        for provider in [resolved_institution(o.provider, None)]
    )
    local = (Offer(service, institutions[service.institution_id]) for service in services)
    teams: dict[str, list[TeamMember]] = {}
    for seat in package.teams:
        teams.setdefault(seat.family_id, []).append(seat)
    ties = ties_of(package.ties, {wave.id: wave for wave in package.waves}, as_of)
    return Snapshot(
        partnership=package.partnership,
        as_of=as_of,
        institutions=institutions,
        workers={w.id: w for w in sorted(package.workers, key=lambda w: w.id)},
        services=services,
        families={f.id: f for f in sorted(package.families, key=lambda f: f.id)},
        ties=ties,
        teams={
            family: tuple(sorted(teams[family], key=lambda s: (s.institution_id, s.worker_id or "")))
            for family in sorted(teams)
        },
        demand=tuple(sorted(package.demand, key=lambda d: (d.teryt, d.need, d.year or 0))),
        offers=tuple(
            sorted([*local, *elsewhere], key=lambda o: (o.service.id, o.service.institution_id))
        ),
        declared_areas={inst.id: inst.area for inst in package.institutions if inst.area},
        no_data=not ties,
    )


def _member_on(institution: Institution, as_of: date) -> Institution:
    left = institution.left_on is not None and institution.left_on <= as_of
    not_yet = institution.declared_on is not None and institution.declared_on > as_of
    return replace(institution, membership=None) if left or not_yet else institution
