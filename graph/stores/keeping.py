"""A store with an archive: whatever is written to the one is kept in the other."""

import logging
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Final

from graph.errors import Conflict, NotFound, StoreUnavailable
from graph.model import Package
from graph.stores.archive import Archive
from graph.stores.beside_cases import without
from graph.stores.case_numbers import last_numbers
from graph.stores.journal import erasing_asks, families_with_cases, read_case
from graph.stores.loading import load_package
from graph.stores.port import Ask, Row, Store
from graph.stores.tables import parts_of
from graph.stores.writing import ImportReport, change_package, import_package

#: Others whose shared facts changed are kept anew with an import, at most so many at once.
_OTHERS: Final = 20
_log = logging.getLogger(__name__)


class KeptStore:
    """A store of which each partnership's last imports, and its records, are kept beside it.

    Keeping follows a write that is already durable, so that its failure (no room left, say) is
    logged and not raised: the next write or opening makes up for it. Keeping also reads back what
    was written, and damage found by that is raised.
    """

    def __init__(self, store: Store, archive: Archive) -> None:
        """Keep what was not yet kept: after a crash, or of a store that had no archive."""
        self._store = store
        self.archive = archive
        with _logged():
            archive.catch_up(store)

    @property
    def description(self) -> str:
        """That of the store."""
        return self._store.description

    @property
    def changes(self) -> int | None:
        """Those of the store."""
        return self._store.changes

    def read(self, *asks: Ask) -> list[list[Row]]:
        """Read from the store."""
        return self._store.read(*asks)

    def write(self, *asks: Ask) -> list[list[Row]]:
        """Write to the store, then keep what changed."""
        gone = {str(one.params["id"]) for one in asks if one.query.name == "write.retire_partnership"}
        for id in gone:
            # Before the store: were it left over after a crash, a rebuilt store would bring it back.
            self.archive.forget(id)
        found = self._store.write(*asks)
        for keep in self._keeping(asks, gone):
            with _logged():
                keep()
        return found

    def scrub(self) -> None:
        """Scrub the store."""
        self._store.scrub()

    def ping(self) -> None:
        """Ask the store."""
        self._store.ping()

    def close(self) -> None:
        """Close the store."""
        self._store.close()

    def _keeping(self, asks: Sequence[Ask], gone: Collection[str]) -> Iterator[Callable[[], None]]:
        whole: dict[str, None] = {}
        records: dict[str, None] = {}
        for one in asks:
            match one.query.name.split("."):
                case ["write", "merge_partnership" | "note_partnership"]:
                    whole[str(one.params["id"])] = None
                case ["casework" | "planning" | "register" | "cases" as room, _] if "key" in one.params:
                    records[_owner(room, str(one.params["key"]))] = None
                case _:
                    pass
        # What a case changes in a package is no import: undoing the last import still undoes that.
        in_place = any(one.query.name.startswith("cases.") for one in asks)
        for id in whole:
            if id not in gone:
                yield partial(self.archive.keep, self._store, id, in_place=in_place)
        for id in records:
            if id not in gone and id not in whole:
                yield partial(self.archive.keep_records, self._store, id)
        if any(one.query.name == "state.claim" for one in asks):
            yield partial(self.archive.catch_up, self._store, _OTHERS)


def undo_import(store: Store, id: str) -> ImportReport:
    """Import the version of a partnership that was kept before its newest one.

    The undone version is kept as well: undoing the undoing brings it back.

    Raises
    ------
    NotFound
        When no earlier version is kept.
    """
    versions = store.archive.versions(id) if isinstance(store, KeptStore) else ()
    if not isinstance(store, KeptStore) or len(versions) < 2:
        raise NotFound("earlier version", id)
    return import_package(store, store.archive.package(id, versions[-2]))


def erase_family(store: Store, partnership_id: str, *family_ids: str) -> None:
    """Erase families and all about them from the store and from what is kept beside it.

    That is their records, teams, permissions and referrals, and the journals of their cases; of a case
    that was still open the numbers are added to those of the partnership. Nothing of their ids stays
    in the files of an embedded store or in its archive; a server reuses the room of what was deleted
    in its own time.

    Raises
    ------
    NotFound
        When neither the store nor the archive has the partnership or one of the families; nothing
        is erased then. The error does not repeat the family's id.
    Conflict
        When somebody else took a step in one of the cases meanwhile.
    """
    archive = store.archive if isinstance(store, KeptStore) else None
    known = {family.id for family in load_package(store, partnership_id).families}
    followed = families_with_cases(store, partnership_id).every.intersection(family_ids)
    known |= followed
    for id in family_ids:
        if id not in known and not (archive and archive.holds_family(partnership_id, id)):
            raise NotFound("family", partnership_id)
    # What is kept comes first: after a crash in between, the family is still found and erased.
    if archive:
        archive.erase_families(partnership_id, family_ids)
    if known.intersection(family_ids):
        cases = [read_case(store, partnership_id, id).case for id in sorted(followed)]
        also = (*last_numbers(store, cases), *erasing_asks(partnership_id, sorted(followed)))

        def erased(package: Package) -> Package:
            # What was counted of a case must be the whole of it.
            now = [read_case(store, partnership_id, one.family_id).case for one in cases]
            if now != cases:
                raise Conflict("case", "erase", "somebody else changed the case")
            return without(package, family_ids)

        change_package(store, partnership_id, erased, *also)
    store.scrub()


def _owner(room: str, key: str) -> str:
    # The keys of records begin with their partnership, in casework with the key of their family.
    first = parts_of(key)[0]
    return parts_of(first)[0] if room == "casework" else first


@contextmanager
def _logged() -> Generator[None]:
    try:
        yield
    except (OSError, NotFound, Conflict, StoreUnavailable) as error:
        # What the error says can name things; its kind is enough.
        _log.warning("a package could not be kept: %s", type(error).__name__)
