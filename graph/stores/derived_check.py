"""Whether what follows from the facts is stored as it follows, and writing it anew where it is not."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Final

from graph.errors import NotFound
from graph.stores.columns import ask_columns, rows_of_columns
from graph.stores.derived import (
    DERIVED,
    Derived,
    DerivedName,
    SharedRows,
    derived_of_day,
    own_derived,
    shared_derived,
    today,
)
from graph.stores.port import Cell, Store, ask
from graph.stores.reading import read_state
from graph.stores.refreshing import facts_in, write_all_anew
from graph.stores.tables import Tables
from graph.stores.vocabulary_nodes import vocabulary_checksum

_ATTEMPTS: Final = 5
_DIFFERS: Final = "not what follows from the facts"
#: What each kind is called in the graph.
_CALLED: Final[Mapping[DerivedName, str]] = {
    "institution_facts": "Institution",
    "service_facts": "Service",
    "members": "MEMBER_OF",
    "cover": "COVERS",
    "institution_types": "OF_TYPE",
    "places": "LIES_IN",
    "service_types": "OF_TYPE",
    "availability": "AVAILABLE_IN",
    "needs": "HAS_NEED",
    "homes": "LIVES_IN",
    "demand": "HAS_DEMAND",
    "cooperation": "COOPERATES_WITH",
    "contacts": "CONTACTS",
}


def check_derived(store: Store) -> tuple[str, ...]:
    """Compare all that is stored beside the facts with what follows from them.

    Returns
    -------
    tuple of str
        One sentence for each kind that differs, without values; empty where all is as it should be.
    """
    return tuple(_findings(store))


def repair_derived(store: Store, on: date) -> tuple[str, ...]:
    """Write anew what differs.

    Returns
    -------
    tuple of str
        What differed.
    """
    found = check_derived(store)
    if not found:
        return ()
    store.write(ask("keeping.retire_stray_teams"))
    write_all_anew(store, on)
    return found


def stored_derived(store: Store, id: str) -> Derived:
    """What is stored beside the facts of a partnership, by kind, in no order."""
    asks = [ask_columns(f"derived.find_{name}", id=id) for name in DERIVED]
    rows = [rows_of_columns(one, found) for one, found in zip(asks, store.read(*asks), strict=True)]
    return {
        name: {str(place): dict[str, Cell](row) for place, row in enumerate(found)}
        for name, found in zip(DERIVED, rows, strict=True)
    }


def computed_derived(tables: Tables, shared: SharedRows, as_of: date) -> Derived:
    """What follows from a partnership's tables, of the institutions and services that it holds."""
    found = {**shared_derived(shared), **own_derived(tables), **derived_of_day(tables, as_of)}
    held = {"institution_id": tables["institutions"], "service_key": tables["services"]}
    return {
        name: {
            key: row
            for key, row in rows.items()
            if all(row[column] in known for column, known in held.items() if column in row)
        }
        for name, rows in found.items()
    }


def _findings(store: Store) -> Iterator[str]:
    (known,) = store.read(ask("state.find_vocabulary"))
    if known and known[0]["vocabulary"] != vocabulary_checksum():
        yield f"vocabulary: {_DIFFERS}"
    found, teams = store.read(ask("partnership.find_all"), ask("keeping.find_stray_teams"))
    if teams[0]["strays"]:
        yield f"Team: {_DIFFERS}"
    for row in found:
        with suppress(NotFound):  # removed since
            yield from _differing(store, str(row["id"]))


def _differing(store: Store, id: str) -> Iterator[str]:
    found: tuple[str, ...] = ()
    for _ in range(_ATTEMPTS):
        before, found, after = read_state(store), _compared(store, id), read_state(store)
        if before == after:
            break
    for name in found:
        yield f"partnership {id}: {name}: {_DIFFERS}"


def _compared(store: Store, id: str) -> tuple[str, ...]:
    """What differs, as it is called in the graph."""
    loaded, shared = facts_in(store, id)
    if loaded.damage:
        return ()
    stored = stored_derived(store, id)
    steps, journals = store.read(ask("derived.find_steps", id=id), ask("case_steps.find_lengths", id=id))
    computed = computed_derived(loaded.tables, shared, loaded.ties_as_of or today())
    found = [_CALLED[name] for name in DERIVED if _values(stored[name]) != _values(computed[name])]
    families = loaded.tables["families"]
    if len(steps) != sum(int(row["steps"] or 0) for row in journals if row["family_key"] in families):
        found.append("HAS_STEP")
    return tuple(dict.fromkeys(found))


def _values(rows: Mapping[str, Mapping[str, Cell]]) -> list[str]:
    # An empty text is an unknown one, and a list without members is no list.
    known = ({n: v for n, v in sorted(row.items()) if v not in {None, ""}} for row in rows.values())
    return sorted(map(repr, known))
