"""Meetings of a partnership, and what happened in its life in order of time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal, get_args

from cypher.records import RecordTable
from graph.records.invitation import Invitation, State
from graph.records.kind import RecordKind, columns_of, plain_record, plain_row

MeetingKind = Literal["initiating", "formalising", "working"]
EventKind = Literal["meeting", "invitation", "refusal", "declaration", "joined", "left"]


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


MEETINGS: Final = RecordKind(
    "meeting",
    ("spotkania", "meetings"),
    RecordTable(
        *("meetings", "Meeting", "MET", columns_of(Meeting)),
        changing=("institution_ids",),
    ),
    id_of=lambda one: (one.held_on.isoformat(), one.kind),
    to_row=lambda one: plain_row(replace(one, institution_ids=tuple(sorted(one.institution_ids)))),
    from_row=plain_record(Meeting),
    order=lambda one: (one.held_on.isoformat(), one.kind),
)
