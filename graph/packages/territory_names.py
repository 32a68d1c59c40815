"""Names of the territories that a package is about: a table of TERC codes beside its own tables.

They describe places, not the partnership, so they are no part of the package: an import
writes them to the territory nodes.
"""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final

from graph.model import Package
from graph.packages.columns import folded
from graph.packages.escaping import unescaped
from graph.packages.findings import Findings
from graph.packages.grids import Grid
from graph.packages.names import tidy
from graph.packages.personal import EXPECTED, looks_personal
from graph.packages.territories import territory_of
from graph.packages.words import Words
from graph.vocabulary import gmina_of

TABLE: Final = "territories"
#: Its columns, as it is written.
HEADS: Final = ("code", "name")
_TITLES: Final = frozenset({TABLE, "terytoria"})
_CODE: Final = frozenset({"code", "kod", "terc", "teryt", "kod_terc", "kod_teryt"})
_NAME: Final = frozenset({"name", "nazwa"})
_LENGTHS: Final = (7, 4, 2)
_LONGEST: Final = 200


def names_territories(grid: Grid) -> bool:
    """Whether a file or sheet is the table of names, by its own name.

    >>> names_territories(Grid("territories.csv", "file")), names_territories(Grid("ties", "sheet"))
    (True, False)
    """
    title = PurePosixPath(grid.title).stem if grid.kind == "file" else grid.title
    return folded(title) in _TITLES


def names_within(package: Package, known: Mapping[str, str]) -> dict[str, str]:
    """The names that are known of the places of a package and of what they lie in, by code.

    >>> from graph.model import Partnership
    >>> known = {"109801": "Lipowo", "1098": "powiat lipowski", "1099": "powiat inny"}
    >>> names_within(Package(Partnership("p", "P", "1098012")), known)
    {'1098': 'powiat lipowski', '109801': 'Lipowo'}
    """
    named = (package.partnership, *package.institutions, *package.families, *package.demand)
    places = {gmina_of(one.teryt) for one in named if one.teryt}
    places |= {area for service in package.services for area in map(gmina_of, service.service_area)}
    codes = {place[:digits] for place in places for digits in (2, 4, 6)}
    return {code: known[code] for code in sorted(codes) if code in known}


def read_territories(grid: Grid, findings: Findings) -> dict[str, str]:
    """The name of each territory by its code, a gmina's of six digits.

    Parameters
    ----------
    grid
        A table with the columns code and name.
    findings
        Takes the problems.

    Examples
    --------
    >>> rows = [(1, ["code", "name"]), (2, ["1098012", "Lipowo"]), (3, ["1098", "powiat lipowski"])]
    >>> read_territories(Grid("territories", "sheet", rows), Findings())
    {'109801': 'Lipowo', '1098': 'powiat lipowski'}
    """
    if not grid.rows:
        return {}
    (first, header), *rows = grid.rows
    titles = [folded(cell) for cell in header]
    code_at = next((place for place, title in enumerate(titles) if title in _CODE), None)
    name_at = next((place for place, title in enumerate(titles) if title in _NAME), None)
    if code_at is None or name_at is None:
        expected = Words("the columns code and name", "kolumny code i name (kod i nazwa)")
        findings.problem(TABLE, expected, row=first)
        return {}
    found: dict[str, str] = {}
    for row, cells in rows:
        padded = [*cells, *[""] * (max(code_at, name_at) + 1 - len(cells))]
        text, name = padded[code_at].strip(), tidy(unescaped(padded[name_at]))
        if any(map(looks_personal, cells)):
            findings.problem(TABLE, EXPECTED, row=row)
            continue
        code = territory_of(text, _LENGTHS).code
        if code is None:
            expected = Words("a TERC code of 7, 6, 4 or 2 digits", "kod TERC: 7, 6, 4 albo 2 cyfry")
            findings.problem(TABLE, expected, row=row, column="code", value=text)
        elif not 0 < len(name) <= _LONGEST:
            expected = Words(
                f"the territory's name, at most {_LONGEST} characters",
                f"nazwa terytorium, najwyżej {_LONGEST} znaków",
            )
            findings.problem(TABLE, expected, row=row, column="name", value=name or None)
        elif found.setdefault(gmina_of(code), name) != name:
            expected = Words("one name for each code", "jedna nazwa dla każdego kodu")
            findings.problem(TABLE, expected, row=row, column="code", value=text)
    return found
