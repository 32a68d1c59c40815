"""A store with an archive: whatever is written to the one is kept in the other."""

import logging
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Final

from graph.errors import Conflict, NotFound, ScrubDue, StoreDamaged, StoreError, StoreUnavailable
from graph.model import Package
from graph.rows import Row
from graph.stores.archive import (
    Archive,
    catch_up,
    catch_up_records,
    erase_families,
    holds_family,
    note_scrub,
    scrub_done,
    scrub_is_due,
)
from graph.stores.batching import batches
from graph.stores.beside_cases import without
from graph.stores.case_numbers import last_numbers
from graph.stores.import_plan import ImportReport
from graph.stores.journal import erasing_asks, families_with_cases, read_case, record_rows
from graph.stores.loading import load_package
from graph.stores.port import Ask, Store
from graph.stores.record_tables import Records, changed_by
from graph.stores.seals import records_of
from graph.stores.strangers import AS_STORED, IdChoice
from graph.stores.territories import territory_names
from graph.stores.writing import Allow, change_package, import_package

#: Others whose shared facts changed are kept anew with an import, at most so many at once.
_OTHERS: Final = 20
#: The step that names territories.
_NAMING: Final = "derived.name_territories"
#: Queries of writes that change a package beside what they are about.
_NO_IMPORTS: Final = (
    "case_steps.",
    *(f"{table}.{verb}" for table in ("surveys", "survey_links") for verb in ("create", "change")),
)
_log = logging.getLogger(__name__)


class KeptStore:
    """A store of which each partnership's last imports, and its records, are kept beside it.

    Keeping follows a write that is already durable, so that its failure (no room left, say) is
    logged and not raised: the next write or opening makes up for it. Keeping also reads back what
    was written, and damage found by that is raised.
    """

    def __init__(self, store: Store, archive: Archive) -> None:
        """Keep what was not yet kept, after a crash or without an archive; finish erasing."""
        self._store = store
        self.archive = archive
        with _logged():
            archive.sweep()
            catch_up(archive, store)
            catch_up_records(archive, store)
            _keep_names(archive, store)
        try:
            self.finish_scrub()
        except (OSError, Conflict, StoreError) as error:
            if isinstance(error, StoreDamaged):
                raise
            _log.warning("erased families leave traces in the store's files: %s", type(error).__name__)

    @property
    def description(self) -> str:
        """That of the store."""
        return self._store.description

    @property
    def labels_areas(self) -> bool:
        """That of the store."""
        return self._store.labels_areas

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
        scrub_done(self.archive)

    def finish_scrub(self) -> None:
        """Scrub the store if that was to be done and failed."""
        if scrub_is_due(self.archive):
            self.scrub()

    def ping(self) -> None:
        """Ask the store."""
        self._store.ping()

    def probe(self) -> None:
        """Ask the store whether it takes writes."""
        self._store.probe()

    def close(self) -> None:
        """Close the store."""
        self._store.close()

    def _keeping(self, asks: Sequence[Ask], gone: Collection[str]) -> Iterator[Callable[[], None]]:
        noted = {"write.merge_partnership", "write.note_partnership"}
        whole = dict.fromkeys(str(one.params["id"]) for one in asks if one.query.name in noted)
        # What cases and surveys change in a package is no import: undoing the last one undoes that.
        in_place = any(one.query.name.startswith(_NO_IMPORTS) for one in asks)
        for id in whole:
            if id not in gone:
                yield partial(self.archive.keep, self._store, id, in_place=in_place)
        for id in changed_by(asks):
            if id not in gone and id not in whole:
                yield partial(self.archive.keep_records, self._store, id)
        if any(one.query.name == _NAMING for one in asks):
            yield partial(_keep_names, self.archive, self._store)
        if any(one.query.name == "state.claim" for one in asks):
            yield partial(catch_up, self.archive, self._store, _OTHERS)


def undo_import(
    store: Store,
    id: str,
    *,
    revision: int | None = None,
    choice: IdChoice = AS_STORED,
    allow: Allow | None = None,
) -> ImportReport:
    """Import the version of a partnership that was kept before its newest one.

    What people had recorded and that import took away with families and institutions comes back as it
    was. The undone version is kept as well: undoing the undoing brings it back.

    Parameters
    ----------
    revision
        The revision that the partnership must still have, if whoever undoes it looked at it before.
    choice, allow
        As for :func:`~graph.stores.import_package`.

    Raises
    ------
    NotFound
        When no earlier version is kept.
    Conflict
        When the partnership is at another revision, or other writers kept getting ahead.
    IdsTaken
        When ids of the earlier version are those of other institutions of other partnerships.
    """
    versions = store.archive.versions(id) if isinstance(store, KeptStore) else ()
    if not isinstance(store, KeptStore) or len(versions) < 2:
        raise NotFound("earlier version", id)
    earlier = versions[-2]
    missing = undoing_puts_back(store, id)
    back = [
        step
        for name, rows in missing.items()
        for step in batches(f"{name}.merge", record_rows(name, rows))
    ]
    package = store.archive.package(id, earlier)
    exact = replace(choice, as_stored=True)
    return import_package(store, package, *back, revision=revision, choice=exact, allow=allow)


def undoing_puts_back(store: Store, id: str) -> Records:
    """What people had recorded and :func:`undo_import` would put back."""
    versions = store.archive.versions(id) if isinstance(store, KeptStore) else ()
    if not isinstance(store, KeptStore) or len(versions) < 2:
        return {}
    there = records_of(store, id)
    retired = store.archive.retired(id, versions[-2])
    return {
        name: [row for row in rows if row["key"] not in {one["key"] for one in there[name]}]
        for name, rows in retired.items()
    }


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
    ScrubDue
        When all was erased but for traces in the store's file, which are noted to be removed.
    """
    archive = store.archive if isinstance(store, KeptStore) else None
    if isinstance(store, KeptStore):
        _scrubbed(store.finish_scrub)
    known = {family.id for family in load_package(store, partnership_id).families}
    followed = families_with_cases(store, partnership_id).every.intersection(family_ids)
    known |= followed
    for id in family_ids:
        if id not in known and not (archive and holds_family(archive, partnership_id, id)):
            raise NotFound("family", partnership_id)
    # What is kept comes first: after a crash in between, the family is still found and erased.
    if archive:
        note_scrub(archive)
        erase_families(archive, partnership_id, family_ids)
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
    _scrubbed(store.scrub)


def _keep_names(archive: Archive, store: Store) -> None:
    if names := territory_names(store):
        archive.keep_names(names)


def _scrubbed(scrub: Callable[[], None]) -> None:
    try:
        scrub()
    except StoreDamaged:
        raise
    except (OSError, Conflict, StoreError) as error:
        raise ScrubDue from error


@contextmanager
def _logged() -> Generator[None]:
    try:
        yield
    except (OSError, NotFound, Conflict, StoreUnavailable) as error:
        # What the error says can name things; its kind is enough.
        _log.warning("a package could not be kept: %s", type(error).__name__)
