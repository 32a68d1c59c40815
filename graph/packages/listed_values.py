"""Parsers of cells that hold a list, or pairs, of values of another parser."""

import re
from typing import Final, cast

from graph.packages.cell_values import Faulty, How, Parser, Value
from graph.packages.columns import Column

BAR: Final = re.compile(r"\|")
#: What people put between the entries of a list.
SEPARATORS: Final = re.compile(r"[|;,\n]")


def _parts(cell: str, separators: re.Pattern[str] = BAR) -> list[str]:
    """The parts of a list, each once, in their order."""
    parts = map(str.strip, separators.split(cell))
    return list(dict.fromkeys(part for part in parts if part))


def several(one: Parser, separators: re.Pattern[str] = BAR) -> Parser:
    """The reading of a list, each entry once, by that of one entry."""

    def parse(column: Column, cell: str, how: How) -> Value:
        values = [one(column, part, how) for part in _parts(cell, separators)]
        return tuple(dict.fromkeys(cast("list[str]", values)))

    return parse


def paired(id: Parser) -> Parser:
    """The reading of a list of pairs A~B by that of an id."""

    def parse(column: Column, cell: str, how: How) -> Value:
        found: list[tuple[str, str]] = []
        for part in _parts(cell):
            ends = [end.strip() for end in part.split("~")]
            if len(ends) != 2 or not all(ends) or ends[0] == ends[1]:
                raise Faulty(part)
            one, other = (cast("str", id(column, end, how)) for end in ends)
            found.append((one, other))
        return tuple(dict.fromkeys(found))

    return parse
