"""Which table each grid holds: by its name, else by its headers; what was not used is named."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from graph.packages.choices import NO_CHOICES, Choices, SheetChoice
from graph.packages.columns import Table, folded
from graph.packages.findings import Findings
from graph.packages.grids import Grid, shown
from graph.packages.matrix import Matrix, matrix_in
from graph.packages.personal import EXPECTED, looks_personal
from graph.packages.raw import RawTable
from graph.packages.sources import Source
from graph.packages.table_names import WEAK, table_of, table_within
from graph.packages.tables import TABLES
from graph.packages.tabular import raw_table
from graph.packages.telling import has_ends, telling_table, tells_another
from graph.packages.territory_names import names_territories, read_territories
from graph.packages.words import Words
from graph.understanding import Understood

#: Sheets of a workbook that explain and carry no data.
EXPLAINING_SHEETS: Final = frozenset({"kody", "codes", "opis", "about"})
_POLISH: Final = {"file": "plik", "sheet": "arkusz"}


@dataclass(slots=True)
class Recognised:
    """The tables of a source, the square of ties, and those that are there but could not be read.

    ``territories`` are names of places by their codes.
    """

    tables: dict[str, RawTable] = field(default_factory=dict[str, RawTable])
    unread: set[str] = field(default_factory=set[str])
    matrix: Matrix | None = None
    territories: dict[str, str] = field(default_factory=dict[str, str])


def recognised(source: Source, findings: Findings, choices: Choices = NO_CHOICES) -> Recognised:
    """Find the tables among the grids of a source.

    Parameters
    ----------
    source
        What was found.
    findings
        Takes the problems, and a note for each part that was not used.
    choices
        The sender's corrections of its sheets.
    """
    result = Recognised()
    grids = [grid for grid in source.grids if not _personal(grid, findings)]
    places = [grid for grid in grids if names_territories(grid)]
    for grid in places:
        result.territories |= read_territories(grid, findings)
    grids = [grid for grid in grids if all(grid is not one for one in places)]
    said = [(grid, choice) for grid in grids if (choice := choices.of(grid)) is not None]
    chosen = _by_choice(said, findings)
    open_ones = [grid for grid in grids if all(grid is not one for one, _ in said)]
    for name, grid in _by_name(open_ones, findings, result.unread).items():
        chosen.setdefault(name, grid)
    rest = [grid for grid in open_ones if all(grid is not one for one in chosen.values())]
    rest = [grid for grid in rest if not _explains(grid)]
    squares = [square for grid in rest if (square := matrix_in(grid)) is not None]
    lists = [grid for grid in rest if all(grid is not square.grid for square in squares)]
    chosen |= _by_headers(lists, chosen, findings, result.unread)
    if "ties" not in chosen and squares:
        _take_matrix(squares, result, findings)
    for name in TABLES:
        if name in chosen:
            _read(TABLES[name], chosen[name], choices.of(chosen[name]), result, findings)
    for grid, choice in said:
        if choice.table is None:
            _note_foreign(grid.title, grid.kind, findings)
    used = [*chosen.values(), *([result.matrix.grid] if result.matrix else [])]
    unused = [grid for grid in rest if all(grid is not one for one in used)]
    for grid in unused:
        _note_unused(grid, chosen, result.unread, findings)
    for title in source.others:
        _note_foreign(title, "file", findings)
    if not result.tables and not result.matrix:
        for grid in unused:
            for row, fault in grid.faults:
                findings.problem("package", fault, row=row, value=shown(grid.title).strip('"'))
    return result


def _note_unused(grid: Grid, chosen: dict[str, Grid], unread: set[str], findings: Findings) -> None:
    """Name a part that was not used; one that may be more of a table that was read means danger."""
    told = telling_table(grid)
    if told is not None and told.name in unread:
        findings.understood.append(Understood(grid.title, None))
        return  # a problem asks which of several it is
    if told is None or told.name not in chosen or grid.hidden:
        _note_foreign(grid.title, grid.kind, findings)
        return
    findings.note(
        Words(
            f"{grid.kind} {shown(grid.title)} looks like more of the table {told.name} and was not read;"
            f" only {shown(chosen[told.name].title)} was: put all rows into one {grid.kind}",
            f"{_POLISH[grid.kind]} {shown(grid.title)} wygląda na dalszy ciąg tabeli {told.name_pl} i"
            f" nie został odczytany; odczytano tylko {shown(chosen[told.name].title)}: zbierz wszystkie"
            " wiersze w jednym miejscu",
        ),
        danger=True,
    )
    findings.understood.append(Understood(grid.title, None))


def _note_foreign(title: str, kind: str, findings: Findings) -> None:
    findings.note(
        Words(
            f"{kind} {shown(title)} is no table of a package and was ignored",
            f"{_POLISH[kind]} {shown(title)} nie jest tabelą pakietu i został pominięty",
        )
    )
    findings.understood.append(Understood(title, None))


def _personal(grid: Grid, findings: Findings) -> bool:
    if not looks_personal(grid.title):
        return False
    findings.problem("package", EXPECTED, column=grid.kind)
    return True


def _explains(grid: Grid) -> bool:
    return grid.kind == "sheet" and folded(grid.title) in EXPLAINING_SHEETS


def _stem(grid: Grid) -> str:
    return PurePosixPath(grid.title).stem if grid.kind == "file" else grid.title


def _by_choice(said: list[tuple[Grid, SheetChoice]], findings: Findings) -> dict[str, Grid]:
    """The grids that the sender assigned to a table."""
    chosen: dict[str, Grid] = {}
    for grid, choice in said:
        if choice.table is None or chosen.setdefault(choice.table, grid) is grid:
            continue
        findings.problem(choice.table, _one(grid), value=grid.title)
    return chosen


def _one(grid: Grid) -> Words:
    return Words(f"one {grid.kind} for this table", f"jeden {_POLISH[grid.kind]} z tą tabelą")


def _by_name(grids: list[Grid], findings: Findings, unread: set[str]) -> dict[str, Grid]:
    """The grids whose names name a table; the whole name wins over a part of it."""
    whole = _grouped(grids, _table_named)
    chosen: dict[str, Grid] = {}
    for name, several in whole.items():
        chosen[name] = several[0]
        for other in several[1:]:
            findings.problem(name, _one(other), value=other.title)
    rest = [grid for grid in grids if all(grid is not one for many in whole.values() for one in many)]
    rest = [grid for grid in rest if not _explains(grid)]
    for name, several in _grouped(rest, _table_named_within).items():
        if name in chosen:
            continue
        one = _only(name, several, findings, unread)
        if one is not None:
            chosen[name] = one
    return chosen


def _table_named(grid: Grid) -> Table | None:
    table = table_of(_stem(grid))
    return None if table is None or (table.name in WEAK and tells_another(table, grid)) else table


def _table_named_within(grid: Grid) -> Table | None:
    table = table_within(_stem(grid))
    return None if table is None or tells_another(table, grid) else table


def _grouped(grids: Iterable[Grid], table: Callable[[Grid], Table | None]) -> dict[str, list[Grid]]:
    found: dict[str, list[Grid]] = {}
    for grid in grids:
        if (one := table(grid)) is not None:
            found.setdefault(one.name, []).append(grid)
    return found


def _only(name: str, several: list[Grid], findings: Findings, unread: set[str]) -> Grid | None:
    """The one grid that may hold a table; of several the only one that is shown and filled."""
    visible = [g for g in several if not g.hidden and (g.rows or g.faults)] or several
    if len(visible) == 1:
        return visible[0]
    titles = ", ".join(shown(grid.title) for grid in visible)
    kind = visible[0].kind
    unread.add(name)
    findings.problem(
        name,
        Words(
            f"one {kind} for this table; these may all be it: {titles}. Name the right one {name}",
            f"jeden {_POLISH[kind]} z tą tabelą; mogą nim być: {titles}. Nazwij właściwy: "
            f"{TABLES[name].name_pl}",
        ),
    )
    return None


def _by_headers(
    grids: list[Grid], chosen: dict[str, Grid], findings: Findings, unread: set[str]
) -> dict[str, Grid]:
    """The grids that no name tells, by the columns they have; tables already found are not sought."""
    found = _grouped(grids, telling_table)
    taken: dict[str, Grid] = {}
    for name, several in found.items():
        if name in chosen or name in unread:
            continue
        if (one := _only(name, several, findings, unread)) is not None:
            taken[name] = one
    return taken


def _take_matrix(squares: list[Matrix], result: Recognised, findings: Findings) -> None:
    """Take the only square of names, where no list of ties is there."""
    if len(squares) == 1:
        _add_matrix(squares[0], result, findings)
    else:
        _only("ties", [square.grid for square in squares], findings, result.unread)


def _add_matrix(matrix: Matrix, result: Recognised, findings: Findings) -> None:
    result.matrix = matrix
    columns = dict.fromkeys((n for n in matrix.names if not looks_personal(n)), "partner_id")
    findings.understood.append(Understood(matrix.grid.title, "ties", columns, (), matrix.header_row))


def _read(
    table: Table, grid: Grid, choice: SheetChoice | None, result: Recognised, findings: Findings
) -> None:
    may_be = table.name == "ties" and (not has_ends(grid) if choice is None else choice.is_square)
    square = matrix_in(grid) if may_be else None
    if square is not None:
        _add_matrix(square, result, findings)
        return
    raw, understood = raw_table(table, grid, findings, choice)
    if raw is None:
        result.unread.add(table.name)
    else:
        result.tables[table.name] = raw
    findings.understood.append(understood)
