"""Packages kept beside a store, so that it can be made anew and an import can be undone.

One folder a partnership: ``<revision>.zip`` for each of its last imports, and ``records.json`` for
what people recorded beside the package.
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import Final

import orjson

from graph.errors import InvalidPackage, NotFound
from graph.model import Package
from graph.stores.beside_cases import without
from graph.stores.digest import digest_of
from graph.stores.files import remove, write_whole
from graph.stores.kept import RECORDS, Kept, RecordName, Records, records_of, take, without_families
from graph.stores.port import Row, Store, ask
from graph.stores.tables import tables_of

_RECORDS_FILE: Final = "records.json"
_NAMED_SIGNS: Final = 40
_HASH_SIGNS: Final = 16


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
            taken = take(store, id)
            earlier = self.versions(id)[-1:]
            self._write(taken)
            if earlier and earlier[0] != taken.revision:
                before, now = self._file(id, earlier[0]), self._file(id, taken.revision)
                # The same package gives the same bytes.
                if in_place or before.read_bytes() == now.read_bytes():
                    remove(before)
            self._prune(id)

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
                    self._write(take(store, id))
                    if earlier and self._digest(id, earlier[0]) == row["digest"]:
                        remove(self._file(id, earlier[0]))
                    self._prune(id)

    def versions(self, id: str) -> tuple[int, ...]:
        """The kept revisions of a partnership, the newest last."""
        return _revisions(self._place(id))

    def package(self, id: str, revision: int) -> Package:
        """A partnership's package as of a kept revision.

        Raises
        ------
        NotFound
            When that revision is not kept.
        InvalidPackage
            When the kept file is damaged.
        """
        return _read(self._file(id, revision))

    def newest(self) -> tuple[tuple[Kept, ...], tuple[Path, ...]]:
        """The newest readable version of every kept partnership, and the files that are damaged."""
        found: list[Kept] = []
        damaged: list[Path] = []
        with self._lock:
            for place in sorted(self.folder.iterdir()) if self.folder.is_dir() else ():
                for revision in reversed(_revisions(place)):
                    file = place / f"{revision}.zip"
                    try:
                        found.append(Kept(_read(file), revision, _records_in(place)))
                        break
                    except InvalidPackage:
                        damaged.append(file)
        return tuple(found), tuple(damaged)

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
            elif records and _more(_records_in(place), records_of(store, id)):
                sentences.append(f"partnership {id}: records were kept that it does not have")
        lost = sorted(place.name for place in places if _revisions(place))
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

        A damaged one is removed: it could not be cleaned.
        """
        with self._lock:
            gone = frozenset(family_ids)
            for revision in self.versions(id):
                file = self._file(id, revision)
                try:
                    _write(file, without(self.package(id, revision), gone))
                except InvalidPackage:
                    remove(file)
            if self.versions(id):
                records = _records_in(self._place(id))
                self._write_records(id, without_families(records, id, gone))

    def _digest(self, id: str, revision: int) -> str:
        try:
            return digest_of(tables_of(self.package(id, revision)))
        except InvalidPackage:
            return ""

    def _write(self, kept: Kept) -> None:
        self._write_records(kept.id, kept.records)
        _write(self._file(kept.id, kept.revision), kept.package)

    def _write_records(self, id: str, records: Records) -> None:
        write_whole(self._place(id) / _RECORDS_FILE, orjson.dumps(records))

    def _prune(self, id: str) -> None:
        remove(*(self._file(id, revision) for revision in self.versions(id)[: -self._versions]))

    def _place(self, id: str) -> Path:
        # Ids are free text: the name is for people, the checksum makes it unique and harmless.
        named = re.sub(r"[^a-z0-9]+", "-", id.lower())[:_NAMED_SIGNS].strip("-")
        return self.folder / f"{named}-{sha256(id.encode()).hexdigest()[:_HASH_SIGNS]}"

    def _file(self, id: str, revision: int) -> Path:
        return self._place(id) / f"{revision}.zip"


def _revisions(place: Path) -> tuple[int, ...]:
    if not place.is_dir():
        return ()
    return tuple(sorted(int(file.stem) for file in place.glob("*.zip") if file.stem.isdecimal()))


# The reader and writer of packages bring spreadsheet libraries along: most uses of a store need neither.
def _write(file: Path, package: Package) -> None:
    from graph.packages import package_bytes

    write_whole(file, package_bytes(package))


def _read(file: Path) -> Package:
    from graph.packages import read_package_bytes

    try:
        data = file.read_bytes()
    except FileNotFoundError:
        raise NotFound("kept package", file.stem) from None
    return read_package_bytes(data, file.name).package


def _more(ours: Records, theirs: Records) -> bool:
    return any(
        {row["key"] for row in ours.get(name, ())} - {row["key"] for row in theirs[name]}
        for name in RECORDS
    )


def _records_in(place: Path) -> Records:
    file = place / _RECORDS_FILE
    if not file.is_file():
        return dict.fromkeys(RECORDS, ())
    # What an older version kept lacks the tables that came later.
    kept: dict[RecordName, Sequence[Row]] = orjson.loads(file.read_bytes())
    return {name: kept.get(name, ()) for name in RECORDS}
