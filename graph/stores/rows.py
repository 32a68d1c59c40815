"""Records as rows of plain values and back: dates as ISO text, lists joined by ``|``."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, TypeVar, cast, get_args, get_type_hints

from graph.stores.port import Row, Value

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Record = TypeVar("Record")


def row_of(record: "DataclassInstance") -> Row:
    """The record as a row, one value a field.

    >>> from graph.model import Wave
    >>> row_of(Wave("T0", date(2026, 3, 1)))
    {'id': 'T0', 'opened_on': '2026-03-01', 'closed_on': None}
    """
    return {name: _value(getattr(record, name)) for name in _names(type(record))}


def record_of(kind: type[Record], row: Mapping[str, Value]) -> Record:
    """The record of this class that a row holds; columns of other names are left out.

    >>> from graph.model import Wave
    >>> record_of(Wave, {"id": "T0", "opened_on": "2026-03-01", "closed_on": None, "extra": 1})
    Wave(id='T0', opened_on=datetime.date(2026, 3, 1), closed_on=None)
    """
    return kind(
        **{name: _field(shape, row[name]) for name, shape in _shapes(kind).items() if name in row}
    )


def _value(value: object) -> Value:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        parts = cast("tuple[str | tuple[str, str], ...]", value)
        return "|".join(part if isinstance(part, str) else "~".join(part) for part in parts)
    # A blank cell is unknown, whoever made the record.
    return cast("Value", None if value == "" else value)


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))  # pyright: ignore[reportArgumentType]  # dataclasses


@cache
def _shapes(kind: type) -> dict[str, str]:
    shapes: dict[str, str] = {}
    for name, hint in get_type_hints(kind).items():
        if hint is date or date in get_args(hint):
            shapes[name] = "date"
        elif str(hint).startswith("tuple[tuple"):
            shapes[name] = "pairs"
        elif str(hint).startswith("tuple"):
            shapes[name] = "list"
        else:
            shapes[name] = "plain"
    return shapes


def _field(shape: str, value: Value) -> object:
    if shape == "date":
        return date.fromisoformat(str(value)) if value is not None else None
    if shape in {"list", "pairs"}:
        parts = str(value).split("|") if value else []
        return tuple(tuple(part.split("~")) if shape == "pairs" else part for part in parts)
    return value
