"""The network of a partnership drawn, with its tables; as a file to take away; as a fixed picture."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Final

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import Response

from graph.snapshot import Layer, Snapshot
from graph.text import Language
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.http.options import PartnershipId
from service.http.responses import answered
from service.network.views import holds, view_scene
from service.pages.localizer import localizer_of
from service.pages.questions import gaps_seen, snapshot_for
from service.pages.registry import Page, register
from service.pages.shell import Frame, links, show
from visualizations.assets import LIBRARY, SCRIPTS, STYLE, asset_url

if TYPE_CHECKING:
    from visualizations.scene import Scene

_PATH: Final = "/partnerstwa/{partnership_id}/siec"
PAGE = register(
    Page(
        "network",
        _PATH,
        Action.READ_NETWORK,
        on_contacts=True,
        samples=(
            "/partnerstwa/jarzebin-slaski/siec",
            "/partnerstwa/jarzebin-slaski/siec#mark=bridge%3AI01~I19",
        ),
    )
)
_LAYERS: Final[tuple[Layer, ...]] = ("institutions", "workers", "cases")

router = APIRouter(include_in_schema=False)
Viewer = Annotated[Principal, requires(Action.READ_NETWORK)]


@router.get(PAGE.route + ".svg")
def picture(request: Request, principal: Viewer, partnership_id: PartnershipId) -> Response:
    """The network of institutions as a fixed picture."""
    from visualizations.svg import scene_svg

    lang = localizer_of(request).lang
    snapshot = snapshot_for(principal, partnership_id)
    visibility = principal.visibility
    answer = principal.runtime.answers.get(
        snapshot,
        ("picture", lang, visibility),
        lambda: scene_svg(view_scene(snapshot, visibility, lang=lang)).encode(),
    )
    return answered(request, answer, "image/svg+xml")


@router.get(PAGE.route + ".html")
def download(request: Request, principal: Viewer, partnership_id: PartnershipId) -> Response:
    """The same view as one file that needs no server."""
    from visualizations.page import view_html

    lang = localizer_of(request).lang
    snapshot = snapshot_for(principal, partnership_id)
    scenes = _scenes(principal, snapshot, lang)
    answer = principal.runtime.answers.get(
        snapshot, ("view file", lang, principal.visibility), lambda: view_html(scenes()).encode()
    )
    response = answered(request, answer, "text/html")
    response.headers["Content-Disposition"] = 'attachment; filename="kooperacje-siec.html"'
    return response


@router.get(PAGE.route)
def network(request: Request, principal: Viewer, partnership_id: PartnershipId) -> Response:
    """The network with filters, the gaps to point out, and tables."""
    from visualizations.page import Links, view_parts

    localizer = localizer_of(request)
    snapshot = snapshot_for(principal, partnership_id)
    url = links(snapshot)
    leads = Links(
        download=f"{url('network')}.html",
        institution=url("institution", institution_id="{id}").replace("%7Bid%7D", "{id}"),
    )
    scenes = _scenes(principal, snapshot, localizer.lang)
    answer = principal.runtime.answers.get(
        snapshot,
        ("view body", localizer.lang, principal.visibility),
        lambda: view_parts(scenes(), links=leads).body.encode(),
    )
    return show(
        Frame(
            *(request, principal, PAGE, localizer.t("menu.network")),
            here=snapshot,
            styles=(asset_url(STYLE),),
            scripts=tuple(asset_url(name) for name in (LIBRARY, *SCRIPTS)),
        ),
        "network",
        view=Markup(answer.body.decode()),  # noqa: S704  # rendered with autoescape
    )


def _scenes(principal: Principal, snapshot: Snapshot, lang: Language) -> "Callable[[], list[Scene]]":
    """What makes the layers that the principal may see; that they are looked at is noted at once."""
    from visualizations.highlights import gap_highlights

    gaps = gaps_seen(principal, snapshot, lang)

    def make() -> "list[Scene]":
        marks = gap_highlights(gaps, snapshot)
        return [
            view_scene(
                *(snapshot, principal.visibility, layer),
                lang=lang,
                # Gaps are about institutions, which the layer of workers does not draw.
                highlights=() if layer == "workers" else marks,
            )
            for layer in _LAYERS
            if holds(principal.visibility, layer)
        ]

    return make
