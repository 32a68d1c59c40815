"""What a record has to say, checked like a row of a file: every fault at once, and what was expected."""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from graph.errors import InvalidRequest, Problem

#: What was expected, in English and in Polish; a blank Polish one is the same as the English.
Expected = tuple[str, str]

NOT_AFTER_TODAY: Final[Expected] = ("a day not after today", "dzień nie późniejszy niż dzisiejszy")


class Check(NamedTuple):
    """A column, whether its value fits, the value if it may be repeated, and what is expected."""

    column: str
    ok: bool
    value: str | None
    expected: Expected


def refuse(table: str, checks: Iterable[Check]) -> None:
    """Do nothing where all is well.

    Raises
    ------
    InvalidRequest
        With a problem for every check that fails.

    Examples
    --------
    >>> refuse("barrier", [Check("code", False, "B99", ("B1 | B2", ""))])
    Traceback (most recent call last):
    graph.errors.InvalidRequest: barrier, column code: found 'B99'; expected B1 | B2
    """
    problems = [
        Problem(table, None, one.column, one.value, *one.expected) for one in checks if not one.ok
    ]
    if problems:
        raise InvalidRequest(problems)


def not_before(day: date) -> Expected:
    """A day from one on."""
    return f"a day not before {day.isoformat()}", f"dzień nie wcześniejszy niż {day.isoformat()}"


def between(first: date, last: date) -> Expected:
    """A day of a span of time."""
    return (
        f"a day from {first.isoformat()} to {last.isoformat()}",
        f"dzień od {first.isoformat()} do {last.isoformat()}",
    )
