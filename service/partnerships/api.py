"""Which partnerships there are and who is on their maps."""

from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from graph.stores import PartnershipSummary
from service.access.guard import Visitor, requires
from service.access.policy import Action
from service.answers import answer_of, render_json
from service.answers.disclosure import families_shown
from service.answers.documents import partnership_document, summary_document
from service.answers.partnerships import PartnershipAnswer, PartnershipListed
from service.http.etag import etag_of, state_mark
from service.http.options import AsOf, PartnershipId
from service.http.paging import OnePage
from service.http.responses import answered, kept_doc, paged
from service.runtime import today

router = APIRouter(tags=["partnerships"])
Reader = Annotated[Visitor, requires(Action.READ_MAP)]


@router.get(
    "/partnerships",
    responses=paged(kept_doc(list[PartnershipListed], "Those of the territory, by id")),
)
def list_partnerships(request: Request, visitor: Reader, page: OnePage) -> Response:
    """Partnerships with the size of their maps today."""
    house, sight = visitor.house, visitor.sight
    found = [
        one for one in house.library.partnerships(today()) if visitor.grant.reaches(one.id, one.teryt)
    ]
    shown, headers = page.of(sorted(found, key=_by_id), _by_id)
    families = families_shown(house, {one.id: one.families for one in shown}, sight)
    document = [summary_document(one, families[one.id]) for one in shown]
    return answered(request, answer_of(render_json(document)), headers=headers)


@router.get(
    "/partnerships/{partnership_id:path}",
    responses=kept_doc(PartnershipAnswer, "The partnership with the institutions on its map"),
)
def read_partnership(
    request: Request, visitor: Reader, partnership_id: PartnershipId, as_of: AsOf = None
) -> Response:
    """One partnership with its institutions and the codes of their services."""
    house, sight = visitor.house, visitor.sight
    revision, package = house.library.held(partnership_id)
    snapshot = house.library.snapshot(partnership_id, as_of or today())
    families = families_shown(house, {partnership_id: len(snapshot.families)}, sight)[partnership_id]
    answer = house.answers.get(
        snapshot,
        ("partnership", sight, families),
        lambda: render_json(partnership_document(snapshot, families)),
    )
    # The state in the mark is what a later import can be made to depend on.
    mark = state_mark(revision, package, sight)
    return answered(request, answer._replace(etag=etag_of(mark, answer.etag)))


def _by_id(summary: PartnershipSummary) -> tuple[str, ...]:
    return (summary.id,)
