"""An archive beside its store: what either lacks of what the other holds."""

from contextlib import suppress
from pathlib import Path

from graph.errors import InvalidPackage, NotFound
from graph.stores.archive import files
from graph.stores.archive.versions import Archive
from graph.stores.digest import digest_of
from graph.stores.port import Store, ask
from graph.stores.record_tables import RECORDS, records_as_is
from graph.stores.seals import Seal, seals_in, seals_of
from graph.stores.tables import tables_of


def catch_up(archive: Archive, store: Store, at_most: int | None = None) -> None:
    """Keep every partnership that moved on since it was kept.

    A version whose own tables did not change (only facts of institutions that it shares with
    others) takes the place of the newest one, any other is added to it.

    Parameters
    ----------
    at_most
        Stop after so many; the rest is for the next time.
    """
    with archive.lock:
        (found,) = store.read(ask("partnership.find_all"))
        behind = [
            row for row in found if int(row["revision"] or 0) not in archive.versions(str(row["id"]))
        ]
        for row in behind[:at_most]:
            id = str(row["id"])
            earlier = archive.versions(id)[-1:]
            with suppress(NotFound):  # removed since
                touched = bool(earlier) and _digest(archive, id, earlier[0]) == row["digest"]
                archive.keep(store, id, in_place=touched)


def catch_up_records(archive: Archive, store: Store) -> None:
    """Keep the records that were written and not kept, or are kept in a damaged file."""
    with archive.lock:
        (found,) = store.read(ask("partnership.find_all"))
        ids = [str(row["id"]) for row in found]
        none = dict.fromkeys(RECORDS, Seal())
        told = store.read(*(ask("keeping.find_record_seals", id=id) for id in ids))
        for id, rows in zip(ids, told, strict=True):
            kept = archive.records(id)
            if rows and (kept is None or seals_of(kept) != {**none, **seals_in(rows[0]["records"])}):
                archive.keep_records(store, id)


def ahead(archive: Archive, store: Store, *, records: bool = False) -> tuple[str, ...]:
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
    places = set(archive.folder.iterdir()) if archive.folder.is_dir() else set[Path]()
    sentences: list[str] = []
    for row in found:
        id, revision = str(row["id"]), int(row["revision"] or 0)
        places.discard(archive.place(id))
        newest = max(archive.versions(id), default=0)
        if newest > revision:
            sentences.append(f"partnership {id}: revision {revision}, but {newest} was kept")
        elif records and files.missing_in(
            archive.records(id) or files.NOTHING, records_as_is(store, id)
        ):
            sentences.append(f"partnership {id}: records were kept that it does not have")
    lost = sorted(place.name for place in places if files.revisions(place))
    return (*sentences, *(f"a partnership that was kept is not there: {name}" for name in lost))


def _digest(archive: Archive, id: str, revision: int) -> str:
    try:
        return digest_of(tables_of(archive.package(id, revision)))
    except InvalidPackage:
        return ""
