"""Which partnerships there are and who is on their maps."""

from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from graph.stores import PartnershipSummary
from service.access.guard import Principal, requires
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
Reader = Annotated[Principal, requires(Action.READ_MAP)]


@router.get(
    "/partnerships",
    responses=paged(kept_doc(list[PartnershipListed], "Those of the territory, by id")),
)
def list_partnerships(request: Request, principal: Reader, page: OnePage) -> Response:
    """Partnerships with the size of their maps today."""
    runtime, visibility = principal.runtime, principal.visibility
    found = [
        one
        for one in runtime.library.partnerships(today())
        if principal.grant.reaches(one.id, one.teryt)
    ]
    shown, headers = page.of(sorted(found, key=_by_id), _by_id)
    families = families_shown(runtime, {one.id: one.families for one in shown}, visibility)
    document = [summary_document(one, families[one.id]) for one in shown]
    return answered(request, answer_of(render_json(document)), headers=headers)


@router.get(
    "/partnerships/{partnership_id:path}",
    responses=kept_doc(PartnershipAnswer, "The partnership with the institutions on its map"),
)
def read_partnership(
    request: Request, principal: Reader, partnership_id: PartnershipId, as_of: AsOf = None
) -> Response:
    """One partnership with its institutions and the codes of their services."""
    runtime, visibility = principal.runtime, principal.visibility
    revision, package = runtime.library.held(partnership_id)
    snapshot = runtime.library.snapshot(partnership_id, as_of or today())
    families = families_shown(runtime, {partnership_id: len(snapshot.families)}, visibility)[
        partnership_id
    ]
    answer = runtime.answers.get(
        snapshot,
        ("partnership", visibility, families),
        lambda: render_json(partnership_document(snapshot, families)),
    )
    # The state in the mark is what a later import can be made to depend on.
    mark = state_mark(revision, package, visibility)
    return answered(request, answer._replace(etag=etag_of(mark, answer.etag)))


def _by_id(summary: PartnershipSummary) -> tuple[str, ...]:
    return (summary.id,)
