"""A grid that holds a table: its header is found, its columns placed, its rows made even."""

from typing import Final

from graph.packages.broken import EXPECTED as WHOLE_LETTERS
from graph.packages.broken import is_broken
from graph.packages.choices import SheetChoice
from graph.packages.columns import Table, folded
from graph.packages.findings import Findings
from graph.packages.grids import Grid, shown
from graph.packages.headers import demand_columns, house_number, note_unused, place_columns
from graph.packages.known_headers import columns_named
from graph.packages.personal import looks_personal
from graph.packages.raw import RawTable
from graph.packages.sheets import column_letters
from graph.packages.words import Words
from graph.understanding import Understood

#: Rows among which the header is sought.
_LOOKED_AT: Final = 30


def header_row(table: Table, grid: Grid) -> int | None:
    """The place of the row that names most columns, among a grid's rows; ``None`` for none."""
    best, most = None, 0
    for place, (_, cells) in enumerate(grid.rows[:_LOOKED_AT]):
        named = len(columns_named(table.name, cells))
        if named > most:
            best, most = place, named
    return best


def raw_table(
    table: Table, grid: Grid, findings: Findings, choice: SheetChoice | None = None
) -> tuple[RawTable | None, Understood]:
    """A grid as the text of a table.

    Parameters
    ----------
    table
        What it holds.
    grid
        Its rows.
    findings
        Takes the problems and notes.
    choice
        The sender's correction of its columns.

    Returns
    -------
    tuple
        The table, ``None`` where not even its header could be read, and how it was understood.
    """
    for row, fault in grid.faults:
        findings.problem(table.name, fault, row=row)
    for note in grid.notes:
        findings.note(note, table=table.name)
    place = _chosen_row(grid, choice)
    place = header_row(table, grid) if place is None else place
    if place is None:
        if not grid.faults:
            _report_no_header(table, grid, findings)
        return None, Understood(grid.title, table.name)
    raw = _cut(table, grid, place, findings)
    _place(table, raw, grid, findings, choice)
    used = set(raw.place.values())
    if (number := house_number(table, raw.header, raw.place)) is not None:
        used.add(number)
        _join(raw, raw.place["street"], number)
    unused = note_unused(table, raw.header, used, raw.filled, findings)
    columns = {raw.header[spot]: name for name, spot in raw.place.items()}
    if looks_personal(" ".join(raw.header)):
        columns = {}
    return raw, Understood(grid.title, table.name, columns, tuple(unused), raw.header_row)


def _chosen_row(grid: Grid, choice: SheetChoice | None) -> int | None:
    """The place of the header row that the sender names, else of a row with all headers named."""
    if choice is None:
        return None
    for place, (number, cells) in enumerate(grid.rows[:_LOOKED_AT]):
        if choice.headers and choice.headers <= {folded(cell) for cell in cells if cell.strip()}:
            return place
        if not choice.headers and number == choice.header_row:
            return place
    return None


def _report_no_header(table: Table, grid: Grid, findings: Findings) -> None:
    if not grid.rows:
        kind, polish = ("sheet", "arkusz") if grid.kind == "sheet" else ("file", "plik")
        findings.problem(
            table.name,
            Words(f"a header row; the {kind} is empty", f"wiersz nagłówka; {polish} jest pusty"),
            row=1,
        )
        return
    if any(is_broken(cell) for cell in grid.rows[0][1]):
        findings.problem(table.name, WHOLE_LETTERS, row=grid.rows[0][0])
        return
    names = ", ".join(c.name for c in table.columns if c.required and not c.made)
    findings.problem(
        table.name,
        Words(
            f"a header with the columns {names}, in a file parted by commas, semicolons or tabs",
            f"nagłówek z kolumnami {names} (w pliku rozdziela je przecinek, średnik albo tabulator)",
        ),
        row=1,
    )


