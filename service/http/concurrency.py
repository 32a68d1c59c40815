"""Turns of what takes much memory or time to make: few at a time, and who waits holds no thread."""

from collections.abc import Callable
from typing import Final, TypeVar

from anyio import CapacityLimiter, fail_after, to_thread
from starlette.exceptions import HTTPException

from service.http.problems import RETRY_AFTER_SECONDS

LONGEST_WAIT_SECONDS: Final = 60.0

Made = TypeVar("Made")


async def in_turn(lane: CapacityLimiter, make: Callable[[], Made]) -> Made:
    """Make something in a thread of its own once it is its turn; ``lane``: how many at a time.

    Raises
    ------
    HTTPException
        503 when the turn does not come in time.
    """
    turn = object()
    try:
        with fail_after(LONGEST_WAIT_SECONDS):
            await lane.acquire_on_behalf_of(turn)
    except TimeoutError:
        raise HTTPException(503, headers={"Retry-After": str(RETRY_AFTER_SECONDS)}) from None
    try:
        return await to_thread.run_sync(make, limiter=CapacityLimiter(1))
    finally:
        lane.release_on_behalf_of(turn)
