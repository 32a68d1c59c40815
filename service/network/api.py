"""The network as a page of its own."""

from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from graph.snapshot import Layer
from service.access.guard import Visitor, requires
from service.access.policy import Action
from service.api.analysis import LAYER_ACTIONS
from service.http.options import AsOf, Lang, LayerName, MembersOnly, PartnershipId
from service.http.responses import answered
from service.network.views import view_page
from visualizations.page import Links

router = APIRouter(prefix="/partnerships/{partnership_id:path}", tags=["analysis"])
Viewer = Annotated[Visitor, requires(Action.READ_NETWORK)]


@router.get(
    "/view",
    operation_id="draw_network",
    response_class=Response,
    responses={
        200: {"description": "The page", "content": {"text/html": {"schema": {"type": "string"}}}}
    },
)
def view(
    request: Request,
    visitor: Viewer,
    partnership_id: PartnershipId,
    as_of: AsOf = None,
    layer: LayerName = "institutions",
    members_only: MembersOnly = False,
    lang: Lang = "pl",
    download: Annotated[bool, Query(description="As one self-contained file")] = False,
) -> Response:
    """The network drawn, with its tables; positions are the same every time."""
    if layer in LAYER_ACTIONS:
        visitor.demand(LAYER_ACTIONS[layer], partnership_id)
    snapshot = visitor.house.snapshot(partnership_id, as_of)
    sight = visitor.sight_of(partnership_id)
    answer = visitor.house.answers.get(
        snapshot,
        ("view", layer, members_only, lang, download, sight),
        lambda: view_page(
            *(visitor.house, snapshot, sight, layer),
            members_only=members_only,
            lang=lang,
            links=None if download else Links(download=_download(as_of, layer, lang, members_only)),
            self_contained=download,
        ).encode(),
    )
    response = answered(request, answer, "text/html")
    if download:
        response.headers["Content-Disposition"] = 'attachment; filename="kooperacje-siec.html"'
    return response


def _download(as_of: date | None, layer: Layer, lang: str, members_only: bool) -> str:
    asked = {"download": "true", "layer": layer, "lang": lang, "members_only": str(members_only).lower()}
    return "view?" + urlencode(asked | ({"as_of": as_of.isoformat()} if as_of else {}))
