"""Steps of the plan as people take them: checked against the map and today, then written."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from graph.errors import Conflict, InvalidRequest, Problem
from graph.recruitment.plan import Invitation, Meeting, State, invitation_of, moved
from graph.snapshot import Snapshot
from graph.stores import planning
from graph.stores.planning import KeptInvitation
from service.access.guard import Visitor
from service.house import today
from service.writing import demand_version

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
    visitor: Visitor,
    snapshot: Snapshot,
    institution_id: str,
    responsible: Responsible,
    due_on: date | None,
) -> KeptInvitation:
    """Put an institution into the plan.

    Raises
    ------
    InvalidRequest
        When it is not on the map or is a member already, or the due day has passed.
    Conflict
        When it is in the plan already.
    """
    if institution_id not in snapshot.institutions or institution_id in snapshot.members:
        expected = (
            "an institution on the map that is not a member",
            "instytucja z mapy, która nie jest członkiem PZK",
        )
        raise InvalidRequest([Problem("invitation", None, "institution_id", None, *expected)])
    new = invitation_of(institution_id, today(), responsible, due_on)
    return planning.create_invitation(visitor.house.store, snapshot.partnership.id, new)


def take_step(
    visitor: Visitor, partnership_id: str, institution_id: str, step: Step, seen: str | None
) -> KeptInvitation:
    """Take an invitation one step further; membership follows a declaration and a leaving.

    Parameters
    ----------
    seen
        The version that the sender saw (``If-Match``), if the step depends on it.

    Raises
    ------
    NotFound, OutOfDate
        When it is not in the plan; when it moved since it was seen.
    Conflict, InvalidRequest
        When its state does not allow the step; when a value does not fit.
    """
    store = visitor.house.store
    kept = _seen(visitor, partnership_id, institution_id, seen)
    on = step.on or today()
    if on > today():
        raise InvalidRequest([Problem("invitation", None, "on", None, *_NOT_AFTER_TODAY)])
    further: Invitation = moved(kept.invitation, step.state, on, step.reason, step.due_on)
    return planning.move_invitation(store, partnership_id, further, kept.version)


def drop(visitor: Visitor, partnership_id: str, institution_id: str, seen: str | None) -> None:
    """Take an institution out of the plan, as long as nothing was sent to it.

    Raises
    ------
    NotFound, OutOfDate
        As :func:`take_step`.
    Conflict
        When an invitation was sent: what has happened stays.
    """
    kept = _seen(visitor, partnership_id, institution_id, seen)
    if len(kept.invitation.moves) > 1:
        raise Conflict("invitation", institution_id, "what has happened stays in the plan")
    planning.drop_invitation(visitor.house.store, partnership_id, institution_id, kept.version)


def hold_meeting(visitor: Visitor, snapshot: Snapshot, meeting: Meeting) -> Meeting:
    """Record a meeting; one of the same day and kind is replaced.

    Raises
    ------
    InvalidRequest
        When an institution is not on the map, or the day lies after today.
    """
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
    once = Meeting(meeting.held_on, meeting.kind, tuple(sorted(set(meeting.institution_ids))))
    planning.write_meeting(visitor.house.store, snapshot.partnership.id, once)
    return once


def _seen(
    visitor: Visitor, partnership_id: str, institution_id: str, seen: str | None
) -> KeptInvitation:
    kept = planning.read_plan(visitor.house.store, partnership_id).find(institution_id)
    demand_version(seen, kept.version)
    return kept
