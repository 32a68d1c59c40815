"""Where Prometheus collects what was counted: with an administrator's token, like anybody else."""

from typing import Annotated, Final

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4
from starlette.responses import Response

from service.access.guard import Principal, requires
from service.access.policy import Action

METRICS_PATH: Final = "/metrics"

router = APIRouter(include_in_schema=False)


@router.get(METRICS_PATH)
async def metrics(principal: Annotated[Principal, requires(Action.READ_METRICS)]) -> Response:
    """Requests, imports, failures of the database and kept answers, as numbers without data."""
    # Not in a thread: those who wait for the database may hold them all.
    return Response(principal.runtime.metrics.exposition(), media_type=CONTENT_TYPE_PLAIN_0_0_4)
