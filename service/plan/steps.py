"""Steps of the plan as people take them: checked against the map and today, then written."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from graph.errors import Conflict, InvalidRequest, NotFound, Problem
from graph.records.event import Meeting, MeetingKind
from graph.records.invitation import Invitation, State, invitation_of, moved
from graph.records.kinds import INVITATION, MEETING
from graph.snapshot import Snapshot
from graph.stores.records import Versioned, drop_record, read_records
from service.access.guard import Principal
from service.http.errors import PreconditionFailed
from service.http.idempotency import (
    UNKEYED,
    Sent,
    change_once,
    create_once,
    demand_version,
    names,
)
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
) -> Versioned[Invitation]:
    """Put an institution into the plan; the same ``Idempotency-Key`` puts it there once.

    Raises
    ------
    InvalidRequest
        When it is not on the map or is a member already, or the due day has passed.
    Conflict
        When it is in the plan already.
    """
    here = snapshot.partnership.id

    def make() -> Invitation:
        if institution_id not in snapshot.institutions or institution_id in snapshot.members:
            expected = (
                "an institution on the map that is not a member",
                "instytucja z mapy, która nie jest członkiem PZK",
            )
            raise InvalidRequest([Problem("invitation", None, "institution_id", None, *expected)])
        return invitation_of(institution_id, today(), responsible, due_on)

    return create_once(principal, sent, INVITATION, here, make)


def take_step(
    principal: Principal,
    partnership_id: str,
    institution_id: str,
    step: Step,
    seen: str | None,
    sent: Sent = UNKEYED,
) -> Versioned[Invitation]:
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
    kept = read_records(principal.runtime.store, partnership_id, INVITATION).find(
        INVITATION, institution_id
    )

    def further(invitation: Invitation) -> Invitation:
        on = step.on or today()
        if on > today():
            raise InvalidRequest([Problem("invitation", None, "on", None, *_NOT_AFTER_TODAY)])
        return moved(invitation, step.state, on, step.reason, step.due_on)

    return change_once(principal, sent, INVITATION, partnership_id, kept, seen, further)


def drop(principal: Principal, partnership_id: str, institution_id: str, seen: str | None) -> None:
    """Take an institution out of the plan, as long as nothing was sent to it.

    Raises
    ------
    NotFound, PreconditionRequired, PreconditionFailed
        As :func:`take_step`.
    Conflict
        When an invitation was sent: what has happened stays.
    """
    kept = read_records(principal.runtime.store, partnership_id, INVITATION).find(
        INVITATION, institution_id
    )
    demand_version(seen, kept.version)
    if len(kept.entry.moves) > 1:
        raise Conflict("invitation", institution_id, "what has happened stays in the plan")
    drop_record(
        principal.runtime.store, INVITATION, partnership_id, institution_id, version=kept.version
    )


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
    here = snapshot.partnership.id
    once = Meeting(meeting.held_on, meeting.kind, tuple(sorted(set(meeting.institution_ids))))

    def made() -> Meeting:
        _check_meeting(snapshot, once)
        if seen is not None:
            raise PreconditionFailed
        return once

    def changed(_: Meeting) -> Meeting:
        _check_meeting(snapshot, once)
        return once

    before = _held(principal, here, meeting.held_on, meeting.kind)
    if before is None:
        return create_once(principal, sent, MEETING, here, made).entry
    version = seen and (f"{before.version}" if names(seen, meeting_mark(before.entry)) else "another")
    return change_once(
        *(principal, sent, MEETING, here, before, version),
        changed,
        state_first=True,
    ).entry


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
    demand_version(seen, meeting_mark(before.entry))
    id = MEETING.id_of(before.entry)
    drop_record(principal.runtime.store, MEETING, partnership_id, *id, version=before.version)


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


def _held(
    principal: Principal, partnership_id: str, held_on: date, kind: MeetingKind
) -> Versioned[Meeting] | None:
    return read_records(principal.runtime.store, partnership_id, MEETING).known(
        MEETING, held_on.isoformat(), kind
    )
