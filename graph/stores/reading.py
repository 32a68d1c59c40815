"""What a store is at, which partnerships it holds, and every service in it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple

from graph.errors import StoreTooNew
from graph.model import Institution, Offer, Service
from graph.rows import Row, record_of
from graph.stores.columns import ask_columns, rows_of_columns
from graph.stores.port import Ask, Store, ask

#: Version of the stored schema; a store of a newer one is refused.
SCHEMA_VERSION: Final = 12


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
    return state_of(store.read(ask("state.find"))[0])


def state_of(rows: list[Row]) -> StoreState:
    """The state that these rows of ``state.find`` tell; a newer one is refused as above."""
    state = _state(rows)
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


class FamilyPlace(NamedTuple):
    """A partnership that holds a family, or its case, and the TERC code of where it is."""

    partnership_id: str
    teryt: str | None


def family_places(store: Store, family_id: str) -> tuple[FamilyPlace, ...]:
    """The partnerships that hold a family of this pseudonym, by id; pseudonyms may repeat."""
    return _places(store, ask("partnership.find_of_family", family_id=family_id))


def case_places(store: Store, family_id: str) -> tuple[FamilyPlace, ...]:
    """The partnerships that hold a case of this pseudonym, as :func:`family_places`."""
    return _places(store, ask("case_steps.find_places", family_id=family_id))


def load_offers(store: Store) -> tuple[Offer, ...]:
    """Every service of the store with its provider, sorted by service and institution id."""
    one = ask_columns("offers.find_all")
    return tuple(_offer(row) for row in rows_of_columns(one, store.read(one)[0]))


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


def _places(store: Store, one: Ask) -> tuple[FamilyPlace, ...]:
    (rows,) = store.read(one)
    return tuple(FamilyPlace(str(row["partnership_id"]), _text(row["teryt"])) for row in rows)


def _state(rows: list[Row]) -> StoreState:
    if not rows:
        return StoreState(0, 0, 0)
    row = rows[0]
    return StoreState(_number(row["version"]), _number(row["revision"]), _number(row["offers_revision"]))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
