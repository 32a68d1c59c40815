"""Work shared out to processes of this machine, or to a Dask cluster; what a lost worker had is redone.

Workers get all that they need with their work and open no store. Results come in the order of the work.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from typing import Any, Final

from graph.portfolio.diagnosis import Diagnosis, Work, diagnosis_of

#: How often work is tried that takes its worker down.
_TRIES: Final = 3
#: Work handed out ahead, for each worker.
_AHEAD: Final = 4


@dataclass(frozen=True, slots=True)
class Failed:
    """A partnership that could not be worked out, and the kind of error; its words could name things."""

    id: str
    error: str


Outcome = Diagnosis | Failed
#: Gives every outcome of work, in its order.
Run = Callable[[Iterable[Work]], Iterator[Outcome]]


def in_this_process(works: Iterable[Work]) -> Iterator[Outcome]:
    """Work out one after the other."""
    for work in works:
        yield _tried(lambda work=work: diagnosis_of(work), work.id)


def in_processes(works: Iterable[Work], workers: int) -> Generator[Outcome]:
    """Work out in processes of this machine; a process that is killed loses nothing."""
    pool = _pool(workers)
    waiting: deque[tuple[Work, Future[Diagnosis]]] = deque()
    tries: dict[str, int] = {}
    try:
        for work in _and_then_nothing(works):
            if work is not None:
                waiting.append((work, _submitted(pool, work)))
                if len(waiting) < _AHEAD * workers:
                    continue
            while waiting and (work is None or len(waiting) >= _AHEAD * workers):
                first, future = waiting[0]
                try:
                    outcome: Outcome = future.result()
                except BrokenProcessPool:
                    # Which work took the process down is not told: the first in line counts as it.
                    tries[first.id] = tries.get(first.id, 0) + 1
                    pool.shutdown(wait=False, cancel_futures=True)
                    pool = _pool(workers)
                    if tries[first.id] >= _TRIES:
                        waiting.popleft()
                        yield Failed(first.id, BrokenProcessPool.__name__)
                    waiting = deque((one, _again(pool, one, future)) for one, future in waiting)
                    continue
                except Exception as error:
                    outcome = Failed(first.id, type(error).__name__)
                waiting.popleft()
                yield outcome
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def on_dask(works: Iterable[Work], address: str) -> Generator[Outcome]:
    """Work out on a Dask cluster, which hands the work of a lost worker to another one.

    Raises
    ------
    ImportError
        Where Dask is not installed.
    OSError
        Where nobody answers at the address.
    """
    distributed: Any = import_module("distributed")
    with closing(distributed.Client(address, set_as_default=False)) as client:
        threads: int = max(1, sum(client.nthreads().values()))
        waiting: deque[tuple[str, Any]] = deque()

        def first() -> Outcome:
            id, future = waiting.popleft()
            return _tried(future.result, id)

        for work in works:
            future = client.submit(diagnosis_of, work, pure=False, retries=_TRIES)
            waiting.append((work.id, future))
            if len(waiting) >= _AHEAD * threads:
                yield first()
        while waiting:
            yield first()


def _tried(make: Callable[[], Diagnosis], id: str) -> Outcome:
    try:
        return make()
    except Exception as error:
        return Failed(id, type(error).__name__)


def _pool(workers: int) -> ProcessPoolExecutor:
    # Spawned, not forked: a fork would hold the store's file and half of its threads.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def _submitted(pool: Executor, work: Work) -> Future[Diagnosis]:
    try:
        return pool.submit(diagnosis_of, work)
    except BrokenProcessPool as error:
        failed: Future[Diagnosis] = Future()
        failed.set_exception(error)
        return failed


def _again(pool: Executor, work: Work, future: Future[Diagnosis]) -> Future[Diagnosis]:
    """What is done stays; the rest is handed out anew."""
    if future.done() and not future.cancelled() and future.exception() is None:
        return future
    return _submitted(pool, work)


def _and_then_nothing(works: Iterable[Work]) -> Iterator[Work | None]:
    yield from works
    yield None
