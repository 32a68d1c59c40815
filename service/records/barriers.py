"""Barriers as people keep them: checked against the map and today, then written."""

from datetime import date

from graph.errors import Conflict
from graph.records.barrier import Barrier, ended, noted, place_of
from graph.records.kinds import BARRIER, RECOMMENDATION
from graph.snapshot import Snapshot
from graph.stores.records import Versioned, drop_record
from service.access.guard import Principal
from service.http.idempotency import UNKEYED, Sent, change_once, create_once, new_id
from service.records.entries import registered, seen_at
from service.runtime import today


def note_barrier(
    principal: Principal,
    snapshot: Snapshot,
    code: str,
    target: str,
    subjects: tuple[str, ...],
    noted_on: date | None = None,
    sent: Sent = UNKEYED,
) -> Versioned[Barrier]:
    """Note a barrier; the same ``Idempotency-Key`` notes it once.

    Raises
    ------
    InvalidRequest
        When a code is not known, an institution not on the map, or the day lies after today.
    KeyReused
        When the key came with another barrier before.
    """
    place = place_of(target, subjects, snapshot.institutions)
    new = noted(new_id(), code, place, noted_on or today(), today())
    return create_once(principal, sent, BARRIER, snapshot.partnership.id, lambda: new)


def end_barrier(
    principal: Principal,
    partnership_id: str,
    id: str,
    on: date | None,
    seen: str | None,
    sent: Sent = UNKEYED,
) -> Versioned[Barrier]:
    """Record that a barrier is gone; the same ``Idempotency-Key`` records it once.

    Raises
    ------
    NotFound, PreconditionRequired, PreconditionFailed
        When it is not in the register; when ``seen``, the version in ``If-Match``, is missing; when it
        changed since.
    Conflict, InvalidRequest
        When it ended before; when the day does not fit.
    """
    kept = registered(principal, partnership_id).find(BARRIER, id)

    def over(barrier: Barrier) -> Barrier:
        return ended(barrier, on or today(), today())

    return change_once(principal, sent, BARRIER, partnership_id, kept, seen, over, state_first=True)


def drop_barrier(principal: Principal, partnership_id: str, id: str, seen: str | None) -> None:
    """Take out a barrier that was noted by mistake.

    Raises
    ------
    NotFound, PreconditionRequired, PreconditionFailed
        As :func:`end_barrier`.
    Conflict
        When a recommendation rests on it: what was advised stays explained.
    """
    found = registered(principal, partnership_id)
    kept = seen_at(found.find(BARRIER, id), seen)
    grounds = (one.entry.ground for one in found[RECOMMENDATION])
    if any(ground.kind == "barrier" and ground.id == id for ground in grounds):
        raise Conflict("barrier", id, "a recommendation rests on it, it can only end")
    drop_record(principal.runtime.store, BARRIER, partnership_id, id, version=kept.version)
