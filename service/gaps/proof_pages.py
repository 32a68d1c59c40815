"""One gap recomputed for its reader: what was worked out anew, and whether the gap is there."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from graph.errors import NotFound
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.answers import analyses
from service.gaps.cards import cards_of
from service.http.options import LONGEST_ID, PartnershipId
from service.pages.localizer import localizer_of
from service.pages.questions import gaps_seen, snapshot_for
from service.pages.registry import Page, register
from service.pages.shell import Frame, links, show

PAGE = register(
    Page(
        "gap_proof",
        "/partnerstwa/{partnership_id}/luki/sprawdz",
        Action.READ_NETWORK,
        in_menu=False,
        samples=("/partnerstwa/jarzebin-slaski/luki/sprawdz?luka=cut_vertex:I19",),
    )
)
router = APIRouter(include_in_schema=False)


@router.get(PAGE.route)
def gap_proof(
    request: Request,
    principal: Annotated[Principal, requires(Action.READ_NETWORK)],
    partnership_id: PartnershipId,
    luka: Annotated[str, Query(max_length=3 * LONGEST_ID)] = "",
) -> Response:
    """The gap with its evidence and what was recomputed; that it is gone where it is."""
    localizer = localizer_of(request)
    snapshot = snapshot_for(principal, partnership_id)
    listed = gaps_seen(principal, snapshot, localizer.lang)["gaps"]
    proof, cards = None, ()
    try:
        visibility = principal.visibility_of(partnership_id)
        proof = analyses.gap_proof_document(
            principal.runtime, snapshot, visibility, luka, localizer.lang
        )
        gap = [one for one in listed if one["id"] == luka]
        cards = cards_of(gap, snapshot, localizer, links(snapshot))
    except NotFound:
        proof = None
    return show(
        Frame(request, principal, PAGE, localizer.t("menu.gap_proof"), here=snapshot),
        "gap_proof",
        proof=proof,
        cards=cards,
    )
