"""Entries of the register as they are found before they are written."""

from typing import TypeVar

from graph.register import Barrier, InformationFlow, Recommendation
from graph.stores import register
from graph.stores.register import Kept, Register
from service.access.guard import Principal
from service.http.idempotency import demand_version

_Entry = TypeVar("_Entry", Barrier, Recommendation, InformationFlow)


def registered(principal: Principal, partnership_id: str) -> Register:
    """What is registered for a partnership."""
    return register.read_register(principal.runtime.store, partnership_id)


def known_entry(kept: tuple[Kept[_Entry], ...], id: str) -> Kept[_Entry] | None:
    """The entry of an id, if it is there already."""
    return next((one for one in kept if one.entry.id == id), None)


def seen_at(kept: Kept[_Entry], seen: str | None) -> Kept[_Entry]:
    """The entry, if it is still at the version that was seen.

    Raises
    ------
    PreconditionRequired, PreconditionFailed
        When no version was named; when it changed since.
    """
    demand_version(seen, kept.version)
    return kept
