"""Work that takes longer than a page should: it goes on by itself, and a page shows how far it is.

The page may be reloaded, closed and opened again; it belongs to whoever began the work. The state
lives in the memory of the one serving process and is forgotten an hour after the work ended.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from secrets import token_urlsafe
from threading import Event, Lock, Thread
from typing import Annotated, Final
from weakref import WeakKeyDictionary

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

from service.access.guard import Principal, requires
from service.access.policy import Action
from service.exchange.pending import owner_of
from service.http.logs import APP
from service.pages.localizer import localizer_of
from service.pages.shell import Frame, show
from service.runtime import Runtime

_PATH: Final = "/praca/{job_id}"
_REFRESH_SECONDS: Final = 2
#: What is done sooner is answered at once, without a page in between.
_PATIENCE_SECONDS: Final = 4
_KEPT_SECONDS: Final = 3600
#: Whoever stops the server waits that long for work under way, and for requests before that.
_LONGEST_END_SECONDS: Final = 40.0

#: Says that the next step has begun.
Progress = Callable[[], None]

router = APIRouter(include_in_schema=False)
Someone = Annotated[Principal, requires(Action.READ_MAP)]


@dataclass(slots=True)
class Job:
    """One piece of work: its steps in words, how far it is, and how it ended.

    ``leads_to`` is the address of its outcome, blank until it is there; ``error`` what stopped it.
    """

    owner: str
    steps: Sequence[str]
    back: str
    begun: float = field(default_factory=time.monotonic)
    step: int = 0
    leads_to: str = ""
    error: Exception | None = None
    ended: Event = field(default_factory=Event)
    ended_at: float = 0.0

    def advance(self) -> None:
        """The next step has begun; the last one stays the last."""
        self.step = min(self.step + 1, len(self.steps) - 1)

    def run(self, work: Callable[[Progress], str]) -> None:
        """Do the work to its end and keep how it ended."""
        try:
            self.leads_to = work(self.advance)
        except Exception as error:
            # Told on the page like any other error; unexpected ones are for the log as well.
            self.error = error
            APP.warning("work on a page failed", extra={"facts": {"error": type(error).__name__}})
        finally:
            self.ended_at = time.monotonic()
            self.ended.set()


@dataclass(slots=True)
class Jobs:
    """The work of one runtime, by id."""

    known: dict[str, Job] = field(default_factory=dict[str, Job])
    lock: Lock = field(default_factory=Lock)

    def put(self, job: Job) -> str:
        """Keep a job; its id. Those that ended long ago go."""
        id = token_urlsafe(16)
        old = time.monotonic() - _KEPT_SECONDS
        with self.lock:
            for key in [k for k, one in self.known.items() if one.ended.is_set() and one.ended_at < old]:
                del self.known[key]
            self.known[id] = job
        return id


_JOBS: Final[WeakKeyDictionary[Runtime, Jobs]] = WeakKeyDictionary()
_OPENING: Final = Lock()


def jobs_of(runtime: Runtime) -> Jobs:
    """The work of a running product."""
    with _OPENING:
        return _JOBS.setdefault(runtime, Jobs())


def finish_work(runtime: Runtime) -> None:
    """Return when all work of a runtime has ended, or has taken too long; nobody may begin any more."""
    longest = time.monotonic() + _LONGEST_END_SECONDS
    for job in [*jobs_of(runtime).known.values()]:
        job.ended.wait(max(0.0, longest - time.monotonic()))


def begin(
    principal: Principal, steps: Sequence[str], work: Callable[[Progress], str], *, back: str
) -> Response:
    """Begin a piece of work and lead to its outcome, or to the page that waits for it.

    Parameters
    ----------
    principal
        Whose work it is.
    steps
        What is done, one after the other, in words; at least one.
    work
        Does it; calls what it is given when the next step begins; returns the address of the outcome.
    back
        Where the page leads when the work failed.

    Raises
    ------
    Exception
        What stopped the work, where that happened at once.
    """
    job = Job(owner_of(principal), steps, back)
    id = jobs_of(principal.runtime).put(job)
    # No daemon: a server that stops lets the work end.
    Thread(target=job.run, args=(work,), name="work on a page").start()
    job.ended.wait(_PATIENCE_SECONDS)
    if job.error:
        raise job.error
    return RedirectResponse(job.leads_to or _PATH.format(job_id=id), status_code=303)


@router.get(_PATH)
def work_under_way(
    request: Request, principal: Someone, job_id: Annotated[str, Path(max_length=40)]
) -> Response:
    """How far the work is; its outcome once it is there."""
    job = jobs_of(principal.runtime).known.get(job_id)
    if job is None or job.owner != owner_of(principal):
        raise HTTPException(404)
    if job.error:
        raise job.error
    if job.leads_to:
        return RedirectResponse(job.leads_to, status_code=303)
    localizer = localizer_of(request)
    return show(
        Frame(
            *(request, principal, None, localizer.t("work.title")),
            headers={"Refresh": str(_REFRESH_SECONDS), "Cache-Control": "no-store"},
        ),
        "work",
        step=job.step,
        steps=job.steps,
        seconds=int(time.monotonic() - job.begun),
        back=job.back,
    )
