"""The audit trail as a page, for the administrator: who did what, through what, when and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from graph.text import has
from service.access.audit import LARGEST_NUMBER, Entry
from service.access.guard import Principal, requires, trail_of
from service.access.owner import TERMINAL
from service.access.policy import EVERYWHERE, Action
from service.pages.localizer import PageLocalizer, localizer_of
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
Auditor = Annotated[Principal, requires(Action.READ_AUDIT)]


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
    principal: Auditor,
    przed: Annotated[
        int | None, Query(ge=1, le=LARGEST_NUMBER, description="Only lines with a smaller number")
    ] = None,
) -> Response:
    """The newest lines, or those before one of them."""
    localizer = localizer_of(request)
    found = trail_of(principal, before=przed, limit=_PER_PAGE + 1)
    shown = found[:_PER_PAGE]
    return show(
        Frame(request, principal, PAGE, localizer.t("menu.trail")),
        "trail",
        lines=[line_of(one, localizer) for one in shown],
        older=f"?przed={shown[-1].number}" if len(found) > _PER_PAGE else "",
        newest=PAGE.url() if przed else "",
    )


def line_of(entry: Entry, localizer: PageLocalizer) -> Line:
    """A line of the trail in the reader's words.

    >>> entry = Entry(1, "2026-03-02T09:30:00+00:00", "MOPS", "case_lead", "cases.read", "p", "gaps",
    ...     "allowed", "", "session link 1a2b3c4d")
    >>> line = line_of(entry, PageLocalizer("pl"))
    >>> line.roles, line.through, line.action
    ('prowadzący sprawy', 'sesja z linku 1a2b3c4d', 'odczyt danych o rodzinach')
    """
    moment = datetime.fromisoformat(entry.at).astimezone()
    return Line(
        at=f"{localizer.day(moment.date())}, {moment:%H:%M:%S}",
        who=_word(f"trail.who.{entry.who}", entry.who, localizer),
        roles=", ".join(localizer.t(f"role.{role}") for role in entry.roles.split("|") if role),
        through=_way(entry.through, localizer),
        action=_word(f"trail.action.{entry.action}", entry.action, localizer),
        subject=localizer.t("trail.everywhere") if entry.subject == EVERYWHERE else entry.subject,
        purpose=_purpose(entry.purpose, localizer),
        outcome=_word(f"trail.outcome.{entry.outcome}", entry.outcome, localizer),
    )


def _way(through: str, localizer: PageLocalizer) -> str:
    for begin, key in _WAYS.items():
        if through == begin or through.startswith(f"{begin} "):
            id = through.removeprefix(begin).strip()
            return f"{localizer.t(key)} {id}".strip()
    return through


def _purpose(purpose: str, localizer: PageLocalizer) -> str:
    """What was called, in words where it is a page or a command that has them, and what for."""
    called, said, why = purpose.partition(": ")
    return f"{_word(f'trail.called.{called}', called, localizer)}{said}{why}"


def _word(key: str, code: str, localizer: PageLocalizer) -> str:
    """A code in words; a newer version may have written codes that this one has no words for."""
    return localizer.t(key) if has(key) else code
