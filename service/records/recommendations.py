"""Recommendations as people keep them: what they rest on and should move is checked, then written."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from graph.errors import InvalidRequest, NotFound, Problem
from graph.records.codes import Advice, Direction, MeasureCode
from graph.records.kinds import BARRIER, RECOMMENDATION
from graph.records.measure import MEASURES, subjects_fit, value_of
from graph.records.recommendation import (
    Addressee,
    Aim,
    Ground,
    Move,
    Recommendation,
    State,
    given,
    moved,
)
from graph.snapshot import Snapshot
from graph.stores.records import Entries, Versioned
from service.access.guard import Principal
from service.access.policy import Action
from service.http.idempotency import UNKEYED, Sent, change_once, create_once, new_id
from service.records.entries import registered
from service.records.looks import GapSeen, gap_of, gaps_disclosed, look_at
from service.runtime import today


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


def recommend(
    principal: Principal, snapshot: Snapshot, new: NewAdvice, sent: Sent = UNKEYED
) -> Versioned[Recommendation]:
    """Give a recommendation; the measure that should move is taken now and kept with it.

    Raises
    ------
    InvalidRequest
        With every value that does not fit: an unknown code, an institution that is not on the map, a
        gap that is not told to everybody, a measure that is undefined now.
    KeyReused
        When the key came with another recommendation before.
    """
    here, id = snapshot.partnership.id, new_id()
    return create_once(
        principal, sent, RECOMMENDATION, here, lambda: _made(principal, snapshot, new, id)
    )


def _made(principal: Principal, snapshot: Snapshot, new: NewAdvice, id: str) -> Recommendation:
    """The recommendation as it is given today."""
    found = registered(principal, snapshot.partnership.id)
    gaps = gaps_disclosed(principal.runtime, snapshot)
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
    return given(made, today())


def step_recommendation(
    principal: Principal,
    partnership_id: str,
    id: str,
    state: State,
    on: date | None = None,
    reason: str | None = None,
    *,
    seen: str | None = None,
    sent: Sent = UNKEYED,
) -> Versioned[Recommendation]:
    """Record what became of a recommendation; the same ``Idempotency-Key`` records it once.

    Raises
    ------
    NotAllowed
        When it should be withdrawn by somebody who may not recommend.
    NotFound, PreconditionRequired, PreconditionFailed
        When it is not in the register; when ``seen`` is missing; when it moved since.
    Conflict, InvalidRequest
        When its state does not allow the step; when a value does not fit.
    KeyReused
        When the key came with another step before.
    """
    if state == "withdrawn":
        principal.demand(Action.RECOMMEND, partnership_id)
    kept = registered(principal, partnership_id).find(RECOMMENDATION, id)

    def further(one: Recommendation) -> Recommendation:
        return moved(one, state, on or today(), today(), reason)

    return change_once(principal, sent, RECOMMENDATION, partnership_id, kept, seen, further)


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


def _ground(new: NewAdvice, gaps: tuple[GapSeen, ...], found: Entries) -> Ground | Problem:
    if bool(new.gap) == bool(new.barrier):
        return _problem("gap", "either a gap or a barrier")
    if new.barrier:
        try:
            barrier = found.find(BARRIER, new.barrier).entry
        except NotFound:
            return _problem("barrier", "a barrier of the register")
        return Ground("barrier", barrier.id, barrier.code, barrier.place.institutions)
    gap = gap_of(gaps, new.gap)
    if gap is None:
        return _problem("gap", "a gap of the partnership that does not rest on single cases")
    return Ground("gap", gap.mark, gap.kind, gap.institutions, gap.trace)


def _problem(column: str, expected: str) -> Problem:
    return Problem("recommendation", None, column, None, expected)
