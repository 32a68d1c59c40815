"""Workbooks (.xlsx, .xlsm) to grids: plain values only, no formula is believed or computed."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from graph.packages.findings import Findings
from graph.packages.grids import Grid, shown
from graph.packages.sheets import read_sheet
from graph.packages.spreadsheet_xml import Damaged, has_endless_tag
from graph.packages.words import Words
from graph.packages.workbook_parts import WORKBOOK, shared_parts

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
_HONEST: Final = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})


def is_workbook(names: Iterable[str]) -> bool:
    """Whether the files of an archive make a workbook.

    >>> is_workbook(["[Content_Types].xml", "xl/workbook.xml"]), is_workbook(["ties.csv"])
    (True, False)
    """
    return {"[Content_Types].xml", WORKBOOK} <= set(names)


def read_workbook(files: Mapping[str, bytes], findings: Findings) -> list[Grid]:
    """The sheets of a workbook as grids.

    Parameters
    ----------
    files
        The workbook's unpacked files, already within bounds.
    findings
        Takes the problems and notes.

    Returns
    -------
    list of Grid
        In the order of the workbook.

    Raises
    ------
    InvalidPackage
        Where the workbook cannot be opened at all.
    """
    parts = {name: data for name, data in files.items() if _PARTS.fullmatch(name)}
    _refuse_harmful(parts, findings)
    grids: list[Grid] = []
    try:
        for part in (shared := shared_parts(parts, findings)).sheets:
            if not part.part.startswith("xl/worksheets/"):
                continue  # a chart or a dialogue
            grid = read_sheet(parts[part.part], part.title, shared, findings)
            grid.hidden = part.hidden
            grids.append(grid)
        _demand_sound(parts, findings)
    except (Damaged, KeyError, ValueError, IndexError, OverflowError, UnicodeError):
        findings.problem(
            "package", Words("a whole, undamaged .xlsx workbook", "cały, nieuszkodzony skoroszyt .xlsx")
        )
        findings.raise_problems()
    return grids


def _demand_sound(parts: Mapping[str, bytes], findings: Findings) -> None:
    """Refuse a workbook whose list of contents is damaged: what else is missing nobody knows."""
    from graph.packages.spreadsheet_xml import read_elements

    read_elements(parts["[Content_Types].xml"], _nothing, _nothing, _nothing, findings)


def _nothing(*_: object) -> None:
    return


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
        elif has_endless_tag(data) or (
            not _LARGE_PARTS.fullmatch(name) and len(data) > _MOST_BYTES_OF_SMALL_PART
        ):
            findings.problem("package", _SMALLER, value=shown(name).strip('"'))
        findings.check_time()
    tags = sum(data.count(b"<") for data in parts.values())
    cells = sum(1 for data in parts.values() for _ in _CELL.finditer(data))
    if tags > _MOST_TAGS or cells > _MOST_CELLS:
        findings.problem("package", _SMALLER)
    findings.raise_problems()
