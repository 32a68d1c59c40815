"""Which table a grid holds by the columns it has."""

from typing import Final

from graph.packages.columns import Table, folded
from graph.packages.grids import Grid
from graph.packages.known_headers import columns_named
from graph.packages.people_headers import INSTITUTION_HEADERS
from graph.packages.tables import TABLES
from graph.packages.tabular import header_row

#: Columns by which a table is known that its name does not tell; any one set will do.
_TELLING: Final[dict[str, tuple[frozenset[str], ...]]] = {
    "institutions": (frozenset({"name"}),),
    "ties": (frozenset({"reporter_id", "partner_id"}),),
    "workers": (frozenset({"id", "institution_id", "role"}),),
    "services": (frozenset({"institution_id", "service_code"}),),
    "families": (frozenset({"teryt", "needs"}),),
    "teams": (frozenset({"family_id", "institution_id"}),),
    "demand": (frozenset({"teryt", "need", "families"}),),
    "waves": (frozenset({"opened_on"}),),
    "partnership": tuple(
        frozenset({"name", "teryt", other})
        for other in ("variant", "population", "formed_on", "fictional")
    ),
}
#: Columns that only reports have.
_OF_REPORTS: Final = frozenset({"strength", "frequency"})


def telling_table(grid: Grid) -> Table | None:
    """The table whose telling columns a grid has; of several the one that more columns name.

    >>> rows = [(1, ["Instytucja", "Partner", "Ocena"]), (2, ["MOPS", "PCPR", "4"])]
    >>> telling_table(Grid("Arkusz1", "sheet", rows)).name
    'ties'
    """
    best: Table | None = None
    most = 0
    for table in TABLES.values():
        named = _named(table, grid)
        if any(needed <= named for needed in _TELLING[table.name]) and len(named) > most:
            if table.name == "ties" and not named & _OF_REPORTS and not has_ends(grid):
                continue  # two columns of institutions are a list of ties only where more says so
            best, most = table, len(named)
    return best


def tells_another(table: Table, grid: Grid) -> bool:
    """Whether the headers speak of another table than the name does: "Partnerzy PZK" is a list."""
    told = telling_table(grid)
    return (
        told is not None
        and told.name != table.name
        and len(_named(told, grid)) > len(_named(table, grid))
    )


def _named(table: Table, grid: Grid) -> set[str]:
    """The columns of a table that the header of a grid names."""
    row = header_row(table, grid)
    return columns_named(table.name, grid.rows[row][1]) if row is not None else set()


def has_ends(grid: Grid) -> bool:
    """Whether a grid has a column for each side of a tie, by words that mean nothing else."""
    row = header_row(TABLES["ties"], grid)
    if row is None:
        return False
    sides = [cell for cell in grid.rows[row][1] if folded(cell) not in INSTITUTION_HEADERS]
    return {"reporter_id", "partner_id"} <= columns_named("ties", sides)
