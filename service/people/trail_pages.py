"""The audit trail as a page, for the administrator: who did what, through what, when and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from graph.text import has
from service.access.audit import LARGEST_NUMBER, Entry
from service.access.guard import Visitor, requires, trail_of
from service.access.owner import TERMINAL
from service.access.policy import EVERYWHERE, Action
from service.pages.localizer import Reader, reader_of
from service.pages.registry import Page, register
from service.pages.shell import Frame, show

PAGE = register(Page("trail", "/dziennik", Action.READ_AUDIT, samples=("/dziennik",)))
_PER_PAGE: Final = 100
#: How somebody came in, as a line begins to tell it; an id may follow.
_WAYS: Final[Mapping[str, str]] = {
    "token": "trail.through.token",
    "session token": "trail.through.session_token",
    "session link": "trail.through.session_link",
    "session": "trail.through.session",
    TERMINAL: "trail.through.terminal",
}

router = APIRouter(include_in_schema=False)
Auditor = Annotated[Visitor, requires(Action.READ_AUDIT)]


@dataclass(frozen=True, slots=True)
class Line:
    """One line in words."""

    at: str
    who: str
    roles: str
    through: str
    action: str
    subject: str
    purpose: str
    outcome: str


@router.get(PAGE.route)
def trail(
    request: Request,
    visitor: Auditor,
    przed: Annotated[
        int | None, Query(ge=1, le=LARGEST_NUMBER, description="Only lines with a smaller number")
    ] = None,
) -> Response:
    """The newest lines, or those before one of them."""
    reader = reader_of(request)
    found = trail_of(visitor, before=przed, limit=_PER_PAGE + 1)
    shown = found[:_PER_PAGE]
    return show(
        Frame(request, visitor, PAGE, reader.t("menu.trail")),
        "trail",
        lines=[line_of(one, reader) for one in shown],
        older=f"?przed={shown[-1].number}" if len(found) > _PER_PAGE else "",
        newest=PAGE.url() if przed else "",
    )


def line_of(entry: Entry, reader: Reader) -> Line:
    """A line of the trail in the reader's words.

    >>> entry = Entry(1, "2026-03-02T09:30:00+00:00", "MOPS", "case_lead", "cases.read", "p", "gaps",
    ...     "allowed", "", "session link 1a2b3c4d")
    >>> line = line_of(entry, Reader("pl"))
    >>> line.roles, line.through, line.action
    ('prowadzący sprawy', 'sesja z linku 1a2b3c4d', 'odczyt danych o rodzinach')
    """
    moment = datetime.fromisoformat(entry.at).astimezone()
    return Line(
        at=f"{reader.day(moment.date())}, {moment:%H:%M:%S}",
        who=_word(f"trail.who.{entry.who}", entry.who, reader),
        roles=", ".join(reader.t(f"role.{role}") for role in entry.roles.split("|") if role),
        through=_way(entry.through, reader),
        action=_word(f"trail.action.{entry.action}", entry.action, reader),
        subject=reader.t("trail.everywhere") if entry.subject == EVERYWHERE else entry.subject,
        purpose=_purpose(entry.purpose, reader),
        outcome=_word(f"trail.outcome.{entry.outcome}", entry.outcome, reader),
    )


def _way(through: str, reader: Reader) -> str:
    for begin, key in _WAYS.items():
        if through == begin or through.startswith(f"{begin} "):
            id = through.removeprefix(begin).strip()
            return f"{reader.t(key)} {id}".strip()
    return through


def _purpose(purpose: str, reader: Reader) -> str:
    """What was called, in words where it is a page or a command that has them, and what for."""
    called, said, why = purpose.partition(": ")
    return f"{_word(f'trail.called.{called}', called, reader)}{said}{why}"


def _word(key: str, code: str, reader: Reader) -> str:
    """A code in words; a newer version may have written codes that this one has no words for."""
    return reader.t(key) if has(key) else code
