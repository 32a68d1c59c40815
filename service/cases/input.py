"""Values of a case as they come in: plain, small and nobody's number, before their meaning is asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any, Final, cast

from graph.cases import (
    STEP_TYPES,
    BasketItem,
    Goal,
    GoalLasting,
    GoalResult,
    Obligation,
    Progress,
    Request,
    Seat,
    Step,
    step_from,
)
from graph.errors import InvalidRequest, Problem
from graph.packages.personal import EXPECTED as NO_PERSONAL_NUMBERS
from graph.packages.personal import looks_personal

_LARGEST: Final = 1_000_000_000
_DEEPEST: Final = 8
_RECORDS: Final = (*STEP_TYPES.values(), Seat, BasketItem, Goal, Obligation)
_ENTRIES: Final = (Progress, GoalResult, GoalLasting)
#: Names of fields that may be repeated in a problem; any other is the sender's own text.
_NAMES: Final = frozenset(
    {
        *(field.name for one in _RECORDS for field in fields(one)),
        *(name for one in _ENTRIES for name in one._fields),
        *("kind", "number", "at", "role", "family_id", "steps", "cases", "partnership"),
    }
)


def step_sent(given: Mapping[str, Any]) -> Step:
    """The step that a JSON object describes, its kind among the fields.

    Raises
    ------
    InvalidRequest
        With every field that is missing, unknown or of the wrong sort, or every value that no
        journal can hold. Values are not repeated.
    """
    if problems := list(unfit_values(given, "step")):
        raise InvalidRequest(problems)
    kind = given.get("kind")
    return step_from(kind if isinstance(kind, str) else "", given)


def request_sent(given: Mapping[str, Any]) -> Request:
    """The family's request that a JSON object describes; its kind goes without saying.

    Raises
    ------
    InvalidRequest
        As :func:`step_sent`, and for any other kind.
    """
    step = step_sent({"kind": Request.kind, **given})
    if not isinstance(step, Request):
        raise InvalidRequest([Problem("step", None, "kind", None, Request.kind)])
    return step


def unfit_values(value: object, table: str, path: str = "", depth: int = 0) -> Iterator[Problem]:
    """What no journal can hold wherever it stands: personal numbers, huge numbers, deep nesting.

    >>> sent = {"on": "44051401359", "items": [{"wait_days": 10**12}]}
    >>> [one.column for one in unfit_values(sent, "step")]
    ['on', 'items[0].wait_days']
    """
    if depth > _DEEPEST:
        yield Problem(table, None, path or None, None, "less nesting")
    elif isinstance(value, str):
        if looks_personal(value):
            yield _personal(table, path)
        elif not value.isprintable():
            yield Problem(table, None, path or None, None, "a code or an id")
    elif isinstance(value, int | float):
        if not -_LARGEST <= value <= _LARGEST:
            yield Problem(table, None, path or None, None, f"a number up to {_LARGEST}")
    elif isinstance(value, Mapping):
        for name, part in cast("Mapping[str, object]", value).items():
            shown = name if name in _NAMES else "…"
            inner = f"{path}.{shown}" if path else shown
            if looks_personal(name):
                yield _personal(table, inner)
            yield from unfit_values(part, table, inner, depth + 1)
    elif isinstance(value, list | tuple):
        for place, part in enumerate(cast("Sequence[object]", value)):
            yield from unfit_values(part, table, f"{path}[{place}]", depth + 1)


def _personal(table: str, path: str) -> Problem:
    expected = NO_PERSONAL_NUMBERS
    return Problem(table, None, path or None, None, expected.en, expected.pl)
