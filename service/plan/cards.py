"""One invitation of the plan, put into the words and links that its page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from graph.records.invitation import LIFE, Invitation, State
from graph.snapshot import Snapshot
from graph.stores.records import Versioned
from service.pages.localizer import PageLocalizer
from service.pages.shell import Link, links
from service.plan.workbook import PlanWords


@dataclass(frozen=True, slots=True)
class Card:
    """One invitation as the page lists it; ``anchor`` is its place on the page."""

    anchor: str
    place: Link
    state: str
    since: str
    due: str
    overdue: bool
    responsible: str
    reason: str
    history: Sequence[str]
    next: Sequence[State]
    version: int
    first_day: str
    droppable: bool
    address: str


def card_of(
    kept: Versioned[Invitation],
    snapshot: Snapshot,
    words: PlanWords,
    localizer: PageLocalizer,
    base: str,
) -> Card:
    """An invitation in words; ``base`` is the address of the plan."""
    one = kept.entry
    id = one.institution_id
    said = (
        ": ".join(part for part in (words.state(move.state), words.reason(move.reason)) if part)
        for move in one.moves
    )
    place = Link(words.name(id), links(snapshot)("institution", institution_id=id))
    return Card(
        anchor=anchor_of(id),
        place=place,
        state=words.state(one.state),
        since=localizer.day(one.moves[-1].on),
        due=localizer.day(one.due_on) if one.due_on else localizer.t("plan.due.none"),
        overdue=one.is_overdue(snapshot.as_of),
        responsible=localizer.t(f"plan.role.{one.responsible_role}"),
        reason=words.reason(one.reason),
        history=[
            f"{localizer.day(move.on)} – {text}" for move, text in zip(one.moves, said, strict=True)
        ],
        next=LIFE.following[one.state],
        version=kept.version,
        first_day=one.moves[-1].on.isoformat(),
        droppable=len(one.moves) == 1,
        address=f"{base}/zaproszenia/{quote(id, safe='')}",
    )


def anchor_of(institution_id: str) -> str:
    """The place of an institution's card on the page."""
    return f"i-{quote(institution_id, safe='')}"
