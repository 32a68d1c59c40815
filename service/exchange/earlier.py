"""The state of a partnership before its newest one, where the store keeps such."""

from graph.stores import KeptStore, Store


def earlier_version(store: Store, id: str) -> int | None:
    """The kept revision that undoing goes back to, ``None`` where there is none."""
    versions = store.archive.versions(id) if isinstance(store, KeptStore) else ()
    return versions[-2] if len(versions) > 1 else None
