"""Barriers as people keep them: checked against the map and today, then written."""

from dataclasses import replace
from datetime import date

from graph.errors import Conflict
from graph.register import Barrier, ended, noted, place_of
from graph.snapshot import Snapshot
from graph.stores import register
from graph.stores.register import Kept
from service.access.guard import Visitor
from service.errors import KeyReused
from service.house import today
from service.register.entries import known_entry, registered, seen_at
from service.writing import new_id


def note_barrier(
    visitor: Visitor,
    snapshot: Snapshot,
    code: str,
    target: str,
    subjects: tuple[str, ...],
    noted_on: date | None = None,
    key: str | None = None,
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
    id = new_id(visitor, "barrier", here, key)
    place = place_of(target, subjects, snapshot.institutions)
    new = noted(id, code, place, noted_on or today(), today())
    known = known_entry(registered(visitor, here).barriers, id)
    if known is not None:
        if replace(known.entry, ended_on=None, noted_on=new.noted_on) != new:
            raise KeyReused
        return known
    return register.create_barrier(visitor.house.store, here, new)


def end_barrier(
    visitor: Visitor, partnership_id: str, id: str, on: date | None, seen: str | None
) -> Kept[Barrier]:
    """Record that a barrier is gone.

    Raises
    ------
    NotFound, OutOfDate
        When it is not in the register; when it changed since ``seen``, the version in ``If-Match``.
    Conflict, InvalidRequest
        When it ended before; when the day does not fit.
    """
    kept = seen_at(registered(visitor, partnership_id).barrier(id), seen)
    over = ended(kept.entry, on or today(), today())
    return register.change_barrier(visitor.house.store, partnership_id, over, kept.version)


def drop_barrier(visitor: Visitor, partnership_id: str, id: str, seen: str | None) -> None:
    """Take out a barrier that was noted by mistake.

    Raises
    ------
    NotFound, OutOfDate
        As :func:`end_barrier`.
    Conflict
        When a recommendation rests on it: what was advised stays explained.
    """
    found = registered(visitor, partnership_id)
    kept = seen_at(found.barrier(id), seen)
    grounds = (one.entry.ground for one in found.recommendations)
    if any(ground.kind == "barrier" and ground.id == id for ground in grounds):
        raise Conflict("barrier", id, "a recommendation rests on it, it can only end")
    register.drop_barrier(visitor.house.store, partnership_id, id, kept.version)
