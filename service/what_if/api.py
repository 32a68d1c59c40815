"""What a change would do, over HTTP."""

from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from service.answers import analyses, render_json
from service.answers.what_if import WhatIfAnswer
from service.http.analysis import Analyst, analysis_router
from service.http.options import LONGEST_ID, QUESTION, AsOf, Lang, PartnershipId
from service.http.responses import json_doc, problem_doc

if TYPE_CHECKING:
    from graph.whatif import Change

router = analysis_router()

Id = Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]
Ids = Annotated[list[Id], Field(max_length=100)]
Pairs = Annotated[list[Annotated[str, Field(max_length=2 * LONGEST_ID + 1)]], Field(max_length=100)]


class ChangeRequest(BaseModel):
    """A change to try out, in ids of institutions; a pair is written ``A~B``."""

    model_config = ConfigDict(extra="forbid", strict=True)

    add: Ids = []
    remove: Ids = []
    tie: Pairs = []
    cut: Pairs = []
    gone: Ids = []

    def change(self) -> "Change":
        """The change in the domain's words."""
        from graph.whatif import Change

        return Change.parse(self.add, self.remove, self.tie, self.cut, self.gone)


@router.post(
    "/what-if",
    operation_id="try_change",
    openapi_extra=QUESTION,
    responses=json_doc(WhatIfAnswer, "Measures and gaps before and after")
    | problem_doc(413, "Too large"),
)
def what_if(
    principal: Analyst,
    partnership_id: PartnershipId,
    change: ChangeRequest,
    as_of: AsOf = None,
    lang: Lang = "pl",
) -> Response:
    """What a change would do to measures and gaps; nothing is written."""
    snapshot = principal.runtime.snapshot(partnership_id, as_of)
    visibility = principal.visibility_of(partnership_id)
    document = analyses.what_if_document(principal.runtime, snapshot, visibility, change.change(), lang)
    return Response(render_json(document), media_type="application/json")
