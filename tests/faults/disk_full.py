"""The disk runs full in the middle of imports: a clear error, a store that reads on, nothing lost.

    python tests/faults/disk_full.py                  each way to end once, on a file system of its own
    python tests/faults/disk_full.py --rounds 5
    python tests/faults/disk_full.py --limit          a limit on the size of files (needs no root)

Imports go on until there is no room. Then the store must still answer and refuse further imports in
plain words; after it was closed, left open, killed, or given room again, it must hold everything that
was acknowledged and nothing half. The reserve that the product keeps free is taken away for this, so
that the engine itself meets the full disk.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "support")]

from faults.operations import found, named  # noqa: E402
from graph.errors import StoreError  # noqa: E402
from graph.model import Package  # noqa: E402
from graph.stores import Store, check_integrity, embedded, import_package, open_store  # noqa: E402
from graph.stores.tables import tables_of  # noqa: E402
from seed.generator import generated_package  # noqa: E402

ENDS = ("closed", "left", "killed", "room")
_MIB = 1 << 20
_SMALL, _LARGE = 16, 400


class Outcome(NamedTuple):
    """What one worker said before it ended, and what is wrong with the store it left."""

    end: str
    acknowledged: int
    refusals: tuple[str, ...]
    read_on: bool
    there: int
    wrong: str


@cache
def package(number: int) -> Package:
    """The partnership of one import; each is a new one, so that the store grows."""
    return named(generated_package(12, seed=number % 3), f"p{number}")


def wrong_with(store: Store, acknowledged: int) -> str:
    """What a store lacks of the acknowledged imports, or holds by half; empty when all is well."""
    if findings := check_integrity(store):
        return "; ".join(findings)
    held = found(store)
    for count in (acknowledged, acknowledged + 1):
        if held == {f"p{n}": tables_of(package(n)) for n in range(1, count + 1)}:
            return ""
    return f"{acknowledged} imports were acknowledged, there are {sorted(held)}"


def work(folder: Path, end: str, limit: int) -> None:
    """Import until there is no room, and say what becomes of it."""
    embedded.EmbeddedStore._demand_room = lambda self: None
    store = open_store(data=folder)
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    number = imported(store, 1, most=10_000)
    imported(store, number, most=1)
    if not wrong_with(store, number - 1):
        print("reads on", flush=True)
    if end == "room":
        print("waits", flush=True)
        sys.stdin.readline()
        if limit:
            resource.setrlimit(
                resource.RLIMIT_FSIZE, (resource.getrlimit(resource.RLIMIT_FSIZE)[1],) * 2
            )
        imported(store, number, most=1)
    if end == "killed":
        os.abort()
    if end != "left":
        store.close()
    sys.stdout.flush()
    os._exit(0)


def imported(store: Store, number: int, *, most: int) -> int:
    """Import from a number on until it is refused; the number that was not acknowledged."""
    for _ in range(most):
        try:
            import_package(store, package(number))
        except StoreError as error:
            print(f"refused {error.reason}", flush=True)
            break
        print(number, flush=True)
        number += 1
    return number


@contextmanager
def small_disk() -> Iterator[Path]:
    """A file system with hardly any room. Raises ``CalledProcessError`` where none can be mounted."""
    with tempfile.TemporaryDirectory() as folder:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={_SMALL}m,mode=0700", "tmpfs", folder]
        subprocess.run(mount, check=True, capture_output=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


def give_room(folder: Path) -> None:
    """Make the file system of :func:`small_disk` a large one."""
    subprocess.run(["mount", "-o", f"remount,size={_LARGE}m", folder], check=True)


def fill(folder: Path, end: str, *, limited: bool) -> Outcome:
    """Let a worker fill the disk and end in one of the ways; look at the store it left."""
    data = folder / "data"
    limit = 6 * _MIB if limited else 0
    command = [sys.executable, __file__, "--work", str(data), end, str(limit)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as worker:
        said: list[str] = []
        for line in worker.stdout:
            said.append(line.strip())
            if line.strip() == "waits":
                if not limited:
                    give_room(folder)
                worker.stdin.write("go on\n")
                worker.stdin.flush()
    if not limited:
        give_room(folder)
    acknowledged = max((int(line) for line in said if line.isdecimal()), default=0)
    refusals = tuple(line.removeprefix("refused ") for line in said if line.startswith("refused "))
    try:
        store = open_store(data=data)
    except StoreError as error:
        return Outcome(end, acknowledged, refusals, "reads on" in said, 0, str(error))
    wrong = wrong_with(store, acknowledged)
    there = len(found(store))
    import_package(store, package(there + 1))
    wrong = wrong or wrong_with(store, there + 1)
    store.close()
    shutil.rmtree(data)
    return Outcome(end, acknowledged, refusals, "reads on" in said, there, wrong)


def main() -> int:
    if sys.argv[1:2] == ["--work"]:
        work(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--limit", action="store_true", help="a limit on the size of files")
    asked = parser.parse_args()
    wrong = 0
    for _ in range(asked.rounds):
        for end in ENDS:
            with tempfile.TemporaryDirectory() if asked.limit else small_disk() as folder:
                one = fill(Path(folder), end, limited=asked.limit)
            wrong += bool(one.wrong) or not one.read_on
            print(
                f"{one.end}: {one.acknowledged} imports acknowledged, refused with {set(one.refusals)},"
                f" {'read on' if one.read_on else 'DID NOT READ ON'}, {one.there} there afterwards"
                f"{': ' + one.wrong if one.wrong else ''}",
                flush=True,
            )
    print(f"stores that lost, halved or could not be read: {wrong}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
