"""Packages kept beside a store, so that it can be made anew and an import can be undone.

One folder a partnership: ``<revision>.zip`` for each of its last imports, ``<revision>.retired.json``
for what people had recorded and the import after it took away, and ``records.json`` for all that they
recorded beside the package. What cannot be read is put aside as ``*.damaged`` when a store is rebuilt.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import Final, NamedTuple

from graph.errors import InvalidPackage, NotFound
from graph.model import Package
from graph.stores import kept_files
from graph.stores.beside_cases import without
from graph.stores.digest import digest_of
from graph.stores.files import remove, sync_folder, write_whole
from graph.stores.kept import Kept, take
from graph.stores.port import Store, ask
from graph.stores.records import (
    RECORDS,
    Records,
    records_as_is,
    without_families,
)
from graph.stores.seals import Seal, records_of, seals_in, seals_of
from graph.stores.tables import tables_of

_SCRUB_FILE: Final = "scrub-due"
_NAMED_SIGNS: Final = 40
_HASH_SIGNS: Final = 16


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


class Archive:
    """The kept packages of a store; safe to share between threads of one process."""

    def __init__(self, folder: Path, versions: int = 5) -> None:
        """Nothing is read or made yet.

        Parameters
        ----------
        folder
            Where the packages are kept.
        versions
            How many imports of each partnership are kept.
        """
        self.folder = folder
        self._versions = versions
        self._lock = RLock()

    def keep(self, store: Store, id: str, *, in_place: bool = False) -> None:
        """Keep a partnership as the store holds it now, as its newest version.

        No two versions in a row are equal: the older of them goes.

        Parameters
        ----------
        in_place
            The version before goes in any case: what changed is no import that could be undone.

        Raises
        ------
        NotFound
            When the store has no such partnership.
        OSError
            When it cannot be written; earlier versions stay.
        """
        with self._lock:
            self._add(take(store, id), in_place=in_place)

    def keep_records(self, store: Store, id: str) -> None:
        """Keep what people recorded in a partnership beside its package, as the store holds it now."""
        with self._lock:
            self._write_records(id, records_of(store, id))

    def catch_up(self, store: Store, at_most: int | None = None) -> None:
        """Keep every partnership that moved on since it was kept.

        A version whose own tables did not change (only facts of institutions that it shares with
        others) takes the place of the newest one, any other is added to it.

        Parameters
        ----------
        at_most
            Stop after so many; the rest is for the next time.
        """
        with self._lock:
            (found,) = store.read(ask("partnership.find_all"))
            behind = [
                row for row in found if int(row["revision"] or 0) not in self.versions(str(row["id"]))
            ]
            for row in behind[:at_most]:
                id = str(row["id"])
                earlier = self.versions(id)[-1:]
                with suppress(NotFound):  # removed since
                    touched = bool(earlier) and self._digest(id, earlier[0]) == row["digest"]
                    self._add(take(store, id), in_place=touched)

    def catch_up_records(self, store: Store) -> None:
        """Keep the records that were written and not kept, or are kept in a damaged file."""
        with self._lock:
            (found,) = store.read(ask("partnership.find_all"))
            ids = [str(row["id"]) for row in found]
            none = dict.fromkeys(RECORDS, Seal())
            told = store.read(*(ask("keeping.find_record_seals", id=id) for id in ids))
            for id, rows in zip(ids, told, strict=True):
                kept = self._records(id)
                if rows and (kept is None or seals_of(kept) != {**none, **seals_in(rows[0]["records"])}):
                    self._write_records(id, records_of(store, id))

    def sweep(self) -> None:
        """Remove what was left over of files whose writing was cut short."""
        with self._lock:
            if self.folder.is_dir():
                remove(*kept_files.leftovers(self.folder))
                for place in self.folder.iterdir():
                    remove(*kept_files.leftovers(place))

    def note_scrub(self) -> None:
        """Note that something is about to be erased, whose traces the store's files will still hold."""
        with self._lock:
            write_whole(self.folder / _SCRUB_FILE, b"")

    def scrub_is_due(self) -> bool:
        """Whether that was noted and not done since."""
        return (self.folder / _SCRUB_FILE).exists()

    def scrub_done(self) -> None:
        """Note that the files hold nothing of what was erased."""
        with self._lock:
            remove(self.folder / _SCRUB_FILE)

    def versions(self, id: str) -> tuple[int, ...]:
        """The kept revisions of a partnership, the newest last."""
        return kept_files.revisions(self._place(id))

    def package(self, id: str, revision: int) -> Package:
        """A partnership's package as of a kept revision.

        Raises
        ------
        NotFound
            When that revision is not kept.
        InvalidPackage
            When the kept file is damaged.
        """
        return kept_files.read_package(self._file(id, revision))

    def retired(self, id: str, revision: int) -> Records:
        """What people had recorded and the import that replaced a kept version took away."""
        return kept_files.read_records(self._retired_file(id, revision)) or kept_files.NOTHING

    def newest(self) -> Newest:
        """The newest readable version of every kept partnership, and what cannot be read."""
        found: list[Kept] = []
        damaged: list[Path] = []
        lost: list[str] = []
        unrecorded: list[str] = []
        latest = 0
        with self._lock:
            for place in sorted(self.folder.iterdir()) if self.folder.is_dir() else ():
                revisions = kept_files.revisions(place)
                latest = max((latest, *kept_files.ever_kept(place)))
                package: Package | None = None
                for revision in reversed(revisions):
                    file = place / f"{revision}.zip"
                    try:
                        package = kept_files.read_package(file)
                    except InvalidPackage:
                        damaged.append(file)
                        continue
                    # There is one beside every version: where it is missing, it was lost.
                    beside = place / kept_files.RECORDS_FILE
                    records = kept_files.read_records(beside) if beside.is_file() else None
                    found.append(Kept(package, revision, records or kept_files.NOTHING))
                    if records is None:
                        damaged += [beside] if beside.is_file() else []
                        unrecorded.append(package.partnership.id)
                    break
                if revisions and package is None:
                    lost.append(place.name)
        return Newest(tuple(found), tuple(damaged), tuple(lost), tuple(unrecorded), latest)

    def put_aside(self, files: Iterable[Path]) -> tuple[Path, ...]:
        """Rename damaged files so that nothing counts on them any more.

        Returns
        -------
        tuple of Path
            Where they are then.
        """
        with self._lock:
            aside = tuple(file.replace(file.with_name(f"{file.name}.damaged")) for file in files)
            for folder in {file.parent for file in aside}:
                sync_folder(folder)
            return aside

    def ahead(self, store: Store, *, records: bool = False) -> tuple[str, ...]:
        """In what the archive is ahead of the store: acknowledged work that the store lost.

        Parameters
        ----------
        records
            Whether records that are kept and not in the store count, too. One that was taken back just
            before a crash is still kept, so this is asked only of a store whose log was cut.

        Returns
        -------
        tuple of str
            One sentence for each finding; normally none, as keeping follows writing.
        """
        (found,) = store.read(ask("partnership.find_all"))
        places = set(self.folder.iterdir()) if self.folder.is_dir() else set[Path]()
        sentences: list[str] = []
        for row in found:
            id, revision = str(row["id"]), int(row["revision"] or 0)
            place = self._place(id)
            places.discard(place)
            newest = max(self.versions(id), default=0)
            if newest > revision:
                sentences.append(f"partnership {id}: revision {revision}, but {newest} was kept")
            elif records and kept_files.missing_in(
                self._records(id) or kept_files.NOTHING, records_as_is(store, id)
            ):
                sentences.append(f"partnership {id}: records were kept that it does not have")
        lost = sorted(place.name for place in places if kept_files.revisions(place))
        return (*sentences, *(f"a partnership that was kept is not there: {name}" for name in lost))

    def forget(self, id: str) -> None:
        """Remove everything that is kept of a partnership."""
        with self._lock:
            place = self._place(id)
            if place.is_dir():
                remove(*place.iterdir())
                place.rmdir()

    def holds_family(self, id: str, family_id: str) -> bool:
        """Whether any kept version of a partnership has this family."""
        for revision in self.versions(id):
            with suppress(InvalidPackage):
                if any(family.id == family_id for family in self.package(id, revision).families):
                    return True
        return False

    def erase_families(self, id: str, family_ids: Iterable[str]) -> None:
        """Write every kept version of a partnership anew without these families.

        A damaged file is removed: it could not be cleaned.
        """
        with self._lock:
            gone = frozenset(family_ids)
            place = self._place(id)
            remove(*kept_files.leftovers(place), *place.glob("*.damaged"))
            for revision in self.versions(id):
                file = self._file(id, revision)
                try:
                    kept_files.write_package(file, without(self.package(id, revision), gone))
                except InvalidPackage:
                    remove(file)
            for file in (*place.glob("*.retired.json"), place / kept_files.RECORDS_FILE):
                records = kept_files.read_records(file)
                if records is None:
                    remove(file)
                elif file.is_file():
                    kept_files.write_records(file, without_families(records, id, gone))

    def _digest(self, id: str, revision: int) -> str:
        try:
            return digest_of(tables_of(self.package(id, revision)))
        except InvalidPackage:
            return ""

    def _add(self, taken: Kept, *, in_place: bool) -> None:
        id = taken.id
        earlier = [revision for revision in self.versions(id)[-1:] if revision != taken.revision]
        if not in_place:
            for revision in earlier:
                retired = kept_files.taken_away(self._records(id) or kept_files.NOTHING, taken.records)
                if any(retired.values()):
                    kept_files.write_records(self._retired_file(id, revision), retired)
        self._write_records(id, taken.records)
        kept_files.write_package(self._file(id, taken.revision), taken.package)
        for revision in earlier:
            before, now = self._file(id, revision), self._file(id, taken.revision)
            # The same package gives the same bytes.
            if in_place or before.read_bytes() == now.read_bytes():
                self._drop(id, revision)
        for revision in self.versions(id)[: -self._versions]:
            self._drop(id, revision)

    def _drop(self, id: str, revision: int) -> None:
        remove(self._retired_file(id, revision), self._file(id, revision))

    def _records(self, id: str) -> Records | None:
        return kept_files.read_records(self._place(id) / kept_files.RECORDS_FILE)

    def _write_records(self, id: str, records: Records) -> None:
        kept_files.write_records(self._place(id) / kept_files.RECORDS_FILE, records)

    def _place(self, id: str) -> Path:
        # Ids are free text: the name is for people, the checksum makes it unique and harmless.
        named = re.sub(r"[^a-z0-9]+", "-", id.lower())[:_NAMED_SIGNS].strip("-")
        return self.folder / f"{named}-{sha256(id.encode()).hexdigest()[:_HASH_SIGNS]}"

    def _file(self, id: str, revision: int) -> Path:
        return self._place(id) / f"{revision}.zip"

    def _retired_file(self, id: str, revision: int) -> Path:
        return self._place(id) / f"{revision}.retired.json"
