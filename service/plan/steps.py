"""Steps of the plan as people take them: checked against the map and today, then written."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from graph.errors import Conflict, InvalidRequest, NotFound, Problem
from graph.recruitment.plan import Invitation, Meeting, MeetingKind, State, invitation_of, moved
from graph.snapshot import Snapshot
from graph.stores import planning
from graph.stores.planning import KeptInvitation
from service.access.guard import Principal
from service.access.posts import UNKEYED, Sent
from service.http.errors import PreconditionFailed
from service.http.idempotency import demand_version, write_once
from service.plan.documents import meeting_mark
from service.runtime import today

Responsible = Literal["animator", "leader", "moderator", "strategic_partner", "introducer"]
#: Who may see to a step; a closed list, so that no name is ever written down.
RESPONSIBLE: Final[tuple[Responsible, ...]] = get_args(Responsible)
#: What was expected, in English and in Polish.
_NOT_AFTER_TODAY: Final = ("a day not after today", "dzień nie późniejszy niż dziś")


@dataclass(frozen=True, slots=True)
class Step:
    """A step that was taken: the new state, its day (today if not given), and what goes with it."""

    state: State
    on: date | None = None
    reason: str | None = None
    due_on: date | None = None


def plan_invitation(
    principal: Principal,
    snapshot: Snapshot,
    institution_id: str,
    responsible: Responsible,
    due_on: date | None,
    sent: Sent = UNKEYED,
) -> KeptInvitation:
    """Put an institution into the plan; the same ``Idempotency-Key`` puts it there once.

    Raises
    ------
    InvalidRequest
        When it is not on the map or is a member already, or the due day has passed.
    Conflict
        When it is in the plan already.
    """
    store, here = principal.runtime.store, snapshot.partnership.id

    def ready() -> Invitation:
        if institution_id not in snapshot.institutions or institution_id in snapshot.members:
            expected = (
                "an institution on the map that is not a member",
                "instytucja z mapy, która nie jest członkiem PZK",
            )
            raise InvalidRequest([Problem("invitation", None, "institution_id", None, *expected)])
        return invitation_of(institution_id, today(), responsible, due_on)

    def done(at: str) -> KeptInvitation | None:
        kept = _planned(principal, here, institution_id)
        return kept if kept and kept.invitation.responsible_role == responsible else None

    return write_once(
        *(principal, sent),
        at=0,
        ready=ready,
        write=lambda new: planning.create_invitation(store, here, new),
        done=done,
    )


def take_step(
    principal: Principal,
    partnership_id: str,
    institution_id: str,
    step: Step,
    seen: str | None,
    sent: Sent = UNKEYED,
) -> KeptInvitation:
    """Take an invitation one step further; membership follows a declaration and a leaving.

    Parameters
    ----------
    seen
        The version that the sender saw (``If-Match``).
    sent
        The same ``Idempotency-Key`` takes the step once.

    Raises
    ------
    NotFound, PreconditionRequired, PreconditionFailed
        When it is not in the plan; when no version was named; when it moved since it was seen.
    Conflict, InvalidRequest
        When its state does not allow the step; when a value does not fit.
    """
    store = principal.runtime.store
    kept = planning.read_plan(store, partnership_id).find(institution_id)

    def ready() -> Invitation:
        demand_version(seen, kept.version)
        on = step.on or today()
        if on > today():
            raise InvalidRequest([Problem("invitation", None, "on", None, *_NOT_AFTER_TODAY)])
        return moved(kept.invitation, step.state, on, step.reason, step.due_on)

    def done(at: str) -> KeptInvitation | None:
        now = planning.read_plan(store, partnership_id).find(institution_id)
        for move in now.invitation.moves[int(at) : int(at) + 1]:
            if (move.state, move.reason) == (step.state, step.reason) and step.on in {None, move.on}:
                return now
        return None

    return write_once(
        *(principal, sent),
        at=kept.version,
        ready=ready,
        write=lambda further: planning.move_invitation(store, partnership_id, further, kept.version),
        done=done,
    )


def drop(principal: Principal, partnership_id: str, institution_id: str, seen: str | None) -> None:
    """Take an institution out of the plan, as long as nothing was sent to it.

    Raises
    ------
    NotFound, PreconditionRequired, PreconditionFailed
        As :func:`take_step`.
    Conflict
        When an invitation was sent: what has happened stays.
    """
    kept = planning.read_plan(principal.runtime.store, partnership_id).find(institution_id)
    demand_version(seen, kept.version)
    if len(kept.invitation.moves) > 1:
        raise Conflict("invitation", institution_id, "what has happened stays in the plan")
    planning.drop_invitation(principal.runtime.store, partnership_id, institution_id, kept.version)


def hold_meeting(
    principal: Principal,
    snapshot: Snapshot,
    meeting: Meeting,
    seen: str | None = None,
    sent: Sent = UNKEYED,
) -> Meeting:
    """Record a meeting, or who else was there; the same ``Idempotency-Key`` records it once.

    Parameters
    ----------
    seen
        The mark (``If-Match``) of the meeting of this day and kind that is replaced, if there is one.

    Raises
    ------
    InvalidRequest
        When an institution is not on the map, or the day lies after today.
    PreconditionRequired, PreconditionFailed
        When there is such a meeting and its mark was not named; when it is not what was seen.
    """
    store, here = principal.runtime.store, snapshot.partnership.id
    once = Meeting(meeting.held_on, meeting.kind, tuple(sorted(set(meeting.institution_ids))))
    before = _held(principal, here, meeting.held_on, meeting.kind)

    def ready() -> Meeting:
        _check_meeting(snapshot, once)
        if before is not None:
            demand_version(seen, meeting_mark(before))
        elif seen is not None:
            raise PreconditionFailed
        return once

    def write(made: Meeting) -> Meeting:
        planning.write_meeting(store, here, made, seen=before)
        return made

    def done(at: str) -> Meeting | None:
        return once if _held(principal, here, once.held_on, once.kind) == once else None

    at = meeting_mark(before) if before else ""
    return write_once(principal, sent, at=at, ready=ready, write=write, done=done)


def drop_meeting(
    principal: Principal, partnership_id: str, held_on: date, kind: MeetingKind, seen: str | None
) -> None:
    """Delete a meeting.

    Raises
    ------
    NotFound, PreconditionRequired, PreconditionFailed
        When there is none of this day and kind; when its mark (``If-Match``) is missing or another one.
    Conflict
        When somebody else changed it at this very moment.
    """
    before = _held(principal, partnership_id, held_on, kind)
    if before is None:
        raise NotFound("meeting", f"{held_on.isoformat()} {kind}")
    demand_version(seen, meeting_mark(before))
    planning.drop_meeting(principal.runtime.store, partnership_id, before)


def _check_meeting(snapshot: Snapshot, meeting: Meeting) -> None:
    checks = {
        "institution_ids": (
            set(meeting.institution_ids) <= snapshot.institutions.keys(),
            ("institutions on the map", "instytucje z mapy"),
        ),
        "held_on": (meeting.held_on <= today(), _NOT_AFTER_TODAY),
    }
    problems = [
        Problem("meeting", None, name, None, *words) for name, (ok, words) in checks.items() if not ok
    ]
    if problems:
        raise InvalidRequest(problems)


def _held(principal: Principal, partnership_id: str, held_on: date, kind: MeetingKind) -> Meeting | None:
    return planning.read_plan(principal.runtime.store, partnership_id).meeting(held_on, kind)


def _planned(principal: Principal, partnership_id: str, institution_id: str) -> KeptInvitation | None:
    plan = planning.read_plan(principal.runtime.store, partnership_id)
    found = (one for one in plan.invitations if one.invitation.institution_id == institution_id)
    return next(found, None)
