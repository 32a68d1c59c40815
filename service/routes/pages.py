"""Support routes: needs in, baskets of services side by side out, with the way to each provider.

The question is posted, not put into the address: codes of some needs (illness, addiction, disability)
say something sensitive about whoever asks, and addresses end in histories, bookmarks and logs of
servers in between. Nothing of it is kept, and the form has no field for a person.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Final

from fastapi import APIRouter, Form, Request
from markupsafe import Markup
from starlette.responses import Response

from graph.snapshot import Snapshot
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.answers import analyses
from service.answers.documents import Document
from service.gaps.pages import gap_addresses
from service.http.errors import NotAllowed
from service.http.options import PartnershipId
from service.network.views import view_scene
from service.pages.files import asset_url
from service.pages.localizer import PageLocalizer, localizer_of
from service.pages.need_words import plain_need
from service.pages.questions import gaps_seen, snapshot_for
from service.pages.registry import Page, register
from service.pages.shell import Frame, Link, links, show
from service.routes.cards import RouteCards
from service.routes.form import Asked, ages_wanted, choices

if TYPE_CHECKING:
    from visualizations.scene import Highlight

PAGE = register(
    Page(
        "routes",
        "/partnerstwa/{partnership_id}/sciezki",
        Action.FIND_ROUTES,
        samples=("/partnerstwa/jarzebin-slaski/sciezki",),
    )
)
_NETWORK: Final = PAGE.route + "/siec"

router = APIRouter(include_in_schema=False)
Guide = Annotated[Principal, requires(Action.FIND_ROUTES)]
NetworkGuide = Annotated[Principal, requires(Action.READ_NETWORK)]
Sent = Annotated[Asked, Form()]


@router.post(_NETWORK)
def routes_network(
    request: Request, principal: NetworkGuide, partnership_id: PartnershipId, asked: Sent
) -> Response:
    """The network with the paths of a basket pointed out."""
    from visualizations.page import Links, view_parts

    principal.demand(Action.FIND_ROUTES, partnership_id)
    localizer = localizer_of(request)
    snapshot = snapshot_for(principal, partnership_id)
    url = links(snapshot)
    marks = _marks(_answer(principal, snapshot, asked, localizer), snapshot, localizer)
    chosen = next((mark for mark in marks if mark.id == f"basket-{asked.koszyk}"), None)
    scene = view_scene(
        snapshot, principal.visibility, lang=localizer.lang, highlights=marks, highlight=chosen
    )
    leads = url("institution", institution_id="{id}").replace("%7Bid%7D", "{id}")
    parts = view_parts(scene, links=Links(institution=leads))
    return show(
        Frame(
            *(request, principal, None, localizer.t("routes.network")),
            here=snapshot,
            crumbs=[Link(localizer.t("menu.routes"), url("routes"))],
            styles=parts.styles,
            scripts=parts.scripts,
        ),
        "routes_network",
        view=Markup(parts.body),  # noqa: S704  # rendered with autoescape
    )


@router.get(PAGE.route)
def routes_form(request: Request, principal: Guide, partnership_id: PartnershipId) -> Response:
    """The empty form."""
    return _page(request, principal, snapshot_for(principal, partnership_id), Asked(), None)


@router.post(PAGE.route)
def routes(request: Request, principal: Guide, partnership_id: PartnershipId, asked: Sent) -> Response:
    """The baskets for what was ticked."""
    snapshot = snapshot_for(principal, partnership_id)
    some = any(code not in asked.unstated for code in asked.potrzeba)
    answer = _answer(principal, snapshot, asked, localizer_of(request)) if some else None
    return _page(request, principal, snapshot, asked, answer, status=200 if asked.potrzeba else 422)


def _answer(
    principal: Principal, snapshot: Snapshot, asked: Asked, localizer: PageLocalizer
) -> Document:
    if not principal.grant.covers(asked.gmina):
        raise NotAllowed
    request = asked.request(snapshot.partnership.id)
    return analyses.routes_document(
        principal.runtime, snapshot, principal.visibility, request, localizer.lang
    )


def _page(
    request: Request,
    principal: Principal,
    snapshot: Snapshot,
    asked: Asked,
    answer: Document | None,
    *,
    status: int = 200,
) -> Response:
    localizer = localizer_of(request)
    found: dict[str, object] = {"answer": None}
    wanted = [(plain_need(code, localizer), bands) for code, bands in ages_wanted(asked)]
    if answer is not None:
        cards = RouteCards(snapshot, answer, localizer, links(snapshot))
        found = {
            "cards": cards,
            "asked_for": cards.topics(code for code in asked.potrzeba if code not in asked.unstated),
            "answer": answer,
            "baskets": cards.baskets(principal.runtime.costs),
            "unmet": cards.unmet(_gaps(principal, snapshot, answer, localizer)),
            "notices": cards.notices(),
        }
    return show(
        Frame(
            *(request, principal, PAGE, localizer.t("menu.routes")),
            here=snapshot,
            styles=(asset_url("planning.css"),),
            status=status,
        ),
        "routes",
        asked=asked,
        missing=status != 200,
        wanted=wanted,
        choices=choices(principal, snapshot, localizer),
        leader=snapshot.institutions[snapshot.leader].name if snapshot.leader else "",
        shows_network=principal.grant.may(Action.READ_NETWORK),
        **found,
    )


def _gaps(
    principal: Principal, snapshot: Snapshot, answer: Document, localizer: PageLocalizer
) -> Mapping[str, str]:
    """Address by id of the gaps that the principal may see; none are asked for where all is met."""
    if not answer["unmet"] or not principal.grant.may(Action.READ_NETWORK):
        return {}
    return gap_addresses(gaps_seen(principal, snapshot, localizer.lang), links(snapshot))


def _marks(answer: Document, snapshot: Snapshot, localizer: PageLocalizer) -> "tuple[Highlight, ...]":
    """The baskets as things to point out; providers that are not on the map cannot be."""
    from visualizations.highlights import route_highlights

    on_map = snapshot.institutions
    return tuple(
        replace(
            mark,
            nodes=tuple(row for row in mark.nodes if row[0] in on_map),
            edges=tuple(edge for edge in mark.edges if edge.a in on_map and edge.b in on_map),
        )
        for mark in route_highlights(answer, localizer.lang)
    )
