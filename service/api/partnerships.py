"""Which partnerships there are and who is on their maps."""

from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from service.access.guard import Visitor, requires
from service.access.policy import Action
from service.answers import answer_of, render_json
from service.api.options import AsOf, PartnershipId
from service.api.responses import answered, kept_doc
from service.documents import partnership_document, summary_document
from service.house import today
from service.imports import revision_etag

router = APIRouter(tags=["partnerships"])
Reader = Annotated[Visitor, requires(Action.READ_MAP)]


@router.get("/partnerships", responses=kept_doc("array", "Partnerships of the territory, by id"))
def list_partnerships(request: Request, visitor: Reader) -> Response:
    """Partnerships with the size of their maps today."""
    found = visitor.house.library.partnerships(today())
    shown = [
        summary_document(one, visitor.sight) for one in found if visitor.grant.reaches(one.id, one.teryt)
    ]
    return answered(request, answer_of(render_json(shown)))


@router.get(
    "/partnerships/{partnership_id:path}",
    responses=kept_doc("object", "The partnership with the institutions on its map"),
)
def read_partnership(
    request: Request, visitor: Reader, partnership_id: PartnershipId, as_of: AsOf = None
) -> Response:
    """One partnership with its institutions and the codes of their services."""
    library, sight = visitor.house.library, visitor.sight
    revision = library.revision(partnership_id)
    snapshot = library.snapshot(partnership_id, as_of or today())
    answer = visitor.house.answers.get(
        snapshot, ("partnership", sight), lambda: render_json(partnership_document(snapshot, sight))
    )
    # The revision in the mark is what a later import can be made to depend on.
    return answered(request, answer._replace(etag=revision_etag(revision, answer.etag)))
