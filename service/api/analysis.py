"""Analyses of a partnership: measures, gaps, whom to recruit, what a change would do."""

from collections.abc import Callable, Hashable
from datetime import date
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from graph.snapshot import Layer, Snapshot
from service.access.guard import Visitor, requires
from service.access.policy import Action, Sight
from service.answers import analyses, render_json
from service.answers.documents import Document
from service.answers.gaps import GapProofAnswer, GapsAnswer
from service.answers.measures import MeasuresAnswer
from service.answers.recruitment import RecruitmentAnswer
from service.answers.stability import StabilityAnswer
from service.answers.what_if import WhatIfAnswer
from service.certainty.stability import stability_answer
from service.http.concurrency import in_turn
from service.http.options import (
    LONGEST_ID,
    QUESTION,
    AsOf,
    KeyPlayers,
    Lang,
    LayerName,
    MembersOnly,
    PartnershipId,
    Size,
    SmallSize,
)
from service.http.responses import answered, json_doc, kept_doc, problem_doc

if TYPE_CHECKING:
    from graph.whatif import Change

router = APIRouter(prefix="/partnerships/{partnership_id:path}", tags=["analysis"])
Analyst = Annotated[Visitor, requires(Action.READ_NETWORK)]
#: What reading a layer takes, beyond reading the network.
LAYER_ACTIONS: dict[Layer, Action] = {"workers": Action.READ_WORKERS, "cases": Action.READ_CASES}

GapId = Annotated[str, Path(min_length=1, max_length=3 * LONGEST_ID)]
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


@router.get(
    "/measures",
    operation_id="read_measures",
    responses=kept_doc(MeasuresAnswer, "Measures of the network"),
)
def measures(
    request: Request,
    visitor: Analyst,
    partnership_id: PartnershipId,
    as_of: AsOf = None,
    layer: LayerName = "institutions",
    members_only: MembersOnly = False,
    key_players: KeyPlayers = 2,
) -> Response:
    """Measures of one layer of the network of live ties."""
    if layer in LAYER_ACTIONS:
        visitor.demand(LAYER_ACTIONS[layer], partnership_id)
    snapshot = visitor.house.snapshot(partnership_id, as_of)
    sight = visitor.sight
    answer = visitor.house.answers.get(
        snapshot,
        ("measures", layer, members_only, key_players, sight.cases == "all"),
        lambda: render_json(
            analyses.measures_document(
                *(snapshot, layer),
                members_only=members_only,
                key_players=key_players,
                sight=sight,
            )
        ),
    )
    return answered(request, answer)


@router.get(
    "/gaps",
    operation_id="read_gaps",
    responses=kept_doc(GapsAnswer, "Coordination gaps, most severe first"),
)
def gaps(
    request: Request,
    visitor: Analyst,
    partnership_id: PartnershipId,
    as_of: AsOf = None,
    lang: Lang = "pl",
) -> Response:
    """Coordination gaps. Those about single cases reach case leads; others get their numbers."""
    house = visitor.house
    return _seen_by(
        *(request, visitor, partnership_id, as_of),
        ("gaps", lang),
        lambda snapshot, sight: analyses.gaps_document(house, snapshot, sight, lang),
    )


@router.get(
    "/gaps/{gap_id:path}/proof",
    operation_id="prove_gap",
    responses=kept_doc(GapProofAnswer, "A gap recomputed"),
)
def gap_proof(
    request: Request,
    visitor: Analyst,
    partnership_id: PartnershipId,
    gap_id: GapId,
    as_of: AsOf = None,
    lang: Lang = "pl",
) -> Response:
    """One gap recomputed from the data by plain rules, without the code that found it."""
    house = visitor.house
    return _seen_by(
        *(request, visitor, partnership_id, as_of),
        ("gap proof", gap_id, lang),
        lambda snapshot, sight: analyses.gap_proof_document(house, snapshot, sight, gap_id, lang),
    )


@router.get(
    "/recruitment",
    operation_id="read_recruitment",
    responses=kept_doc(RecruitmentAnswer, "Candidates, best first"),
)
def recruitment(
    request: Request,
    visitor: Analyst,
    partnership_id: PartnershipId,
    as_of: AsOf = None,
    size: Size = 3,
    lang: Lang = "pl",
) -> Response:
    """Whom to recruit, and the best set of ``size`` candidates."""
    house = visitor.house
    return _seen_by(
        *(request, visitor, partnership_id, as_of),
        ("recruitment", size, lang),
        lambda snapshot, sight: analyses.recruitment_document(house, snapshot, sight, size, lang),
    )


@router.get(
    "/stability",
    operation_id="read_stability",
    responses=kept_doc(StabilityAnswer, "How sure each ranking is"),
)
async def stability(
    request: Request,
    visitor: Analyst,
    partnership_id: PartnershipId,
    as_of: AsOf = None,
    size: SmallSize = 3,
    lang: Lang = "pl",
) -> Response:
    """What of each ranking stays when a fifth of those who answered the survey had not.

    Of central actors, gaps, candidates and the best set of ``size``; it takes seconds the first time.
    """
    house = visitor.house

    def answer() -> Response:
        return _seen_by(
            *(request, visitor, partnership_id, as_of),
            ("stability", size, lang),
            lambda snapshot, sight: stability_answer(house, snapshot, sight, size, lang),
        )

    return await in_turn(house.test_threads, answer)


@router.post(
    "/what-if",
    operation_id="try_change",
    openapi_extra=QUESTION,
    responses=json_doc(WhatIfAnswer, "Measures and gaps before and after")
    | problem_doc(413, "Too large"),
)
def what_if(
    visitor: Analyst,
    partnership_id: PartnershipId,
    change: ChangeRequest,
    as_of: AsOf = None,
    lang: Lang = "pl",
) -> Response:
    """What a change would do to measures and gaps; nothing is written."""
    snapshot = visitor.house.snapshot(partnership_id, as_of)
    sight = visitor.sight_of(partnership_id)
    document = analyses.what_if_document(visitor.house, snapshot, sight, change.change(), lang)
    return Response(render_json(document), media_type="application/json")


def _seen_by(
    request: Request,
    visitor: Visitor,
    partnership_id: str,
    as_of: date | None,
    question: tuple[Hashable, ...],
    document: Callable[[Snapshot, Sight], Document],
) -> Response:
    snapshot = visitor.house.snapshot(partnership_id, as_of)
    sight = visitor.sight_of(partnership_id)
    answer = visitor.house.answers.get(
        snapshot, (*question, sight), lambda: render_json(document(snapshot, sight))
    )
    return answered(request, answer)
