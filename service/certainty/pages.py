"""How sure the rankings are: all of them on one page, and each beside its ranking once it is known.

Testing takes seconds, so a page that shows a ranking never waits for it: it says where the verdict is,
and a browser that runs scripts puts it in its place when it has come.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Literal, get_args

from fastapi import APIRouter, Query, Request
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, Response

from graph.gaps.stability import Stability
from graph.gaps.stability_words import stability_sentences
from graph.snapshot import Snapshot
from service.access.guard import Visitor, requires
from service.access.policy import Action
from service.certainty.stability import About, stability_known, stability_of
from service.http.concurrency import in_turn
from service.http.options import PartnershipId
from service.pages.localizer import PARAMETER, Reader, reader_of
from service.pages.questions import snapshot_for
from service.pages.registry import Page, register
from service.pages.shell import Frame, links, show

PAGE = register(
    Page(
        "certainty",
        "/partnerstwa/{partnership_id}/pewnosc",
        Action.READ_NETWORK,
        in_menu=False,
        samples=("/partnerstwa/jarzebin-slaski/pewnosc",),
    )
)
#: What addresses name: who holds the network together, the gaps, whom to invite.
Part = Literal["spaja", "luki", "zaproszenia"]
_ABOUT: Final[dict[Part, tuple[About, ...]]] = {
    "spaja": ("central_actors",),
    "luki": ("gaps",),
    "zaproszenia": ("candidates", "best_set"),
}

router = APIRouter(include_in_schema=False)
Analyst = Annotated[Visitor, requires(Action.READ_NETWORK)]
Size = Annotated[int, Query(ge=1, le=5, description="Size of the best set")]


@dataclass(frozen=True, slots=True)
class Certainty:
    """The sentences beside a ranking or, while they are not known, the address they come from."""

    lines: tuple[str, ...]
    later: str


def certainty_of(
    visitor: Visitor, snapshot: Snapshot, reader: Reader, part: Part, size: int = 3
) -> Certainty:
    """How sure the rankings of a page are; never waits."""
    known = _known(visitor, snapshot, (part,), size)
    later = f"{links(snapshot)(PAGE.name)}/{part}?ile={size}&{PARAMETER}={reader.lang}"
    return Certainty(_lines(known or (), reader), "" if known else later)


@router.get(PAGE.route + "/{part}")
async def certainty_part(
    request: Request, visitor: Analyst, partnership_id: PartnershipId, part: Part, ile: Size = 3
) -> Response:
    """The sentences about the rankings of one page, to be put into it."""
    _, found = await _tested(visitor, partnership_id, (part,), ile)
    lines = _lines(found, reader_of(request))
    return HTMLResponse(Markup("").join(Markup("<p>{}</p>").format(line) for line in lines))


@router.get(PAGE.route)
async def certainty(
    request: Request, visitor: Analyst, partnership_id: PartnershipId, ile: Size = 3
) -> Response:
    """All rankings with what was tested."""
    snapshot, found = await _tested(visitor, partnership_id, get_args(Part), ile)
    reader = reader_of(request)
    frame = Frame(request, visitor, PAGE, reader.t("menu.certainty"), here=snapshot)
    return await run_in_threadpool(show, frame, "certainty", lines=_lines(found, reader))


async def _tested(
    visitor: Visitor, partnership_id: str, parts: Sequence[Part], size: int
) -> tuple[Snapshot, list[Stability]]:
    snapshot = await run_in_threadpool(snapshot_for, visitor, partnership_id)
    # What is known already waits for no turn.
    if found := await run_in_threadpool(_known, visitor, snapshot, parts, size):
        return snapshot, found
    house, sight = visitor.house, visitor.sight

    def test() -> list[Stability]:
        return [
            stability_of(house, snapshot, sight, about, size) for part in parts for about in _ABOUT[part]
        ]

    return snapshot, await in_turn(house.test_threads, test)


def _known(
    visitor: Visitor, snapshot: Snapshot, parts: Sequence[Part], size: int
) -> list[Stability] | None:
    """What was tested before; ``None`` where anything of it was not."""
    found: list[Stability] = []
    abouts: list[About] = [about for part in parts for about in _ABOUT[part]]
    for about in abouts:
        one = stability_known(visitor.house, snapshot, visitor.sight, about, size)
        if one is None:
            return None
        found.append(one)
    return found


def _lines(found: Iterable[Stability], reader: Reader) -> tuple[str, ...]:
    return tuple(stability_sentences(one, reader.lang) for one in found)
