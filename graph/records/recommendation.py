"""A recommendation of the regional advisor (zalecenie ROPS): to whom, on what, and what became of it.

    given -> accepted -> in_progress -> done
    given, accepted, in_progress -> refused | withdrawn

Everything is a value: a step gives a new recommendation, and nothing is stored here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, cast, get_args

from cypher.records import RecordTable
from graph.records.checks import NOT_AFTER_TODAY, Check, between, not_before, refuse
from graph.records.codes import ADVICE, GAP_RULES, ROLES, Advice, Direction, MeasureCode
from graph.records.kind import RecordKind, texts
from graph.records.lifecycle import LifeCycle
from graph.rows import Row, fields_of, key_of, parts_of, row_of
from graph.vocabulary.barriers import BARRIERS

State = Literal["given", "accepted", "in_progress", "done", "refused", "withdrawn"]
#: What became of what a recommendation rests on.
GroundNow = Literal["present", "changed", "gone", "unknown"]

STATES: Final[tuple[State, ...]] = get_args(State)
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
#: What was done, refused or withdrawn stays so.
LIFE: Final = LifeCycle[State](
    "recommendation",
    {
        "given": ("accepted", "refused", "withdrawn"),
        "accepted": ("in_progress", "refused", "withdrawn"),
        "in_progress": ("done", "refused", "withdrawn"),
        "done": (),
        "refused": (),
        "withdrawn": (),
    },
    {"refused": BARRIERS},
)


@dataclass(frozen=True, slots=True)
class GapTrace:
    """A gap on the day it was looked at; what is not known is ``None``.

    Attributes
    ----------
    severity
        How severe it was.
    blocked_by
        What kept a need unanswered; empty for other kinds.
    evidence
        A checksum of its evidence, but for what changes with every day that passes.
    """

    severity: float | None = None
    blocked_by: tuple[str, ...] = ()
    evidence: str | None = None

    def differs(self, now: "GapTrace") -> bool:
        """Whether the gap is another one now, as far as this trace can tell.

        >>> then = GapTrace(0.5, ("age",), "a")
        >>> then.differs(then), then.differs(GapTrace(0.6, ("age",), "a"))
        (False, True)
        >>> old = GapTrace(blocked_by=("age",))
        >>> old.differs(GapTrace(0.5, ("age", "wait"), "b")), old.differs(GapTrace(0.5, ("wait",), "b"))
        (False, True)
        """
        return (
            self.severity not in {None, now.severity}
            or self.evidence not in {None, now.evidence}
            or not set(self.blocked_by) <= set(now.blocked_by)
        )


@dataclass(frozen=True, slots=True)
class Addressee:
    """An institution by its id, or a role by its code."""

    kind: Literal["institution", "role"]
    id: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What a recommendation rests on.

    ``id`` is the mark of a gap (see :func:`graph.gaps.trace.gap_mark`) or the id of a barrier, ``code``
    the kind of the gap or the code of the barrier, ``institutions`` whom it is about; they stay when it
    is gone.
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

    ``rules`` are those by which gaps were counted then, ``None`` for older advice.
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
        return not LIFE.final(self.state) and self.due_on is not None and self.due_on < day


def given(recommendation: Recommendation, today: date) -> Recommendation:
    """The new recommendation, if it can be one.

    Raises
    ------
    InvalidRequest
        With every value that does not fit: an unknown advice or role, a day after today, a due day
        before it was given.
    """
    one = recommendation
    role = one.addressee.kind != "role" or one.addressee.id in ROLES
    due = one.due_on is None or one.due_on >= one.given_on
    refuse(
        "recommendation",
        [
            Check("advice", one.advice in ADVICE, one.advice, (" | ".join(ADVICE), "")),
            Check("addressee", role, None, (" | ".join(ROLES), "")),
            Check("given_on", one.given_on <= today, one.given_on.isoformat(), NOT_AFTER_TODAY),
            Check("due_on", due, one.due_on and one.due_on.isoformat(), not_before(one.given_on)),
        ],
    )
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
    checks = LIFE.step(recommendation.id, recommendation.state, state, reason)
    last = recommendation.moves[-1].on
    checks.append(Check("on", last <= on <= today, on.isoformat(), between(last, today)))
    refuse("recommendation", checks)
    return replace(recommendation, moves=(*recommendation.moves, Move(state, on, reason)))


def _row(one: Recommendation) -> Row:
    then = one.ground.then or GapTrace()
    return {
        "id": one.id,
        "addressee_kind": one.addressee.kind,
        "addressee": one.addressee.id,
        "advice": one.advice,
        "ground_kind": one.ground.kind,
        "ground": one.ground.id,
        "ground_code": one.ground.code,
        "institutions": key_of(*one.ground.institutions),
        "measure": one.aim.measure,
        "subjects": key_of(*one.aim.subjects),
        "expected_direction": one.aim.expected,
        "baseline": repr(one.aim.baseline),
        "ground_severity": None if then.severity is None else repr(then.severity),
        "ground_blocked_by": key_of(*then.blocked_by) if then.blocked_by else None,
        "ground_evidence": then.evidence,
        "rules": one.aim.rules,
        **{name: value for name, value in row_of(one).items() if name in {"due_on", "moves"}},
    }


def _recommendation(row: Row) -> Recommendation:
    severity, evidence = row["ground_severity"], row["ground_evidence"]
    then = GapTrace(
        float(str(severity)) if severity else None,
        _ids(row["ground_blocked_by"]),
        str(evidence) if evidence else None,
    )
    ground = Ground(
        cast("Literal['gap', 'barrier']", row["ground_kind"]),
        str(row["ground"]),
        str(row["ground_code"]),
        _ids(row["institutions"]),
        None if then == GapTrace() else then,
    )
    aim = Aim(
        cast("MeasureCode", row["measure"]),
        _ids(row["subjects"]),
        cast("Direction", row["expected_direction"]),
        float(str(row["baseline"])),
        str(row["rules"]) if row["rules"] else None,
    )
    kind = cast("Literal['institution', 'role']", row["addressee_kind"])
    addressee = Addressee(kind, str(row["addressee"]))
    plain = {name: row[name] for name in ("id", "advice", "due_on", "moves")}
    rest = fields_of(Recommendation, plain)
    return Recommendation(addressee=addressee, ground=ground, aim=aim, **rest)


def _ids(value: object) -> tuple[str, ...]:
    return parts_of(str(value)) if value else ()


_COLUMNS: Final = (
    *("id", "addressee_kind", "addressee", "advice", "ground_kind", "ground", "ground_code"),
    *("institutions", "measure", "subjects", "expected_direction", "baseline", "ground_severity"),
    *("ground_blocked_by", "ground_evidence", "rules", "due_on", "moves"),
)
KIND: Final = RecordKind(
    "recommendation",
    ("rekomendacje", "recommendations"),
    RecordTable(
        *("recommendations", "Recommendation", "ADVISED", texts(*_COLUMNS)),
        changing=("moves",),
        about=("addressee",),
        about_only=("addressee_kind", ("institution",)),
    ),
    id_of=lambda one: (one.id,),
    to_row=_row,
    from_row=_recommendation,
    institutions=lambda one: (one.addressee.id,) if one.addressee.kind == "institution" else (),
)
