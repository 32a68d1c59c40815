"""What the steps of a case look like, for the description of the API: made of the records themselves."""

import types
from collections.abc import Iterable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from graph.cases import STEP_TYPES, Kind

Schema = dict[str, Any]

_SINGLE: Final[dict[type, Schema]] = {
    str: {"type": "string", "minLength": 1, "maxLength": 200},
    int: {"type": "integer", "minimum": 0, "maximum": 1_000_000_000},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
}
_LONGEST_LIST: Final = 60


def step_body(kinds: Iterable[Kind], *, kind_needed: bool) -> Schema:
    """The description of a request that carries a step of one of these kinds.

    >>> body = step_body(["move_item"], kind_needed=True)["requestBody"]["content"]
    >>> body["application/json"]["schema"]["oneOf"][0]["required"]
    ['kind', 'on', 'item_id', 'state']
    """
    choices = [_step(kind, kind_needed=kind_needed) for kind in kinds]
    return {
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"oneOf": choices}}},
        }
    }


def _step(kind: Kind, *, kind_needed: bool) -> Schema:
    found = _record(STEP_TYPES[kind])
    summary = (STEP_TYPES[kind].__doc__ or "").split("\n", 1)[0]
    return {
        **found,
        "title": kind,
        "description": summary,
        "properties": {"kind": {"const": kind}, **found["properties"]},
        "required": [*(["kind"] if kind_needed else []), *found["required"]],
    }


def _record(shape: type) -> Schema:
    hints = get_type_hints(shape)
    if is_dataclass(shape):
        names = [field.name for field in fields(shape)]
        required = [field.name for field in fields(shape) if field.default is MISSING]
    else:
        names = required = list(hints)
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _value(hints[name]) for name in names},
        "required": required,
    }


def _value(due: Any) -> Schema:  # noqa: ANN401  # a type
    origin, inside = get_origin(due), get_args(due)
    if origin in {types.UnionType, Union}:
        known = [_value(one) for one in inside if one is not types.NoneType]
        return {"anyOf": [*known, {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "maxItems": _LONGEST_LIST, "items": _value(inside[0])}
    if origin is Literal:
        return {"type": "string", "enum": list(inside)}
    return _SINGLE.get(due) or _record(due)
