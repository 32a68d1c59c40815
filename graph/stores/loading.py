"""A partnership read back from a store, all of one moment, and checked against what was written."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
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
from graph.rows import Row, key_of, record_of
from graph.stores.columns import ask_columns, rows_of_columns
from graph.stores.digest import CURRENT, Form, damage
from graph.stores.port import Store, ask
from graph.stores.tables import SharedName, TableName, Tables, tables_of

_ATTEMPTS: Final = 5
#: What a commit takes at most, mostly, until readers see all of it.
_COMMIT_SECONDS: Final = 0.1
_TABLES: Final = (
    *("institutions", "workers", "services", "families", "involvements", "leads"),
    *("teams", "reports", "demand", "waves"),
)
_KEYED: Final[tuple[TableName, ...]] = ("institutions", "workers", "services", "families", "waves")
_Record = TypeVar("_Record")


class Loaded(NamedTuple):
    """A partnership as it is in the store, and in what it differs from what was written.

    ``ties_as_of`` is the day of which the ties are that are stored with the reports they follow from.
    """

    package: Package
    tables: Tables
    revision: int
    digest: str
    damage: tuple[str, ...]
    ties_as_of: date | None = None


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


def load_whole(store: Store, id: str, *, before_9: bool = False) -> Loaded:
    """As :func:`load_package`, with revision and digest; also of a store from before version 9."""
    loaded = load_as_is(store, id, before_9=before_9)
    if loaded.damage:
        raise StoreDamaged(loaded.damage)
    return loaded


def load_as_is(store: Store, id: str, form: Form = CURRENT, *, before_9: bool = False) -> Loaded:
    """As :func:`load_whole`, but damage is told and not raised.

    Parameters
    ----------
    form
        What of a row the checksums in the store cover.
    before_9
        Whether the store is of a version of the schema before 9.

    A server shows a commit to readers piece by piece. The store's state before and after tells nearly
    always; what looks damaged is read again, and only what stays so is.
    """
    room = "before_9" if before_9 else "partnership"
    tables_there = [name for name in _TABLES if not (before_9 and name == "leads")]
    asks = [ask_columns(f"{room}.find_{name}", id=id) for name in tables_there]
    days = [] if before_9 else [ask("partnership.find_day", id=id)]
    suspected: Loaded | None = None
    for _ in range(_ATTEMPTS):
        before, found, *answers, after = store.read(
            ask("state.find"), ask(f"{room}.find", id=id), *days, *asks, ask("state.find")
        )
        if before != after:
            continue
        told, answers = answers[: len(days)], answers[len(days) :]
        tables = [rows_of_columns(one, rows) for one, rows in zip(asks, answers, strict=True)]
        loaded = _loaded(id, found, dict(zip(tables_there, tables, strict=True)), form)
        if told and told[0] and (day := told[0][0]["ties_as_of"]):
            loaded = loaded._replace(ties_as_of=date.fromisoformat(str(day)))
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
    leads = {row["family_id"]: str(row["institution_id"]) for row in rows.get("leads", ())}
    for row in rows["involvements"]:
        # Before version 9 of the schema who leads was told among the others.
        if row.get("role") == "lead":
            leads[row["family_id"]] = str(row["institution_id"])
        else:
            involved.setdefault(row["family_id"], []).append(row)
    return Package(
        partnership=record_of(Partnership, partnership),
        institutions=_records(Institution, rows["institutions"]),
        workers=_records(Worker, rows["workers"]),
        services=_records(Service, rows["services"]),
        families=tuple(
            replace(
                record_of(Family, row),
                lead_institution_id=leads.get(row["id"]),
                involved_institution_ids=tuple(
                    str(one["institution_id"]) for one in involved.get(row["id"], ())
                ),
            )
            for row in rows["families"]
        ),
        ties=_records(TieReport, rows["reports"]),
        teams=_records(TeamMember, rows["teams"]),
        demand=_records(Demand, rows["demand"]),
        waves=_records(Wave, rows["waves"]),
    )


def _records(kind: type[_Record], rows: Sequence[Row]) -> tuple[_Record, ...]:
    return tuple(record_of(kind, row) for row in rows)
