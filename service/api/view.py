"""The network as a page of its own."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from service.access.guard import Visitor, requires
from service.access.policy import Action
from service.analyses import view_page
from service.api.analysis import LAYER_ACTIONS
from service.api.options import AsOf, Lang, LayerName, MembersOnly, PartnershipId
from service.house import today

router = APIRouter(prefix="/partnerships/{partnership_id:path}", tags=["analysis"])
Viewer = Annotated[Visitor, requires(Action.READ_NETWORK)]


@router.get(
    "/view",
    response_class=Response,
    responses={200: {"description": "The page", "content": {"text/html": {"schema": {"type": "string"}}}}},
)
def view(
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
    ...
