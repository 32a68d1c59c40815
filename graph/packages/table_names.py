"""Which table a file or a sheet holds by its name."""

from typing import Final

from graph.packages.columns import Table, folded
from graph.packages.tables import TABLES

#: Tables whose names also stand in those of others: "PZK Brzezina - instytucje".
WEAK: Final = frozenset({"partnership", "teams"})


def table_of(name: str) -> Table | None:
    """The declared table that a file or sheet of exactly this name holds, ``None`` for anything else.

    >>> table_of("Instytucje").name, table_of("TIES").name, table_of("notes")
    ('institutions', 'ties', None)
    """
    wanted = folded(name)
    for table in TABLES.values():
        if wanted in _names(table):
            return table
    return None


def table_within(name: str) -> Table | None:
    """The declared table that a longer name ends or begins with, ``None`` where that is not sure.

    >>> table_within("PZK Brzezina - instytucje").name, table_within("instytucje (2)").name
    ('institutions', 'institutions')
    >>> table_within("instytucje i więzi"), table_within("notatki")
    (None, None)
    """
    words = folded(name).split("_")
    found = {
        table.name
        for table in TABLES.values()
        for known in _names(table)
        if _stands_in(known.split("_"), words)
    }
    if len(found) > 1:
        found -= WEAK
    return TABLES[found.pop()] if len(found) == 1 else None


def _stands_in(known: list[str], words: list[str]) -> bool:
    return any(words[start : start + len(known)] == known for start in range(len(words)))


def _names(table: Table) -> set[str]:
    return {folded(name) for name in (table.name, table.name_pl, *table.aliases)}
