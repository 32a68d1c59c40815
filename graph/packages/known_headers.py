"""Which columns a header may name, whatever language it speaks and however it is decorated."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from typing import Final, NamedTuple

from graph.packages.columns import folded
from graph.packages.people_headers import IGNORED, LOOSE, NEVER_LOOSE, PEOPLE_HEADERS
from graph.packages.tables import TABLES

#: What follows a header in brackets explains it.
_EXPLAINED: Final = re.compile(r"\s*[(\[].*[)\]]\s*$", re.DOTALL)


class Known(NamedTuple):
    """A column that a header may name; the lower the ``rank``, the surer."""

    rank: int
    column: str


#: No header is longer.
_LONGEST: Final = 120
#: Ranks: names of the package format, headers of the template, further names of the same, people's,
#: and headers that only hold a telling word.
EXACT, TEMPLATE, FURTHER, PEOPLES, LOOSELY = range(5)
#: Several words for one thing: "Nazwa instytucji / organizacji".
_OR: Final = re.compile(r"\s*/\s*|\s+(?:lub|albo|or)\s+")


def _headers(table: str) -> dict[str, list[Known]]:
    found: dict[str, list[Known]] = {}
    for column in TABLES[table].columns:
        names: list[tuple[int, str]] = [(EXACT, column.name), (TEMPLATE, folded(column.header_pl))]
        names += [(FURTHER, alias) for alias in column.aliases]
        names += [(PEOPLES, name) for name in PEOPLE_HEADERS.get(table, {}).get(column.name, ())]
        for rank, name in names:
            known = found.setdefault(name, [])
            if all(one.column != column.name for one in known):
                known.append(Known(rank, column.name))
    return found


_HEADERS: Final = MappingProxyType({table: _headers(table) for table in TABLES})


def known_as(table: str, header: str) -> tuple[Known, ...]:
    """The columns of a table that a header may name, the surest first.

    >>> known_as("ties", "Siła*"), known_as("institutions", "Telefon (z kierunkowym)")[0].column
    ((Known(rank=2, column='strength'),), 'phone')
    >>> [one.column for one in known_as("institutions", "Kod")]
    ['postal_code', 'type_code']
    >>> known_as("institutions", "Nazwa instytucji / organizacji")[0].column
    'name'
    >>> known_as("institutions", "Adres / telefon"), known_as("institutions", "Nazwa ulicy")
    ((), ())
    """
    return _known_as(table, header) if len(header) <= _LONGEST else ()


@lru_cache(maxsize=4096)
def _known_as(table: str, header: str) -> tuple[Known, ...]:
    plain, bare = _folded(header)
    headers = _HEADERS[table]
    if found := headers.get(plain) or headers.get(bare):
        return tuple(sorted(found))
    parts = _OR.split(header)
    if len(parts) > 1:
        several = [tuple(sorted(headers.get(folded(part)) or ())) for part in parts]
        columns = {known[0].column for known in several if known}
        return several[0] if several[0] and len(columns) == 1 else ()
    return tuple(_loosely(plain)) if table == "institutions" else ()


def _loosely(plain: str) -> Iterator[Known]:
    """The column of the first telling word, if any."""
    if not NEVER_LOOSE.match(plain):
        columns = (column for words, column in LOOSE if words.match(plain))
        yield from (Known(LOOSELY, column) for column in islice(columns, 1))


@lru_cache(maxsize=2048)
def _folded(header: str) -> tuple[str, str]:
    """A header folded, and without what explains it."""
    bare = _EXPLAINED.sub("", header)
    plain = folded(header)
    return plain, plain if bare == header else folded(bare)


def is_ignored(header: str) -> bool:
    """Whether a header names nothing worth a word, such as the number of a row.

    >>> is_ignored("Lp."), is_ignored("Nazwa")
    (True, False)
    """
    return folded(header) in IGNORED


def columns_named(table: str, row: Sequence[str]) -> set[str]:
    """The columns of a table that the cells of a row may name as headers."""
    return {known[0].column for cell in row if cell.strip() and (known := known_as(table, cell))}


def best_match(row: Sequence[str]) -> int:
    """How many columns the row names of the table that it fits best.

    >>> best_match(["Lp.", "Nazwa placówki", "Telefon"]), best_match(["1", "MOPS", "32 234"])
    (2, 0)
    """
    return max(len(columns_named(table, row)) for table in TABLES)
