"""Long lists in pages of a fixed length."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Part(Generic[_Row]):
    """One page of a list: rows, number, how many pages there are, addresses of its neighbours."""

    rows: Sequence[_Row]
    number: int
    pages: int
    earlier: str
    later: str


def part_of(
    rows: Sequence[_Row], number: int, length: int, query: Mapping[str, str], parameter: str = "strona"
) -> Part[_Row]:
    """A page of a list; a number beyond the last page gives the last one.

    >>> part = part_of(range(5), 2, 2, {"obszar": "zdrowie"})
    >>> list(part.rows), part.pages, part.later
    ([2, 3], 3, '?obszar=zdrowie&strona=3')
    >>> part_of([], 7, 2, {}).number
    1
    """
    pages = max(1, -(-len(rows) // length))
    number = min(number, pages)
    kept = [(key, value) for key, value in query.items() if value]

    def to(other: int) -> str:
        return f"?{urlencode([*kept, (parameter, other)])}" if 1 <= other <= pages else ""

    return Part(
        rows[(number - 1) * length : number * length], number, pages, to(number - 1), to(number + 1)
    )
