"""Rows as they travel to the store, many in one step."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final, cast

from graph.stores.port import Ask, Cell, ask

#: Rows in one step; both engines are at their best near this size.
_BATCH: Final = 2000
#: Columns of numbers and truth values that may be unknown.
_NUMBERS: Final = frozenset(
    {"caseload", "caseload_max", "capacity", "available", "wait_days", "age_min", "age_max", "year"}
    | {"own_clients_only", "community_based", "by_guardian", "residential", "strength", "done"}
    | {"given_age_min", "given_age_max", "given_own_clients_only"}
)
#: Columns of decimals that may be unknown.
_DECIMALS: Final = frozenset({"lat", "lon"})
#: Columns of lists in the tables of a package; rows hold them joined by ``|``.
_LISTS: Final = frozenset({"service_area", "given_service_area", "needs", "age_bands", "required_pairs"})


def wire(row: Mapping[str, Cell]) -> dict[str, Cell]:
    """The row as it travels: an unknown number is -1, an unknown decimal -1000, a truth value 0 or 1.

    The embedded engine takes the type of a column from its values and cannot tell one that is
    unknown throughout; the queries turn -1 back into nothing.

    >>> wire({"year": None, "own_clients_only": True, "name": None})
    {'year': -1, 'own_clients_only': 1, 'name': None}
    """
    return {name: _travelling(name, value) for name, value in row.items()}


def wire_lists(row: Mapping[str, Cell]) -> dict[str, Cell]:
    """As :func:`wire`, and lists as such; an empty one is one blank text.

    >>> wire_lists({"needs": "N01|N04", "age_bands": "", "service_area": None})
    {'needs': ['N01', 'N04'], 'age_bands': [''], 'service_area': ['']}
    """
    return {
        name: str(value or "").split("|") if name in _LISTS else _travelling(name, value)
        for name, value in row.items()
    }


def batches(name: str, rows: Iterable[Mapping[str, Cell]], **params: str) -> Iterator[Ask]:
    """A query over many rows as several of a good size; none where there are no rows."""
    remaining = iter(rows)
    while batch := list(islice(remaining, _BATCH)):
        yield ask(name, rows=batch, **params)


def _travelling(name: str, value: Cell) -> Cell:
    if name in _NUMBERS:
        return -1 if value is None else int(cast("int", value))
    if name in _DECIMALS:
        return -1000.0 if value is None else float(cast("float", value))
    return value
