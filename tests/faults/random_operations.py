"""Random operations on the embedded store, with readers beside them, against a plain model.

    python tests/faults/random_operations.py                        10,000 operations, seed 0
    python tests/faults/random_operations.py --operations 2000 --seeds 20

A writer imports, changes, shrinks, undoes and removes partnerships, closes and opens the store; the log
is moved into the file after nearly every write. Readers load partnerships all the while. Every cell that
is read must be that of the model: a dictionary of packages. Ends with 1 if one ever is not.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event, Lock, Thread
from time import monotonic, sleep
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "support")]

from faults.operations import named  # noqa: E402
from graph.errors import NotFound, StoreUnavailable  # noqa: E402
from graph.model import Package  # noqa: E402
from graph.stores import (  # noqa: E402
    KeptStore,
    check_integrity,
    embedded,
    import_package,
    load_package,
    open_store,
    remove_partnership,
)
from graph.stores.tables import TABLES, Tables, tables_of  # noqa: E402
from seed.generator import generated_package  # noqa: E402

NAMES = ("p0", "p1", "p2")
_READERS = 2
_WHOLE_LOOK_EVERY = 250
_REOPEN_EVERY = 400


class Figures(NamedTuple):
    """What a run did and found."""

    operations: dict[str, int]
    reads: int
    cells: int
    different: int
    seconds: float


class Run:
    """One sequence of operations and its model."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.rng = random.Random(seed)
        self.pool = [generated_package(size, seed=seed * 10 + size) for size in (3, 4, 5, 6, 8)]
        self.model: dict[str, Package] = {}
        #: States that a reader may see of each partnership: what was, and what is being written.
        self.states: dict[str, list[Tables | None]] = {name: [None] for name in NAMES}
        self.guard = Lock()
        self.store = self._opened()
        self.counts: Counter[str] = Counter()
        self.reads = self.cells = self.different = 0

    def _opened(self) -> KeptStore:
        store = open_store(data=self.folder)
        assert isinstance(store, KeptStore)
        return store

    def operate(self) -> None:
        """One random operation, and a look at the partnership it was about."""
        name = self.rng.choice(NAMES)
        held = self.model.get(name)
        kind = self.rng.choice(
            ("bring", "change", "change", "change", "shrink", "same", "remove", "undo")
        )
        if held is None or kind == "bring":
            kind, package = "bring", named(self.rng.choice(self.pool), name)
        elif kind == "change":
            package = self._changed(held)
        elif kind == "shrink":
            package = self._shrunk(held)
        elif kind == "undo":
            versions = self.store.archive.versions(name)
            package = self.store.archive.package(name, versions[-2]) if len(versions) > 1 else held
        else:
            package = None if kind == "remove" else held
        self.counts[kind] += 1
        after = None if package is None else tables_of(package)
        with self.guard:
            self.states[name].append(after)
        if package is None:
            del self.model[name]
            remove_partnership(self.store, name)
        else:
            self.model[name] = package
            import_package(self.store, package)
        with self.guard:
            self.states[name] = [after]
        self.look(name)

    def _changed(self, package: Package) -> Package:
        rng = self.rng
        number = rng.randint(0, 10**6)
        institutions = [
            replace(i, phone=f"{number}", address=f"ul. Ćwiekowa {number}" * rng.randint(1, 40))
            if rng.random() < 0.3
            else i
            for i in package.institutions
        ]
        services = [
            replace(s, wait_days=rng.choice((None, 0, number % 400)), name=f"Usługa {number}")
            if rng.random() < 0.4
            else s
            for s in package.services
        ]
        ties = [
            replace(t, strength=rng.randint(1, 5)) if rng.random() < 0.4 else t for t in package.ties
        ]
        return replace(
            package, institutions=tuple(institutions), services=tuple(services), ties=tuple(ties)
        )

    def _shrunk(self, package: Package) -> Package:
        def some(rows):
            return tuple(row for row in rows if self.rng.random() < 0.7)

        return replace(
            package,
            services=some(package.services),
            ties=some(package.ties),
            families=(),
            teams=(),
            demand=some(package.demand),
        )

    def look(self, name: str) -> None:
        """Compare a partnership cell by cell with the model."""
        held = self.model.get(name)
        try:
            seen = tables_of(load_package(self.store, name))
        except NotFound:
            seen = None
        right = None if held is None else tables_of(held)
        self.reads += 1
        if seen is None or right is None:
            self.different += seen is not right
            return
        for table in TABLES:
            for key in seen[table].keys() | right[table].keys():
                one, other = seen[table].get(key, {}), right[table].get(key, {})
                self.cells += max(len(one), len(other))
                self.different += sum(
                    one.get(c) != other.get(c) or (c in one) != (c in other)
                    for c in one.keys() | other.keys()
                )

    def read(self, seed: int, over: Event) -> None:
        """Read at random until it is over; what is seen must be a state of its time."""
        rng = random.Random(seed)
        while not over.is_set():
            name = rng.choice(NAMES)
            with self.guard:
                before = list(self.states[name])
            try:
                seen = tables_of(load_package(self.store, name))
            except NotFound:
                seen = None
            except StoreUnavailable:  # it is being opened anew
                continue
            with self.guard:
                after = list(self.states[name])
                self.reads += 1
                # A whole state may have come and gone in between, but only of operations on this one.
                if seen not in before and seen not in after:
                    self.different += 1
            sleep(rng.uniform(0, 0.08))

    def whole_look(self) -> None:
        """The whole store: every partnership, every checksum, nothing left over."""
        for name in NAMES:
            self.look(name)
        self.different += len(check_integrity(self.store))

    def reopen(self) -> None:
        """Close the store and open it again."""
        self.store.close()
        self.store = self._opened()


@contextmanager
def busy_checkpoints(at_bytes: int):
    """Let the engine move its log into the file after nearly every write."""
    usual = embedded._CHECKPOINT_AT_BYTES
    embedded._CHECKPOINT_AT_BYTES = at_bytes
    try:
        yield
    finally:
        embedded._CHECKPOINT_AT_BYTES = usual


def run(folder: Path, *, operations: int, seed: int) -> Figures:
    """Carry out so many operations in an empty folder."""
    begun = monotonic()
    with busy_checkpoints(64 << 10):
        one = Run(folder, seed)
        over = Event()
        readers = [Thread(target=one.read, args=(seed * 100 + n, over)) for n in range(_READERS)]
        for reader in readers:
            reader.start()
        try:
            for number in range(1, operations + 1):
                one.operate()
                if number % _WHOLE_LOOK_EVERY == 0:
                    one.whole_look()
                if number % _REOPEN_EVERY == 0:
                    one.reopen()
            one.whole_look()
        finally:
            over.set()
            for reader in readers:
                reader.join()
            one.store.close()
    return Figures(dict(one.counts), one.reads, one.cells, one.different, monotonic() - begun)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--operations", type=int, default=10_000)
    parser.add_argument("--seeds", type=int, default=1, help="how many, from --first on")
    parser.add_argument("--first", type=int, default=0)
    asked = parser.parse_args()
    different = 0
    for seed in range(asked.first, asked.first + asked.seeds):
        with tempfile.TemporaryDirectory() as folder:
            found = run(Path(folder), operations=asked.operations, seed=seed)
        different += found.different
        print(
            f"seed {seed}: {found.operations}, reads {found.reads}, cells compared {found.cells},"
            f" different {found.different}, {found.seconds:.0f} s",
            flush=True,
        )
    print(f"different cells or states: {different}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
