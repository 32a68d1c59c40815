"""Large tables read as columns and turned back into rows."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, cast

from cypher import Query, in_columns
from cypher.library import Kind
from graph.rows import Row, Value
from graph.stores.port import Ask, Parameter, ask

_NO_DAY: Final = date.min.isoformat()


def _joined(value: Sequence[str]) -> str:
    return "|".join(value)


_ARRIVED: Final[dict[Kind, Callable[[Value], Value]]] = {
    "text": lambda value: value or None,
    "int": lambda value: None if value == -1 else value,
    "float": lambda value: None if value == -1000.0 else value,
    "date": lambda value: None if str(value) == _NO_DAY else str(value),
    "list": lambda value: _joined(cast("Sequence[str]", value)) or None,
    "bool": lambda value: None if value == -1 else value == 1,
}


def ask_columns(name: str, /, **params: Parameter) -> Ask:
    """The query of this name, to be answered in columns: see :func:`cypher.in_columns`."""
    one = ask(name, **params)
    return one._replace(query=in_columns(one.query))


def plain_rows(query: Query, rows: list[Row]) -> list[Row]:
    """The rows that an engine gave: days as ISO text and lists joined by ``|``, as rows have them.

    >>> from cypher import QUERIES
    >>> query = QUERIES["partnership.find_waves"]
    >>> plain_rows(query, [{"id": "T0", "opened_on": date(2026, 3, 1), "closed_on": None}])
    [{'id': 'T0', 'opened_on': '2026-03-01', 'closed_on': None}]
    """
    if query.as_columns:
        return rows
    for name, kind in zip(query.returns, query.kinds, strict=False):
        if kind in {"date", "list"}:
            for row in rows:
                row[name] = _plain(kind, row[name])
    return rows


def _plain(kind: Kind, value: object) -> Value:
    if kind == "list":
        return _joined(cast("Sequence[str]", value or ()))
    return None if value is None else str(value)


def rows_of_columns(one: Ask, answer: Sequence[Row]) -> list[Row]:
    """The rows that a query would have given without :func:`ask_columns`, in its order.

    Empty texts are unknown; unknown values come last in the order.

    >>> one = ask_columns("partnership.find_waves", id="p")
    >>> rows_of_columns(one, [{"id": ["T0"], "opened_on": [date(2026, 3, 1)], "closed_on": [date.min]}])
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
