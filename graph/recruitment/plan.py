"""The plan of invitations: what becomes of each, and the life of the partnership that follows from it.

    planned -> invited -> declared -> left
                       -> refused
    refused, left -> planned        (a new attempt)

Everything is a value: a step gives a new invitation, and nothing is stored here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, get_args

from graph.errors import Conflict, InvalidRequest, Problem
from graph.model import Institution
from graph.vocabulary.barriers import BARRIERS

State = Literal["planned", "invited", "declared", "refused", "left"]
MeetingKind = Literal["initiating", "formalising", "working"]
EventKind = Literal["meeting", "invitation", "refusal", "declaration", "joined", "left"]

# What was expected, in English and in Polish.
_RESPONSIBLE: Final = ("the role of whoever is responsible", "rola osoby odpowiedzialnej")
_NO_REASON: Final = ("nothing, except with refused", "nic; powód podaje się tylko przy odmowie")

STATES: Final[tuple[State, ...]] = get_args(State)
#: Polish and English words for the states.
STATE_NAMES: Final[Mapping[State, tuple[str, str]]] = MappingProxyType(
    {
        "planned": ("zaplanowane", "planned"),
        "invited": ("wysłane zaproszenie", "invited"),
        "declared": ("podpisana deklaracja", "declared"),
        "refused": ("odmowa", "refused"),
        "left": ("wystąpienie z PZK", "left"),
    }
)
#: Which state may follow which.
NEXT: Final[Mapping[State, tuple[State, ...]]] = MappingProxyType(
    {
        "planned": ("invited",),
        "invited": ("declared", "refused"),
        "declared": ("left",),
        "refused": ("planned",),
        "left": ("planned",),
    }
)
#: Why an institution refuses: one of the barriers to cooperation.
REFUSAL_REASONS: Final = BARRIERS


@dataclass(frozen=True, slots=True)
class Move:
    """One state of an invitation and the day it began; ``reason`` only with ``refused``."""

    state: State
    on: date
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation of one institution (zaproszenie do PZK), with everything that became of it.

    ``responsible_role`` names who sees to the next step, by role, never by name; ``due_on`` is the
    day by which the next step should be done. ``moves`` is never empty and in order of time.
    """

    institution_id: str
    responsible_role: str
    due_on: date | None
    moves: tuple[Move, ...]

    @property
    def state(self) -> State:
        """Where the invitation stands."""
        return self.moves[-1].state

    @property
    def reason(self) -> str | None:
        """Code of :data:`REFUSAL_REASONS` while the invitation is refused."""
        return self.moves[-1].reason

    def is_overdue(self, day: date) -> bool:
        """Whether a next step is waited for and its day has passed."""
        waiting = self.state in {"planned", "invited"}
        return waiting and self.due_on is not None and self.due_on < day


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of the partnership and who was there, by institution."""

    held_on: date
    kind: MeetingKind
    institution_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """Something that happened in the life of a partnership, in order of time."""

    on: date
    kind: EventKind
    institution_ids: tuple[str, ...]
    detail: str = ""


def invitation_of(
    institution_id: str, on: date, responsible_role: str, due_on: date | None = None
) -> Invitation:
    """A newly planned invitation.

    Raises
    ------
    InvalidRequest
        If nobody is responsible, or the due day lies before the plan.

    Examples
    --------
    >>> plan = invitation_of("I13", date(2026, 6, 1), "animator", date(2026, 6, 30))
    >>> sent = moved(plan, "invited", date(2026, 6, 10))
    >>> moved(sent, "declared", date(2026, 7, 2)).state, plan.is_overdue(date(2026, 7, 1))
    ('declared', True)
    """
    problems: list[Problem] = []
    role = responsible_role.strip()
    if not role:
        problems.append(_problem("responsible_role", None, *_RESPONSIBLE))
    problems += _due_problems(due_on, on)
    if problems:
        raise InvalidRequest(problems)
    return Invitation(institution_id, role, due_on, (Move("planned", on),))


def moved(
    invitation: Invitation,
    state: State,
    on: date,
    reason: str | None = None,
    due_on: date | None = None,
) -> Invitation:
    """The invitation after its next step.

    Parameters
    ----------
    invitation
        Stays as it is.
    state, on
        The new state and its day, not before the last one.
    reason
        Code of :data:`REFUSAL_REASONS`, needed for ``refused`` and allowed nowhere else.
    due_on
        Day by which the step after this one should be done.

    Raises
    ------
    Conflict
        If the present state does not allow the step.
    InvalidRequest
        With every value that does not fit.
    """
    if state not in NEXT[invitation.state]:
        allowed = ", ".join(NEXT[invitation.state])
        raise Conflict(
            "invitation", invitation.institution_id, f"{invitation.state} allows only: {allowed}"
        )
    problems = _due_problems(due_on, on)
    last = invitation.moves[-1].on
    if on < last:
        problems.append(_problem("on", on.isoformat(), *_not_before(last)))
    if state == "refused" and reason not in REFUSAL_REASONS:
        reasons = ", ".join(REFUSAL_REASONS)
        problems.append(_problem("reason", reason, f"one of {reasons}", f"jeden z: {reasons}"))
    if state != "refused" and reason is not None:
        problems.append(_problem("reason", reason, *_NO_REASON))
    if problems:
        raise InvalidRequest(problems)
    return replace(invitation, due_on=due_on, moves=(*invitation.moves, Move(state, on, reason)))


def life_of(invitations: Iterable[Invitation], meetings: Iterable[Meeting] = ()) -> tuple[Event, ...]:
    """What happened to the partnership, in order of time: meetings, declarations, joining, leaving.

    A signed declaration makes a member on the same day. Plans that were not yet sent are no events.
    """
    events = [Event(m.held_on, "meeting", tuple(sorted(m.institution_ids)), m.kind) for m in meetings]
    for invitation in invitations:
        who = (invitation.institution_id,)
        for move in invitation.moves:
            events += [Event(move.on, kind, who, move.reason or "") for kind in _EVENTS[move.state]]
    order = get_args(EventKind)
    return tuple(sorted(events, key=lambda e: (e.on, order.index(e.kind), e.institution_ids, e.detail)))


_EVENTS: Final[Mapping[State, tuple[EventKind, ...]]] = {
    "planned": (),
    "invited": ("invitation",),
    "declared": ("declaration", "joined"),
    "refused": ("refusal",),
    "left": ("left",),
}


def recorded(institution: Institution, invitation: Invitation) -> Institution:
    """The institution's record as the invitation leaves it: member since, left on.

    Without a declaration the record stays as it is.
    """
    declared = [move.on for move in invitation.moves if move.state == "declared"]
    if not declared:
        return institution
    left = [move.on for move in invitation.moves if move.state == "left" and move.on >= declared[-1]]
    return replace(
        institution,
        membership=institution.membership or "member",
        declared_on=declared[-1],
        left_on=left[-1] if left else None,
    )


def _due_problems(due_on: date | None, on: date) -> list[Problem]:
    if due_on is None or due_on >= on:
        return []
    return [_problem("due_on", due_on.isoformat(), *_not_before(on))]


def _not_before(day: date) -> tuple[str, str]:
    return f"a day not before {day.isoformat()}", f"dzień nie wcześniejszy niż {day.isoformat()}"


def _problem(column: str, value: str | None, expected: str, expected_pl: str) -> Problem:
    return Problem("invitation", None, column, value, expected, expected_pl)
