"""Whether the product lives and whether it can answer, for whoever watches over it."""

from typing import Any, Final

from anyio import CapacityLimiter, fail_after, to_thread
from fastapi import APIRouter
from starlette.responses import Response

from graph.errors import StoreUnavailable
from service.access.guard import AnyHouse, open_to_all
from service.answers import render_json
from service.api.responses import problem_doc
from service.house import House

router = APIRouter(
    prefix="/health", tags=["health"], dependencies=[open_to_all("says nothing about the data")]
)
_OPEN: Final[dict[str, Any]] = {"security": []}
_LONGEST_PING_SECONDS: Final = 4.0


@router.get("/live", openapi_extra=_OPEN)
async def live() -> Response:
    """The process answers."""
    return Response(render_json({"status": "live"}), media_type="application/json")


@router.get(
    "/ready",
    openapi_extra=_OPEN,
    responses=problem_doc(503, "The database does not answer now"),
)
async def ready(house: AnyHouse) -> Response:
    """The database answers too."""
    try:
        with fail_after(_LONGEST_PING_SECONDS):
            # A lane of its own: requests that wait for the database must not hide its state.
            await to_thread.run_sync(_ping, house, abandon_on_cancel=True, limiter=CapacityLimiter(1))
    except TimeoutError:
        raise StoreUnavailable("ping", "no answer in time") from None
    return Response(render_json({"status": "ready"}), media_type="application/json")


def _ping(house: House) -> None:
    # Few at a time: a database that hangs must not hold a thread for every question about it.
    if not house.pinging.acquire(blocking=False):
        raise StoreUnavailable("ping", "still waiting for an answer")
    try:
        house.store.ping()
    finally:
        house.pinging.release()
