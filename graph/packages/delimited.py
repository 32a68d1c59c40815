"""CSV files to grids: encoding, byte order mark and delimiter are found out, never asked for."""

import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import Final

from graph.packages.encodings import decoded
from graph.packages.findings import Findings
from graph.packages.grids import MOST_CHARACTERS, Grid
from graph.packages.known_headers import best_match
from graph.packages.words import Words

DELIMITERS: Final = (",", ";", "\t")
_OTHERS: Final = {"|": "a vertical bar (|)", ":": "a colon", "^": "a caret"}
_OTHERS_PL: Final = {"|": "kreska pionowa (|)", ":": "dwukropek", "^": "daszek"}
#: Rows looked at to find the delimiter: titles may stand above the header.
_LOOKED_AT: Final = 12
_HINT: Final = "sep="
_CHECKED_EVERY: Final = 1000


def read_delimited(data: bytes, title: str, findings: Findings) -> Grid:
    """One CSV file as a grid.

    Parameters
    ----------
    data
        The whole file.
    title
        Its name.
    findings
        Keeps the time.

    Returns
    -------
    Grid
        With its faults where it cannot be read, or not to its end.
    """
    grid = Grid(title, "file")
    text, encoding = decoded(data)
    if text is None:
        grid.faults.append(
            (
                None,
                Words(
                    "a text file in UTF-8, UTF-16, cp1250 or ISO-8859-2",
                    "plik tekstowy w kodowaniu UTF-8, UTF-16, cp1250 albo ISO-8859-2",
                ),
            )
        )
        grid.whole = False
        return grid
    if not encoding.startswith("UTF"):
        grid.notes.append(
            Words(
                f"the file is not UTF-8 and was read as {encoding}",
                f"plik nie jest w UTF-8, odczytano go jako {encoding}",
            )
        )
    hint = text[: len(_HINT) + 1].lower()
    if hint.startswith(_HINT):  # a spreadsheet's own hint, not a row of the sheet
        text = text.partition("\n")[2]
    delimiter = hint[-1:] if hint.startswith(_HINT) and hint[-1] in DELIMITERS else _delimiter(text)
    if delimiter in _OTHERS:
        grid.faults.append(
            (
                1,
                Words(
                    f"comma, semicolon or tab between columns, not {_OTHERS[delimiter]}",
                    "przecinek, średnik albo tabulator między kolumnami; w pliku jest: "
                    f"{_OTHERS_PL[delimiter]}",
                ),
            )
        )
        grid.whole = False
        return grid
    _fill(grid, text, delimiter, findings)
    return grid


def _delimiter(text: str) -> str:
    """The delimiter that makes most known headers of a row, else most columns."""
    candidates = (*DELIMITERS, *_OTHERS)
    weights = {delimiter: _weight(text, delimiter) for delimiter in candidates}
    return max(candidates, key=lambda delimiter: weights[delimiter])


def _weight(text: str, delimiter: str) -> tuple[int, int]:
    rows = list(_first_rows(text, delimiter))
    known = max((best_match(row) for row in rows), default=0)
    if delimiter in _OTHERS:
        return (known, 0) if known > 1 else (0, 0)
    return known, max(map(len, rows), default=0)


def _first_rows(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from islice((row for row in reader if any(row)), _LOOKED_AT)
    except csv.Error:
        return


def _fill(grid: Grid, text: str, delimiter: str, findings: Findings) -> None:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):  # the number is named on failure
            if number % _CHECKED_EVERY == 0:
                findings.check_time()
            if not grid.add_row(number, cells):
                return
    except csv.Error:
        grid.faults.append(
            (
                number + 1,
                Words(
                    f"quotes that close, and cells of at most {MOST_CHARACTERS} characters",
                    f"zamknięte cudzysłowy i komórki do {MOST_CHARACTERS} znaków",
                ),
            )
        )
        grid.whole = False
