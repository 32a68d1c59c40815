"""Changes of a store together with what is kept beside it."""

from dataclasses import replace
from typing import Final

from graph.errors import NotFound
from graph.model import Package
from graph.stores.archive import Archive, without
from graph.stores.loading import load_package
from graph.stores.port import Store
from graph.stores.writing import ImportReport, change_package, import_package, remove_partnership

#: Other partnerships whose shared facts changed are kept anew with an import, at most so many at once.
_OTHERS: Final = 20


def import_and_keep(store: Store, archive: Archive, package: Package) -> ImportReport:
    """As :func:`~graph.stores.import_package`; what the store then holds is kept in the archive.

    The import stands even where it cannot be kept (no room left): a warning says so, and the next
    :meth:`Archive.catch_up` makes up for it.
    """
    report = import_package(store, package)
    try:
        if report.changed:
            archive.keep(store, package.partnership.id)
        archive.catch_up(store, _OTHERS)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        warning = f"the package is in the store, but could not be kept beside it: {reason}"
        return replace(report, warnings=(*report.warnings, warning))
    return report


def undo_import(store: Store, archive: Archive, id: str) -> ImportReport:
    """Import the version of a partnership that was kept before its newest one.

    The undone version becomes the earlier one, so undoing twice changes nothing in the end.

    Raises
    ------
    NotFound
        When no earlier version is kept.
    """
    archive.catch_up(store)
    versions = archive.versions(id)
    if len(versions) < 2:
        raise NotFound("earlier version", id)
    return import_and_keep(store, archive, archive.package(id, versions[-2]))


def remove_and_forget(store: Store, archive: Archive, id: str) -> ImportReport:
    """Take a partnership out of the store, and everything that is kept of it.

    Raises
    ------
    NotFound
        When the store has no such partnership.
    """
    load_package(store, id)
    # First what is kept: were it left over after a crash, a rebuilt store would bring it back.
    archive.forget(id)
    report = remove_partnership(store, id)
    archive.catch_up(store)
    return report


def erase_family(store: Store, archive: Archive, partnership_id: str, *family_ids: str) -> None:
    """Erase families, their teams, permissions and referrals from the store and from all that is kept.

    Nothing of their ids stays in the files of the embedded store or in the archive.

    Raises
    ------
    NotFound
        When neither the store nor the archive has the partnership or one of the families; nothing
        is erased then. The error does not repeat the family's id.
    """
    known = {family.id for family in load_package(store, partnership_id).families}
    for id in family_ids:
        if id not in known and not archive.holds_family(partnership_id, id):
            raise NotFound("family", partnership_id)
    # What is kept comes first: after a crash in between, the family is still found and erased.
    archive.erase_families(partnership_id, family_ids)
    if known.intersection(family_ids):
        change_package(store, partnership_id, lambda package: without(package, family_ids))
    store.scrub()
    archive.catch_up(store)
