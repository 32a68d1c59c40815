"""Families erased from what is kept, and a mark that the store's own file is still to be scrubbed."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from graph.errors import InvalidPackage
from graph.rows import key_of
from graph.stores.archive import files
from graph.stores.archive.versions import Archive
from graph.stores.beside_cases import without
from graph.stores.files import remove, write_whole
from graph.stores.record_tables import without_families

_SCRUB_FILE: Final = "scrub-due"


def holds_family(archive: Archive, id: str, family_id: str) -> bool:
    """Whether any kept version of a partnership has this family."""
    for revision in archive.versions(id):
        with suppress(InvalidPackage):
            if any(family.id == family_id for family in archive.package(id, revision).families):
                return True
    return False


def erase_families(archive: Archive, id: str, family_ids: Iterable[str]) -> None:
    """Write every kept version of a partnership anew without these families.

    A damaged file is removed: it could not be cleaned.
    """
    with archive.lock:
        gone = frozenset(family_ids)
        keys = {key_of(id, family_id) for family_id in gone}
        place = archive.place(id)
        remove(*files.leftovers(place), *place.glob("*.damaged"))
        for revision in archive.versions(id):
            file = archive.file(id, revision)
            try:
                files.write_package(file, without(archive.package(id, revision), gone))
            except InvalidPackage:
                remove(file)
        for file in (*place.glob("*.retired.json"), place / files.RECORDS_FILE):
            records = files.read_records(file)
            if records is None:
                remove(file)
            elif file.is_file():
                files.write_records(file, without_families(records, keys))


def note_scrub(archive: Archive) -> None:
    """Note that something is about to be erased, whose traces the store's files will still hold."""
    with archive.lock:
        write_whole(archive.folder / _SCRUB_FILE, b"")


def scrub_is_due(archive: Archive) -> bool:
    """Whether that was noted and not done since."""
    return (archive.folder / _SCRUB_FILE).exists()


def scrub_done(archive: Archive) -> None:
    """Note that the files hold nothing of what was erased."""
    with archive.lock:
        remove(archive.folder / _SCRUB_FILE)
