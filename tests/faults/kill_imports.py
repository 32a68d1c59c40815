"""kill -9 in the middle of imports: every acknowledged one is there, nothing half, and the store opens.

    python tests/faults/kill_imports.py                    100 kills on the embedded store
    python tests/faults/kill_imports.py --kills 20 --seed 3
    python tests/faults/kill_imports.py --neo4j            the client of a real Neo4j is killed
    python tests/faults/kill_imports.py --server           the whole server is killed; also with --neo4j

A worker imports and removes partnerships one after another and says what is done, or a server is sent
them and answers; it is killed at a random moment, also while it opens the store. Then the store must
hold what was said, or the whole of the one operation that followed. Ends with 1 if it ever does not.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "support")]

import httpx2  # noqa: E402
from neo4j import GraphDatabase  # noqa: E402

from benchmarks.soak import server  # noqa: E402
from faults.operations import REMOVAL, Wrong, carry_out, standing, version  # noqa: E402
from graph.packages import package_bytes  # noqa: E402
from graph.stores import open_store  # noqa: E402
from neo4j_peer import Neo4jPeer, running_neo4j  # noqa: E402

WORKER = Path(__file__).with_name("worker.py")
_LONGEST_START = 120.0
#: Works on a store from after an operation on, until it is killed; what it said.
Killed = Callable[[random.Random, str, str, int], list[str]]


class Figures(NamedTuple):
    """What became of the kills; ``beyond``: how often the operation not yet acknowledged was there."""

    kills: int
    operations: int
    while_opening: int
    beyond: int
    wrong: tuple[str, ...]


def kill_workers(
    place: str, password: str = "", *, kills: int, seed: int = 0, killed: Killed | None = None
) -> Figures:
    """Kill so many workers of the store at a place, and look at what it holds each time.

    Parameters
    ----------
    place, password
        As the worker takes them; the store must be empty.
    killed
        Starts and kills what works on the store, and tells what it said; a worker if not given.
    """
    killed = killed or killed_worker
    rng = random.Random(seed)
    done = while_opening = beyond = 0
    wrong: list[str] = []
    for kill in range(kills):
        said = killed(rng, place, password, done)
        while_opening += not said
        acknowledged = max([done, *(int(line) for line in said if line.isdecimal())])
        store = opened(place, password)
        try:
            done = standing(store, acknowledged)
            beyond += done > acknowledged
            # The store is written to after every kill, too.
            done += 1
            carry_out(store, done)
            standing(store, done)
        except Wrong as error:
            wrong.append(f"kill {kill}: {error}")
            break
        finally:
            store.close()
    return Figures(kills, done, while_opening, beyond, tuple(wrong))


def opened(place: str, password: str):
    """The store of a worker."""
    if "://" in place:
        return open_store(place, data=Path(), password=password)
    return open_store(data=Path(place))


def killed_worker(rng: random.Random, place: str, password: str, done: int) -> list[str]:
    """What a worker said until it was killed: that it had the store open, and operations."""
    command = [sys.executable, str(WORKER), place, str(done + 1)]
    said: list[str] = []
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as worker:
        worker.stdin.write(password + "\n")
        worker.stdin.flush()
        # Mostly it has the store open and is at work, sometimes it is only starting.
        lines = rng.choice((0, 1, 2, 3, 4, 5, 6))
        reader = Thread(target=lambda: said.extend(line.strip() for line in worker.stdout))
        reader.start()
        begun = monotonic()
        while len(said) < lines and worker.poll() is None and monotonic() < begun + _LONGEST_START:
            sleep(0.001)
        sleep(rng.uniform(0, 0.3 if lines else 3))
        worker.kill()
        reader.join()
        errors = worker.stderr.read()
    if errors:
        raise RuntimeError(errors[-2000:])
    return said


def killed_server(folder: Path, rng: random.Random, place: str, password: str, done: int) -> list[str]:
    """What a server answered until it was killed; ``folder`` holds its tokens."""
    said: list[str] = []
    store = place if "://" in place else ""
    with server(folder, store, password) as (base, token, pid):
        said.append("open")
        ends = monotonic() + rng.uniform(0, 3)
        Thread(target=_kill_at, args=(ends, pid)).start()
        client = httpx2.Client(base_url=base, headers={"Authorization": f"Bearer {token}"})
        with client, suppress(httpx2.TransportError):
            for number in count(done + 1):
                _send(client, number)
                said.append(str(number))
    return said


def _kill_at(moment: float, pid: int) -> None:
    sleep(max(0.0, moment - monotonic()))
    os.kill(pid, signal.SIGKILL)


def _send(client: httpx2.Client, number: int) -> None:
    """Operation ``number`` over HTTP, as :func:`faults.operations.carry_out` does it on a store."""
    package = version(number)
    if number % REMOVAL:
        answer = client.post(
            "/api/v1/partnerships/import",
            content=package_bytes(package),
            headers={"Content-Type": "application/zip"},
        )
        expected = {200}
    else:
        address = f"/partnerstwa/{package.partnership.id}/usun"
        shown = re.search(r'name="rewizja" value="(\w+)"', client.get(address).text)
        seen = shown[1] if shown else ""
        answer = client.post(address, data={"potwierdzam": "tak", "rewizja": seen})
        expected = {303, 404}
    if answer.status_code not in expected:
        raise Wrong(f"operation {number} was answered with {answer.status_code}")


def clear(peer: Neo4jPeer) -> None:
    """Empty a server that is there for tests."""
    with GraphDatabase.driver(peer.address, auth=(peer.user, peer.password)) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n", database_=peer.database)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--neo4j", action="store_true", help="a real Neo4j, as the tests find one")
    parser.add_argument("--server", action="store_true", help="kill a whole server over HTTP")
    asked = parser.parse_args()
    begun = monotonic()
    with tempfile.TemporaryDirectory() as folder:
        figures = _figures(asked, Path(folder))
    if figures is None:
        return 1
    print(
        f"kills: {figures.kills}, of these before the store was open: {figures.while_opening}\n"
        f"operations: {figures.operations}, there without having been acknowledged: {figures.beyond}\n"
        f"lost, half or damaged: {len(figures.wrong)}\n"
        f"seconds: {monotonic() - begun:.0f}"
    )
    print("\n".join(figures.wrong) or "all as it should be")
    return 1 if figures.wrong else 0


def _figures(asked: argparse.Namespace, folder: Path) -> Figures | None:
    how = {"kills": asked.kills, "seed": asked.seed}
    if asked.server:
        how["killed"] = partial(killed_server, folder)
    if not asked.neo4j:
        return kill_workers(str(folder), **how)
    with running_neo4j() as peer:
        if isinstance(peer, str):
            print(f"no Neo4j: {peer}")
            return None
        clear(peer)
        print(peer)
        return kill_workers(peer.address, peer.password, **how)


if __name__ == "__main__":
    sys.exit(main())
