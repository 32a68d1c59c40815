"""Rows of text to rows of values, every faulty cell reported."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple, cast

from graph.packages.cell_values import Faulty, How, Value
from graph.packages.columns import Column, Table
from graph.packages.escaping import is_guarded, unescaped
from graph.packages.findings import Findings
from graph.packages.raw import RawTable
from graph.packages.territories import zero_restored
from graph.packages.values import parse_cell
from graph.packages.words import Words

_CHECKED_EVERY: Final = 500
_EXACT: Final = How(exact=True)
_ZERO_PUT_BACK: Final = Words(
    "TERC codes had lost the zero in front; it was put back, please check",
    "kody TERC straciły zero na początku; zostało przywrócone, proszę to sprawdzić",
)


@dataclass(slots=True)
class Row:
    """A row in values. ``failed`` names the columns that were reported and hold nothing usable.

    ``exact`` rows were written by this product.
    """

    number: int
    values: dict[str, Value]
    failed: set[str] = field(default_factory=set[str])
    exact: bool = False

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


def parse_table(
    table: Table,
    raw: RawTable,
    hidden: set[tuple[int, str]],
    powiats: frozenset[str],
    findings: Findings,
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
    powiats
        Those of the TERC codes of the package that are sure.
    findings
        Takes a problem for each faulty cell.
    """
    layout = _layout(table, raw)
    lenient, exact = How(False, raw.from_1904, powiats), How(exact=True)
    rows: list[Row] = []
    for place, (number, cells) in enumerate(raw.rows):
        if place % _CHECKED_EVERY == 0:
            findings.check_time()
        how = exact if raw.exact or number in raw.as_written else lenient
        row = Row(number, dict(layout.blank), set(layout.missing), how.exact)
        _fill(row, layout, cells, hidden, how, uneven=number in raw.uneven, findings=findings)
        rows.append(row)
    return rows


class _Layout(NamedTuple):
    """Where the columns of a table are, what those without a header hold, which were reported."""

    table: Table
    placed: tuple[tuple[Column, int], ...]
    blank: Mapping[str, Value]
    missing: frozenset[str]


def _layout(table: Table, raw: RawTable) -> _Layout:
    placed = tuple((c, raw.place[c.name]) for c in table.columns if c.name in raw.place)
    absent = [column for column in table.columns if column.name not in raw.place]
    # A missing header was reported once.
    missing = frozenset(c.name for c in absent if c.required and not c.made)
    blank = {c.name: parse_cell(c, "", _EXACT) for c in absent if c.name not in missing}
    return _Layout(table, placed, blank, missing)


def _fill(
    row: Row,
    layout: _Layout,
    cells: list[str],
    hidden: set[tuple[int, str]],
    how: How,
    *,
    uneven: bool,
    findings: Findings,
) -> None:
    """Put the values of a row's cells into it, and report those that have none."""
    for column, spot in layout.placed:
        if hidden and (row.number, column.name) in hidden:
            row.failed.add(column.name)
            continue
        cell = cells[spot].strip()
        literal = how.exact or is_guarded(cell)
        text = unescaped(cell)
        try:
            value = parse_cell(column, text, how if literal == how.exact else _EXACT)
        except Faulty as fault:
            row.failed.add(column.name)
            if not uneven:
                _report(layout.table, column, row.number, text, fault, findings)
            continue
        row.values[column.name] = value
        if column.kind in {"terc", "tercs"} and text and not literal:
            codes = (value,) if isinstance(value, str) else cast("tuple[str, ...]", value or ())
            if zero_restored(text, codes):
                findings.note(_ZERO_PUT_BACK, table=layout.table.name, row=row.number)
    if uneven:
        row.failed.update(name for name in row.values if name != "id")
        row.values = {"id": row.values.get("id")}


def _report(
    table: Table, column: Column, number: int, cell: str, fault: Faulty, findings: Findings
) -> None:
    found = cell if fault.part is None else fault.part
    # The pseudonym of a family stays out of every message; the row says where it is.
    private = column.refers_to == "families" or (table.name == "families" and column.name == "id")
    findings.problem(
        table.name,
        _expected(column, cell, fault),
        row=number,
        column=column.name,
        value=None if private or not found else found,
    )


def _expected(column: Column, cell: str, fault: Faulty) -> Words:
    if fault.expected is not None:
        return fault.expected
    if not cell:
        return Words(
            f"{column.expected.en}, not blank", f"{column.expected.pl}; komórka nie może być pusta"
        )
    if fault.offered:
        return Words(
            f"{column.expected.en}; perhaps {fault.offered}? A spreadsheet takes the zero in front away",
            f"{column.expected.pl}; może {fault.offered}? Arkusz usuwa zero na początku",
        )
    return column.expected
