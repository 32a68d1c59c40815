"""The portfolio over HTTP: the partnerships within a reader's territory beside each other."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from service.access.guard import Principal, requires
from service.access.policy import Action
from service.answers import Answer, render_json
from service.answers.portfolio import PortfolioAnswer
from service.http.concurrency import in_turn
from service.http.options import Lang
from service.http.responses import answered, kept_doc
from service.portfolio.document import Sort, demand_place, portfolio_document, reach_of
from service.portfolio.shelf import shelf_of

router = APIRouter(tags=["partnerships"])
Reader = Annotated[Principal, requires(Action.READ_PORTFOLIO)]
Territory = Annotated[
    str | None, Query(max_length=7, description="Only partnerships in this territory, a TERC code")
]
SortOrder = Annotated[
    Sort, Query(description="What comes first: most attention, most gaps, oldest data")
]
Comparing = Annotated[
    bool, Query(description="Whether figures are compared with what is usual: slow the first time")
]


@router.get(
    "/portfolio",
    operation_id="read_portfolio",
    responses=kept_doc(PortfolioAnswer, "The partnerships beside each other, and what they share"),
)
async def read_portfolio(
    request: Request,
    principal: Reader,
    territory: Territory = None,
    sort: SortOrder = "attention",
    lang: Lang = "pl",
    compared: Comparing = True,
) -> Response:
    """Partnerships of the reader's territory. What rests on single cases reaches case leads alone."""
    demand_place(territory)

    def make() -> Answer:
        runtime, visibility, grant = principal.runtime, principal.visibility, principal.grant
        portfolio = shelf_of(runtime).portfolio()
        question = (
            *("portfolio", visibility, grant.territory, grant.partnerships),
            *(territory, sort, lang, compared),
        )

        def render() -> bytes:
            reach = reach_of(portfolio, visibility, grant.reaches)
            return render_json(
                portfolio_document(
                    *(runtime, portfolio, reach),
                    territory=territory,
                    sort=sort,
                    lang=lang,
                    comparing=compared,
                )
            )

        return runtime.answers.get(portfolio, question, render)

    answer = await in_turn(principal.runtime.portfolio_threads, make)
    return answered(request, answer)
