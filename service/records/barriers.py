"""Barriers as people keep them: checked against the map and today, then written."""

from dataclasses import replace
from datetime import date

from graph.errors import Conflict
from graph.register import Barrier, ended, noted, place_of
from graph.snapshot import Snapshot
from graph.stores import register
from graph.stores.register import Kept
from service.access.guard import Principal
from service.access.posts import UNKEYED, Sent
from service.http.errors import KeyReused
from service.http.idempotency import new_id, write_once
from service.records.entries import known_entry, registered, seen_at
from service.runtime import today


def note_barrier(
    principal: Principal,
    snapshot: Snapshot,
    code: str,
    target: str,
    subjects: tuple[str, ...],
    noted_on: date | None = None,
    sent: Sent = UNKEYED,
) -> Kept[Barrier]:
    """Note a barrier; the same ``Idempotency-Key`` notes it once.

    Raises
    ------
    InvalidRequest
        When a code is not known, an institution not on the map, or the day lies after today.
    KeyReused
        When the key came with another barrier before.
    """
    here = snapshot.partnership.id
    id = new_id(principal, "barrier", here, sent.key)
    place = place_of(target, subjects, snapshot.institutions)
    new = noted(id, code, place, noted_on or today(), today())
    known = write_once(
        *(principal, sent),
        at=0,
        ready=lambda: new,
        write=lambda made: register.create_barrier(principal.runtime.store, here, made),
        done=lambda _: known_entry(registered(principal, here).barriers, id),
    )
    if replace(known.entry, ended_on=None, noted_on=new.noted_on) != new:
        raise KeyReused
    return known


def end_barrier(
    principal: Principal,
    partnership_id: str,
    id: str,
    on: date | None,
    seen: str | None,
    sent: Sent = UNKEYED,
) -> Kept[Barrier]:
    """Record that a barrier is gone; the same ``Idempotency-Key`` records it once.

    Raises
    ------
    NotFound, PreconditionRequired, PreconditionFailed
        When it is not in the register; when ``seen``, the version in ``If-Match``, is missing; when it
        changed since.
    Conflict, InvalidRequest
        When it ended before; when the day does not fit.
    """
    store = principal.runtime.store
    kept = registered(principal, partnership_id).barrier(id)

    def ready() -> Barrier:
        over = ended(kept.entry, on or today(), today())
        seen_at(kept, seen)
        return over

    def done(at: str) -> Kept[Barrier] | None:
        now = registered(principal, partnership_id).barrier(id)
        return now if now.entry.ended_on is not None and now.version > int(at) else None

    return write_once(
        *(principal, sent),
        at=kept.version,
        ready=ready,
        write=lambda over: register.change_barrier(store, partnership_id, over, kept.version),
        done=done,
    )


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
    kept = seen_at(found.barrier(id), seen)
    grounds = (one.entry.ground for one in found.recommendations)
    if any(ground.kind == "barrier" and ground.id == id for ground in grounds):
        raise Conflict("barrier", id, "a recommendation rests on it, it can only end")
    register.drop_barrier(principal.runtime.store, partnership_id, id, kept.version)
