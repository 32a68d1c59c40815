"""The last versions of each partnership's package, and the newest of what people recorded in it."""

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import Final

from graph.model import Package
from graph.stores.archive import files
from graph.stores.files import remove
from graph.stores.kept import Kept, take
from graph.stores.port import Store
from graph.stores.record_tables import Records
from graph.stores.seals import records_of

_NAMED_SIGNS: Final = 40
_HASH_SIGNS: Final = 16


class Archive:
    """The kept packages of a store; safe to share between threads of one process.

    Attributes
    ----------
    folder
        Where the packages are kept.
    lock
        Held by whoever writes into the folder, or reads what must not change meanwhile.
    """

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
        self.lock = RLock()
        self._versions = versions

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
        with self.lock:
            self._add(take(store, id), in_place=in_place)

    def keep_records(self, store: Store, id: str) -> None:
        """Keep what people recorded in a partnership beside its package, as the store holds it now."""
        with self.lock:
            self._write_records(id, records_of(store, id))

    def versions(self, id: str) -> tuple[int, ...]:
        """The kept revisions of a partnership, the newest last."""
        return files.revisions(self.place(id))

    def package(self, id: str, revision: int) -> Package:
        """A partnership's package as of a kept revision.

        Raises
        ------
        NotFound
            When that revision is not kept.
        InvalidPackage
            When the kept file is damaged.
        """
        return files.read_package(self.file(id, revision))

    def records(self, id: str) -> Records | None:
        """What people recorded in a partnership; ``None`` where the file of it is damaged."""
        return files.read_records(self.place(id) / files.RECORDS_FILE)

    def retired(self, id: str, revision: int) -> Records:
        """What people had recorded and the import that replaced a kept version took away."""
        return files.read_records(self._retired_file(id, revision)) or files.NOTHING

    def forget(self, id: str) -> None:
        """Remove everything that is kept of a partnership."""
        with self.lock:
            place = self.place(id)
            if place.is_dir():
                remove(*place.iterdir())
                place.rmdir()

    def names(self) -> dict[str, str]:
        """The kept names of territories by code; none where they cannot be read."""
        return files.read_names(self.folder / files.NAMES_FILE)

    def keep_names(self, names: Mapping[str, str]) -> None:
        """Keep the names of territories, of all partnerships together."""
        with self.lock:
            if self.names() != names:
                files.write_names(self.folder / files.NAMES_FILE, names)

    def sweep(self) -> None:
        """Remove what was left over of files whose writing was cut short."""
        with self.lock:
            if self.folder.is_dir():
                remove(*files.leftovers(self.folder))
                for place in self.folder.iterdir():
                    remove(*files.leftovers(place))

    def place(self, id: str) -> Path:
        """The folder of a partnership, there or not."""
        # Ids are free text: the name is for people, the checksum makes it unique and harmless.
        named = re.sub(r"[^a-z0-9]+", "-", id.lower())[:_NAMED_SIGNS].strip("-")
        return self.folder / f"{named}-{sha256(id.encode()).hexdigest()[:_HASH_SIGNS]}"

    def file(self, id: str, revision: int) -> Path:
        """The file of a partnership's package as of a revision, there or not."""
        return self.place(id) / f"{revision}.zip"

    def _add(self, taken: Kept, *, in_place: bool) -> None:
        id = taken.id
        earlier = [revision for revision in self.versions(id)[-1:] if revision != taken.revision]
        if not in_place:
            for revision in earlier:
                retired = files.taken_away(self.records(id) or files.NOTHING, taken.records)
                if any(retired.values()):
                    files.write_records(self._retired_file(id, revision), retired)
        self._write_records(id, taken.records)
        files.write_package(self.file(id, taken.revision), taken.package)
        for revision in earlier:
            before, now = self.file(id, revision), self.file(id, taken.revision)
            # The same package gives the same bytes.
            if in_place or before.read_bytes() == now.read_bytes():
                self._drop(id, revision)
        for revision in self.versions(id)[: -self._versions]:
            self._drop(id, revision)

    def _drop(self, id: str, revision: int) -> None:
        remove(self._retired_file(id, revision), self.file(id, revision))

    def _write_records(self, id: str, records: Records) -> None:
        files.write_records(self.place(id) / files.RECORDS_FILE, records)

    def _retired_file(self, id: str, revision: int) -> Path:
        return self.place(id) / f"{revision}.retired.json"
