"""What every route over one snapshot needs, worked out once: offers by code, tie costs, cut vertices."""

import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import networkx as nx

from graph.model import Institution
from graph.routes.usable import OfferIndex
from graph.snapshot import Snapshot, pair_of
from graph.vocabulary import INSTITUTION_TYPES
from graph.vocabulary.codes import Formalisation

Document = Literal["valid", "expired", "none"]


@dataclass(frozen=True, slots=True)
class Step:
    """One handover of a path (przekazanie), seen from the side that hands over.

    ``contact_role`` is the role of the ``start`` side's worker who holds the contact,
    ``partner_role`` that of the worker met at ``end``; ``None`` where nobody is named.
    """

    start: str
    end: str
    strength: float
    formalisation: Formalisation | None
    confirmed: bool
    document: Document
    contact_role: str | None
    partner_role: str | None


class RouteIndex:
    """A snapshot prepared for many route questions; immutable once built.

    ``costs`` maps each institution on the map to its neighbours over live ties and the cost of the
    step, in points.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        # The parts, not the snapshot: the cache of `index_of` must not keep it alive.
        self._ties = snapshot.ties
        self._workers = snapshot.workers
        self._as_of = snapshot.as_of
        self.offers = OfferIndex.of(snapshot.offers)
        self.leader = snapshot.leader
        costs: dict[str, dict[str, float]] = {id: {} for id in snapshot.institutions}
        for (one, other), tie in snapshot.live_ties.items():
            if one in costs and other in costs:
                costs[one][other] = costs[other][one] = tie.cost
        self.costs: Mapping[str, Mapping[str, float]] = costs
        self.may_hand_over = frozenset(
            id
            for id, institution in snapshot.institutions.items()
            if INSTITUTION_TYPES[institution.type_code].may_hand_over
        )
        providers = {offer.provider.id: offer.provider for offer in snapshot.offers}
        self.institutions: Mapping[str, Institution] = {**providers, **snapshot.institutions}
        self._steps: dict[tuple[str, str], Step] = {}

    @cached_property
    def cut_vertices(self) -> frozenset[str]:
        """Institutions whose loss splits the network of live ties."""
        G = nx.Graph((one, other) for one, near in self.costs.items() for other in near)
        return frozenset(nx.articulation_points(G))

    def step(self, start: str, end: str) -> Step:
        """The handover between two institutions with a live tie."""
        key = (start, end)
        if key not in self._steps:
            self._steps[key] = self._build_step(start, end)
        return self._steps[key]

    def _build_step(self, start: str, end: str) -> Step:
        tie = self._ties[pair_of(start, end)]
        given, taken = tie.report_of(start), tie.report_of(end)
        valid_to = tie.document_valid_to
        document: Document = "none"
        if valid_to is not None:
            document = "expired" if valid_to < self._as_of else "valid"
        return Step(
            start,
            end,
            tie.strength,
            tie.formalisation,
            tie.confirmed,
            document,
            self._role(given and given.contact_worker_id, taken and taken.partner_worker_id),
            self._role(taken and taken.contact_worker_id, given and given.partner_worker_id),
        )

    def _role(self, *workers: str | None) -> str | None:
        known = (self._workers.get(worker) for worker in workers if worker)
        return next((worker.role for worker in known if worker), None)


_INDEXES: dict[int, RouteIndex] = {}


def index_of(snapshot: Snapshot) -> RouteIndex:
    """The index of a snapshot, built at the first question and dropped with the snapshot."""
    key = id(snapshot)
    found = _INDEXES.get(key)
    if found is None:
        found = _INDEXES[key] = RouteIndex(snapshot)
        weakref.finalize(snapshot, _INDEXES.pop, key, None)
    return found
