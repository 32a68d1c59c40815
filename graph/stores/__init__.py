"""Two graph databases behind one port, and what is written to and read from them."""

from pathlib import Path

from graph.stores.library import Library
from graph.stores.loading import load_package
from graph.stores.port import Store
from graph.stores.reading import PartnershipSummary, list_partnerships, read_state
from graph.stores.writing import ImportReport, import_package, preview_import, remove_partnership

__all__ = [
    "ImportReport",
    "Library",
    "PartnershipSummary",
    "Store",
    "import_package",
    "list_partnerships",
    "load_package",
    "open_store",
    "preview_import",
    "remove_partnership",
]

_BOLT_SCHEMES = ("neo4j://", "neo4j+s://", "neo4j+ssc://", "bolt://", "bolt+s://", "bolt+ssc://")


def open_store(
    address: str = "", *, data: Path, user: str = "neo4j", password: str = "", database: str = "neo4j"
) -> Store:
    """Open the store at an address.

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
        When a newer version of the product wrote it.
    """
    # An engine is imported only when it is used: each costs start-up time and memory.
    if address.startswith(_BOLT_SCHEMES):
        from graph.stores.neo4j_engine import Neo4jStore

        return Neo4jStore(address, user, password, database)
    from graph.stores.embedded import EmbeddedStore

    store = EmbeddedStore(Path(address) if address else data / "store.lbug")
    read_state(store)
    return store
