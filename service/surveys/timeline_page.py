"""The page of the timeline: waves, their figures as small charts and a table, what changed, warnings."""

from collections.abc import Sequence
from typing import Annotated, Final, NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import Response

from graph.waves.timeline import WaveFigures, sentence_of
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.http.options import PartnershipId
from service.pages.files import asset_url
from service.pages.localizer import localizer_of
from service.pages.questions import snapshot_for
from service.pages.registry import Page, register
from service.pages.shell import Frame, show
from service.surveys.timeline import timeline_seen

PAGE = register(
    Page(
        "timeline",
        "/partnerstwa/{partnership_id}/tury",
        Action.READ_NETWORK,
        samples=("/partnerstwa/jarzebin-slaski/tury",),
    )
)
#: The measures that are drawn.
CHARTS: Final = ("ties", "density", "betweenness_centralisation", "fragmentation")
_HEIGHT: Final = 40

router = APIRouter(include_in_schema=False)
Analyst = Annotated[Principal, requires(Action.READ_NETWORK)]


class Bar(NamedTuple):
    """A bar of a chart by its place and height; without data, or with few answers, only outlined."""

    x: int
    height: int
    known: bool


@router.get(PAGE.route)
def timeline(request: Request, principal: Analyst, partnership_id: PartnershipId) -> Response:
    """The waves of a partnership and what changed from each to the next."""
    localizer = localizer_of(request)
    snapshot = snapshot_for(principal, partnership_id)
    visibility = principal.visibility_of(partnership_id)
    found = timeline_seen(principal.runtime, snapshot, visibility)
    names = {id: one.name for id, one in snapshot.institutions.items()}
    newest = found.waves[-1].id if found.waves else ""
    steps = [one for one in found.changes if one.to_wave == newest]
    grouped = {
        change: [" – ".join(names[id] for id in one.pair) for one in steps if one.change == change]
        for change in ("new", "lost", "weaker", "stronger", "same", "not_asked")
    }
    return show(
        Frame(
            *(request, principal, PAGE, localizer.t("menu.timeline")),
            here=snapshot,
            styles=(asset_url("surveys.css"),),
        ),
        "timeline",
        waves=found.waves,
        charts=[(name, _bars(found.waves, name)) for name in CHARTS],
        compared=(steps[0].from_wave, newest) if steps else None,
        grouped=grouped,
        alerts=[sentence_of(one, snapshot, localizer.lang) for one in found.alerts],
        height=_HEIGHT,
    )


def _bars(waves: Sequence[WaveFigures], name: str) -> list[Bar]:
    values = [one.measures[name] for one in waves]
    most = max((value for value in values if value is not None), default=0) or 1
    return [
        Bar(
            24 * place + 4,
            _HEIGHT if value is None else round(_HEIGHT * value / most),
            value is not None and not wave.incomplete,
        )
        for place, (wave, value) in enumerate(zip(waves, values, strict=True))
    ]