def _cut(table: Table, grid: Grid, place: int, findings: Findings) -> RawTable:
    """The rows below the header, exactly one cell for each of its columns."""
    number, header = grid.rows[place]
    raw = RawTable(
        *(table.name, header, list[tuple[int, list[str]]]()),
        whole=grid.whole,
        from_1904=grid.from_1904,
        header_row=number,
    )
    above = [row for row, cells in grid.rows[:place] if any(cell.strip() for cell in cells)]
    for row in above:
        findings.note(
            Words(
                f"what stands above the header (row {number}) was not used",
                f"tego, co jest nad nagłówkiem (wiersz {number}), nie użyto",
            ),
            table=table.name,
            row=row,
        )
    body = grid.rows[place + 1 :]
    for row, cells in body[: len(body) - _notes_below(table, grid, body, findings)]:
        _add(raw, grid, row, cells, findings)
    return raw


def _notes_below(table: Table, grid: Grid, body: list[tuple[int, list[str]]], findings: Findings) -> int:
    """How many rows at the end are remarks: after a gap, of one cell, below rows of several."""
    count = 0
    while count < len(body) and len([c for c in body[-1 - count][1] if c.strip()]) <= 1:
        count += 1
    first = len(body) - count
    if not count or not first or body[first][0] - body[first - 1][0] < 2:
        return 0
    if min(len([c for c in cells if c.strip()]) for _, cells in body[:first]) < 2:
        return 0
    for row, _ in body[first:]:
        findings.note(
            Words("a remark below the table was not used", "uwagi pod tabelą nie użyto"),
            table=table.name,
            row=row,
        )
    return count


def _add(raw: RawTable, grid: Grid, number: int, cells: list[str], findings: Findings) -> None:
    width = len(raw.header)
    beyond = next((spot for spot, cell in enumerate(cells[width:], width) if cell.strip()), None)
    beyond = beyond if beyond is not None else _marked_beyond(grid, number, width)
    if beyond is not None and grid.kind == "file":
        raw.uneven.add(number)
        findings.problem(
            raw.name,
            Words(
                f"{width} cells, as in the header (a text with the delimiter must stand in quotes)",
                f"liczba komórek jak w nagłówku: {width} (tekst z rozdzielnikiem musi stać w "
                "cudzysłowie)",
            ),
            row=number,
        )
    elif beyond is not None:
        findings.problem(
            raw.name,
            Words(
                "no cells outside the columns with a header", "brak komórek poza kolumnami z nagłówkiem"
            ),
            row=number,
            column=column_letters(beyond),
        )
    raw.rows.append((number, [*cells[:width], *[""] * (width - len(cells))]))


def _marked_beyond(grid: Grid, number: int, width: int) -> int | None:
    if not grid.marks:
        return None
    return min((s for r, s in grid.marks if r == number and s >= width), default=None)


def _place(
    table: Table, raw: RawTable, grid: Grid, findings: Findings, choice: SheetChoice | None
) -> None:
    """Place the columns; what a header or a used cell holds must be a plain value."""
    broken = [text for text in raw.header if is_broken(text)]
    raw.place = place_columns(table, raw.header, raw.filled, findings, choice)
    if broken:
        findings.problem(table.name, WHOLE_LETTERS, row=raw.header_row)
    else:
        demand_columns(table, raw.place, raw.header_row, findings)
    used = set(raw.place.values())
    for (row, spot), mark in grid.marks.items():
        if row < raw.header_row or (row > raw.header_row and spot not in used):
            continue
        header = raw.header[spot].strip() if spot < len(raw.header) else ""
        letters = column_letters(spot)
        named = bool(header) and header.isprintable() and not header.startswith("=")
        column = header if named and not looks_personal(header) else letters
        if mark == "computed":
            findings.note(
                Words(
                    f"column {shown(column)}: formulas were read by the values they last showed",
                    f"kolumna {shown(column)}: formuły odczytano według ostatnio pokazanych wartości",
                ),
                table=table.name,
                row=row,
            )
            continue
        what = Words("an error value", "kod błędu") if mark == "error" else Words("a formula", "formuła")
        raw.refused.add((row, spot))
        findings.problem(
            table.name,
            Words(
                f"a plain value, not {what.en} (copy the column and paste it as values)",
                f"zwykła wartość, nie {what.pl} (skopiuj kolumnę i wklej ją jako wartości)",
            ),
            row=row,
            column=column,
        )


def _join(raw: RawTable, street: int, number: int) -> None:
    """Put the number of a runtime behind its street."""
    for _, cells in raw.rows:
        if cells[number].strip() and cells[street].strip():
            cells[street] = f"{cells[street].strip()} {cells[number].strip()}"
