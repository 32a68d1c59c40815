"""Whom to recruit, over HTTP."""

from fastapi import Request
from starlette.responses import Response

from service.answers import analyses
from service.answers.recruitment import RecruitmentAnswer
from service.http.analysis import Analyst, analysis_router, kept_answer
from service.http.options import AsOf, Lang, PartnershipId, Size
from service.http.responses import kept_doc

router = analysis_router()


@router.get(
    "/recruitment",
    operation_id="read_recruitment",
    responses=kept_doc(RecruitmentAnswer, "Candidates, best first"),
)
def recruitment(
    request: Request,
    principal: Analyst,
    partnership_id: PartnershipId,
    as_of: AsOf = None,
    size: Size = 3,
    lang: Lang = "pl",
) -> Response:
    """Whom to recruit, and the best set of ``size`` candidates."""
    runtime = principal.runtime
    return kept_answer(
        *(request, principal, partnership_id, as_of),
        ("recruitment", size, lang),
        lambda snapshot, visibility: analyses.recruitment_document(
            runtime, snapshot, visibility, size, lang
        ),
    )
