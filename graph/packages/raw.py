"""Tables as text, before anything is understood, and how large they may be."""

from dataclasses import dataclass, field
from typing import Final

from graph.packages.columns import Table, folded
from graph.packages.tables import TABLES
from graph.packages.words import Findings, Words

#: Bytes of one package, packed or unpacked. A city with 5,000 institutions needs under 10 MB.
MOST_BYTES: Final = 50_000_000
#: Files in one archive.
MOST_MEMBERS: Final = 500
#: Rows and columns of one table, characters of one cell.
MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 100
MOST_CHARACTERS: Final = 20_000

#: Sheets of a workbook that explain and carry no data.
EXPLAINING_SHEETS: Final = frozenset({"kody", "codes", "opis", "about"})


@dataclass(slots=True)
class RawTable:
    """A table as text. ``rows`` pairs each row number (header: 1) with its cells, padded to the header.

    ``header`` holds the headers as they stand; ``place`` finds a declared column among them.
    ``uneven`` rows were reported for their number of cells, so their cells may have slipped.
    ``refused`` cells (row number, position) were reported and blanked. ``whole`` is false where
    reading broke off.
    """

    name: str
    header: list[str]
    rows: list[tuple[int, list[str]]]
    place: dict[str, int] = field(default_factory=dict[str, int])
    uneven: set[int] = field(default_factory=set[int])
    refused: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])
    whole: bool = True


def table_of(name: str) -> Table | None:
    """The declared table that a file or sheet of this name holds, ``None`` for anything else.

    >>> table_of("Instytucje").name, table_of("TIES").name, table_of("notes")
    ('institutions', 'ties', None)
    """
    wanted = folded(name)
    for table in TABLES.values():
        if wanted in {folded(n) for n in (table.name, table.name_pl, *table.aliases)}:
            return table
    return None


def shown(text: str) -> str:
    r"""A header or file name in one short line, for a message.

    >>> shown("uwagi\n do  wiersza")
    '"uwagi do wiersza"'
    """
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return f'"{line[:60]}"'


def too_long(findings: Findings, table: str) -> None:
    """Note a table with too many rows."""
    findings.problem(
        table,
        Words(f"at most {MOST_ROWS} rows in one table", f"najwyżej {MOST_ROWS} wierszy w jednej tabeli"),
    )
