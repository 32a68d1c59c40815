"""A recommendation of the regional advisor (zalecenie ROPS): to whom, on what, and what became of it.

    given -> accepted -> in_progress -> done
    given, accepted, in_progress -> refused | withdrawn

Everything is a value: a step gives a new recommendation, and nothing is stored here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, get_args

from graph.errors import Conflict, InvalidRequest, Problem
from graph.gaps import Gap
from graph.gaps.trace import GapTrace
from graph.register.codes import ADVICE, ROLES, Advice
from graph.register.measure import GAP_RULES, Direction, MeasureCode
from graph.vocabulary.barriers import BARRIERS

State = Literal["given", "accepted", "in_progress", "done", "refused", "withdrawn"]
#: What became of what a recommendation rests on.
GroundNow = Literal["present", "changed", "gone", "unknown"]

STATES: Final[tuple[State, ...]] = get_args(State)
_NOT_AFTER_TODAY: Final = ("a day not after today", "dzień nie późniejszy niż dzisiejszy")
#: Polish and English words for the states.
STATE_NAMES: Final[Mapping[State, tuple[str, str]]] = MappingProxyType(
    {
        "given": ("przekazane", "given"),
        "accepted": ("przyjęte", "accepted"),
        "in_progress": ("w trakcie", "in progress"),
        "done": ("wykonane", "done"),
        "refused": ("odrzucone", "refused"),
        "withdrawn": ("wycofane", "withdrawn"),
    }
)
#: Which state may follow which; what was done, refused or withdrawn stays so.
NEXT: Final[Mapping[State, tuple[State, ...]]] = MappingProxyType(
    {
        "given": ("accepted", "refused", "withdrawn"),
        "accepted": ("in_progress", "refused", "withdrawn"),
        "in_progress": ("done", "refused", "withdrawn"),
        "done": (),
        "refused": (),
        "withdrawn": (),
    }
)


@dataclass(frozen=True, slots=True)
class Addressee:
    """An institution by its id, or a role by its code."""

    kind: Literal["institution", "role"]
    id: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What a recommendation rests on.

    ``id`` is the mark of a gap (see :func:`gap_mark`) or the id of a barrier, ``code`` the kind of the
    gap or the code of the barrier, ``institutions`` whom it is about; they stay when it is gone.
    ``then`` is what the gap was when the advice was given, as far as that is known.
    """

    kind: Literal["gap", "barrier"]
    id: str
    code: str
    institutions: tuple[str, ...]
    then: GapTrace | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """The measure that should move, where to, and what it was when the advice was given.

    ``rules`` are those by which gaps were counted then (see :data:`GAP_RULES`), ``None`` for older
    advice.
    """

    measure: MeasureCode
    subjects: tuple[str, ...]
    expected: Direction
    baseline: float
    rules: str | None = GAP_RULES


@dataclass(frozen=True, slots=True)
class Move:
    """One state and the day it began; ``reason`` only with ``refused``."""

    state: State
    on: date
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommendation with everything that became of it; ``moves`` is never empty, in order of time."""

    id: str
    addressee: Addressee
    advice: Advice
    ground: Ground
    aim: Aim
    due_on: date | None
    moves: tuple[Move, ...]

    @property
    def state(self) -> State:
        """Where it stands."""
        return self.moves[-1].state

    @property
    def given_on(self) -> date:
        """The day it was given."""
        return self.moves[0].on

    @property
    def reason(self) -> str | None:
        """Code of the barrier for which it was refused."""
        return self.moves[-1].reason

    def is_overdue(self, day: date) -> bool:
        """Whether something is still to be done and its day has passed."""
        return bool(NEXT[self.state]) and self.due_on is not None and self.due_on < day


def gap_mark(gap: Gap) -> str:
    """What a gap is known by in the register: its id, or its institutions where the id names a worker.

    >>> from graph.gaps.severity import Severity
    >>> gap_mark(Gap("single_contact:W1", "single_contact", Severity(0.3), ("I1", "I2"), {}, ("W1",)))
    'single_contact:I1~I2'
    """
    return f"{gap.kind}:{'~'.join(gap.institutions)}" if gap.workers else gap.id


def given(recommendation: Recommendation, today: date) -> Recommendation:
    """The new recommendation, if it can be one.

    Raises
    ------
    InvalidRequest
        With every value that does not fit: an unknown advice or role, a day after today, a due day
        before it was given.
    """
    one, problems = recommendation, list[Problem]()
    if one.advice not in ADVICE:
        problems.append(_problem("advice", one.advice, " | ".join(ADVICE)))
    if one.addressee.kind == "role" and one.addressee.id not in ROLES:
        problems.append(_problem("addressee", None, " | ".join(ROLES)))
    if one.given_on > today:
        problems.append(_problem("given_on", one.given_on.isoformat(), *_NOT_AFTER_TODAY))
    if one.due_on is not None and one.due_on < one.given_on:
        problems.append(
            _problem(
                *("due_on", one.due_on.isoformat(), f"a day not before {one.given_on.isoformat()}"),
                f"dzień nie wcześniejszy niż {one.given_on.isoformat()}",
            )
        )
    if problems:
        raise InvalidRequest(problems)
    return one


def moved(
    recommendation: Recommendation, state: State, on: date, today: date, reason: str | None = None
) -> Recommendation:
    """The recommendation after its next step.

    Parameters
    ----------
    recommendation
        Stays as it is.
    state, on
        The new state and its day, not before the last one and not after ``today``.
    reason
        Code of the barrier, needed for ``refused`` and allowed nowhere else.

    Raises
    ------
    Conflict
        If the present state does not allow the step.
    InvalidRequest
        With every value that does not fit.
    """
    if state not in NEXT[recommendation.state]:
        allowed = ", ".join(NEXT[recommendation.state]) or "nothing"
        why = f"{recommendation.state} allows only: {allowed}"
        raise Conflict("recommendation", recommendation.id, why)
    problems: list[Problem] = []
    last = recommendation.moves[-1].on
    if not last <= on <= today:
        expected = (
            f"a day from {last.isoformat()} to {today.isoformat()}",
            f"dzień od {last.isoformat()} do {today.isoformat()}",
        )
        problems.append(_problem("on", on.isoformat(), *expected))
    if state == "refused" and reason not in BARRIERS:
        problems.append(_problem("reason", reason, " | ".join(BARRIERS)))
    if state != "refused" and reason is not None:
        problems.append(_problem("reason", reason, "nothing, except with refused"))
    if problems:
        raise InvalidRequest(problems)
    return replace(recommendation, moves=(*recommendation.moves, Move(state, on, reason)))


def _problem(column: str, value: str | None, expected: str, expected_pl: str = "") -> Problem:
    return Problem("recommendation", None, column, value, expected, expected_pl)
