"""Packages, partnerships and offers read back from a store, always of one moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple, TypeVar

from graph.errors import Conflict, NotFound, StoreTooNew
from graph.model import (
    Demand,
    Family,
    Institution,
    Offer,
    Package,
    Partnership,
    Service,
    TeamMember,
    TieReport,
    Wave,
    Worker,
)
from graph.stores.port import Ask, Row, Store, ask
from graph.stores.rows import record_of

#: Version of the stored schema; a store of a newer one is refused.
SCHEMA_VERSION: Final = 1
_ATTEMPTS: Final = 5
_Record = TypeVar("_Record")


@dataclass(frozen=True, slots=True)
class PartnershipSummary:
    """A partnership with the size of its map; members are those of the day asked for."""

    id: str
    name: str
    teryt: str | None
    institutions: int
    members: int
    families: int
    revision: int


class StoreState(NamedTuple):
    """Version of the stored schema and revisions; a revision rises with every write."""

    version: int
    revision: int
    offers_revision: int


def read_state(store: Store) -> StoreState:
    """The state of the store; zeros where nothing was ever written.

    Raises
    ------
    StoreTooNew
        When a newer version of the product wrote it.
    """
    state = _state(store.read(ask("state.find"))[0])
    if state.version > SCHEMA_VERSION:
        raise StoreTooNew(state.version, SCHEMA_VERSION)
    return state


def list_partnerships(store: Store, today: date) -> tuple[PartnershipSummary, ...]:
    """Every partnership by id."""
    found, institutions, families = store.read(
        ask("partnership.find_all"),
        ask("partnership.count_institutions", today=today.isoformat()),
        ask("partnership.count_families"),
    )
    maps = {row["id"]: row for row in institutions}
    cases = {row["id"]: row["families"] for row in families}
    return tuple(
        PartnershipSummary(
            id=str(row["id"]),
            name=str(row["name"]),
            teryt=_text(row["teryt"]),
            institutions=_number(maps.get(row["id"], {}).get("institutions")),
            members=_number(maps.get(row["id"], {}).get("members")),
            families=_number(cases.get(row["id"])),
            revision=_number(row["revision"]),
        )
        for row in found
    )


def load_package(store: Store, id: str) -> Package:
    """Everything a partnership holds, its tables sorted by id.

    Raises
    ------
    NotFound
        When the store has no partnership of this id.
    Conflict
        When writers never left a moment to read in.
    """
    for _ in range(_ATTEMPTS):
        before, *tables, after = store.read(ask("state.find"), *_package_asks(id), ask("state.find"))
        if before == after:
            return _package(id, tables)
    raise Conflict("partnership", id, "it is being written to all the time")


def load_offers(store: Store) -> tuple[Offer, ...]:
    """Every service of the store with its provider, sorted by service and institution id."""
    (rows,) = store.read(ask("offers.find_all"))
    return tuple(_offer(row) for row in rows)


def _offer(row: Row) -> Offer:
    facts = {
        name.removeprefix("institution_"): v
        for name, v in row.items()
        if name.startswith("institution_")
    }
    provider = record_of(Institution, facts)
    if provider.teryt is None:
        provider = replace(provider, teryt=_text(row["partnership_teryt"]))
    return Offer(record_of(Service, {**row, "institution_id": provider.id}), provider)


def _package_asks(id: str) -> tuple[Ask, ...]:
    names = (
        "find",
        "find_institutions",
        "find_workers",
        "find_services",
        "find_families",
        "find_involvements",
        "find_teams",
        "find_reports",
        "find_demand",
        "find_waves",
    )
    return tuple(ask(f"partnership.{name}", id=id) for name in names)


def _package(id: str, tables: Sequence[list[Row]]) -> Package:
    found, institutions, workers, services, families, involvements, teams, reports, demand, waves = (
        tables
    )
    if not found:
        raise NotFound("partnership", id)
    involved: dict[object, list[Row]] = {}
    for row in involvements:
        involved.setdefault(row["family_id"], []).append(row)
    return Package(
        partnership=record_of(Partnership, found[0]),
        institutions=_records(Institution, institutions),
        workers=_records(Worker, workers),
        services=_records(Service, services),
        families=tuple(_family(row, involved.get(row["id"], [])) for row in families),
        ties=_records(TieReport, reports),
        teams=_records(TeamMember, teams),
        demand=_records(Demand, demand),
        waves=_records(Wave, waves),
    )


def _records(kind: type[_Record], rows: Sequence[Row]) -> tuple[_Record, ...]:
    return tuple(record_of(kind, row) for row in rows)


def _family(row: Row, involved: Sequence[Mapping[str, object]]) -> Family:
    lead = next((str(v["institution_id"]) for v in involved if v["role"] == "lead"), None)
    others = tuple(str(v["institution_id"]) for v in involved if v["role"] == "involved")
    return replace(record_of(Family, row), lead_institution_id=lead, involved_institution_ids=others)


def _state(rows: list[Row]) -> StoreState:
    if not rows:
        return StoreState(0, 0, 0)
    row = rows[0]
    return StoreState(_number(row["version"]), _number(row["revision"]), _number(row["offers_revision"]))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
