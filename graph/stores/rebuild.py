"""A new embedded store from the packages kept beside a damaged one."""

import fcntl
import struct
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from graph.errors import NotFound, StoreLocked
from graph.stores import swap
from graph.stores.archive import Archive
from graph.stores.integrity import refuse_damaged
from graph.stores.kept import agreed, put_steps, state_step
from graph.stores.reading import SCHEMA_VERSION, StoreState


class Rebuilt(NamedTuple):
    """What a rebuilt store holds (ids and kept revisions), unreadable kept files, the old store."""

    partnerships: tuple[tuple[str, int], ...]
    damaged: tuple[Path, ...]
    aside: Path | None


def rebuild(file: Path, archive: Archive) -> Rebuilt:
    """Make a store anew from the newest kept version of every partnership and put it in place.

    Where partnerships share institutions, the one imported last decides, as it did in the old store.
    The old store is not opened (a damaged one can end the process) and stays beside the new one.

    Raises
    ------
    NotFound
        When nothing is kept; the old store stays where it is.
    StoreLocked
        When another process holds the store.
    StoreDamaged
        When the new store is not what was kept; the old store stays where it is.
    """
    # Imported here: the engine is only needed, and only loaded, where it is used.
    from graph.stores.embedded import EmbeddedStore

    found, damaged = archive.newest()
    if not found:
        raise NotFound("kept package", archive.folder.name)
    ordered = agreed(found)
    latest = ordered[-1].revision
    with _held(file):
        fresh = EmbeddedStore(swap.new_file(file))
        try:
            for one in ordered:
                fresh.write(*put_steps(one))
            fresh.write(state_step(StoreState(SCHEMA_VERSION, latest, latest)))
            refuse_damaged(fresh)
        except BaseException:
            fresh.close()
            swap.new_file(file)
            raise
        fresh.close()
        existed = file.exists()
        swap.put_in_place(file, keep_old=True)
    aside = swap.old_file(file) if existed else None
    return Rebuilt(tuple((one.id, one.revision) for one in ordered), damaged, aside)


@contextmanager
def _held(file: Path) -> Generator[None]:
    """Hold the lock that the engine takes on its file, without opening the store."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not file.exists():
        yield
        return
    with file.open("r+b") as handle:
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreLocked(str(file), _holder(handle.fileno())) from None
        yield


def _holder(handle: int) -> str:
    # The layout of `struct flock` where long is 64 bits; elsewhere the holder stays unnamed.
    with suppress(OSError, struct.error):
        asked = struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 0, 0)
        answer = fcntl.fcntl(handle, fcntl.F_GETLK, asked)
        process = struct.unpack("hhqqi4x", answer)[4]
        if process > 0:
            return f"process {process}"
    return "another process"
