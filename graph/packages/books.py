"""Workbooks of ours: text that is never a formula, dropdowns of codes, the same bytes each time."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from graph.packages.cells import cell_text
from graph.packages.columns import Column, Table
from graph.packages.escaping import escaped_in_workbook
from graph.packages.labels import CODE_LISTS
from graph.packages.tables import TABLES
from graph.text import Language

#: The oldest moment a zip archive can hold; a real one would make equal packages differ.
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_MODIFIED: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_TEXT: Final = "@"
_HEADER: Final = Font(bold=True)
_REQUIRED: Final = PatternFill("solid", start_color="FFE8B0")
_WIDEST: Final = 48
_FREE_ROWS: Final = 500


@dataclass(frozen=True, slots=True)
class Sheet:
    """A plain sheet: heads, rows of texts and numbers, and widths of its columns in characters."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[object]]
    widths: Sequence[int]


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as a zip archive whose bytes depend on nothing but the files.

    >>> zipped({"a.csv": b"id"}) == zipped({"a.csv": b"id"})
    True
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            member = zipfile.ZipInfo(name, _MOMENT)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, data)
    return packed.getvalue()


def book_bytes(
    rows: Mapping[str, Sequence[Sequence[object]]],
    lang: Language,
    *,
    explain: bool,
    tables: Sequence[Table] = tuple(TABLES.values()),
    beside: "Sequence[Sheet]" = (),
) -> bytes:
    """A workbook with one sheet for each table, the lists of codes, and on demand an explanation.

    Parameters
    ----------
    rows
        For each table its rows of values in the order of its columns.
    lang
        ``pl`` gives Polish sheet names and headers, ``en`` those of the package format.
    explain
        Whether a sheet explains every column, for somebody who fills the workbook in.
    tables
        Those that get a sheet, with the columns that it has.
    beside
        Further sheets.

    Returns
    -------
    bytes
        The .xlsx file.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    sheets = [(table, book.create_sheet(_title(table, lang))) for table in tables]
    codes = _codes_sheet(book.create_sheet("kody" if lang == "pl" else "codes"), lang)
    if explain:
        _about_sheet(book.create_sheet("opis" if lang == "pl" else "about"), tables, lang)
    for table, sheet in sheets:
        _fill(sheet, table, rows.get(table.name, ()), codes, lang)
    for one in beside:
        _plain_sheet(book.create_sheet(one.title), one.heads, one.rows, one.widths)
    return _settled(book)


def sheets_bytes(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """A workbook of plain sheets.

    Parameters
    ----------
    sheets
        In their order; texts are never formulas, numbers are cells that can be summed.
    title
        Title among the file's properties.

    Returns
    -------
    bytes
        The .xlsx file, the same for the same content.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = title
    for sheet in sheets:
        made = book.create_sheet(sheet.title)
        _plain_sheet(made, sheet.heads, sheet.rows, sheet.widths)
        made.auto_filter.ref = made.dimensions
    return _settled(book)


def _title(table: Table, lang: Language) -> str:
    return table.name_pl if lang == "pl" else table.name


def _head(column: Column, lang: Language) -> str:
    return column.header_pl if lang == "pl" else column.name


def _fill(
    sheet: Worksheet,
    table: Table,
    rows: Sequence[Sequence[object]],
    codes: Mapping[tuple[str, ...], str],
    lang: Language,
) -> None:
    heads = [_head(column, lang) for column in table.columns]
    for place, (column, head) in enumerate(zip(table.columns, heads, strict=True), 1):
        cell = _cell(sheet, 1, place)
        _set(cell, head)
        cell.font = _HEADER
        if column.required:
            cell.fill = _REQUIRED
        letter = get_column_letter(place)
        longest = max([len(head), *(len(cell_text(row[place - 1])) for row in rows[:200])])
        sheet.column_dimensions[letter].width = min(longest + 3, _WIDEST)
        if column.kind != "integer":
            sheet.column_dimensions[letter].number_format = _TEXT
        _dropdown(sheet, column, letter, max(len(rows) + 1, _FREE_ROWS), codes, lang)
    for number, row in enumerate(rows, 2):
        for place, value in enumerate(row, 1):
            if cell_text(value):
                _set(_cell(sheet, number, place), value)
    sheet.freeze_panes = "A2"


def _cell(sheet: Worksheet, row: int, place: int) -> Cell:
    return cast("Cell", sheet.cell(row, place))  # our sheets have no merged cells


def _set(cell: Cell, value: object) -> None:
    """Put a value in a cell: numbers as numbers, all else as text that stays text."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        cell.value = value
        return
    text = escaped_in_workbook(cell_text(value))
    cell.value = text
    cell.data_type = "s"
    cell.number_format = _TEXT
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))


def _dropdown(
    sheet: Worksheet,
    column: Column,
    letter: str,
    last: int,
    codes: Mapping[tuple[str, ...], str],
    lang: Language,
) -> None:
    if column.kind == "code":
        choice = codes[column.codes]
    elif column.kind == "boolean":
        choice = '"tak,nie"' if lang == "pl" else '"true,false"'
    else:
        return
    rule = DataValidation(type="list", formula1=choice, allow_blank=True)
    rule.add(f"{letter}2:{letter}{last}")
    sheet.add_data_validation(rule)


def _codes_sheet(sheet: Worksheet, lang: Language) -> dict[tuple[str, ...], str]:
    """Write every list of codes; return where each stands, for the dropdowns."""
    pick = 1 if lang == "pl" else 0
    places: dict[tuple[str, ...], str] = {}
    heads = ("lista", "kod", "znaczenie") if lang == "pl" else ("list", "code", "meaning")
    rows = [
        (name[pick], code, meaning[pick])
        for name, meanings in CODE_LISTS
        for code, meaning in meanings.items()
    ]
    first = 2
    for _, meanings in CODE_LISTS:
        last = first + len(meanings) - 1
        places[tuple(meanings)] = f"{sheet.title}!$B${first}:$B${last}"
        first = last + 1
    _plain_sheet(sheet, heads, rows, (26, 18, 80))
    return places


def _about_sheet(sheet: Worksheet, tables: Sequence[Table], lang: Language) -> None:
    pick = 1 if lang == "pl" else 0
    yes = "tak" if lang == "pl" else "yes"
    heads = (
        ("arkusz", "kolumna", "wymagana", "znaczenie", "co wpisać")
        if lang == "pl"
        else ("sheet", "column", "required", "meaning", "what to enter")
    )
    rows: list[tuple[str, ...]] = []
    for table in tables:
        needed = yes if table.required else ""
        rows.append((_title(table, lang), "", needed, table.meaning[pick], ""))
        for column in table.columns:
            needed = yes if column.required else ""
            head = _head(column, lang)
            rows.append((_title(table, lang), head, needed, column.meaning[pick], column.expected[pick]))
    _plain_sheet(sheet, heads, rows, (18, 28, 10, 48, 60))


def _plain_sheet(
    sheet: Worksheet, heads: Sequence[str], rows: Sequence[Sequence[object]], widths: Sequence[int]
) -> None:
    for number, row in enumerate([heads, *rows], 1):
        for place, value in enumerate(row, 1):
            cell = _cell(sheet, number, place)
            _set(cell, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font = _HEADER
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"


def _settled(book: Workbook) -> bytes:
    """The workbook's bytes without the moment of writing."""
    raw = io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    core = "docProps/core.xml"
    files[core] = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", files[core])
    return zipped(files)
