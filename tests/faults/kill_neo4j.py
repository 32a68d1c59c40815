"""Neo4j itself killed under import load, and stopped and started while it is read.

    python tests/faults/kill_neo4j.py                      10 kills, 2 orderly stops
    python tests/faults/kill_neo4j.py --kills 3 --stops 0

A writer imports without pause, readers load partnerships; the server is killed as by a power cut, comes
back on the same data, and everything acknowledged must be there and nothing half. Whoever asks while it
is away must be told that it is unavailable, nothing else, and be served within 10 seconds of its return.
"""

from __future__ import annotations

import argparse
import logging
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "support")]

from faults.operations import Wrong, carry_out, expected, standing  # noqa: E402
from graph.errors import NotFound, StoreUnavailable  # noqa: E402
from graph.stores import Store, list_partnerships, load_package, open_store  # noqa: E402
from graph.stores.tables import tables_of  # noqa: E402
from neo4j_java import JavaNeo4j  # noqa: E402
from seed.generator import GENERATED_BY  # noqa: E402

MOST_SECONDS_BACK = 10.0
_READERS = 3


class Round(NamedTuple):
    """One time that the server was away."""

    acknowledged: int
    away: float
    told: dict[str, int]
    back: float
    wrong: tuple[str, ...]


class Load:
    """A writer and readers who go on whatever happens, and what they were told."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.done = 0
        self.told: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.served: dict[str, float] = {}
        self._over = Event()
        self._threads = [Thread(target=self._go_on, args=("writer", self._write))]
        self._threads += [
            Thread(target=self._go_on, args=(f"reader {n}", self._read)) for n in range(_READERS)
        ]

    def __enter__(self) -> Load:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _go_on(self, who: str, work) -> None:
        while not self._over.is_set():
            try:
                work()
            except StoreUnavailable:
                self.told["unavailable"] += 1
                sleep(0.05)
            except Exception as error:  # whatever else a client is told is wrong
                self.told[type(error).__name__] += 1
                self.wrong.append(f"{who}: {type(error).__name__}: {error}")
                sleep(0.2)
            else:
                self.served[who] = monotonic()
                # People pause between questions; the server must have its share of this machine.
                sleep(0.2)

    def _write(self) -> None:
        carry_out(self.store, self.done + 1)
        self.done += 1

    def _read(self) -> None:
        before = self.done
        for one in list_partnerships(self.store, GENERATED_BY):
            try:
                tables = tables_of(load_package(self.store, one.id))
            except NotFound:  # removed since it was listed
                continue
            # The writer goes on meanwhile: some state between then and now, and whole.
            states = (expected(number).get(one.id) for number in range(before, self.done + 2))
            if tables not in states:
                self.wrong.append(f"a reader saw {one.id} as it never was")


def one_round(
    server: JavaNeo4j, store: Store, done: int, *, kill: bool, wait: float
) -> tuple[int, Round]:
    """Take the server away under load and bring it back; the operation the store then stands after."""
    load = Load(store)
    load.done = done
    with load:
        while load.done < done + 2:
            sleep(0.01)
        sleep(wait)
        server.kill() if kill else server.stop()
        gone = monotonic()
        sleep(1.0)
        server.start()
        returned = monotonic()
        away = returned - gone
        while len([t for t in list(load.served.values()) if t > returned]) <= _READERS:
            if monotonic() > returned + 6 * MOST_SECONDS_BACK:
                break
            sleep(0.01)
        back = max(load.served.values()) - returned
    wrong = list(load.wrong)
    if back > MOST_SECONDS_BACK:
        wrong.append(f"served only {back:.1f} s after its return")
    acknowledged = load.done
    try:
        acknowledged = standing(store, load.done)
    except Wrong as error:
        wrong.append(str(error))
    return acknowledged, Round(load.done, away, dict(load.told), back, tuple(wrong))


def rounds(server: JavaNeo4j, *, kills: int, stops: int, seed: int = 0) -> list[Round]:
    """Kill and stop a running, empty server so many times."""
    rng = random.Random(seed)
    store = open_store(server.address, data=Path(), password=server.password)
    done = 0
    found: list[Round] = []
    try:
        for kill in [True] * kills + [False] * stops:
            done, one = one_round(server, store, done, kill=kill, wait=rng.uniform(0, 1.5))
            found.append(one)
    finally:
        store.close()
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--stops", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    logging.getLogger("neo4j").setLevel(logging.CRITICAL)  # the driver tells of every try
    with tempfile.TemporaryDirectory() as folder:
        server = JavaNeo4j(Path(folder))
        server.start()
        print(f"Neo4j {server.release.version}, JDK {server.jdk.feature}")
        try:
            found = rounds(server, kills=asked.kills, stops=asked.stops, seed=asked.seed)
        finally:
            server.kill()
    for number, one in enumerate(found):
        print(
            f"{'kill' if number < asked.kills else 'stop'} {number + 1}: {one.acknowledged} operations,"
            f" away {one.away:.1f} s, told {one.told}, all served {one.back:.1f} s after its return"
        )
    wrong = [sentence for one in found for sentence in one.wrong]
    print(f"lost, half, or told something else: {len(wrong)}")
    print("\n".join(wrong) or "all as it should be")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
