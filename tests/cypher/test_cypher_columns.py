"""Reading in columns gives the rows that reading row by row gives, on both engines."""

from __future__ import annotations

import pytest

from cypher import QUERIES
from graph.stores import import_package
from graph.stores.columns import ask_columns, rows_of_columns
from graph.stores.port import ask
from seed.generator import generated_package

READ_IN_COLUMNS = (
    *("find_institutions", "find_workers", "find_services", "find_families", "find_involvements"),
    *("find_teams", "find_reports", "find_demand", "find_waves"),
)


def as_unknown(row):
    """Blank texts are unknown: a list without members is stored as a blank one."""
    return {name: None if value == "" else value for name, value in row.items()}


def in_one_order(rows):
    return sorted(rows, key=lambda row: [(v is None, str(v)) for v in row.values()])


@pytest.mark.parametrize("size", [2, 120])
def test_columns_hold_the_same_rows_sorted_as_the_query_says(store, size):
    package = generated_package(size)
    import_package(store, package)
    asks = [(f"partnership.{name}", {"id": package.partnership.id}) for name in READ_IN_COLUMNS]
    for name, params in (*asks, ("offers.find_all", {})):
        one = ask_columns(name, **params)
        rows, columns = store.read(ask(name, **params), one)
        found = rows_of_columns(one, columns)
        assert in_one_order(found) == in_one_order(map(as_unknown, rows)), name
        order = QUERIES[name].order
        keys = [[(row[column] is None, row[column]) for column in order] for row in found]
        assert keys == sorted(keys), name


def test_an_empty_table_has_no_rows(store):
    one = ask_columns("partnership.find_reports", id="nowhere")
    assert rows_of_columns(one, store.read(one)[0]) == []
