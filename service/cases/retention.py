"""Closed cases whose time is over: erased when the server starts and once a day, or by a command."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

import anyio
from starlette.concurrency import run_in_threadpool

from service.access.audit import record
from service.access.policy import EVERYWHERE, Grant, Role
from service.http.logs import APP
from service.runtime import Runtime, today

#: The server itself, as the trail names it.
SERVER: Final = Grant("server", frozenset({Role.CASE_LEAD}), (EVERYWHERE,))
_RETIRE: Final = "family.retire"
_DAY_SECONDS: Final = 24 * 3600.0
#: Between two tries while the database is away.
_HOUR_SECONDS: Final = 3600.0


def retire_cases(runtime: Runtime, who: Grant, keep_days: int | None = None) -> Mapping[str, int]:
    """Erase what is kept of families whose case was closed long enough ago; their aggregates stay.

    Parameters
    ----------
    keep_days
        Days after the last follow-up check, or after the closing; those of the settings if not given.

    Returns
    -------
    Mapping
        How many families of each partnership, where there were any.

    Raises
    ------
    Exception
        The first that went wrong, once everything else was erased. The trail has a line for each
        partnership before and after, and one for the whole at the end.
    """
    from graph.stores.cases import erase_expired

    days = runtime.settings.case_retention_days if keep_days is None else keep_days
    erased: dict[str, int] = {}
    errors: list[Exception] = []

    def write_down(subject: str, families: int, outcome: str) -> None:
        # The trail names the partnership and how many, never a family.
        record(runtime.access, who, _RETIRE, subject, purpose=str(families), outcome=outcome)

    try:
        for one in erase_expired(runtime.store, today=today(), keep_days=days):
            write_down(one.partnership, one.families, one.outcome)
            if one.error:
                errors.append(one.error)
            if one.outcome == "done":
                erased[one.partnership] = one.families
    except Exception as error:
        errors.append(error)
    if erased or errors:
        write_down(EVERYWHERE, sum(erased.values()), "failed" if errors else "done")
    if errors:
        raise errors[0]
    return erased


def refresh_ties(runtime: Runtime) -> None:
    """Store the ties that reports make today, where a report counts from a day that has come."""
    from graph.stores.refreshing import refresh

    refresh(runtime.store, today())


async def retire_daily(runtime: Runtime) -> None:
    """Retire, and refresh what depends on the day, now and then every day, until cancelled."""
    while True:
        # What goes wrong with the one must not keep the other from its turn.
        done = [
            await _tried(partial(retire_cases, runtime, SERVER), "closed cases could not be retired"),
            await _tried(partial(refresh_ties, runtime), "ties of the day could not be stored"),
        ]
        await anyio.sleep(_DAY_SECONDS if all(done) else _HOUR_SECONDS)


async def _tried(work: Callable[[], object], failure: str) -> bool:
    """Whether it succeeded. Nothing that goes wrong here may stop the server."""
    try:
        await run_in_threadpool(work)
    except Exception as error:
        # What it says can name things; its kind is enough.
        APP.warning(failure, extra={"facts": {"error": type(error).__name__}})
        return False
    return True
