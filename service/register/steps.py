"""The register as people keep it: checked against the map and today, then written."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import TypeVar, cast
from uuid import uuid4

from graph.errors import Conflict, InvalidRequest, NotFound, Problem
from graph.register import (
    MEASURES,
    Addressee,
    Advice,
    Aim,
    Barrier,
    Direction,
    Ground,
    InformationFlow,
    MeasureCode,
    Move,
    Recommendation,
    State,
    ended,
    flow_of,
    given,
    moved,
    noted,
    place_of,
    value_of,
)
from graph.register.measure import subjects_fit
from graph.snapshot import Snapshot
from graph.stores import register
from graph.stores.register import Kept, Register
from service.access.guard import Visitor
from service.access.policy import Action
from service.access.posts import Posted
from service.errors import KeyReused, OutOfDate
from service.house import today
from service.register.looks import GapSeen, gap_of, gaps_told, look_at

_Entry = TypeVar("_Entry", Barrier, Recommendation, InformationFlow)


@dataclass(frozen=True, slots=True)
class NewAdvice:
    """A recommendation as it is sent: codes and ids; exactly one of ``gap`` and ``barrier`` is given.

    ``expected`` may be left open: then as the measure should go as a rule.
    """

    addressee_kind: str
    addressee: str
    advice: str
    measure: str
    subjects: tuple[str, ...] = ()
    gap: str = ""
    barrier: str = ""
    expected: str | None = None
    due_on: date | None = None


def registered(visitor: Visitor, partnership_id: str) -> Register:
    """What is registered for a partnership."""
    return register.read_register(visitor.house.store, partnership_id)


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
    id = _id(visitor, here, "barrier", key)
    place = place_of(target, subjects, snapshot.institutions)
    new = noted(id, code, place, noted_on or today(), today())
    known = _known(registered(visitor, here).barriers, id)
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
    kept = _seen(registered(visitor, partnership_id).barrier(id), seen)
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
    kept = _seen(found.barrier(id), seen)
    grounds = (one.entry.ground for one in found.recommendations)
    if any(ground.kind == "barrier" and ground.id == id for ground in grounds):
        raise Conflict("barrier", id, "a recommendation rests on it, it can only end")
    register.drop_barrier(visitor.house.store, partnership_id, id, kept.version)


def recommend(
    visitor: Visitor, snapshot: Snapshot, new: NewAdvice, key: str | None = None
) -> Kept[Recommendation]:
    """Give a recommendation; the measure that should move is taken now and kept with it.

    Raises
    ------
    InvalidRequest
        With every value that does not fit: an unknown code, an institution that is not on the map, a
        gap that is not told to everybody, a measure that is undefined now.
    KeyReused
        When the key came with another recommendation before.
    """
    here, found = snapshot.partnership.id, registered(visitor, snapshot.partnership.id)
    id = _id(visitor, here, "recommendation", key)
    gaps = gaps_told(visitor.house, snapshot)
    aim = _aim(snapshot, new, gaps)
    ground = _ground(new, gaps, found)
    problems: list[Problem] = []
    if new.addressee_kind not in {"institution", "role"} or (
        new.addressee_kind == "institution" and new.addressee not in snapshot.institutions
    ):
        problems.append(_problem("addressee", "an institution on the map, or a role"))
    problems += [one for one in (aim, ground) if isinstance(one, Problem)]
    if isinstance(aim, Problem) or isinstance(ground, Problem) or problems:
        raise InvalidRequest(problems)
    kind = "institution" if new.addressee_kind == "institution" else "role"
    made = Recommendation(
        id,
        Addressee(kind, new.addressee),
        cast("Advice", new.advice),
        ground,
        aim,
        new.due_on,
        (Move("given", today()),),
    )
    one = given(made, today())
    known = _known(found.recommendations, id)
    if known is not None:
        if _sent(known.entry) != _sent(one):
            raise KeyReused
        return known
    return register.create_recommendation(visitor.house.store, here, one)


def step_recommendation(
    visitor: Visitor,
    partnership_id: str,
    id: str,
    state: State,
    on: date | None = None,
    reason: str | None = None,
    *,
    seen: str | None = None,
    key: str | None = None,
) -> Kept[Recommendation]:
    """Record what became of a recommendation; the same ``Idempotency-Key`` records it once.

    Raises
    ------
    NotAllowed
        When it should be withdrawn by somebody who may not recommend.
    NotFound, OutOfDate
        When it is not in the register; when it moved since ``seen``.
    Conflict, InvalidRequest
        When its state does not allow the step; when a value does not fit.
    KeyReused
        When the key came with another step before.
    """
    if state == "withdrawn":
        visitor.demand(Action.RECOMMEND, partnership_id)
    kept = registered(visitor, partnership_id).recommendation(id)
    taken = f"{partnership_id}\n{id}\n{state}\n{on}\n{reason}".encode()
    posted = Posted(
        visitor.house.access, visitor.grant.name, key and f"recommendation step {key}", taken
    )
    if posted.answer() is not None:
        return kept
    _seen(kept, seen)
    further = moved(kept.entry, state, on or today(), today(), reason)
    written = register.change_recommendation(visitor.house.store, partnership_id, further, kept.version)
    posted.keep(b"taken")
    return written


def describe_flow(
    visitor: Visitor, snapshot: Snapshot, values: Mapping[str, str], key: str | None = None
) -> Kept[InformationFlow]:
    """Describe what information goes from one partner to another.

    Raises
    ------
    InvalidRequest
        With every value that does not fit.
    Conflict
        When this way is described already; with a key only where it is described otherwise.
    """
    here = snapshot.partnership.id
    new = flow_of(values, snapshot.institutions)
    known = _known(registered(visitor, here).flows, new.id)
    if known is not None and key is not None and known.entry == new:
        return known
    return register.create_flow(visitor.house.store, here, new)


def change_flow(
    visitor: Visitor, snapshot: Snapshot, id: str, rhythm: str, base: str, seen: str | None
) -> Kept[InformationFlow]:
    """Change how often and on what base information flows.

    Raises
    ------
    NotFound, OutOfDate
        As :func:`end_barrier`.
    InvalidRequest
        When a value does not fit.
    """
    here = snapshot.partnership.id
    kept = _seen(registered(visitor, here).flow(id), seen)
    one = kept.entry
    values = {
        "source_id": one.source_id,
        "target_id": one.target_id,
        "information": one.information,
        "medium": one.medium,
        "rhythm": rhythm,
        "base": base,
    }
    changed = flow_of(values, snapshot.institutions)
    return register.change_flow(visitor.house.store, here, changed, kept.version)


def drop_flow(visitor: Visitor, partnership_id: str, id: str, seen: str | None) -> None:
    """Take an information flow out of the description, as :func:`drop_barrier`."""
    kept = _seen(registered(visitor, partnership_id).flow(id), seen)
    register.drop_flow(visitor.house.store, partnership_id, id, kept.version)


def _aim(snapshot: Snapshot, new: NewAdvice, gaps: tuple[GapSeen, ...]) -> Aim | Problem:
    measure = cast("MeasureCode", new.measure)
    if measure not in MEASURES:
        return _problem("measure", " | ".join(MEASURES))
    subjects = tuple(sorted(new.subjects))
    if not subjects_fit(snapshot, measure, subjects):
        return _problem("subjects", f"what the measure is taken of: {MEASURES[measure].of}")
    if new.expected not in {None, "up", "down"}:
        return _problem("expected", "up | down")
    value = value_of(look_at(snapshot, gaps), measure, subjects)
    if value is None:
        return _problem("measure", "a measure that is defined now")
    expected = MEASURES[measure].better if new.expected is None else cast("Direction", new.expected)
    return Aim(measure, subjects, expected, value)


def _ground(new: NewAdvice, gaps: tuple[GapSeen, ...], found: Register) -> Ground | Problem:
    if bool(new.gap) == bool(new.barrier):
        return _problem("gap", "either a gap or a barrier")
    if new.barrier:
        try:
            barrier = found.barrier(new.barrier).entry
        except NotFound:
            return _problem("barrier", "a barrier of the register")
        return Ground("barrier", barrier.id, barrier.code, barrier.place.institutions)
    gap = gap_of(gaps, new.gap)
    if gap is None:
        return _problem("gap", "a gap of the partnership that does not rest on single cases")
    return Ground("gap", gap.mark, gap.kind, gap.institutions)


def _known(kept: tuple[Kept[_Entry], ...], id: str) -> Kept[_Entry] | None:
    return next((one for one in kept if one.entry.id == id), None)


def _seen(kept: Kept[_Entry], seen: str | None) -> Kept[_Entry]:
    if seen is not None and seen.strip('" ') != str(kept.version):
        raise OutOfDate
    return kept


def _sent(one: Recommendation) -> tuple[object, ...]:
    """What the sender chose; the baseline and what became of it are not."""
    return one.addressee, one.advice, one.ground, replace(one.aim, baseline=0.0), one.due_on


def _id(visitor: Visitor, partnership_id: str, kind: str, key: str | None) -> str:
    """The id of something new: one that the same sender's key leads to again, or a random one."""
    if key is None:
        return uuid4().hex[:16]
    sender = f"{kind}\n{visitor.grant.name}\n{partnership_id}\n{key}"
    return sha256(sender.encode()).hexdigest()[:16]


def _problem(column: str, expected: str) -> Problem:
    return Problem("recommendation", None, column, None, expected)
