"""Corrections by the sender of how a file was read, which may be saved and sent again.

The form is that of a dry run's answer: ``understood`` says which table each sheet holds and which column
each header is, ``guessed`` which kind of institution a word or name means. Corrected and sent back it
decides; sheets, headers and words that it does not name are understood as without it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from graph.errors import InvalidRequest, Problem
from graph.packages.columns import folded
from graph.packages.grids import Grid
from graph.packages.names import comparable
from graph.packages.personal import looks_personal
from graph.packages.tables import TABLES
from graph.packages.words import Words

_LOOKED_AT: Final = 30
_MOST_ENTRIES: Final = 5000
_OBJECT: Final = Words("a JSON object", "obiekt JSON")
_LIST: Final = Words("a list of objects", "lista obiektów")
_HEADERS: Final = Words("headers with their columns", "nagłówki i ich kolumny")
_TEXT: Final = Words("a text", "tekst")


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """How one sheet is to be read: ``table`` is ``None`` for one that is left out.

    ``columns`` are headers with the column that each is, ``unused`` headers that are none;
    ``header_row`` is the row of the headers, ``None`` where it is to be sought.
    """

    sheet: str
    table: str | None
    columns: tuple[tuple[str, str], ...] = ()
    unused: tuple[str, ...] = ()
    header_row: int | None = None

    @property
    def headers(self) -> frozenset[str]:
        """Every header that is named, folded."""
        return frozenset(folded(one) for one in (*(header for header, _ in self.columns), *self.unused))

    @property
    def is_square(self) -> bool:
        """Whether the sheet was understood as a square of ties."""
        return self.table == "ties" and {name for _, name in self.columns} == {"partner_id"}


@dataclass(frozen=True, slots=True)
class Choices:
    """The corrections for one file.

    Attributes
    ----------
    sheets
        How sheets are to be read.
    kinds
        Words and names, comparable, with the kind of institution that each means.
    """

    sheets: tuple[SheetChoice, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict[str, str])

    def of(self, grid: Grid) -> SheetChoice | None:
        """The choice for a sheet: by its title, else by its headers, as files are renamed.

        >>> choice = SheetChoice("stary.csv", "institutions", (("Kto", "name"),), ("Uwagi",))
        >>> grid = Grid("nowy.csv", "file", [(1, ["Kto", "Uwagi"]), (2, ["MOPS", ""])])
        >>> Choices((choice,)).of(grid) == choice, Choices((choice,)).of(Grid("inny", "file"))
        (True, None)
        """
        title = comparable(grid.title)
        named = [one for one in self.sheets if comparable(one.sheet) == title]
        rows = [
            frozenset(folded(cell) for cell in cells if cell.strip())
            for _, cells in grid.rows[:_LOOKED_AT]
        ]
        alike = [one for one in self.sheets if one.headers and any(one.headers <= row for row in rows)]
        return next(iter([*named, *alike]), None)

    def kind(self, text: str) -> str | None:
        """The kind of institution that a word or a name was said to mean."""
        return self.kinds.get(comparable(text)) if self.kinds else None


#: No corrections.
NO_CHOICES: Final = Choices()


def choices_in(text: str | bytes) -> Choices:
    """The choices in a text of JSON; see :func:`choices_of`."""
    try:
        document: object = json.loads(text)
    except (ValueError, RecursionError):
        raise InvalidRequest([_problem("choices", None, _OBJECT)]) from None
    return choices_of(document)


def choices_of(document: object) -> Choices:
    """The choices in the answer of a dry run, as it was or corrected.

    Parameters
    ----------
    document
        The parsed JSON.

    Raises
    ------
    InvalidRequest
        With everything that is wrong with it.

    Examples
    --------
    >>> sheet = {"sheet": "Arkusz1", "table": "institutions", "columns": {"Kto": "name"}}
    >>> guess = {"table": "institutions", "field": "type_code", "source": "Dom", "value": "DK"}
    >>> found = choices_of({"understood": [sheet], "guessed": [guess]})
    >>> found.sheets[0].columns, found.kind("dom")
    ((('Kto', 'name'),), 'DK')
    """
    problems: list[Problem] = []
    whole = _object(document)
    sheets = tuple(_sheets(_listed(whole, "understood", problems), problems))
    kinds = dict(_kinds(_listed(whole, "guessed", problems), problems))
    if not isinstance(document, Mapping):
        problems.append(_problem("choices", None, _OBJECT))
    if problems:
        raise InvalidRequest(problems)
    return Choices(sheets, kinds)


def _object(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, Mapping) else {}


def _listed(whole: Mapping[str, object], name: str, problems: list[Problem]) -> Sequence[object]:
    value = whole.get(name, [])
    if not isinstance(value, list) or len(cast("list[object]", value)) > _MOST_ENTRIES:
        problems.append(_problem(name, None, _LIST))
        return []
    return cast("list[object]", value)


def _sheets(entries: Sequence[object], problems: list[Problem]) -> Iterator[SheetChoice]:
    for entry in map(_object, entries):
        title, table, columns = entry.get("sheet"), entry.get("table"), entry.get("columns", {})
        unused, row = entry.get("unused", ()), entry.get("header_row")
        if not isinstance(title, str):
            problems.append(_problem("sheet", None, _TEXT))
            continue
        if table is not None and table not in TABLES:
            names = ", ".join(TABLES)
            one_of = Words(f"one of: {names}, or null", f"jedna z wartości: {names} albo null")
            problems.append(_problem("table", str(table), one_of))
            continue
        if not isinstance(columns, Mapping) or not isinstance(unused, list | tuple):
            problems.append(_problem("columns", title, _HEADERS))
            continue
        fields = cast("Mapping[str, object]", columns)
        yield SheetChoice(
            title,
            cast("str | None", table),
            tuple(_columns(cast("str | None", table), fields, problems)),
            (
                *(str(one) for one in cast("Sequence[object]", unused)),
                *(header for header, name in fields.items() if name is None),
            ),
            row if isinstance(row, int) and row > 0 else None,
        )


def _columns(
    table: str | None, columns: Mapping[str, object], problems: list[Problem]
) -> Iterator[tuple[str, str]]:
    if table is None:
        return
    known = {column.name for column in TABLES[table].columns}
    for header, name in columns.items():
        if name in known:
            yield header, str(name)
        elif name is not None:
            expected = Words(f"a column of {table}, or null", f"kolumna tabeli {table} albo null")
            problems.append(_problem("columns", str(name), expected))


def _kinds(entries: Sequence[object], problems: list[Problem]) -> Iterator[tuple[str, str]]:
    column = TABLES["institutions"].column("type_code")
    for entry in map(_object, entries):
        if entry.get("field") != "type_code":
            continue  # ids are made of names again
        source, value = entry.get("source"), entry.get("value")
        if isinstance(source, str) and value in column.codes:
            yield comparable(source), str(value)
        else:
            problems.append(_problem("guessed", str(value), column.expected))


def _problem(name: str, value: str | None, expected: Words) -> Problem:
    shown = None if value is None or looks_personal(value) else value[:80]
    return Problem("request", None, name, shown, *expected)
