"""kill -9 in the middle of imports: every acknowledged one is there, nothing half, and the store opens.

    python tests/faults/kill_imports.py                    100 kills on the embedded store
    python tests/faults/kill_imports.py --kills 20 --seed 3
    python tests/faults/kill_imports.py --neo4j            the client of a real Neo4j is killed

A worker imports and removes partnerships one after another and says what is done; it is killed at a
random moment, also while it opens the store. Then the store must hold what was said, or the whole of
the one operation that followed. Ends with 1 if it ever does not.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from neo4j import GraphDatabase  # noqa: E402

from faults.operations import Wrong, carry_out, standing  # noqa: E402
from graph.stores import open_store  # noqa: E402
from neo4j_peer import Neo4jPeer, running_neo4j  # noqa: E402

WORKER = Path(__file__).with_name("worker.py")
_LONGEST_START = 120.0


class Figures(NamedTuple):
    """What became of the kills; ``beyond``: how often the operation not yet acknowledged was there."""

    kills: int
    operations: int
    while_opening: int
    beyond: int
    wrong: tuple[str, ...]


def kill_workers(place: str, password: str = "", *, kills: int, seed: int = 0) -> Figures:
    """Kill so many workers of the store at a place, and look at what it holds each time.

    Parameters
    ----------
    place, password
        As the worker takes them; the store must be empty.
    """
    rng = random.Random(seed)
    done = while_opening = beyond = 0
    wrong: list[str] = []
    for kill in range(kills):
        said = killed_worker(rng, place, password, done)
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


def clear(peer: Neo4jPeer) -> None:
    """Empty a server that is there for tests."""
    with GraphDatabase.driver(peer.address, auth=(peer.user, peer.password)) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n", database_=peer.database)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--neo4j", action="store_true", help="a real Neo4j, as the tests find one")
    asked = parser.parse_args()
    begun = monotonic()
    if asked.neo4j:
        with running_neo4j() as peer:
            if isinstance(peer, str):
                print(f"no Neo4j: {peer}")
                return 1
            clear(peer)
            print(peer)
            figures = kill_workers(peer.address, peer.password, kills=asked.kills, seed=asked.seed)
    else:
        with tempfile.TemporaryDirectory() as folder:
            figures = kill_workers(folder, kills=asked.kills, seed=asked.seed)
    print(
        f"kills: {figures.kills}, of these before the store was open: {figures.while_opening}\n"
        f"operations: {figures.operations}, there without having been acknowledged: {figures.beyond}\n"
        f"lost, half or damaged: {len(figures.wrong)}\n"
        f"seconds: {monotonic() - begun:.0f}"
    )
    print("\n".join(figures.wrong) or "all as it should be")
    return 1 if figures.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
