"""What the routes of every analysis of a partnership share: their prefix, their guard, answers kept."""

from collections.abc import Callable, Hashable
from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from graph.snapshot import Layer, Snapshot
from service.access.guard import Principal, requires
from service.access.policy import Action, Visibility
from service.answers import render_json
from service.answers.documents import Document
from service.http.responses import answered

Analyst = Annotated[Principal, requires(Action.READ_NETWORK)]
#: What reading a layer takes, beyond reading the network.
_LAYER_ACTIONS: Final[dict[Layer, Action]] = {
    "workers": Action.READ_WORKERS,
    "cases": Action.READ_CASES,
}


def analysis_router() -> APIRouter:
    """A router for questions about one partnership."""
    return APIRouter(prefix="/partnerships/{partnership_id:path}", tags=["analysis"])


def demand_layer(principal: Principal, layer: Layer, partnership_id: str) -> None:
    """Go on only if the principal may read a layer of the network."""
    if layer in _LAYER_ACTIONS:
        principal.demand(_LAYER_ACTIONS[layer], partnership_id)


def kept_answer(
    request: Request,
    principal: Principal,
    partnership_id: str,
    as_of: date | None,
    question: tuple[Hashable, ...],
    document: Callable[[Snapshot, Visibility], Document],
) -> Response:
    """The answer to a question about a partnership on a day, made once for each visibility and kept."""
    snapshot = principal.runtime.snapshot(partnership_id, as_of)
    visibility = principal.visibility_of(partnership_id)
    answer = principal.runtime.answers.get(
        snapshot, (*question, visibility), lambda: render_json(document(snapshot, visibility))
    )
    return answered(request, answer)
