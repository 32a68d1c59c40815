"""The five areas of cooperation against the levels of government: who is a member, who is not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from graph.model import Institution
from graph.snapshot import Snapshot
from graph.snapshot.resolve import government_levels
from graph.vocabulary import AREAS

#: The model asks for members of both levels of local self-government; all else is one column.
COLUMNS: Final = ("gmina", "powiat", "other")


@dataclass(frozen=True, slots=True)
class Cell:
    """Institutions of one area and level: ids of members and of those outside the partnership."""

    column: str
    members: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One area (``None``: none of the five), its cells in the order of :data:`COLUMNS`."""

    area: str | None
    cells: tuple[Cell, ...]

    @property
    def covered(self) -> bool:
        """Whether the area has a member."""
        return any(cell.members for cell in self.cells)


def coverage(snapshot: Snapshot) -> tuple[Row, ...]:
    """The matrix; institutions outside the five areas make a row of their own where there are any.

    In a city with county rights an institution of the gmina stands in both columns.

    >>> from datetime import date
    >>> from graph.model import Package, Partnership
    >>> from graph.snapshot import snapshot_of
    >>> inst = (Institution("I1", "MOPS", "OPS", membership="leader"), Institution("I2", "SP 1", "SP"))
    >>> rows = coverage(snapshot_of(Package(Partnership("P", "P"), inst), date(2026, 1, 1)))
    >>> [(row.area, row.covered) for row in rows][:2], rows[1].cells[0].others
    ([('pomoc_spoleczna', True), ('edukacja', False)], ('I2',))
    """
    return tuple(_rows(snapshot))


def columns_of(institution: Institution) -> frozenset[str]:
    """The columns an institution stands in."""
    return frozenset(government_levels(institution)) or frozenset({"other"})


def _rows(snapshot: Snapshot) -> Iterator[Row]:
    for area in (*AREAS, None):
        here = {id: one for id, one in snapshot.institutions.items() if one.area == area}
        if area is None and not here:
            continue
        cells: list[Cell] = []
        for column in COLUMNS:
            ids = [id for id, one in here.items() if column in columns_of(one)]
            cells.append(
                Cell(
                    column,
                    tuple(id for id in ids if here[id].membership),
                    tuple(id for id in ids if not here[id].membership),
                )
            )
        yield Row(area, tuple(cells))
