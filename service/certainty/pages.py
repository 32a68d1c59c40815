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
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.certainty.stability import About, stability_known, stability_of
from service.http.concurrency import in_turn
from service.http.options import PartnershipId
from service.pages.localizer import PARAMETER, PageLocalizer, localizer_of
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
Analyst = Annotated[Principal, requires(Action.READ_NETWORK)]
Size = Annotated[int, Query(ge=1, le=5, description="Size of the best set")]


@dataclass(frozen=True, slots=True)
class Certainty:
    """The sentences beside a ranking or, while they are not known, the address they come from."""

    lines: tuple[str, ...]
    later: str


def certainty_of(
    principal: Principal, snapshot: Snapshot, localizer: PageLocalizer, part: Part, size: int = 3
) -> Certainty:
    """How sure the rankings of a page are; never waits."""
    known = _known(principal, snapshot, (part,), size)
    later = f"{links(snapshot)(PAGE.name)}/{part}?ile={size}&{PARAMETER}={localizer.lang}"
    return Certainty(_lines(known or (), localizer), "" if known else later)


@router.get(PAGE.route + "/{part}")
async def certainty_part(
    request: Request, principal: Analyst, partnership_id: PartnershipId, part: Part, ile: Size = 3
) -> Response:
    """The sentences about the rankings of one page, to be put into it."""
    _, found = await _tested(principal, partnership_id, (part,), ile)
    lines = _lines(found, localizer_of(request))
    return HTMLResponse(Markup("").join(Markup("<p>{}</p>").format(line) for line in lines))


@router.get(PAGE.route)
async def certainty(
    request: Request, principal: Analyst, partnership_id: PartnershipId, ile: Size = 3
) -> Response:
    """All rankings with what was tested."""
    snapshot, found = await _tested(principal, partnership_id, get_args(Part), ile)
    localizer = localizer_of(request)
    frame = Frame(request, principal, PAGE, localizer.t("menu.certainty"), here=snapshot)
    return await run_in_threadpool(show, frame, "certainty", lines=_lines(found, localizer))


async def _tested(
    principal: Principal, partnership_id: str, parts: Sequence[Part], size: int
) -> tuple[Snapshot, list[Stability]]:
    snapshot = await run_in_threadpool(snapshot_for, principal, partnership_id)
    # What is known already waits for no turn.
    if found := await run_in_threadpool(_known, principal, snapshot, parts, size):
        return snapshot, found
    runtime, visibility = principal.runtime, principal.visibility

    def test() -> list[Stability]:
        return [
            stability_of(runtime, snapshot, visibility, about, size)
            for part in parts
            for about in _ABOUT[part]
        ]

    return snapshot, await in_turn(runtime.test_threads, test)


def _known(
    principal: Principal, snapshot: Snapshot, parts: Sequence[Part], size: int
) -> list[Stability] | None:
    """What was tested before; ``None`` where anything of it was not."""
    found: list[Stability] = []
    abouts: list[About] = [about for part in parts for about in _ABOUT[part]]
    for about in abouts:
        one = stability_known(principal.runtime, snapshot, principal.visibility, about, size)
        if one is None:
            return None
        found.append(one)
    return found


def _lines(found: Iterable[Stability], localizer: PageLocalizer) -> tuple[str, ...]:
    return tuple(stability_sentences(one, localizer.lang) for one in found)
