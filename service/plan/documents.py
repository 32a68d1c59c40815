"""The plan as JSON documents."""

from dataclasses import asdict
from datetime import date
from hashlib import blake2b

from graph.records.event import Meeting, life_of
from graph.records.invitation import LIFE, Invitation
from graph.records.kinds import INVITATION, MEETING
from graph.snapshot import Snapshot
from graph.stores.records import Entries, Versioned
from service.answers.documents import Document


def plan_document(snapshot: Snapshot, plan: Entries) -> Document:
    """Invitations by institution, meetings, and the life of the partnership that follows from them."""
    return {
        "partnership": snapshot.partnership.id,
        "as_of": snapshot.as_of,
        "invitations": [invitation_document(kept, snapshot.as_of) for kept in plan[INVITATION]],
        "meetings": [meeting_document(meeting) for meeting in plan.of(MEETING)],
        "life": [
            asdict(event)
            for event in life_of((kept.entry for kept in plan[INVITATION]), plan.of(MEETING))
        ],
    }


def meeting_document(meeting: Meeting) -> Document:
    """A meeting; its version is a mark of what it says."""
    return asdict(meeting) | {"version": meeting_mark(meeting)}


def meeting_mark(meeting: Meeting) -> str:
    """A mark that tells one state of a meeting from another.

    >>> held = Meeting(date(2026, 3, 2), "working", ("I1",))
    >>> meeting_mark(held) == meeting_mark(Meeting(date(2026, 3, 2), "working", ("I1", "I2")))
    False
    """
    said = (meeting.held_on.isoformat(), meeting.kind, *sorted(meeting.institution_ids))
    return blake2b("\n".join(said).encode(), digest_size=8).hexdigest()


def invitation_document(kept: Versioned[Invitation], day: date) -> Document:
    """One invitation with its history and the states that may follow."""
    one = kept.entry
    return {
        "institution_id": one.institution_id,
        "state": one.state,
        "responsible": one.responsible_role,
        "due_on": one.due_on,
        "overdue": one.is_overdue(day),
        "reason": one.reason,
        "next": list(LIFE.following[one.state]),
        "version": kept.version,
        "history": [asdict(move) for move in one.moves],
    }
