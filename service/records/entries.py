"""Entries of the register as they are found before they are written."""

from typing import TypeVar

from graph.records.barrier import Barrier
from graph.records.flow import InformationFlow
from graph.records.kinds import BARRIER, FLOW, RECOMMENDATION
from graph.records.recommendation import Recommendation
from graph.stores.records import Entries, Versioned, read_records
from service.access.guard import Principal
from service.http.idempotency import demand_version

_Entry = TypeVar("_Entry", Barrier, Recommendation, InformationFlow)


def registered(principal: Principal, partnership_id: str) -> Entries:
    """What is registered for a partnership."""
    return read_records(principal.runtime.store, partnership_id, BARRIER, RECOMMENDATION, FLOW)


def seen_at(kept: Versioned[_Entry], seen: str | None) -> Versioned[_Entry]:
    """The entry, if it is still at the version that was seen.

    Raises
    ------
    PreconditionRequired, PreconditionFailed
        When no version was named; when it changed since.
    """
    demand_version(seen, kept.version)
    return kept
