"""The network as a page of its own."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from service.access.guard import Visitor, requires
from service.access.policy import Action
from service.api.analysis import LAYER_ACTIONS
from service.api.options import AsOf, Lang, LayerName, MembersOnly, PartnershipId
from service.api.responses import answered
from service.house import today
from service.views import view_page

router = APIRouter(prefix="/partnerships/{partnership_id:path}", tags=["analysis"])
Viewer = Annotated[Visitor, requires(Action.READ_NETWORK)]


@router.get(
    "/view",
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
    snapshot = visitor.house.library.snapshot(partnership_id, as_of or today())
    sight = visitor.sight_of(partnership_id)
    answer = visitor.house.answers.get(
        snapshot,
        ("view", layer, members_only, lang, download, sight),
        lambda: view_page(
            *(visitor.house, snapshot, sight, layer),
            members_only=members_only,
            lang=lang,
            self_contained=download,
        ).encode(),
    )
    response = answered(request, answer, "text/html")
    if download:
        response.headers["Content-Disposition"] = 'attachment; filename="kooperacje-siec.html"'
    return response
