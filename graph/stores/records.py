"""Records of every kind in the store: read, create, change and drop, each with its version.

Each writing is one transaction, checked against the version that was read. The owner of a record is the
id of a partnership or the key of a family (see :func:`family_key`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from graph.errors import Conflict, NotFound
from graph.model import Package
from graph.records.kind import RecordKind
from graph.rows import Row, key_of
from graph.stores.port import Ask, Store, ask
from graph.stores.writing import change_package

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Versioned(Generic[Entry]):
    """A record with the version it was read at."""

    entry: Entry
    version: int


@dataclass(frozen=True, slots=True)
class Entries:
    """Records of several kinds, of one moment."""

    by_kind: Mapping[str, tuple[Versioned[Any], ...]]

    def __getitem__(self, kind: RecordKind[Entry]) -> tuple[Versioned[Entry], ...]:
        """Those of a kind, in its order."""
        return self.by_kind[kind.name]

    def of(self, kind: RecordKind[Entry]) -> tuple[Entry, ...]:
        """The same without their versions."""
        return tuple(one.entry for one in self[kind])

    def known(self, kind: RecordKind[Entry], *id: str) -> Versioned[Entry] | None:
        """The one of an id, if there is one."""
        return next((one for one in self[kind] if kind.id_of(one.entry) == id), None)

    def find(self, kind: RecordKind[Entry], *id: str) -> Versioned[Entry]:
        """The one of an id.

        Raises
        ------
        NotFound
            When there is none.
        """
        found = self.known(kind, *id)
        if found is None:
            raise NotFound(kind.word, " ".join(id))
        return found


def family_key(partnership_id: str, family_id: str) -> str:
    """The owner of what is recorded about a family."""
    return key_of(partnership_id, family_id)


def read_records(store: Store, partnership_id: str, *kinds: RecordKind[Any]) -> Entries:
    """Records of a partnership, those of its families among them; empty where nothing is recorded."""
    found = store.read(*(ask(f"{kind.name}.find", owner=partnership_id) for kind in kinds))
    return Entries({kind.name: _versioned(kind, rows) for kind, rows in zip(kinds, found, strict=True)})


def read_of(store: Store, kind: RecordKind[Entry], owner: str) -> tuple[Versioned[Entry], ...]:
    """Records of one kind of a partnership or, where they belong to families, of a family."""
    action = "find_of_one" if kind.table.owner == "Family" else "find"
    (rows,) = store.read(ask(f"{kind.name}.{action}", owner=owner))
    return _versioned(kind, rows)


def create_record(store: Store, kind: RecordKind[Entry], owner: str, entry: Entry) -> Versioned[Entry]:
    """Write a new record.

    Raises
    ------
    Conflict
        When there is one of its id, its owner is gone, or an institution of it is not on the map.
    """
    id = kind.id_of(entry)
    params = {"owner": owner, "key": key_of(owner, *id), **kind.to_row(entry)}
    if kind.table.owner == "Partnership":
        # The embedded engine needs one value to know what a list is of; no institution has a blank id.
        ids = kind.institutions(entry)
        step = ask(f"{kind.name}.create", ids=[*ids] or [""], number=len(ids), **params)
    else:
        step = ask(f"{kind.name}.create", **params)
    _write(store, step, kind, id, "it is there already, or what it belongs to is gone")
    return Versioned(entry, 1)


def change_record(
    store: Store, kind: RecordKind[Entry], owner: str, entry: Entry, version: int
) -> Versioned[Entry]:
    """Write a record that changed, if it is still at the version it was read at.

    Where the partnership's package says something of it, the package changes in the same transaction.

    Raises
    ------
    Conflict
        When somebody else changed or dropped it in between.
    """
    id, row = kind.id_of(entry), kind.to_row(entry)
    values = {name: row[name] for name in kind.table.changing}
    key = key_of(owner, *id)
    step = ask(f"{kind.name}.change", key=key, claim=f"{version}", expected=version, **values)
    follow = kind.in_package(entry) if kind.in_package else None
    if follow is None:
        _write(store, step, kind, id, "somebody else changed it")
        return Versioned(entry, version + 1)

    def followed(package: Package) -> Package:
        # Asked again for each try: a writer who got ahead may have changed this very record.
        now = read_records(store, owner, kind).known(kind, *id)
        if now is None or now.version != version:
            raise Conflict(kind.word, " ".join(id), "somebody else changed it")
        return follow(package)

    change_package(store, owner, followed, step._replace(must_match=True))
    return Versioned(entry, version + 1)


def drop_record(store: Store, kind: RecordKind[Any], owner: str, *id: str, version: int) -> None:
    """Take a record out, if it is still at the version it was read at.

    Raises
    ------
    Conflict
        When somebody else changed or dropped it in between.
    """
    key = key_of(owner, *id)
    step = ask(f"{kind.name}.drop", key=key, claim=f"{version}", expected=version)
    _write(store, step, kind, id, "somebody else changed it")


def _versioned(kind: RecordKind[Entry], rows: list[Row]) -> tuple[Versioned[Entry], ...]:
    kept = [Versioned(kind.from_row(row), int(row["version"] or 0)) for row in rows]
    order = kind.order or kind.id_of
    return tuple(sorted(kept, key=lambda one: order(one.entry)))


def _write(store: Store, step: Ask, kind: RecordKind[Any], id: Sequence[str], reason: str) -> None:
    try:
        store.write(step._replace(must_match=True))
    except Conflict:
        raise Conflict(kind.word, " ".join(id), reason) from None
