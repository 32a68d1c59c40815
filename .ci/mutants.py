"""A pytest plugin: see what each test reaches, then try each mutant on the tests that reach it.

Tests are collected once; every run is a child process forked from there, so that a mutant costs about as
much as its first failing test. A test that fails without a mutant is set aside and named. The quickest
files come first. What runs while modules are imported and in no test cannot be tried; it is told apart.
"""

import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import accumulate, groupby
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state
from mutmut.utils.format_utils import mangled_name_from_mutant_name

KILLED, TOO_LARGE = 1, 3
MEMORY = 4 << 30
# With a mutant, a test may work this many times as long as without, and some seconds besides for what
# other tests share with it; all together may wait for something, but not for ever.
TIMES, SECONDS, STUCK = 3, 30, 1800


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--mutants", help="file with name and place of each; what became of them is written there"
    )
    parser.addoption("--processes", type=int, default=1)
    parser.addoption("--most-seconds", type=float, default=60, help="of tests for one mutant")


@pytest.hookimpl(tryfirst=True)
def pytest_collection() -> None:
    """The same examples in every run, and no search for the smallest one that fails."""
    from hypothesis import Phase, settings  # not before pytest has seen its plugins

    phases = (Phase.explicit, Phase.generate)
    settings.register_profile(
        "mutants", settings.get_profile("product"), derandomize=True, database=None, phases=phases
    )
    settings.load_profile("mutants")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without the copies of a docstring's examples that mutants carry, and without what needs Neo4j."""
    items[:] = [item for item in items if "__mutmut_" not in item.nodeid and "neo4j" not in item.nodeid]


def pytest_runtestloop(session: pytest.Session) -> bool:
    file, seen = Path(session.config.getoption("--mutants")), Path("reached.json")
    most = session.config.getoption("--most-seconds")
    os.chdir(session.config.rootpath)
    started = time.monotonic()
    imported = set(state()._stats)
    state()._stats.clear()
    for _ in side_by_side(1, [lambda: look(session.items, seen)]):
        pass
    reached, seconds, failed = json.loads(seen.read_text(encoding="utf-8"))
    say(
        started,
        f"{len(session.items)} tests run without a mutant; set aside: {', '.join(failed) or 'none'}",
    )
    names: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    tests = [
        ordered(session.items, reached.get(mangled_name_from_mutant_name(name), ()), seconds, most)
        for name in names
    ]
    became = {
        name: "ran at import" if mangled_name_from_mutant_name(name) in imported else "not reached"
        for name in names
    }
    tried = [name for name, found in zip(names, tests, strict=True) if found]
    work = [attempt(name, found, seconds) for name, found in zip(names, tests, strict=True) if found]
    processes = session.config.getoption("--processes")
    for done, (index, status) in enumerate(side_by_side(processes, work), 1):
        became[tried[index]] = outcome(status)
        if not status:
            say(started, f"survived: {names[tried[index]]}")
        if done % 50 == 0:
            say(started, f"{done} of {len(tried)} mutants tried")
    file.write_text(json.dumps(became), encoding="utf-8")
    return True


def say(started: float, text: str) -> None:
    print(f"[{time.monotonic() - started:.0f} s] {text}", flush=True)


def outcome(status: int) -> str:
    """What an exit status says of a mutant."""
    return {0: "survived", KILLED: "killed", TOO_LARGE: "too large"}.get(
        os.waitstatus_to_exitcode(status), "stopped"
    )


def ordered(
    items: list[pytest.Item], reached: list[str], seconds: dict[str, float], most: float
) -> list[pytest.Item]:
    """The quickest tests that reach something, as many as some seconds allow, file by file."""
    found = set(reached)
    tests = sorted((i for i in items if i.nodeid in found), key=lambda test: seconds[test.nodeid])
    spent = accumulate(seconds[test.nodeid] for test in tests)
    wanted = {test for test, sum in zip(tests, spent, strict=True) if sum <= most or test is tests[0]}
    files = [list(group) for _, group in groupby((i for i in items if i in wanted), lambda i: i.path)]
    files.sort(key=lambda tests: sum(seconds[test.nodeid] for test in tests))
    return [test for tests in files for test in tests]


def attempt(name: str, tests: list[pytest.Item], seconds: dict[str, float]) -> Callable[[], int]:
    """A run of tests with one mutant, which ends at the first test that fails or takes far too long."""

    def run() -> int:
        set_mutant_under_test(name)
        signal.alarm(STUCK)
        for _, report in results(tests, lambda item: allow(seconds[item.nodeid])):
            if report.failed:
                return KILLED
        return 0

    return run


def allow(seconds: float) -> None:
    """Let this process work so much longer; time in which others work does not count."""
    signal.setitimer(signal.ITIMER_PROF, TIMES * seconds + SECONDS)


def look(items: list[pytest.Item], seen: Path) -> int:
    """Run tests without a mutant; write down what each reaches, its seconds, and which ones fail.

    What a fixture reaches counts for every test of the file, for several may share it.
    """
    set_mutant_under_test("stats")
    reached: defaultdict[str, set[str]] = defaultdict(set)
    shared: defaultdict[Path, set[str]] = defaultdict(set)
    seconds: defaultdict[str, float] = defaultdict(float)
    failed: list[str] = []
    for item, report in results(items):
        seconds[item.nodeid] += report.duration
        if report.failed:
            failed.append(item.nodeid)
        hits = shared[item.path] if report.when == "setup" else reached[item.nodeid]
        hits.update(state()._stats)
        state()._stats.clear()
    tests: defaultdict[str, list[str]] = defaultdict(list)
    for item in items:
        for function in reached[item.nodeid] | shared[item.path] if item.nodeid not in failed else ():
            tests[function].append(item.nodeid)
    seen.write_text(json.dumps([tests, seconds, failed]), encoding="utf-8")
    return 0


def results(
    items: list[pytest.Item], before: Callable[[pytest.Item], object] = lambda item: None
) -> Iterator[tuple[pytest.Item, pytest.TestReport]]:
    """Run tests one after another; each one's reports."""
    for item, following in zip(items, [*items[1:], None], strict=True):
        before(item)
        for report in runtestprotocol(item, log=False, nextitem=following):
            yield item, report


def side_by_side(processes: int, work: list[Callable[[], int]]) -> Iterator[tuple[int, int]]:
    """Run each piece of work in a child of its own; index and exit status of each as it ends."""
    running: dict[int, tuple[int, str]] = {}
    waiting = list(enumerate(work))[::-1]
    while waiting or running:
        while waiting and len(running) < processes:
            index, run = waiting.pop()
            folder = tempfile.mkdtemp(prefix="tests-", dir=".")
            running[child(run, folder)] = (index, folder)
        pid, status = os.wait()
        index, folder = running.pop(pid)
        shutil.rmtree(folder, ignore_errors=True)
        yield index, status


def child(run: Callable[[], int], folder: str) -> int:
    """Start work in a child that has its own folder for files; its process id."""
    if pid := os.fork():
        return pid
    try:
        os.environ["PYTEST_DEBUG_TEMPROOT"] = tempfile.tempdir = str(Path(folder).resolve())
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        threading.Thread(target=watch, daemon=True).start()
        os._exit(run())
    except BaseException:
        os._exit(KILLED)


def watch() -> None:
    """End this process when it takes too much memory."""
    unit = 1 if sys.platform == "darwin" else 1024
    while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit < MEMORY:
        time.sleep(0.2)
    os._exit(TOO_LARGE)


if __name__ == "__main__":
    sys.exit(pytest.main(sys.argv[1:], plugins=[sys.modules[__name__]]))
