"""Workbooks (.xlsx) to raw tables: plain values only, no formula is believed or computed."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from threading import Lock
from typing import Final, Protocol, cast

from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils import get_column_letter

from graph.errors import InvalidPackage
from graph.packages.columns import Table, folded
from graph.packages.gathering import Part, tables_among
from graph.packages.personal import looks_personal
from graph.packages.raw import (
    EXPLAINING_SHEETS,
    MOST_COLUMNS,
    MOST_ROWS,
    RawTable,
    shown,
    too_long,
)
from graph.packages.words import Findings, Words

#: A workbook may have blank rows between; beyond this row nothing is looked at.
_LAST_ROW: Final = MOST_ROWS + 2
_WORKBOOK: Final = "xl/workbook.xml"
#: The parts that carry values. Pictures, comments, links, macros and the rest are never opened.
_PARTS: Final = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/[^/]+\.xml|xl/_rels/[^/]+\.rels|xl/worksheets/[^/]+\.xml"
)
_LARGE_PARTS: Final = re.compile(r"xl/sharedStrings\.xml|xl/worksheets/.*")
_MOST_BYTES_OF_SMALL_PART: Final = 5_000_000
#: Tags and cells: some 600,000 filled cells, which bounds the time and memory of reading.
_MOST_TAGS: Final = 4_000_000
_MOST_CELLS: Final = 1_000_000
_CELL: Final = re.compile(rb"<(?:\w+:)?c[\s/>]")
_SMALLER: Final = Words("a smaller workbook, or CSV files", "mniejszy skoroszyt albo pliki CSV")
_ENCODING: Final = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
#: Silencing warnings is a setting of the whole process.
_ONE_AT_A_TIME: Final = Lock()
_HONEST: Final = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})


class _Cell(Protocol):
    """What is read of a cell of openpyxl; ``data_type`` is ``f`` for a formula, ``e`` for an error."""

    value: object
    data_type: str


class _Sheet(Protocol):
    """What is read of a sheet of openpyxl."""

    title: str

    def reset_dimensions(self) -> None: ...

    def iter_rows(self, *, max_col: int, max_row: int) -> Iterable[Sequence[_Cell]]: ...


def is_workbook(names: Iterable[str]) -> bool:
    """Whether the files of an archive make a workbook.

    >>> is_workbook(["[Content_Types].xml", "xl/workbook.xml"]), is_workbook(["ties.csv"])
    (True, False)
    """
    return {"[Content_Types].xml", _WORKBOOK} <= set(names)


def read_workbook(
    files: Mapping[str, bytes], findings: Findings
) -> tuple[dict[str, RawTable], frozenset[str]]:
    """The tables among the sheets of a workbook.

    Parameters
    ----------
    files
        The workbook's unpacked files, already within bounds.
    findings
        Takes the problems and notes.

    Returns
    -------
    tuple
        The raw tables by name, and the names of tables that could not be read.

    Raises
    ------
    InvalidPackage
        Where the workbook cannot be opened at all.
    """
    parts = {name: data for name, data in files.items() if _PARTS.fullmatch(name)}
    _refuse_harmful(parts, findings)
    try:
        with _ONE_AT_A_TIME, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions it leaves out
            book = load_workbook(io.BytesIO(_repacked(parts)), read_only=True, keep_links=False)
            try:
                return _tables(cast("list[_Sheet]", book.worksheets), findings)
            finally:
                book.close()
    except InvalidPackage:
        raise
    except Exception:  # openpyxl raises nearly anything on a damaged workbook; all of it is bad input
        findings.problem(
            "package", Words("a whole, undamaged .xlsx workbook", "cały, nieuszkodzony skoroszyt .xlsx")
        )
        findings.raise_problems()
        raise


def _refuse_harmful(parts: Mapping[str, bytes], findings: Findings) -> None:
    """Refuse XML that declares entities, hides its text in another encoding, or is endless."""
    for name, data in parts.items():
        declared = _ENCODING.match(data[:200].removeprefix(b"\xef\xbb\xbf"))
        foreign = declared is not None and declared[1].lower() not in _HONEST
        if foreign or b"\0" in data[:200] or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            findings.problem(
                "package",
                Words(
                    "a workbook whose XML is UTF-8 and declares no entities",
                    "skoroszyt, którego XML jest w UTF-8 i nie deklaruje encji",
                ),
                value=shown(name).strip('"'),
            )
        elif not _LARGE_PARTS.fullmatch(name) and len(data) > _MOST_BYTES_OF_SMALL_PART:
            findings.problem("package", _SMALLER, value=shown(name).strip('"'))
    tags = sum(data.count(b"<") for data in parts.values())
    cells = sum(1 for data in parts.values() for _ in _CELL.finditer(data))
    if tags > _MOST_TAGS or cells > _MOST_CELLS:
        findings.problem("package", _SMALLER)
    findings.raise_problems()


def _repacked(files: Mapping[str, bytes]) -> bytes:
    """The same files in an archive of our own making, so that openpyxl reads nothing unbounded."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def _tables(sheets: Iterable[_Sheet], findings: Findings) -> tuple[dict[str, RawTable], frozenset[str]]:
    parts = (
        Part(
            *(sheet.title, sheet.title, partial(_table, sheet, findings)),
            explains=folded(sheet.title) in EXPLAINING_SHEETS,
        )
        for sheet in sheets
    )
    return tables_among(parts, "sheet", findings)


