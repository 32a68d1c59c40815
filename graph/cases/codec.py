"""Steps as JSON values and back; what a field is called and holds follows from the step's class."""

import types
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Final, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from graph.cases.steps import STEP_TYPES, Kind, Step
from graph.errors import InvalidRequest, Problem

_LONGEST_TEXT: Final = 200
_LONGEST_LIST: Final = 60
_Made = TypeVar("_Made")


def step_document(step: Step) -> dict[str, Any]:
    """A step as a JSON object: its kind and every field, days as ISO text.

    >>> from graph.cases.steps import ItemMoved
    >>> step_document(ItemMoved(date(2026, 3, 2), "i1", "started"))
    {'kind': 'move_item', 'on': '2026-03-02', 'item_id': 'i1', 'state': 'started', 'reason': None}
    """
    return {"kind": step.kind, **_plain(step)}


def step_from(kind: str, mapping: Mapping[str, Any]) -> Step:
    """The step that a JSON object describes; whether it may be taken is for ``taken`` to say.

    Parameters
    ----------
    kind
        The kind of step.
    mapping
        Its fields; a ``kind`` among them must be the same.

    Raises
    ------
    InvalidRequest
        Naming each field that is missing, unknown or of the wrong sort. Values are never repeated.

    Examples
    --------
    >>> step_from("follow_up", {"on": "2026-12-01", "new_request": "no"})
    Traceback (most recent call last):
    ...
    graph.errors.InvalidRequest: follow_up, column planned_on: expected a value
    follow_up, column new_request: expected true or false
    """
    if kind not in STEP_TYPES:
        raise InvalidRequest([Problem("case", None, "kind", None, " | ".join(STEP_TYPES))])
    given = {name: value for name, value in mapping.items() if name != "kind"}
    problems: list[Problem] = []
    if mapping.get("kind", kind) != kind:
        problems.append(Problem(kind, None, "kind", None, kind))
    found = _Reading(kind, problems).record(STEP_TYPES[cast("Kind", kind)], given, "")
    if problems:
        raise InvalidRequest(problems)
    return cast("Step", found)


def _plain(value: object) -> Any:  # noqa: ANN401  # JSON
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        names: Sequence[str] | None = getattr(cast("object", value), "_fields", None)
        parts = [_plain(part) for part in cast("tuple[object, ...]", value)]
        return dict(zip(names, parts, strict=True)) if names else parts
    return value


class _Reading:
    """Reads values by the type that is due, and keeps what is wrong with them."""

    def __init__(self, kind: str, problems: list[Problem]) -> None:
        self._kind = kind
        self._problems = problems

    def record(self, shape: type[_Made], value: object, path: str) -> _Made | None:
        """A dataclass or named tuple."""
        if not isinstance(value, Mapping):
            return self._wrong(path, "an object", "obiekt")
        given = cast("Mapping[str, object]", value)
        before = len(self._problems)
        shapes, required = _shape_of(shape)
        for name in given:
            if name not in shapes:
                # Not repeated: whoever sends unknown fields may send anything.
                told = ", ".join(shapes)
                self._wrong(path or "fields", f"only {told}", f"tylko {told}")
                break
        values: dict[str, object] = {}
        for name, due in shapes.items():
            inner = f"{path}.{name}" if path else name
            if name in given:
                values[name] = self._value(due, given[name], inner)
            elif name in required:
                self._wrong(inner, "a value", "wartość")
        return shape(**values) if len(self._problems) == before else None

    def _value(self, due: Any, value: object, path: str) -> object:  # noqa: ANN401  # a type
        origin = get_origin(due)
        if origin in {types.UnionType, Union}:
            if value is None:
                return None
            return self._value(get_args(due)[0], value, path)
        if origin is tuple:
            return self._list(get_args(due)[0], value, path)
        if origin is Literal:
            codes = get_args(due)
            return value if value in codes else self._wrong(path, " | ".join(codes))
        if due is date:
            return self._day(value, path)
        if due in {str, int, bool}:
            return self._single(due, value, path)
        return self.record(due, value, path)

    def _list(self, due: Any, value: object, path: str) -> tuple[object, ...] | None:  # noqa: ANN401
        if not isinstance(value, list | tuple):
            return self._wrong(path, "a list", "lista")
        parts = cast("Sequence[object]", value)
        if len(parts) > _LONGEST_LIST:
            return self._wrong(
                path, f"at most {_LONGEST_LIST} entries", f"najwyżej {_LONGEST_LIST} pozycji"
            )
        return tuple(self._value(due, part, f"{path}[{place}]") for place, part in enumerate(parts))

    def _day(self, value: object, path: str) -> date | None:
        if type(value) is date:
            return value
        try:
            return date.fromisoformat(value if isinstance(value, str) and len(value) == 10 else "")
        except ValueError:
            return self._wrong(path, "a day as YYYY-MM-DD", "dzień w postaci RRRR-MM-DD")

    def _single(self, due: type, value: object, path: str) -> object:
        if type(value) is due and (not isinstance(value, str) or 0 < len(value) <= _LONGEST_TEXT):
            return value
        return self._wrong(path, *_SORTS[due])

    def _wrong(self, path: str, expected: str, expected_pl: str = "") -> None:
        self._problems.append(Problem(self._kind, None, path, None, expected, expected_pl))


_SORTS: Final = {
    str: ("a code or an id", "kod albo identyfikator"),
    int: ("a whole number", "liczba całkowita"),
    bool: ("true or false", "true albo false"),
}


@cache
def _shape_of(shape: type) -> tuple[Mapping[str, Any], frozenset[str]]:
    """The type of each field, and the names of those that must be given."""
    hints = get_type_hints(shape)
    if not is_dataclass(shape):
        return hints, frozenset(hints)
    names = [field.name for field in fields(shape)]
    required = frozenset(field.name for field in fields(shape) if field.default is MISSING)
    return {name: hints[name] for name in names}, required
