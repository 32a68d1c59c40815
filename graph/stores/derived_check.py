"""Whether what follows from the facts is stored as it follows, and writing it anew where it is not."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import partial
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
from graph.stores.derived_beside import beside_differing, beside_mending
from graph.stores.loading import load_as_is
from graph.stores.port import Ask, Cell, Store, ask
from graph.stores.reading import read_state
from graph.stores.refreshing import claimed, facts_in, write_all_anew
from graph.stores.tables import Tables
from graph.stores.territory_nodes import territories_differing, territories_mending
from graph.stores.vocabulary_nodes import (
    vocabulary_checksum,
    vocabulary_differing,
    vocabulary_mending,
)

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
#: Relationships that may be of no partnership, and what they are called in the graph.
_STRAYS: Final[Mapping[str, str]] = {
    "cooperation": "COOPERATES_WITH",
    "contacts": "CONTACTS",
    "demand": "HAS_DEMAND",
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
    strays = (ask(f"derived_check.retire_stray_{name}") for name in _STRAYS)
    store.write(ask("keeping.retire_stray_teams"), *strays)
    claimed(store, vocabulary_mending)
    write_all_anew(store, on)
    (partnerships,) = store.read(ask("partnership.find_all"))
    for row in partnerships:
        claimed(store, partial(_mending, store, str(row["id"])))
    claimed(store, partial(territories_mending, store))
    if store.labels_areas and (wrong := _other_labels(store)):
        store.write(ask("server_only.label_areas", ids=wrong))
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
    for name in _undisturbed(store, partial(_compared_all, store)):
        yield f"{name}: {_DIFFERS}"
    (found,) = store.read(ask("partnership.find_all"))
    for id in (str(row["id"]) for row in found):
        with suppress(NotFound):  # removed since
            for name in _undisturbed(store, partial(_compared, store, id)):
                yield f"partnership {id}: {name}: {_DIFFERS}"


def _undisturbed(store: Store, look: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
    """What is found at a moment when nobody writes, as far as there is one."""
    found: tuple[str, ...] = ()
    for _ in range(_ATTEMPTS):
        before, found, after = read_state(store), look(), read_state(store)
        if before == after or not found:
            break
    return found


def _compared_all(store: Store) -> tuple[str, ...]:
    """What differs and is of no one partnership, as it is called in the graph."""
    (known,) = store.read(ask("state.find_vocabulary"))
    if not known:
        return ()
    found = ["vocabulary"] if known[0]["vocabulary"] != vocabulary_checksum() else []
    found += vocabulary_differing(store)
    counts = store.read(
        ask("keeping.find_stray_teams"), *(ask(f"derived_check.count_stray_{name}") for name in _STRAYS)
    )
    called = ("Team", *_STRAYS.values())
    found += [name for name, (row,) in zip(called, counts, strict=True) if row["strays"]]
    found += territories_differing(store)
    if store.labels_areas and _other_labels(store):
        found.append("Institution")
    return tuple(dict.fromkeys(found))


def _other_labels(store: Store) -> list[str]:
    (rows,) = store.read(ask("server_only.find_other_labels"))
    return [str(row["id"]) for row in rows]


def _mending(store: Store, id: str) -> Iterable[Ask]:
    try:
        loaded = load_as_is(store, id)
    except NotFound:  # removed since
        return ()
    return () if loaded.damage else beside_mending(store, id, loaded.tables)


def _compared(store: Store, id: str) -> tuple[str, ...]:
    """What differs, as it is called in the graph."""
    loaded, shared = facts_in(store, id)
    if loaded.damage:
        return ()
    stored = stored_derived(store, id)
    computed = computed_derived(loaded.tables, shared, loaded.ties_as_of or today())
    found = [_CALLED[name] for name in DERIVED if _values(stored[name]) != _values(computed[name])]
    found += beside_differing(store, id, loaded.tables)
    return tuple(dict.fromkeys(found))


def _values(rows: Mapping[str, Mapping[str, Cell]]) -> list[str]:
    # An empty text is an unknown one, and a list without members is no list.
    known = ({n: v for n, v in sorted(row.items()) if v not in {None, ""}} for row in rows.values())
    return sorted(map(repr, known))
