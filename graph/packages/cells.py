"""Values back to cells: the text that reading turns into the same value again."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from graph.model import Package
from graph.packages.columns import Table
from graph.packages.escaping import escaped


def cell_text(value: object) -> str:
    """One value as the plain text of a cell, not yet guarded against formulas.

    >>> cell_text(True), cell_text(None), cell_text(("N01", "N04")), cell_text((("I01", "I10"),))
    ('true', '', 'N01|N04', 'I01~I10')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        parts = cast("tuple[str | tuple[str, str], ...]", value)
        return "|".join(part if isinstance(part, str) else "~".join(part) for part in parts)
    return str(value)


def records_of(package: Package, table: Table) -> Sequence[object]:
    """The records of one table; the partnership is a table of one.

    >>> from graph.model import Partnership
    >>> from graph.packages.tables import TABLES
    >>> len(records_of(Package(Partnership("P", "P")), TABLES["partnership"]))
    1
    """
    if table.name == "partnership":
        return (package.partnership,)
    return cast("Sequence[object]", getattr(package, table.name))


def values_of(package: Package, table: Table) -> list[list[object]]:
    """The values of one table, row by row, in the order of its columns."""
    names = [column.name for column in table.columns]
    return [[getattr(record, name) for name in names] for record in records_of(package, table)]


def rows_of(package: Package, table: Table) -> list[list[str]]:
    """The cells of one table, row by row, guarded against formulas."""
    return [[escaped(cell_text(value)) for value in row] for row in values_of(package, table)]
