"""Which column of a file is which declared column, whatever language its header speaks."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from graph.packages.cell_values import Faulty
from graph.packages.choices import SheetChoice
from graph.packages.code_words import code_of
from graph.packages.columns import Column, Table, folded
from graph.packages.findings import Findings
from graph.packages.grids import shown
from graph.packages.guessing import guessed_type
from graph.packages.known_headers import EXACT, LOOSELY, PEOPLES, is_ignored, known_as
from graph.packages.people_headers import HOUSE_NUMBERS
from graph.packages.personal import looks_personal
from graph.packages.values import parse_cell
from graph.packages.words import Words

_POSTAL_CODE: Final = re.compile(r"\d\d-?\d{3}")
#: Cells looked at to see whether they fit a header that may mean several things.
_LOOKED_AT: Final = 200

#: Columns whose headers people also write over other things, so that the cells have to fit.
_OF_MANY_MEANINGS: Final = frozenset(
    {"type_code", "postal_code", "membership", "teryt", "service_code", "reported_on"}
)

Cells = Callable[[int], Sequence[str]]


def place_columns(
    table: Table,
    header: Sequence[str],
    cells: Cells,
    findings: Findings,
    choice: SheetChoice | None = None,
) -> dict[str, int]:
    """Find the declared columns in a header; reports those that are given twice.

    The names of the package format win over the Polish headers, these over further names; what people
    write counts where nothing surer is there, and for codes and numbers where the cells fit.

    Parameters
    ----------
    table
        The table.
    header
        Its headers as they were written.
    cells
        The filled cells below the header at a position.
    findings
        Takes the problems.
    choice
        The sender's correction of the headers, which takes precedence.

    Returns
    -------
    dict of str to int
        Column name to position.
    """
    known = {spot: _known(table, text) for spot, text in enumerate(header)}
    place: dict[str, int] = {}
    if choice is not None:
        place = _as_said(table, header, choice, findings)
        unused = {folded(text) for text in choice.unused}
        known = {spot: () if folded(header[spot]) in unused else ones for spot, ones in known.items()}
    for rank in range(EXACT, LOOSELY + 1):
        for column in table.columns:
            if column.name in place:
                continue
            spots = [s for s, ones in known.items() if (rank, column.name) in ones]
            spots = [spot for spot in spots if spot not in place.values()]
            if rank >= PEOPLES and column.name in _OF_MANY_MEANINGS:
                spots = [spot for spot in spots if _fits(column, cells(spot)[:_LOOKED_AT])]
            spots = spots[:1] if rank >= PEOPLES else spots
            if spots:
                place[column.name] = spots[0]
            if len(spots) > 1:
                once = Words("this column only once", "tylko jedna taka kolumna")
                findings.problem(table.name, once, row=1, column=column.name)
    return place


def _as_said(
    table: Table, header: Sequence[str], choice: SheetChoice, findings: Findings
) -> dict[str, int]:
    """The columns as corrected by the sender; every header that is named must be there."""
    place: dict[str, int] = {}
    folded_header = [folded(text) for text in header]
    for text, name in choice.columns:
        exact = [spot for spot, one in enumerate(header) if one.strip() == text.strip()]
        spots = exact or [spot for spot, one in enumerate(folded_header) if one == folded(text)]
        if not spots:
            there = Words(
                f"a header {shown(text)}, as was chosen", f"nagłówek {shown(text)}, jak wybrano"
            )
            findings.problem(table.name, there, row=1, column=name)
        elif place.setdefault(name, spots[0]) != spots[0]:
            once = Words("this column only once", "tylko jedna taka kolumna")
            findings.problem(table.name, once, row=1, column=name)
    return place


def _known(table: Table, text: str) -> list[tuple[int, str]]:
    exact = text.strip().casefold()
    found = [(one.rank, one.column) for one in known_as(table.name, text)]
    return [(rank if rank != EXACT or exact == name else rank + 1, name) for rank, name in found]


def _fits(column: Column, cells: Sequence[str]) -> bool:
    """Whether cells are such as the column holds; of kinds of institutions one known will do."""
    if column.name == "type_code":
        kinds = (code_of(column.codes, cell) or guessed_type(cell) for cell in cells)
        return not cells or any(kinds)
    if column.name == "postal_code":
        return sum(bool(_POSTAL_CODE.fullmatch(cell.strip())) for cell in cells) * 2 > len(cells)
    if column.kind in {"id", "text", "ids"}:
        return True
    return not cells or sum(_parses(column, cell) for cell in cells) * 2 >= len(cells)


def _parses(column: Column, cell: str) -> bool:
    try:
        parse_cell(column, cell)
    except Faulty:
        return False
    return True


def demand_columns(table: Table, place: dict[str, int], row: int, findings: Findings) -> None:
    """Report the required columns that are not there; those that can be made are not demanded."""
    for column in table.columns:
        if column.required and not column.made and column.name not in place:
            names = " albo ".join(dict.fromkeys((column.name, column.header_pl)))
            there = Words(f"a column {column.name}", f"kolumna {names}")
            findings.problem(table.name, there, row=row, column=column.name)


def house_number(table: Table, header: Sequence[str], place: dict[str, int]) -> int | None:
    """The position of the number that belongs to a street, where it is a column of its own."""
    if table.name != "institutions" or "street" not in place:
        return None
    spots = (spot for spot, text in enumerate(header) if folded(text) in HOUSE_NUMBERS)
    return next(spots, None)


def note_unused(
    table: Table, header: Sequence[str], used: set[int], cells: Cells, findings: Findings
) -> list[str]:
    """Name the columns that were not used, each once; their headers."""
    unused: list[str] = []
    for spot, text in enumerate(header):
        if spot in used or is_ignored(text) or looks_personal(text):
            continue
        if text.strip():
            unused.append(text)
            findings.note(
                Words(f"column {shown(text)} was not used", f"kolumna {shown(text)} nie została użyta"),
                table=table.name,
            )
        elif cells(spot):
            findings.note(
                Words(
                    f"column {spot + 1} has no header and was not used",
                    f"kolumna {spot + 1} nie ma nagłówka i nie została użyta",
                ),
                table=table.name,
            )
    return unused
