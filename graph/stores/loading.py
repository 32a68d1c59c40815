"""A partnership read back from a store, all of one moment, and checked against what was written."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from time import sleep
from typing import Final, NamedTuple, TypeVar

from graph.errors import Conflict, NotFound, StoreDamaged
from graph.model import (
    Demand,
    Family,
    Institution,
    Package,
    Partnership,
    Service,
    TeamMember,
    TieReport,
    Wave,
    Worker,
)
from graph.stores.columns import ask_columns, rows_of_columns
from graph.stores.digest import CURRENT, Form, damage
from graph.stores.port import Row, Store, ask
from graph.stores.rows import record_of
from graph.stores.tables import SharedName, TableName, Tables, key_of, tables_of

_ATTEMPTS: Final = 5
#: What a commit takes at most, mostly, until readers see all of it.
_COMMIT_SECONDS: Final = 0.1
_TABLES: Final = (
    *("institutions", "workers", "services", "families", "involvements"),
    *("teams", "reports", "demand", "waves"),
)
_KEYED: Final[tuple[TableName, ...]] = ("institutions", "workers", "services", "families", "waves")
_Record = TypeVar("_Record")


class Loaded(NamedTuple):
    """A partnership as it is in the store, and in what it differs from what was written."""

    package: Package
    tables: Tables
    revision: int
    digest: str
    damage: tuple[str, ...]


def load_package(store: Store, id: str) -> Package:
    """Everything a partnership holds, its tables sorted by id.

    Raises
    ------
    NotFound
        When the store has no partnership of this id.
    Conflict
        When writers never left a moment to read in.
    StoreDamaged
        When the store holds something else than what was written to it.
    """
    return load_whole(store, id).package


def load_whole(store: Store, id: str) -> Loaded:
    """As :func:`load_package`, with revision and digest."""
    loaded = load_as_is(store, id)
    if loaded.damage:
        raise StoreDamaged(loaded.damage)
    return loaded


def load_as_is(store: Store, id: str, form: Form = CURRENT) -> Loaded:
    """As :func:`load_whole`, but damage is told and not raised.

    A server shows a commit to readers piece by piece. The store's state before and after tells nearly
    always; what looks damaged is read again, and only what stays so is.
    """
    asks = [ask_columns(f"partnership.find_{name}", id=id) for name in _TABLES]
    suspected: Loaded | None = None
    for _ in range(_ATTEMPTS):
        before, found, *answers, after = store.read(
            ask("state.find"), ask("partnership.find", id=id), *asks, ask("state.find")
        )
        if before != after:
            continue
        tables = [rows_of_columns(one, rows) for one, rows in zip(asks, answers, strict=True)]
        loaded = _loaded(id, found, dict(zip(_TABLES, tables, strict=True)), form)
        if not loaded.damage or loaded == suspected:
            return loaded
        suspected = loaded
        sleep(_COMMIT_SECONDS)
    raise Conflict("partnership", id, "it is being written to all the time")


def _loaded(id: str, found: Sequence[Row], rows: Mapping[str, list[Row]], form: Form) -> Loaded:
    if not found:
        raise NotFound("partnership", id)
    package = _package(found[0], rows)
    tables = tables_of(package)
    digest = found[0]["digest"]
    digest = None if digest is None else str(digest)
    counts: dict[TableName, int] = {name: len(table) for name, table in tables.items()}
    # Under one key only one row of a table is seen, so what came twice is counted where it came.
    counts |= {name: len(rows[name]) for name in _KEYED}
    wrong = damage(id, digest, _seals(rows), counts, tables, form)
    return Loaded(package, tables, int(found[0]["revision"] or 0), digest or "", wrong)


def _seals(rows: Mapping[str, list[Row]]) -> dict[SharedName, dict[str, str | None]]:
    def told(row: Row) -> str | None:
        return None if row["digest"] is None else str(row["digest"])

    return {
        "institutions": {str(row["id"]): told(row) for row in rows["institutions"]},
        "workers": {key_of(row["institution_id"], row["id"]): told(row) for row in rows["workers"]},
        "services": {key_of(row["institution_id"], row["id"]): told(row) for row in rows["services"]},
    }


def _package(partnership: Row, rows: Mapping[str, list[Row]]) -> Package:
    involved: dict[object, list[Row]] = {}
    for row in rows["involvements"]:
        involved.setdefault(row["family_id"], []).append(row)
    return Package(
        partnership=record_of(Partnership, partnership),
        institutions=_records(Institution, rows["institutions"]),
        workers=_records(Worker, rows["workers"]),
        services=_records(Service, rows["services"]),
        families=tuple(_family(row, involved.get(row["id"], [])) for row in rows["families"]),
        ties=_records(TieReport, rows["reports"]),
        teams=_records(TeamMember, rows["teams"]),
        demand=_records(Demand, rows["demand"]),
        waves=_records(Wave, rows["waves"]),
    )


def _records(kind: type[_Record], rows: Sequence[Row]) -> tuple[_Record, ...]:
    return tuple(record_of(kind, row) for row in rows)


def _family(row: Row, involved: Sequence[Mapping[str, object]]) -> Family:
    lead = next((str(v["institution_id"]) for v in involved if v["role"] == "lead"), None)
    others = tuple(str(v["institution_id"]) for v in involved if v["role"] == "involved")
    return replace(record_of(Family, row), lead_institution_id=lead, involved_institution_ids=others)
