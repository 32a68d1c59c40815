"""A file or a sheet as rows of text, before anybody knows which table it holds."""

from dataclasses import dataclass, field
from typing import Final, Literal

from graph.packages.words import Words

#: Bytes of one package, packed or unpacked. A city with 5,000 institutions needs under 10 MB.
MOST_BYTES: Final = 50_000_000
#: Files in one archive.
MOST_MEMBERS: Final = 500
#: Rows and columns of one table, characters of one cell.
MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 1_000
MOST_CHARACTERS: Final = 20_000

#: Cells of one table, blank ones among filled ones included.
MOST_CELLS: Final = 5_000_000

_TOO_MANY_ROWS: Final = Words(
    f"at most {MOST_ROWS} rows in one table", f"najwyżej {MOST_ROWS} wierszy w jednej tabeli"
)
_TOO_MANY_COLUMNS: Final = Words(
    f"at most {MOST_COLUMNS} columns", f"najwyżej {MOST_COLUMNS} kolumn w jednej tabeli"
)
_TOO_MANY_CELLS: Final = Words(
    f"at most {MOST_CELLS} cells in one table", f"najwyżej {MOST_CELLS} komórek w jednej tabeli"
)

#: What stands in a cell beside a plain value: a formula of which no result is kept, an error value,
#: the kept result of a formula.
Mark = Literal["formula", "error", "computed"]


@dataclass(slots=True)
class Grid:
    """Rows of text. ``rows`` pairs the number of each filled row (the first: 1) with its cells.

    ``marks`` are cells that are no plain values, by row number and position. ``faults`` are what is
    wrong with the part if it is a table; ``whole`` is false where reading broke off. ``from_1904``
    says that bare numbers of days count from 1904.
    """

    title: str
    kind: Literal["file", "sheet"]
    rows: list[tuple[int, list[str]]] = field(default_factory=list[tuple[int, list[str]]])
    marks: dict[tuple[int, int], Mark] = field(default_factory=dict[tuple[int, int], Mark])
    faults: list[tuple[int | None, Words]] = field(default_factory=list[tuple[int | None, Words]])
    notes: list[Words] = field(default_factory=list[Words])
    hidden: bool = False
    whole: bool = True
    from_1904: bool = False
    _area: int = field(default=0, init=False, repr=False)

    def add_row(self, number: int, cells: list[str]) -> bool:
        """Add a row without its blank end; a blank row is passed over.

        Returns
        -------
        bool
            Whether reading may go on: beyond the limits of a table it breaks off, with a fault.
        """
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            return True
        self._area += len(cells)
        if fault := beyond_limits(len(self.rows), len(cells), self._area):
            self.faults.append((number, fault))
            self.whole = False
            return False
        self.rows.append((number, cells))
        return True


def shown(text: str) -> str:
    r"""A header or file name in one short line, for a message.

    >>> shown("uwagi\n do  wiersza")
    '"uwagi do wiersza"'
    """
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return f'"{line[:60]}"'


def beyond_limits(rows: int, columns: int, cells: int) -> Words | None:
    """What a table must not exceed, where its next row does; nothing is cut off in silence.

    >>> beyond_limits(0, 1001, 1001).en, beyond_limits(5, 10, 60) is None
    ('at most 1000 columns', True)
    """
    if rows >= MOST_ROWS:
        return _TOO_MANY_ROWS
    if columns > MOST_COLUMNS:
        return _TOO_MANY_COLUMNS
    return _TOO_MANY_CELLS if cells > MOST_CELLS else None
