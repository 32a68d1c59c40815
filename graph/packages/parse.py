"""Cells to values: each cell by the kind of its column, every faulty cell reported."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from graph.packages.columns import Column, Table
from graph.packages.escaping import unescaped
from graph.packages.raw import MOST_CHARACTERS, RawTable
from graph.packages.words import Findings, Words

Value = str | int | float | bool | date | tuple[str, ...] | tuple[tuple[str, str], ...] | None

_TRUE: Final = frozenset({"true", "tak", "prawda", "yes", "1"})
_FALSE: Final = frozenset({"false", "nie", "fałsz", "falsz", "no", "0"})
#: Controls and half characters that no spreadsheet or log can carry; tab and line ends may stay.
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WHOLE: Final = re.compile(r"[+-]?\d{1,12}", re.ASCII)
_DECIMAL: Final = re.compile(r"[+-]?\d{1,3}([.,]\d{1,12})?", re.ASCII)
_LONGEST_ID: Final = 200


@dataclass(slots=True)
class Row:
    """A row in values. ``failed`` names the columns that were reported and hold nothing usable."""

    number: int
    values: dict[str, Value]
    failed: set[str] = field(default_factory=set[str])

    def text(self, column: str) -> str | None:
        """The id, code or text of a column, ``None`` where blank or faulty."""
        value = self.values.get(column)
        return value if isinstance(value, str) else None

    def texts(self, column: str) -> tuple[str, ...]:
        """The list of a column, empty where blank or faulty."""
        value = self.values.get(column)
        return tuple(v for v in value if isinstance(v, str)) if isinstance(value, tuple) else ()

    def pairs(self, column: str) -> tuple[tuple[str, str], ...]:
        """The pairs of a column, empty where blank or faulty."""
        value = self.values.get(column)
        return tuple(v for v in value if isinstance(v, tuple)) if isinstance(value, tuple) else ()

    def number_of(self, column: str) -> int | None:
        """The whole number of a column, ``None`` where blank or faulty."""
        value = self.values.get(column)
        return value if isinstance(value, int) else None

    def date_of(self, column: str) -> date | None:
        """The date of a column, ``None`` where blank or faulty."""
        value = self.values.get(column)
        return value if isinstance(value, date) else None


class Faulty(ValueError):
    """A cell that does not hold what its column expects; ``part`` is the faulty part of a list."""

    def __init__(self, part: str | None = None) -> None:
        super().__init__()
        self.part = part


def parse_table(
    table: Table, raw: RawTable, hidden: set[tuple[int, str]], findings: Findings
) -> list[Row]:
    """The rows of one table in values.

    Parameters
    ----------
    table
        The declared table.
    raw
        Its text, columns already placed.
    hidden
        Row numbers and columns of cells that were refused already and must not be shown.
    findings
        Takes one problem for each faulty cell.
    """
    return [_row(table, raw, number, cells, hidden, findings) for number, cells in raw.rows]


def _row(
    table: Table,
    raw: RawTable,
    number: int,
    cells: list[str],
    hidden: set[tuple[int, str]],
    findings: Findings,
) -> Row:
    row = Row(number, {})
    for column in table.columns:
        spot = raw.place.get(column.name)
        known_missing = spot is None and column.required  # the header was reported once
        if known_missing or (number, column.name) in hidden:
            row.failed.add(column.name)
            continue
        cell = "" if spot is None else unescaped(cells[spot].strip())
        try:
            row.values[column.name] = parse_cell(column, cell)
        except Faulty as fault:
            row.failed.add(column.name)
            if number not in raw.uneven:
                _report(table, column, number, cell, fault, findings)
    if number in raw.uneven:
        row.failed.update(name for name in row.values if name != "id")
        row.values = {"id": row.values.get("id")}
    return row


def _report(
    table: Table, column: Column, number: int, cell: str, fault: Faulty, findings: Findings
) -> None:
    found = cell if fault.part is None else fault.part
    # The pseudonym of a family stays out of every message; the row says where it is.
    private = column.refers_to == "families" or (table.name == "families" and column.name == "id")
    findings.problem(
        table.name,
        _expected(column, cell),
        row=number,
        column=column.name,
        value=None if private or not found else found,
    )


def _expected(column: Column, cell: str) -> Words:
    if len(cell) > MOST_CHARACTERS:
        return Words(f"at most {MOST_CHARACTERS} characters", f"najwyżej {MOST_CHARACTERS} znaków")
    if _CONTROLS.search(cell):
        return Words("a text without control characters", "tekst bez znaków sterujących")
    if not cell:
        return Words(
            f"{column.expected.en}, not blank", f"{column.expected.pl}; komórka nie może być pusta"
        )
    return column.expected


def parse_cell(column: Column, cell: str) -> Value:
    """The value of one cell.

    Parameters
    ----------
    column
        Its declared column.
    cell
        Its text, already stripped.

    Returns
    -------
    Value
        ``None`` or an empty tuple for a blank cell.

    Raises
    ------
    Faulty
        Where the cell does not hold what the column expects.

    Examples
    --------
    >>> from graph.packages.tables import TABLES
    >>> parse_cell(TABLES["families"].column("required_pairs"), "I01~I10 | I02~I03")
    (('I01', 'I10'), ('I02', 'I03'))
    >>> parse_cell(TABLES["waves"].column("opened_on"), "2026-02-28")
    datetime.date(2026, 2, 28)
    """
    if len(cell) > MOST_CHARACTERS or _CONTROLS.search(cell):
        raise Faulty
    if not cell:
        if column.required and not column.blank_allowed:
            raise Faulty
        return () if column.kind in {"codes", "tercs", "ids", "pairs"} else None
    return _PARSERS[column.kind](column, cell)


def _text(column: Column, cell: str) -> str:
    return cell


def _id(column: Column, cell: str) -> str:
    if len(cell) > _LONGEST_ID or not cell.isprintable():
        raise Faulty
    return cell


def _integer(column: Column, cell: str) -> int:
    if not _WHOLE.fullmatch(cell):
        raise Faulty
    number = int(cell)
    if not column.lowest <= number <= column.highest:
        raise Faulty
    return number


def _decimal(column: Column, cell: str) -> float:
    if not _DECIMAL.fullmatch(cell):
        raise Faulty
    number = float(cell.replace(",", "."))
    if not column.lowest <= number <= column.highest:
        raise Faulty
    return number


def _date(column: Column, cell: str) -> date:
    if not _ISO.fullmatch(cell):
        raise Faulty
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise Faulty from None


def _boolean(column: Column, cell: str) -> bool:
    word = cell.casefold()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise Faulty


def _code(column: Column, cell: str) -> str:
    if cell not in column.codes:
        raise Faulty(cell)
    return cell


def _terc(column: Column, cell: str) -> str:
    if not (cell.isascii() and cell.isdigit() and len(cell) in column.digits):
        raise Faulty(cell)
    return cell


def _parts(cell: str) -> list[str]:
    """The parts of a list, each once, in their order."""
    return list(dict.fromkeys(part for part in map(str.strip, cell.split("|")) if part))


def _codes(column: Column, cell: str) -> tuple[str, ...]:
    return tuple(_code(column, part) for part in _parts(cell))


def _tercs(column: Column, cell: str) -> tuple[str, ...]:
    return tuple(_terc(column, part) for part in _parts(cell))


def _ids(column: Column, cell: str) -> tuple[str, ...]:
    return tuple(_id(column, part) for part in _parts(cell))


def _pairs(column: Column, cell: str) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for part in _parts(cell):
        ends = [end.strip() for end in part.split("~")]
        if len(ends) != 2 or not all(ends) or ends[0] == ends[1]:
            raise Faulty(part)
        found.append((_id(column, ends[0]), _id(column, ends[1])))
    return tuple(dict.fromkeys(found))


_PARSERS: Final[dict[str, Callable[[Column, str], Value]]] = {
    "id": _id,
    "text": _text,
    "integer": _integer,
    "decimal": _decimal,
    "date": _date,
    "boolean": _boolean,
    "code": _code,
    "codes": _codes,
    "terc": _terc,
    "tercs": _tercs,
    "ids": _ids,
    "pairs": _pairs,
}
