"""Records as rows of plain values and back, and the keys of rows.

Dates are ISO text, lists are joined by ``|``, and what stands together in a list by ``~``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Value = str | int | float | bool | None
Row = dict[str, Value]
Record = TypeVar("Record")


def key_of(*parts: object) -> str:
    """One key of several ids, unmistakable even where an id holds a slash.

    >>> key_of("I01", "S/1"), key_of("I01", None)
    ('I01/S%2F1', 'I01/')
    """
    texts = ("" if part is None else str(part) for part in parts)
    return "/".join(text.replace("%", "%25").replace("/", "%2F") for text in texts)


def parts_of(key: str) -> tuple[str, ...]:
    """The ids that a key was made of; a missing one is empty.

    >>> parts_of(key_of("I01", "S/1"))
    ('I01', 'S/1')
    """
    return tuple(part.replace("%2F", "/").replace("%25", "%") for part in key.split("/"))


def row_of(record: "DataclassInstance") -> Row:
    """The record as a row, one value a field.

    >>> from graph.model import Wave
    >>> row_of(Wave("T0", date(2026, 3, 1)))
    {'id': 'T0', 'opened_on': '2026-03-01', 'closed_on': None}
    """
    return {name: _value(getattr(record, name)) for name in _shapes(type(record))}


def record_of(kind: type[Record], row: Mapping[str, Value]) -> Record:
    """The record of this class that a row holds; columns of other names are left out.

    >>> from graph.model import Wave
    >>> record_of(Wave, {"id": "T0", "opened_on": "2026-03-01", "closed_on": None, "extra": 1})
    Wave(id='T0', opened_on=datetime.date(2026, 3, 1), closed_on=None)
    """
    return kind(**fields_of(kind, row))


def fields_of(kind: type, row: Mapping[str, Value]) -> dict[str, Any]:
    """The fields of a class that a row has columns for."""
    return {name: _field(shape, row[name]) for name, shape in _shapes(kind).items() if name in row}


class _Shape(NamedTuple):
    """How a field is written; ``of`` is the class of what is in a list of records."""

    name: str
    of: type | None = None


def _value(value: object) -> Value:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "|".join(map(_part, cast("tuple[object, ...]", value)))
    # A blank cell is unknown, whoever made the record.
    return cast("Value", None if value == "" else value)


def _part(part: object) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, tuple):
        return "~".join(cast("tuple[str, str]", part))
    values = row_of(cast("DataclassInstance", part)).values()
    return "~".join("" if value is None else str(value) for value in values)


@cache
def _shapes(kind: type) -> dict[str, _Shape]:
    hints = get_type_hints(kind)
    return {field.name: _shape(hints[field.name]) for field in fields(kind)}  # pyright: ignore[reportArgumentType]  # dataclasses


def _shape(hint: object) -> _Shape:
    within = get_args(hint)
    if hint is datetime:
        return _Shape("moment")
    if hint is date or date in within:
        return _Shape("date")
    if get_origin(hint) is tuple:
        if is_dataclass(within[0]):
            return _Shape("records", cast("type", within[0]))
        return _Shape("pairs" if get_origin(within[0]) is tuple else "list")
    return _Shape("plain")


def _field(shape: _Shape, value: Value) -> object:
    if shape.name == "plain":
        return value
    if shape.name == "date":
        return date.fromisoformat(str(value)) if value is not None else None
    if shape.name == "moment":
        return datetime.fromisoformat(str(value))
    parts = str(value).split("|") if value else []
    if shape.name == "pairs":
        return tuple(tuple(part.split("~")) for part in parts)
    if shape.of is not None:
        kind = cast("type[object]", shape.of)
        return tuple(_record_in(kind, part.split("~")) for part in parts)
    return tuple(parts)


def _record_in(kind: type[Record], values: Sequence[str]) -> Record:
    return record_of(kind, {n: v or None for n, v in zip(_shapes(kind), values, strict=True)})
