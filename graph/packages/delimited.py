"""CSV text to raw tables: encoding, byte order mark and delimiter are found out, never asked for."""

import csv
import io
from typing import Final

from graph.packages.columns import Table, folded
from graph.packages.raw import (
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_ROWS,
    RawTable,
    too_long,
)
from graph.packages.words import Findings, Words

_DELIMITERS: Final = (",", ";")
_OTHERS: Final = {"\t": "a tab", "|": "a vertical bar (|)", ":": "a colon", "^": "a caret"}
_OTHERS_PL: Final = {"\t": "tabulator", "|": "kreska pionowa (|)", ":": "dwukropek", "^": "daszek"}


def read_delimited(table: Table, data: bytes, findings: Findings) -> RawTable | None:
    """One CSV file as a raw table.

    Parameters
    ----------
    table
        The table that the file's name stands for.
    data
        The whole file: UTF-8 with or without a byte order mark, else cp1250.
    findings
        Takes the problems and notes.

    Returns
    -------
    RawTable or None
        ``None`` where not even the header could be read.
    """
    text = _decoded(table, data, findings)
    if text is None:
        return None
    if not text.strip():
        findings.problem(
            table.name,
            Words("a header row; the file is empty", "wiersz nagłówka; plik jest pusty"),
            row=1,
        )
        return None
    if text.lower().startswith(("sep=,", "sep=;")):
        text = text.partition("\n")[2]  # a spreadsheet's own hint, not a row of the sheet
    delimiter = _delimiter(table, text, findings)
    if delimiter is None:
        return None
    return _rows(table, text, delimiter, findings)


def _decoded(table: Table, data: bytes, findings: Findings) -> str | None:
    for encoding in ("utf-8-sig", "cp1250"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        if encoding == "cp1250":
            findings.note(
                f"{table.name}: the file is not UTF-8 and was read as cp1250",
                f"{table.name_pl}: plik nie jest w UTF-8, odczytano go jako cp1250",
            )
        return text
    findings.problem(
        table.name,
        Words("a text file in UTF-8 or cp1250", "plik tekstowy w kodowaniu UTF-8 albo cp1250"),
    )
    return None


def _delimiter(table: Table, text: str, findings: Findings) -> str | None:
    """The delimiter under which most declared columns are found in the header."""
    best, found = ",", -1
    for delimiter in _DELIMITERS:
        known = _known(table, text, delimiter)
        if known > found:
            best, found = delimiter, known
    for delimiter, name in _OTHERS.items():
        if _known(table, text, delimiter) > max(found, 1):
            findings.problem(
                table.name,
                Words(
                    f"comma or semicolon between columns, not {name}",
                    f"przecinek albo średnik między kolumnami; w pliku jest: {_OTHERS_PL[delimiter]}",
                ),
                row=1,
            )
            return None
    if found <= 0:
        names = ", ".join(column.name for column in table.columns if column.required)
        findings.problem(
            table.name,
            Words(
                f"a header with the columns {names}, parted by commas or semicolons",
                f"nagłówek z kolumnami {names}, rozdzielonymi przecinkiem albo średnikiem",
            ),
            row=1,
        )
        return None
    return best


def _known(table: Table, text: str, delimiter: str) -> int:
    """How many headers of the first row are declared when it is cut at ``delimiter``."""
    try:
        header = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return 0
    accepted = {
        folded(name)
        for column in table.columns
        for name in (column.name, column.header_pl, *column.aliases)
    }
    return sum(folded(name) in accepted for name in header)


def _rows(table: Table, text: str, delimiter: str, findings: Findings) -> RawTable | None:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: list[str] | None = None
    rows: list[tuple[int, list[str]]] = []
    uneven: set[int] = set()
    whole = True
    number = 0
    try:
        for number, cells in enumerate(reader, 1):  # the number is told on failure
            if header is None:
                header = cells
                if len(header) > MOST_COLUMNS:
                    findings.problem(
                        table.name,
                        Words(f"at most {MOST_COLUMNS} columns", f"najwyżej {MOST_COLUMNS} kolumn"),
                        row=number,
                    )
                    return None
            elif any(cell.strip() for cell in cells):
                if any(cell.strip() for cell in cells[len(header) :]):
                    uneven.add(number)
                rows.append((number, _even(table, number, header, cells, findings)))
            if number > MOST_ROWS:
                too_long(findings, table.name)
                return None
    except csv.Error:
        findings.problem(
            table.name,
            Words(
                f"quotes that close, and cells of at most {MOST_CHARACTERS} characters",
                f"zamknięte cudzysłowy i komórki do {MOST_CHARACTERS} znaków",
            ),
            row=number + 1,
        )
        whole = False
    return None if header is None else RawTable(table.name, header, rows, uneven=uneven, whole=whole)


def _even(
    table: Table, number: int, header: list[str], cells: list[str], findings: Findings
) -> list[str]:
    """The row's cells, exactly one for each header."""
    width = len(header)
    if any(cell.strip() for cell in cells[width:]):
        findings.problem(
            table.name,
            Words(
                f"{width} cells, as in the header; found {len(cells)} "
                "(a text that holds the delimiter must stand in quotes)",
                f"liczba komórek jak w nagłówku: {width}; jest: {len(cells)} "
                "(tekst z rozdzielnikiem musi stać w cudzysłowie)",
            ),
            row=number,
        )
    elif len(cells) < width:
        findings.note(
            f"{table.name}, row {number}: {len(cells)} cells, not {width}; the rest taken as blank",
            f"{table.name_pl}, wiersz {number}: liczba komórek: {len(cells)} zamiast {width}; "
            "brakujące uznano za puste",
        )
    return [*cells[:width], *[""] * (width - len(cells))]
