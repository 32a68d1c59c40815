"""How sure each ranking is, over HTTP."""

from fastapi import Request
from starlette.responses import Response

from service.answers.stability import StabilityAnswer
from service.certainty.stability import stability_answer
from service.http.analysis import Analyst, analysis_router, kept_answer
from service.http.concurrency import in_turn
from service.http.options import AsOf, Lang, PartnershipId, SmallSize
from service.http.responses import kept_doc

router = analysis_router()


@router.get(
    "/stability",
    operation_id="read_stability",
    responses=kept_doc(StabilityAnswer, "How sure each ranking is"),
)
async def stability(
    request: Request,
    principal: Analyst,
    partnership_id: PartnershipId,
    as_of: AsOf = None,
    size: SmallSize = 3,
    lang: Lang = "pl",
) -> Response:
    """What of each ranking stays when a fifth of those who answered the survey had not.

    Of central actors, gaps, candidates and the best set of ``size``; it takes seconds the first time.
    """
    runtime = principal.runtime

    def answer() -> Response:
        return kept_answer(
            *(request, principal, partnership_id, as_of),
            ("stability", size, lang),
            lambda snapshot, visibility: stability_answer(runtime, snapshot, visibility, size, lang),
        )

    return await in_turn(runtime.test_threads, answer)
