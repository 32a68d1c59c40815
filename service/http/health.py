"""Whether the product lives and whether it can work, for whoever watches over it."""

import shutil
import time
from typing import Any, Final

import anyio
from anyio import CapacityLimiter, fail_after, to_thread
from fastapi import APIRouter
from starlette.responses import Response

from graph.errors import NO_ROOM, StoreDamaged, StoreError, StoreUnavailable
from service.access.guard import AnyHouse, open_to_all
from service.access.tokens import now, stamp
from service.answers import render_json
from service.answers.system import Live, Ready
from service.http.logs import APP
from service.http.responses import json_doc, problem_doc
from service.runtime import Runtime

router = APIRouter(
    prefix="/health", tags=["health"], dependencies=[open_to_all("says nothing about the data")]
)
_OPEN: Final[dict[str, Any]] = {"security": []}
_LONGEST_PING_SECONDS: Final = 4.0
#: How long it counts that writing worked, or did not.
_PROBE_SECONDS: Final = 5.0
#: Room that tokens and trail must find on their disk.
_ROOM_BYTES: Final = 16 << 20
_CONFIRM_SECONDS: Final = 10.0


@router.get(
    "/live", operation_id="check_live", openapi_extra=_OPEN, responses=json_doc(Live, "It lives")
)
async def live() -> Response:
    """The process answers."""
    return Response(render_json({"status": "live"}), media_type="application/json")


@router.get(
    "/ready",
    operation_id="check_ready",
    openapi_extra=_OPEN,
    responses=json_doc(Ready, "It can work")
    | problem_doc(503, "The database does not answer now, or cannot be written to"),
)
async def ready(runtime: AnyHouse) -> Response:
    """The database answers too, and both it and the file of tokens can be written to."""
    try:
        with fail_after(_LONGEST_PING_SECONDS):
            # A lane of its own: requests that wait for the database must not hide its state.
            await to_thread.run_sync(_ping, runtime, abandon_on_cancel=True, limiter=CapacityLimiter(1))
    except TimeoutError:
        raise StoreUnavailable("ping", "no answer in time") from None
    return Response(render_json({"status": "ready"}), media_type="application/json")


async def keep_confirming(runtime: Runtime) -> None:
    """Note now and then how far the audit trail reaches, having compared it; until cancelled.

    A trail that is not what it was stops the answering: :meth:`Runtime.confirm_access` sees to that.
    """
    told = False
    while True:
        await anyio.sleep(_CONFIRM_SECONDS)
        try:
            await to_thread.run_sync(runtime.confirm_access)
        except StoreDamaged:
            if not told:
                APP.error("the audit trail or the tokens are not as they were written")
            told = True
        except Exception as error:
            # Whatever stands in the way now, the next time tells.
            APP.debug(
                "the audit trail could not be noted", extra={"facts": {"error": type(error).__name__}}
            )


def _ping(runtime: Runtime) -> None:
    # Few at a time: a database that hangs must not hold a thread for every question about it.
    if not runtime.pinging.acquire(blocking=False):
        raise StoreUnavailable("ping", "still waiting for an answer")
    try:
        runtime.store.ping()
        _probe(runtime)
    finally:
        runtime.pinging.release()


def _probe(runtime: Runtime) -> None:
    """Write something small, seldom; in between what came of it counts."""
    at, failed = runtime.probed
    if time.monotonic() - at >= _PROBE_SECONDS:
        failed = _written(runtime)
        runtime.probed = time.monotonic(), failed
    if failed is not None:
        raise failed


def _written(runtime: Runtime) -> StoreError | None:
    try:
        if shutil.disk_usage(runtime.settings.data).free < _ROOM_BYTES:
            return StoreUnavailable("probe", NO_ROOM)
        runtime.access.probe(stamp(now()))
        runtime.store.probe()
    except StoreDamaged as error:
        return error
    except StoreError as error:
        # A server says in its own way that it takes no writes.
        return error if isinstance(error, StoreUnavailable) else StoreUnavailable("probe", error.reason)
    except OSError:
        return StoreUnavailable("probe", "the data folder cannot be used")
    return None
