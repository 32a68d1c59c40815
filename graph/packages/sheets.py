"""One sheet of a workbook to a grid: plain values, kept results of formulas, merged cells filled."""

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from graph.packages.findings import Findings
from graph.packages.grids import MOST_ROWS, Grid, beyond_limits
from graph.packages.spreadsheet_xml import Attributes, Damaged, read_elements
from graph.packages.words import Words
from graph.packages.workbook_parts import Shape, Shared

_PLACE: Final = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_CONSTANT: Final = re.compile(r'"((?:[^"]|"")*)"')
_MERGED: Final = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_MOST_MERGED: Final = 20_000
_FIRST_1900: Final = datetime(1899, 12, 30, tzinfo=UTC)
_FIRST_1904: Final = datetime(1904, 1, 1, tzinfo=UTC)
_LAST_DAY: Final = 2_958_465
_HIDDEN_ROWS: Final = Words(
    "rows that the sheet hides were read too", "wiersze ukryte w arkuszu też zostały odczytane"
)


def column_number(letters: str) -> int:
    """The position of a column by its letters, the first being 0.

    >>> column_number("A"), column_number("AA")
    (0, 26)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_letters(position: int) -> str:
    """The letters of a column by its position.

    >>> column_letters(0), column_letters(26)
    ('A', 'AA')
    """
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class _Cell:
    """The cell that is being read."""

    def __init__(self, kind: str, style: int) -> None:
        self.kind = kind
        self.style = style
        self.value: list[str] = []
        self.formula: list[str] | None = None


class _SheetReader:
    """Collects the cells of one sheet as its XML goes by."""

    def __init__(self, grid: Grid, shared: Shared) -> None:
        self.grid = grid
        self.shared = shared
        self.row = 0
        self.column = -1
        self.cells: dict[int, str] = {}
        self.cell: _Cell | None = None
        self.inside = ""
        self.hints = 0
        self.hidden_rows = False
        self.hidden = False
        self.area = 0
        self.merged: list[tuple[int, int, int, int]] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "row":
            number = attributes.get("r", "")
            self.row = int(number) if number.isdigit() and len(number) < 9 else self.row + 1
            self.column = -1
            self.cells = {}
            self.hidden = attributes.get("hidden") in {"1", "true"}
        elif name == "c":
            place = _PLACE.fullmatch(attributes.get("r", ""))
            self.column = column_number(place[1]) if place else self.column + 1
            style = attributes.get("s", "")
            self.cell = _Cell(attributes.get("t", "n"), int(style) if style.isdigit() else -1)
        elif name == "f" and self.cell:
            self.cell.formula = []
            self.inside = name
        elif name in {"v", "t"}:
            self.inside = name
        elif name == "rPh":
            self.hints += 1
        elif name == "mergeCell" and len(self.merged) < _MOST_MERGED:
            self._merge(attributes.get("ref", ""))

    def text(self, piece: str) -> None:
        if not self.cell or not self.inside or self.hints:
            return
        if self.inside != "f":
            self.cell.value.append(piece)
        elif self.cell.formula is not None:
            self.cell.formula.append(piece)

    def end(self, name: str) -> None:
        if name in {"f", "v", "t"}:
            self.inside = ""
        elif name == "rPh":
            self.hints -= 1
        elif name == "c" and self.cell:
            self._add(self.cell)
            self.cell = None
        elif name == "row":
            self._end_row()

    def _merge(self, ref: str) -> None:
        if found := _MERGED.fullmatch(ref):
            left, top, right, bottom = found.groups()
            self.merged.append((column_number(left), int(top), column_number(right), int(bottom)))

    def _add(self, cell: _Cell) -> None:
        text = self._plain(cell)
        spot = (self.row, self.column)
        if cell.kind == "e":
            self.grid.marks[spot] = "error"
        elif cell.formula is not None:
            constant = _CONSTANT.fullmatch("".join(cell.formula))
            if not text and constant:  # a text in the armour that keeps its zeros
                text = constant[1].replace('""', '"')
            elif not constant:
                self.grid.marks[spot] = "computed" if text or cell.kind == "str" else "formula"
        if text.strip() or self.grid.marks.get(spot) in {"formula", "error"}:
            self.cells[self.column] = "" if self.grid.marks.get(spot) == "error" else text

    def _plain(self, cell: _Cell) -> str:
        text = "".join(cell.value)
        match cell.kind:
            case "s":
                place = int(text) if text.isascii() and text.isdigit() else -1
                if not 0 <= place < len(self.shared.texts):
                    raise Damaged
                return self.shared.texts[place]
            case "b":
                return {"1": "true", "0": "false"}.get(text, text)
            case "n" if text:
                styles = self.shared.shapes
                shape = styles[cell.style] if 0 <= cell.style < len(styles) else Shape()
                return number_text(text, shape, from_1904=self.grid.from_1904)
            case "d":
                return text.removesuffix("T00:00:00").replace("T", " ")
            case _:
                return text

    def _end_row(self) -> None:
        if not self.cells or not self.grid.whole:
            return
        last = max(self.cells)
        self.area += last + 1
        if fault := beyond_limits(len(self.grid.rows), last + 1, self.area):
            self.grid.faults.append((self.row, fault))
            self.grid.whole = False
            return
        if self.grid.rows and self.row <= self.grid.rows[-1][0]:
            raise Damaged
        self.hidden_rows |= self.hidden
        self.grid.rows.append((self.row, [self.cells.get(spot, "") for spot in range(last + 1)]))

    def finish(self) -> None:
        if self.hidden_rows:
            self.grid.notes.append(_HIDDEN_ROWS)
        _fill_merged(self.grid, self.merged)


def read_sheet(data: bytes, title: str, shared: Shared, findings: Findings) -> Grid:
    """One sheet as a grid.

    Parameters
    ----------
    data
        The sheet's part of the workbook.
    title
        Its name.
    shared
        What the sheets have in common.
    findings
        Keeps the time.

    Returns
    -------
    Grid
        Its filled rows; a row or column beyond the limits is a fault, never cut in silence.

    Raises
    ------
    Damaged
        Where the part is no sound XML.
    """
    grid = Grid(title, "sheet", from_1904=shared.from_1904)
    reader = _SheetReader(grid, shared)
    read_elements(data, reader.start, reader.end, reader.text, findings)
    reader.finish()
    return grid


def number_text(text: str, shape: Shape, *, from_1904: bool = False) -> str:
    """A number of a cell as people see it: days as dates, whole numbers without a point.

    >>> number_text("2.0", Shape()), number_text("46053", Shape(day=True))
    ('2', '2026-01-31')
    >>> number_text("201011", Shape(digits=7)), number_text("44999", Shape(postal=True))
    ('0201011', '44-999')
    """
    try:
        number = float(text)
    except ValueError:
        return text
    if shape.day and 0 < number < 1:
        return (_FIRST_1900 + timedelta(days=number)).strftime("%H:%M")
    if shape.day and 0 <= number < _LAST_DAY:
        return _day(number, from_1904=from_1904)
    if not number.is_integer() or abs(number) >= 1e15:
        return str(number)
    whole = str(int(number))
    if shape.postal and whole.isdigit():
        return f"{whole.zfill(5)[:-3]}-{whole.zfill(5)[-3:]}"
    return whole.zfill(shape.digits) if whole.isdigit() else whole


def _day(number: float, *, from_1904: bool) -> str:
    moment = (_FIRST_1904 if from_1904 else _FIRST_1900) + timedelta(days=number)
    moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0, tzinfo=None)
    midnight = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return moment.date().isoformat() if midnight else moment.isoformat(" ")


def _fill_merged(grid: Grid, merged: list[tuple[int, int, int, int]]) -> None:
    """Give every row of cells merged downwards the value that the sheet shows once."""
    rows = dict(grid.rows)
    first = grid.rows[0][0] if grid.rows else 0
    filled = False
    for left, top, right, bottom in merged:
        cells = rows.get(top)
        if left != right or top == first or cells is None or left >= len(cells) or not cells[left]:
            continue
        for number in range(top + 1, min(bottom, top + MOST_ROWS) + 1):
            below = rows.get(number)
            if below is None:
                continue
            below.extend([""] * (left + 1 - len(below)))
            below[left] = cells[left]
            filled = True
    if filled:
        grid.notes.append(
            Words(
                "cells merged downwards were read in each of their rows",
                "komórki scalone w dół odczytano w każdym z ich wierszy",
            )
        )
