"""The timeline of a partnership over HTTP."""

from starlette.responses import Response

from service.answers.surveys import TimelineAnswer
from service.http.analysis import Analyst, analysis_router
from service.http.options import AsOf, Lang, PartnershipId
from service.http.responses import json_answer, json_doc
from service.surveys.timeline import timeline_shown

router = analysis_router()


@router.get(
    "/timeline",
    responses=json_doc(TimelineAnswer, "Waves, what became of ties, and warnings"),
)
def read_timeline(
    principal: Analyst, partnership_id: PartnershipId, as_of: AsOf = None, lang: Lang = "pl"
) -> Response:
    """The waves of a partnership; a tie that nobody was heard about in both waves was not asked."""
    visibility = principal.visibility_of(partnership_id)
    snapshot = principal.runtime.snapshot(partnership_id, as_of)
    return json_answer(timeline_shown(principal.runtime, snapshot, visibility, lang))
