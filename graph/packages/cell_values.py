"""What a cell can become, how it is taken, and what is wrong with one that cannot be."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from graph.packages.columns import Column
from graph.packages.words import Words

Value = str | int | float | bool | date | tuple[str, ...] | tuple[tuple[str, str], ...] | None


class Faulty(ValueError):
    """A cell that does not hold what its column expects.

    ``part`` is the faulty part of a list, ``expected`` says more than the column does, and
    ``offered`` what may have been meant.
    """

    def __init__(
        self, part: str | None = None, expected: Words | None = None, offered: str = ""
    ) -> None:
        super().__init__()
        self.part = part
        self.expected = expected
        self.offered = offered


class How(NamedTuple):
    """How a cell is taken: ``exact`` letter by letter; ``from_1904`` days count from 1904.

    ``powiats`` are those of the file's sure TERC codes.
    """

    exact: bool = False
    from_1904: bool = False
    powiats: frozenset[str] = frozenset()


Parser = Callable[[Column, str, How], Value]
