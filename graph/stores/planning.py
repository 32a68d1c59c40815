"""The plan of invitations in the store: each step one transaction, checked against its version.

Where a step makes or ends a membership, the partnership's package changes in the same transaction, so
the plan and the map never disagree.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final, cast

from graph.errors import Conflict, NotFound
from graph.model import Package
from graph.recruitment.plan import Invitation, Meeting, MeetingKind, Move, State, recorded
from graph.stores.port import Ask, Row, Store, ask
from graph.stores.tables import key_of
from graph.stores.writing import change_package

#: Steps that change who is a member.
_MEMBERSHIP: Final = frozenset({"declared", "left"})


@dataclass(frozen=True, slots=True)
class KeptInvitation:
    """An invitation with the version it was read at."""

    invitation: Invitation
    version: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Invitations by institution id, meetings by day and kind."""

    invitations: tuple[KeptInvitation, ...] = ()
    meetings: tuple[Meeting, ...] = ()

    def find(self, institution_id: str) -> KeptInvitation:
        """The invitation of an institution.

        Raises
        ------
        NotFound
            When the plan has none.
        """
        for kept in self.invitations:
            if kept.invitation.institution_id == institution_id:
                return kept
        raise NotFound("invitation", institution_id)

    def meeting(self, held_on: date, kind: MeetingKind) -> Meeting | None:
        """The meeting of a day and kind, if there was one."""
        return next((one for one in self.meetings if (one.held_on, one.kind) == (held_on, kind)), None)


def read_plan(store: Store, partnership_id: str) -> Plan:
    """The plan of a partnership, of one moment; empty where nothing is planned."""
    invitations, meetings = store.read(
        ask("planning.find_invitations", id=partnership_id),
        ask("planning.find_meetings", id=partnership_id),
    )
    return Plan(tuple(map(_kept, invitations)), tuple(map(_meeting, meetings)))


def create_invitation(store: Store, partnership_id: str, invitation: Invitation) -> KeptInvitation:
    """Put an institution of the map into the plan.

    Raises
    ------
    Conflict
        When it is in the plan already, or no longer on the map.
    """
    step = ask(
        "planning.create_invitation",
        id=partnership_id,
        key=key_of(partnership_id, invitation.institution_id),
        institution_id=invitation.institution_id,
        **_values(invitation),
    )
    _write(store, step, invitation.institution_id, "it is in the plan already or not on the map")
    return KeptInvitation(invitation, 1)


def move_invitation(
    store: Store, partnership_id: str, invitation: Invitation, version: int
) -> KeptInvitation:
    """Write an invitation that took a step, if it is still at the version it was read at.

    A declaration makes the institution a member from that day, leaving ends it: the package changes
    with it.

    Raises
    ------
    Conflict
        When somebody else moved it in between.
    """
    id = invitation.institution_id
    step = ask(
        "planning.move_invitation",
        key=key_of(partnership_id, id),
        claim=f"{version}",
        expected=version,
        **_values(invitation),
    )
    if invitation.state in _MEMBERSHIP:

        def followed(package: Package) -> Package:
            # Asked again for each try: a writer who got ahead may have moved this very invitation.
            if read_plan(store, partnership_id).find(id).version != version:
                raise Conflict("invitation", id, "somebody else changed it")
            institutions = tuple(
                recorded(one, invitation) if one.id == id else one for one in package.institutions
            )
            return replace(package, institutions=institutions)

        change_package(store, partnership_id, followed, step._replace(must_match=True))
    else:
        _write(store, step, id, "somebody else changed it")
    return KeptInvitation(invitation, version + 1)


def drop_invitation(store: Store, partnership_id: str, institution_id: str, version: int) -> None:
    """Take an invitation out of the plan, if it is still at the version it was read at.

    Raises
    ------
    Conflict
        When somebody else moved it in between.
    """
    step = ask(
        "planning.drop_invitation",
        key=key_of(partnership_id, institution_id),
        claim=f"{version}",
        expected=version,
    )
    _write(store, step, institution_id, "somebody else changed it")


def write_meeting(
    store: Store, partnership_id: str, meeting: Meeting, *, seen: Meeting | None = None
) -> None:
    """Write a meeting, a new one or in the place of the one of its day and kind that was seen.

    Raises
    ------
    Conflict
        When the partnership is gone, or what is there is not what was seen.
    """
    key = _meeting_key(partnership_id, meeting.held_on, meeting.kind)
    day, ids = meeting.held_on.isoformat(), _ids_text(meeting)
    if seen is None:
        step = ask(
            "planning.create_meeting",
            id=partnership_id,
            key=key,
            held_on=day,
            kind=meeting.kind,
            institution_ids=ids,
        )
    else:
        step = ask(
            "planning.change_meeting", key=key, held_on=day, seen=_ids_text(seen), institution_ids=ids
        )
    _write(
        store, step, partnership_id, "somebody else changed it, or the partnership is gone", "meeting"
    )


def drop_meeting(store: Store, partnership_id: str, seen: Meeting) -> None:
    """Delete a meeting, if it is what was seen.

    Raises
    ------
    Conflict
        When somebody else changed or deleted it.
    """
    day = seen.held_on.isoformat()
    key = _meeting_key(partnership_id, seen.held_on, seen.kind)
    step = ask("planning.drop_meeting", key=key, held_on=day, seen=_ids_text(seen))
    _write(store, step, partnership_id, "somebody else changed it", "meeting")


def _write(store: Store, step: Ask, id: str, reason: str, kind: str = "invitation") -> None:
    try:
        store.write(step._replace(must_match=True))
    except Conflict:
        raise Conflict(kind, id, reason) from None


def _values(invitation: Invitation) -> dict[str, str | None]:
    return {
        "responsible_role": invitation.responsible_role,
        "due_on": invitation.due_on.isoformat() if invitation.due_on else None,
        "moves": "|".join(
            "~".join((move.state, move.on.isoformat(), move.reason or "")) for move in invitation.moves
        ),
    }


def _kept(row: Row) -> KeptInvitation:
    due = row["due_on"]
    invitation = Invitation(
        institution_id=str(row["institution_id"]),
        responsible_role=str(row["responsible_role"]),
        due_on=date.fromisoformat(str(due)) if due else None,
        moves=tuple(map(_move, str(row["moves"]).split("|"))),
    )
    return KeptInvitation(invitation, int(row["version"] or 0))


def _move(text: str) -> Move:
    state, on, reason = text.split("~")
    return Move(cast("State", state), date.fromisoformat(on), reason or None)


def _meeting(row: Row) -> Meeting:
    ids = str(row["institution_ids"] or "")
    return Meeting(
        held_on=date.fromisoformat(str(row["held_on"])),
        kind=cast("MeetingKind", row["kind"]),
        institution_ids=tuple(ids.split("|")) if ids else (),
    )


def _ids_text(meeting: Meeting) -> str:
    return "|".join(sorted(meeting.institution_ids))


def _meeting_key(partnership_id: str, held_on: date, kind: MeetingKind) -> str:
    return key_of(partnership_id, held_on.isoformat(), kind)
