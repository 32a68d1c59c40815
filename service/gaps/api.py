"""Coordination gaps over HTTP, and each with its proof."""

from typing import Annotated

from fastapi import Path, Request
from starlette.responses import Response

from service.answers import analyses
from service.answers.gaps import GapProofAnswer, GapsAnswer
from service.http.analysis import Analyst, analysis_router, kept_answer
from service.http.options import LONGEST_ID, AsOf, Lang, PartnershipId
from service.http.responses import kept_doc

router = analysis_router()

GapId = Annotated[str, Path(min_length=1, max_length=3 * LONGEST_ID)]


@router.get(
    "/gaps",
    operation_id="read_gaps",
    responses=kept_doc(GapsAnswer, "Coordination gaps, most severe first"),
)
def gaps(
    request: Request,
    principal: Analyst,
    partnership_id: PartnershipId,
    as_of: AsOf = None,
    lang: Lang = "pl",
) -> Response:
    """Coordination gaps. Those about single cases reach case leads; others get their numbers."""
    runtime = principal.runtime
    return kept_answer(
        *(request, principal, partnership_id, as_of),
        ("gaps", lang),
        lambda snapshot, visibility: analyses.gaps_document(runtime, snapshot, visibility, lang),
    )


@router.get(
    "/gaps/{gap_id:path}/proof",
    operation_id="prove_gap",
    responses=kept_doc(GapProofAnswer, "A gap recomputed"),
)
def gap_proof(
    request: Request,
    principal: Analyst,
    partnership_id: PartnershipId,
    gap_id: GapId,
    as_of: AsOf = None,
    lang: Lang = "pl",
) -> Response:
    """One gap recomputed from the data by plain rules, without the code that found it."""
    runtime = principal.runtime
    return kept_answer(
        *(request, principal, partnership_id, as_of),
        ("gap proof", gap_id, lang),
        lambda snapshot, visibility: analyses.gap_proof_document(
            runtime, snapshot, visibility, gap_id, lang
        ),
    )
