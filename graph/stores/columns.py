"""Large tables read as columns and turned back into rows."""

from collections.abc import Callable, Sequence
from typing import Final, cast

from cypher import QUERIES, in_columns
from cypher.library import Kind
from graph.stores.port import Ask, Parameter, Row, Value

_ARRIVED: Final[dict[Kind, Callable[[Value], Value]]] = {
    "text": lambda value: value or None,
    "int": lambda value: None if value == -1 else value,
    "float": lambda value: None if value == -1000.0 else value,
    "bool": lambda value: None if value == -1 else value == 1,
}


def ask_columns(name: str, /, **params: Parameter) -> Ask:
    """The query of this name, to be answered in columns: see :func:`cypher.in_columns`."""
    return Ask(in_columns(QUERIES[name]), params)


def rows_of_columns(one: Ask, answer: Sequence[Row]) -> list[Row]:
    """The rows that a query would have given without :func:`ask_columns`, in its order.

    Empty texts are unknown; unknown values come last in the order.

    >>> one = ask_columns("partnership.find_waves", id="p")
    >>> rows_of_columns(one, [{"id": ["T0"], "opened_on": ["2026-03-01"], "closed_on": [""]}])
    [{'id': 'T0', 'opened_on': '2026-03-01', 'closed_on': None}]
    """
    lists = cast("dict[str, list[Value]]", answer[0])
    names = one.query.returns
    columns = (
        map(_ARRIVED[kind], lists[name]) for name, kind in zip(names, one.query.kinds, strict=True)
    )
    rows = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]

    def place(row: Row) -> list[tuple[bool, Value]]:
        return [(row[name] is None, row[name]) for name in one.query.order]

    return sorted(rows, key=place)
