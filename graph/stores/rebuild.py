"""A new embedded store from the packages kept beside a damaged one."""

import fcntl
import struct
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from graph.errors import NotAllReadable, NotFound, StoreLocked
from graph.stores import swap
from graph.stores.archive import Archive, newest, put_aside
from graph.stores.files import private_folder
from graph.stores.heads import Head, head_step
from graph.stores.integrity import refuse_damaged
from graph.stores.kept import Kept, agreed, homes_of, put_steps, state_step
from graph.stores.port import Store
from graph.stores.reading import SCHEMA_VERSION, StoreState
from graph.stores.seals import records_of
from graph.stores.strangers import refuse_strangers_among
from graph.stores.territories import naming_steps


class Rebuilt(NamedTuple):
    """What a rebuilt store holds, what it lacks, and where the old store is.

    Attributes
    ----------
    partnerships
        Ids and the kept revisions that they were made from.
    damaged
        Kept files that could not be read, where they are now.
    lost
        Folders of partnerships of which nothing could be read, and that are therefore missing.
    unrecorded
        Ids of partnerships without what people recorded in them, as that could not be read.
    left_out
        How many records of each partnership have no place in the version that could be read.
    aside
        The old store.
    """

    partnerships: tuple[tuple[str, int], ...]
    damaged: tuple[Path, ...]
    lost: tuple[str, ...]
    unrecorded: tuple[str, ...]
    left_out: tuple[tuple[str, int], ...]
    aside: Path | None


def rebuild(
    file: Path,
    archive: Archive,
    *,
    leave_lost: bool = False,
    overwrite_shared: bool = False,
    head: Head | None = None,
) -> Rebuilt:
    """Make a store anew from the newest readable version of every partnership and put it in place.

    Where partnerships share institutions, the one imported last decides, as it did in the old store.
    The old store is not opened (a damaged one can end the process) and stays beside the new one. Kept
    files that cannot be read are put aside, so that nobody waits for what was in them.

    Parameters
    ----------
    leave_lost
        Go on without what cannot be read in any version.
    overwrite_shared
        Institutions that kept packages have under one id are the same, whatever their names.
    head
        How far the audit trail reaches; the new store goes on from there.

    Raises
    ------
    NotFound
        When nothing is kept; the old store stays where it is.
    NotAllReadable
        When something would be lost; nothing is changed then.
    IdsTaken
        When kept packages have different institutions of one id; nothing is changed then.
    StoreLocked
        When another process holds the store.
    StoreDamaged
        When the new store is not what was kept; the old store stays where it is.
    """
    # Imported here: the engine is only needed, and only loaded, where it is used.
    from graph.stores.embedded import EmbeddedStore

    found = newest(archive)
    if (found.lost or found.unrecorded) and not leave_lost:
        raise NotAllReadable(found.lost, found.unrecorded)
    if not found.kept and not found.lost:
        raise NotFound("kept package", archive.folder.name)
    if not overwrite_shared:
        in_order = sorted(found.kept, key=lambda one: (one.revision, one.id))
        refuse_strangers_among(one.package for one in in_order)
    ordered = agreed(found.kept)
    with _held(file):
        fresh = EmbeddedStore(swap.new_file(file))
        try:
            homes = homes_of(ordered)
            for one in ordered:
                fresh.write(*put_steps(one, homes))
            if names := naming_steps(fresh, archive.names()):
                fresh.write(*names)
            # Beyond every revision that people may have seen: none comes back with another content.
            fresh.write(state_step(StoreState(SCHEMA_VERSION, found.latest, found.latest)))
            if head is not None:
                fresh.write(head_step(head))
            refuse_damaged(fresh)
            left_out = tuple(_left_out(fresh, ordered))
        except BaseException:
            fresh.close()
            swap.new_file(file)
            raise
        fresh.close()
        damaged = put_aside(archive, found.damaged)
        existed = file.exists()
        swap.put_in_place(file, keep_old=True)
    aside = swap.old_file(file) if existed else None
    partnerships = tuple((one.id, one.revision) for one in ordered)
    return Rebuilt(partnerships, damaged, found.lost, found.unrecorded, left_out, aside)


def _left_out(fresh: Store, kept: Iterable[Kept]) -> Iterator[tuple[str, int]]:
    for one in kept:
        there = sum(map(len, records_of(fresh, one.id).values()))
        if missing := sum(map(len, one.records.values())) - there:
            yield one.id, missing


@contextmanager
def _held(file: Path) -> Generator[None]:
    """Hold the lock that the engine takes on its file, without opening the store."""
    private_folder(file.parent)
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
