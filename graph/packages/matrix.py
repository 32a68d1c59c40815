"""A square table whose rows and columns carry the same names: each row reports about the columns."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from graph.packages.columns import folded
from graph.packages.grids import Grid
from graph.packages.names import comparable, tidy
from graph.packages.people_values import is_nothing
from graph.packages.raw import RawTable

#: Rows and columns among which the corner of the square is sought.
_TITLE_ROWS: Final = 12
_MARGINS: Final = 3
_FEWEST: Final = 2
#: From this share of common names on a table is a square with mistakes, not something else.
_ALIKE: Final = 0.6
#: Rows and columns that add up the others and are no institution, folded.
_TOTALS: Final = frozenset(
    {"suma", "razem", "ogolem", "lacznie", "srednia", "total", "sum", "average", "mean"}
)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The square in a grid: the names of its columns, and its cells as rows of a list of ties.

    ``only_rows`` and ``only_columns`` are names that one side has and the other lacks, ``repeated``
    those that one side has more than once. ``totals`` are rows and columns that only add up others,
    ``sides`` the names of the rows.
    """

    grid: Grid
    names: tuple[str, ...]
    header_row: int
    reports: tuple[tuple[int, str, str, str], ...]
    only_rows: tuple[str, ...] = ()
    only_columns: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    sides: tuple[tuple[int, str], ...] = ()

    @property
    def even(self) -> bool:
        """Whether both sides carry the same names, each once."""
        return not (self.only_rows or self.only_columns or self.repeated)

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
    across = {spot: tidy(cell) for spot, cell in enumerate(header) if spot > margin and cell.strip()}
    columns = {spot: name for spot, name in across.items() if not _is_total(name)}
    if len(columns) < _FEWEST:
        return None
    found = _sides(grid, place, margin, most=int(len(columns) / _ALIKE) + _TITLE_ROWS)
    sides = [side for side in found if not _is_total(side[1])]
    if len(sides) < _FEWEST or not _is_square(columns.values(), [name for _, name, _ in sides]):
        return None
    top = {comparable(name): name for name in columns.values()}
    down = {comparable(name): name for _, name, _ in sides}
    reports = [
        (row, down[comparable(name)], column, cells[spot].strip())
        for row, name, cells in sides
        for spot, column in columns.items()
        if spot < len(cells)
        and (cell := cells[spot].strip())
        and not is_nothing(cell)
        and comparable(column) != comparable(name)
    ]
    totals = [name for name in (*across.values(), *(name for _, name, _ in found)) if _is_total(name)]
    return Matrix(
        *(grid, tuple(columns.values()), number, tuple(reports)),
        only_rows=tuple(down[one] for one in sorted(down.keys() - top.keys())),
        only_columns=tuple(top[one] for one in sorted(top.keys() - down.keys())),
        repeated=tuple(sorted(_repeated(columns.values()) | _repeated(name for _, name, _ in sides))),
        totals=tuple(dict.fromkeys(totals)),
        sides=tuple((row, name) for row, name, _ in sides),
    )


def _sides(grid: Grid, place: int, margin: int, most: int) -> list[tuple[int, str, list[str]]]:
    """The rows below that have a name at the margin; none where these are more than a square has."""
    sides: list[tuple[int, str, list[str]]] = []
    for number, cells in grid.rows[place + 1 :]:
        if margin < len(cells) and cells[margin].strip():
            sides.append((number, tidy(cells[margin]), cells))
            if len(sides) > most:
                return []
    return sides


def _is_square(columns: Iterable[str], rows: Iterable[str]) -> bool:
    across, down = set(map(comparable, columns)), set(map(comparable, rows))
    common = across & down
    if len(common) < max(_FEWEST, _ALIKE * max(len(across), len(down))):
        return False
    return not any(not name or name.replace(",", "").replace(".", "").isdigit() for name in common)


def _is_total(name: str) -> bool:
    return folded(name) in _TOTALS


def _repeated(names: Iterable[str]) -> set[str]:
    several = Counter(map(comparable, names))
    return {name for name, count in several.items() if count > 1}
