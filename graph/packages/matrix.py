"""A square table whose rows and columns carry the same names: each row reports about the columns."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from graph.packages.grids import Grid
from graph.packages.names import comparable, tidy
from graph.packages.raw import RawTable

#: Rows and columns among which the corner of the square is sought.
_TITLE_ROWS: Final = 12
_MARGINS: Final = 3
_FEWEST: Final = 2
#: From this share of common names on a table is a square with mistakes, not something else.
_ALIKE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Matrix:
    """The square in a grid: the names of its columns, and its cells as rows of a list of ties.

    ``only_rows`` and ``only_columns`` are names that one side has and the other lacks, ``repeated``
    those that one side has more than once.
    """

    grid: Grid
    names: tuple[str, ...]
    header_row: int
    reports: tuple[tuple[int, str, str, str], ...]
    only_rows: tuple[str, ...] = ()
    only_columns: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()

    def raw(self) -> RawTable:
        """The cells as a table of ties; row numbers are those of the reporting rows."""
        rows = [(number, [reporter, partner, cell]) for number, reporter, partner, cell in self.reports]
        header = ["reporter_id", "partner_id", "strength"]
        place = {name: spot for spot, name in enumerate(header)}
        return RawTable("ties", header, rows, place, header_row=self.header_row)


def matrix_in(grid: Grid) -> Matrix | None:
    """The square of names in a grid, ``None`` where there is none.

    Examples
    --------
    >>> rows = [(1, ["", "MOPS", "PCPR"]), (2, ["MOPS", "", "4"]), (3, ["PCPR", "3"])]
    >>> matrix_in(Grid("m", "sheet", rows)).reports
    ((2, 'MOPS', 'PCPR', '4'), (3, 'PCPR', 'MOPS', '3'))
    """
    for place, (_, cells) in enumerate(grid.rows[:_TITLE_ROWS]):
        for margin in range(min(_MARGINS, len(cells))):
            if found := _square(grid, place, margin):
                return found
    return None


def _square(grid: Grid, place: int, margin: int) -> Matrix | None:
    number, header = grid.rows[place]
    columns = {spot: tidy(cell) for spot, cell in enumerate(header) if spot > margin and cell.strip()}
    body = [(row, cells) for row, cells in grid.rows[place + 1 :] if margin < len(cells) or cells]
    sides = [
        (row, tidy(cells[margin]), cells)
        for row, cells in body
        if margin < len(cells) and cells[margin].strip()
    ]
    if len(columns) < _FEWEST or len(sides) < _FEWEST:
        return None
    across = {comparable(name): name for name in columns.values()}
    down = {comparable(name): name for _, name, _ in sides}
    common = across.keys() & down.keys()
    if len(common) < max(_FEWEST, _ALIKE * max(len(across), len(down))):
        return None
    if any(not name.strip() or name.replace(",", ".").replace(".", "").isdigit() for name in common):
        return None
    reports = [
        (row, down[comparable(name)], column, cells[spot].strip())
        for row, name, cells in sides
        for spot, column in columns.items()
        if spot < len(cells) and cells[spot].strip() and comparable(column) != comparable(name)
    ]
    return Matrix(
        *(grid, tuple(columns.values()), number, tuple(reports)),
        only_rows=tuple(down[one] for one in sorted(down.keys() - across.keys())),
        only_columns=tuple(across[one] for one in sorted(across.keys() - down.keys())),
        repeated=tuple(sorted(_repeated(columns.values()) | _repeated(name for _, name, _ in sides))),
    )


def _repeated(names: Iterable[str]) -> set[str]:
    several = Counter(map(comparable, names))
    return {name for name, count in several.items() if count > 1}
