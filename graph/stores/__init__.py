"""Two graph databases behind one port, and what is written to and read from them."""

from pathlib import Path

from graph.errors import StoreDamaged
from graph.stores.archive import Archive, ahead
from graph.stores.import_plan import ImportReport
from graph.stores.integrity import check_integrity
from graph.stores.keeping import KeptStore, erase_family, undo_import
from graph.stores.library import Library
from graph.stores.loading import load_package
from graph.stores.port import Store
from graph.stores.reading import PartnershipSummary, list_partnerships
from graph.stores.territories import naming_steps, territory_names
from graph.stores.writing import import_package, preview_import, remove_partnership

__all__ = [
    "Archive",
    "ImportReport",
    "KeptStore",
    "Library",
    "PartnershipSummary",
    "Store",
    "archive_beside",
    "check_integrity",
    "embedded_file",
    "erase_family",
    "import_package",
    "list_partnerships",
    "load_package",
    "naming_steps",
    "open_store",
    "preview_import",
    "remove_partnership",
    "territory_names",
    "undo_import",
]

_EMBEDDED = "store.lbug"
_BOLT_SCHEMES = ("neo4j://", "neo4j+s://", "neo4j+ssc://", "bolt://", "bolt+s://", "bolt+ssc://")


def open_store(
    address: str = "", *, data: Path, user: str = "neo4j", password: str = "", database: str = "neo4j"
) -> Store:
    """Open the store at an address; with the embedded engine its imports are kept beside it.

    Parameters
    ----------
    address
        A Bolt address for Neo4j; blank for the embedded engine in ``data``; else the embedded
        engine's own file.
    data
        Folder of the embedded store.

    Raises
    ------
    StoreLocked
        When another process holds the embedded store.
    StoreTooNew
        When a newer version of the product wrote it; Neo4j is asked when it is first needed.
    StoreDamaged
        When the embedded store does not hold what was written to it, or less than was kept beside it.
    """
    # An engine is imported only when it is used: each costs start-up time and memory.
    if address.startswith(_BOLT_SCHEMES):
        from graph.stores.neo4j_engine import Neo4jStore

        return Neo4jStore(address, user, password, database)
    from graph.stores.embedded import EmbeddedStore

    file = embedded_file(address, data=data)
    store = EmbeddedStore(file)
    try:
        archive = archive_beside(file)
        lost = ahead(archive, store, records=store.log_was_cut)
        if findings := (*check_integrity(store), *lost):
            raise StoreDamaged(findings)
        return KeptStore(store, archive)
    except BaseException:
        store.close()
        raise


def embedded_file(address: str = "", *, data: Path) -> Path:
    """The file of the embedded store at an address, as :func:`open_store` takes it."""
    return Path(address) if address else data / _EMBEDDED


def archive_beside(file: Path) -> Archive:
    """The archive of an embedded store: ``packages`` beside the default file, else named after it."""
    name = "packages" if file.name == _EMBEDDED else f"{file.name}.packages"
    return Archive(file.with_name(name))