def _table(sheet: _Sheet, findings: Findings, table: Table) -> RawTable | None:
    sheet.reset_dimensions()  # what the sheet says of its size need not be true
    raw: RawTable | None = None
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, max_row=_LAST_ROW), 1):
        if raw is None:
            raw = _header(table, cells, findings)
            if raw is None:
                break
        elif any(cell is not EMPTY_CELL for cell in cells):
            if len(raw.rows) >= MOST_ROWS:
                too_long(findings, table.name)
                return None
            _add_row(raw, number, cells, findings)
    if raw is None:
        findings.problem(
            table.name,
            Words("a header row; the sheet is empty", "wiersz nagłówka; arkusz jest pusty"),
            row=1,
        )
    return raw


def _header(table: Table, cells: Sequence[_Cell], findings: Findings) -> RawTable | None:
    texts = ["" if cell.value is None else _plain(cell.value) for cell in cells]
    while texts and not texts[-1].strip():
        texts.pop()
    raw = RawTable(table.name, texts, [])
    for spot in range(len(texts)):
        _refuse_computed(raw, 1, spot, cells[spot], findings)
    return raw if texts else None


def _add_row(raw: RawTable, number: int, cells: Sequence[_Cell], findings: Findings) -> None:
    """Add the texts of a row, exactly one for each header; wholly blank rows are left out."""
    width = len(raw.header)
    row = [""] * width
    filled = False
    for spot, cell in enumerate(cells):
        if cell is EMPTY_CELL or cell.value is None:
            continue
        text = _plain(cell.value)
        if not text.strip():
            continue
        filled = True
        if spot >= width:
            findings.problem(
                raw.name,
                Words(
                    "no cells outside the columns with a header",
                    "brak komórek poza kolumnami z nagłówkiem",
                ),
                row=number,
                column=get_column_letter(spot + 1),
            )
            break
        if not _refuse_computed(raw, number, spot, cell, findings):
            row[spot] = text
    if filled:
        raw.rows.append((number, row))


def _refuse_computed(raw: RawTable, number: int, spot: int, cell: _Cell, findings: Findings) -> bool:
    """Report a formula or an error value; whether the cell was one."""
    if cell.data_type not in {"f", "e"}:
        return False
    formula = cell.data_type == "f"
    header = raw.header[spot].strip()
    letter = get_column_letter(spot + 1)
    named = header.isprintable() and not header.startswith("=") and not looks_personal(header)
    raw.refused.add((number, spot))
    place = f"{letter}{number}"
    findings.problem(
        raw.name,
        Words(
            f"a plain value in cell {place}, not {'a formula' if formula else 'an error value'}",
            f"zwykła wartość w komórce {place}, nie {'formuła' if formula else 'kod błędu'}",
        ),
        row=number,
        column=header if named and header else letter,
    )
    return True


def _plain(value: object) -> str:
    """A value of a cell as text.

    >>> _plain(2.0), _plain(True), _plain(datetime(2026, 5, 4)), _plain(" OPS")
    ('2', 'true', '2026-05-04', ' OPS')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
