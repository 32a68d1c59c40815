"""What the routes of every analysis of a partnership share: their prefix, their guard, answers kept."""

from collections.abc import Callable, Hashable
from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from graph.snapshot import Layer, Snapshot
from service.access.guard import Visitor, requires
from service.access.policy import Action, Sight
from service.answers import render_json
from service.answers.documents import Document
from service.http.responses import answered

Analyst = Annotated[Visitor, requires(Action.READ_NETWORK)]
#: What reading a layer takes, beyond reading the network.
LAYER_ACTIONS: Final[dict[Layer, Action]] = {
    "workers": Action.READ_WORKERS,
    "cases": Action.READ_CASES,
}


def analysis_router() -> APIRouter:
    """A router for questions about one partnership."""
    return APIRouter(prefix="/partnerships/{partnership_id:path}", tags=["analysis"])


def kept_answer(
    request: Request,
    visitor: Visitor,
    partnership_id: str,
    as_of: date | None,
    question: tuple[Hashable, ...],
    document: Callable[[Snapshot, Sight], Document],
) -> Response:
    """The answer to a question about a partnership on a day, made once for each sight and kept."""
    snapshot = visitor.house.snapshot(partnership_id, as_of)
    sight = visitor.sight_of(partnership_id)
    answer = visitor.house.answers.get(
        snapshot, (*question, sight), lambda: render_json(document(snapshot, sight))
    )
    return answered(request, answer)
