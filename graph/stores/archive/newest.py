"""What an archive can give to a store that is made anew: the newest that can be read."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from graph.errors import InvalidPackage
from graph.model import Package
from graph.stores.archive import files
from graph.stores.archive.versions import Archive
from graph.stores.files import sync_folder
from graph.stores.kept import Kept


class Newest(NamedTuple):
    """What an archive can give to a store that is made anew.

    ``lost`` are folders of partnerships of which no version can be read, ``unrecorded`` the ids of those
    whose records cannot; ``damaged`` are all unreadable files. ``latest`` is the highest revision that
    was ever kept, readable or not.
    """

    kept: tuple[Kept, ...]
    damaged: tuple[Path, ...]
    lost: tuple[str, ...]
    unrecorded: tuple[str, ...]
    latest: int


def newest(archive: Archive) -> Newest:
    """The newest readable version of every kept partnership, and what cannot be read."""
    found: list[Kept] = []
    damaged: list[Path] = []
    lost: list[str] = []
    unrecorded: list[str] = []
    latest = 0
    with archive.lock:
        for place in sorted(archive.folder.iterdir()) if archive.folder.is_dir() else ():
            revisions = files.revisions(place)
            latest = max((latest, *files.ever_kept(place)))
            package: Package | None = None
            for revision in reversed(revisions):
                file = place / f"{revision}.zip"
                try:
                    package = files.read_package(file)
                except InvalidPackage:
                    damaged.append(file)
                    continue
                # There is one beside every version: where it is missing, it was lost.
                beside = place / files.RECORDS_FILE
                records = files.read_records(beside) if beside.is_file() else None
                found.append(Kept(package, revision, records or files.NOTHING))
                if records is None:
                    damaged += [beside] if beside.is_file() else []
                    unrecorded.append(package.partnership.id)
                break
            if revisions and package is None:
                lost.append(place.name)
    return Newest(tuple(found), tuple(damaged), tuple(lost), tuple(unrecorded), latest)


def put_aside(archive: Archive, damaged: Iterable[Path]) -> tuple[Path, ...]:
    """Rename damaged files so that nothing counts on them any more.

    Returns
    -------
    tuple of Path
        Where they are then.
    """
    with archive.lock:
        aside = tuple(file.replace(file.with_name(f"{file.name}.damaged")) for file in damaged)
        for folder in {file.parent for file in aside}:
            sync_folder(folder)
        return aside
