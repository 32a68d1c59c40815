"""What the sheets of a workbook share: their names, its texts, which formats show days or zeros."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from graph.packages.findings import Findings
from graph.packages.spreadsheet_xml import Attributes, Damaged, attribute, read_elements

WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_MOST_SHEETS: Final = 250
#: A format that shows a number with zeros in front, and one that shows a postal code.
_ZEROS: Final = re.compile(r"0{2,20}")
_POSTAL: Final = re.compile(r"""0{2}(?:\\?-|"-")0{3}""")


class SheetPart(NamedTuple):
    """A sheet: its name, the part that holds it, whether it is hidden."""

    title: str
    part: str
    hidden: bool


class Shape(NamedTuple):
    """How a format shows a number: as a day, with this many digits, as a postal code."""

    day: bool = False
    digits: int = 0
    postal: bool = False


@dataclass(slots=True)
class Shared:
    """What a workbook's sheets have in common."""

    sheets: list[SheetPart] = field(default_factory=list[SheetPart])
    texts: list[str] = field(default_factory=list[str])
    shapes: list[Shape] = field(default_factory=list[Shape])
    from_1904: bool = False


def shared_parts(files: Mapping[str, bytes], findings: Findings) -> Shared:
    """What the sheets need to be read.

    Raises
    ------
    Damaged
        Where one of these parts is no sound XML.
    """
    shared = Shared()
    targets = _targets(files, findings)
    _read_workbook(files[WORKBOOK], targets, shared, findings)
    if (texts := files.get("xl/sharedStrings.xml")) is not None:
        shared.texts = _texts(texts, findings)
    if (styles := files.get("xl/styles.xml")) is not None:
        shared.shapes = _shapes(styles, findings)
    return shared


def _targets(files: Mapping[str, bytes], findings: Findings) -> dict[str, str]:
    """The part that each relation of the workbook leads to."""
    found: dict[str, str] = {}

    def start(name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            found[attributes.get("Id", "")] = str(PurePosixPath(path))

    read_elements(files.get(_RELATIONS, b"<a/>"), start, _nothing, _nothing, findings)
    return found


def _read_workbook(data: bytes, targets: Mapping[str, str], shared: Shared, findings: Findings) -> None:
    def start(name: str, attributes: Attributes) -> None:
        if name == "workbookPr":
            shared.from_1904 = attributes.get("date1904") in {"1", "true"}
        elif name == "sheet":
            relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            part = targets.get(relation, "")
            shared.sheets.append(SheetPart(attribute(attributes, "name") or "", part, hidden))
            if len(shared.sheets) > _MOST_SHEETS:
                raise Damaged

    read_elements(data, start, _nothing, _nothing, findings)


def _texts(data: bytes, findings: Findings) -> list[str]:
    """The shared texts; the runs of one text together, without hints of pronunciation."""
    found: list[str] = []
    pieces: list[str] = []
    inside = hints = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal inside, hints
        if name == "si":
            pieces.clear()
        inside += name == "t"
        hints += name == "rPh"

    def end(name: str) -> None:
        nonlocal inside, hints
        if name == "si":
            found.append("".join(pieces))
        inside -= name == "t"
        hints -= name == "rPh"

    def text(piece: str) -> None:
        if inside and not hints:
            pieces.append(piece)

    read_elements(data, start, end, text, findings)
    return found


def _shapes(data: bytes, findings: Findings) -> list[Shape]:
    """How each style of cells shows a number."""
    own: dict[int, str] = {}
    found: list[Shape] = []
    inside = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal inside
        if name == "numFmt":
            own[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            inside = True
        elif name == "xf" and inside:
            number = _number(attributes.get("numFmtId"))
            found.append(_shape(own.get(number) or BUILTIN_FORMATS.get(number) or ""))

    def end(name: str) -> None:
        nonlocal inside
        inside = inside and name != "cellXfs"

    read_elements(data, start, end, _nothing, findings)
    return found


def _shape(code: str) -> Shape:
    if _ZEROS.fullmatch(code):
        return Shape(digits=len(code))
    return Shape(day=is_date_format(code), postal=_POSTAL.fullmatch(code) is not None)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _nothing(*_: object) -> None:
    return
