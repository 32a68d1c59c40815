"""What a column and a table are, and what a cell of each kind has to hold, in both languages."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal

from graph.packages.words import Words

Kind = Literal[
    "id",
    "text",
    "integer",
    "decimal",
    "date",
    "boolean",
    "code",
    "codes",
    "terc",
    "tercs",
    "ids",
    "pairs",
]

_DIGITS: Final = {2: "2 (województwo)", 4: "4 (powiat)", 7: "7 albo 6 (gmina)"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``header_pl`` is its Polish header, ``aliases`` are further accepted ones.

    ``required`` columns must be there; their cells must be filled unless ``blank_allowed``. What is
    ``made`` for a file that lacks it (an id from the name) may be missing all the same.
    ``refers_to`` names the table whose ids the cell holds. ``digits`` are the lengths a TERC code
    may have. ``source`` names a list of codes that is too long to be spelled out.
    """

    name: str
    kind: Kind
    header_pl: str
    meaning: Words
    required: bool = False
    blank_allowed: bool = False
    made: bool = False
    codes: tuple[str, ...] = ()
    source: Words | None = None
    lowest: int = 0
    highest: int = 1_000_000_000
    digits: tuple[int, ...] = ()
    refers_to: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def expected(self) -> Words:
        """What a cell of this column has to hold.

        >>> word = Words("", "")
        >>> Column("strength", "integer", "siła", word, lowest=1, highest=5).expected.en
        'a whole number from 1 to 5'
        """
        return _EXPECTED[self.kind](self)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a package; ``key`` holds the columns that together name a row only once."""

    name: str
    name_pl: str
    meaning: Words
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    required: bool = False
    aliases: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """The declared column of this name."""
        return next(column for column in self.columns if column.name == name)


def folded(text: str) -> str:
    """A header, sheet or file name without case, Polish letters, blanks and marks.

    >>> folded(" Usługi – Wykaz* "), folded("kod typu")
    ('uslugi_wykaz', 'kod_typu')
    """
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return re.sub(r"[^0-9a-z]+", "_", letters).strip("_")


def _text(column: Column) -> Words:
    return Words("a text", "tekst")


def _identifier(column: Column) -> Words:
    if column.refers_to:
        return Words(f"an id of the table {column.refers_to}", f"id z tabeli {column.refers_to}")
    return Words("an id of at most 200 characters", "identyfikator, najwyżej 200 znaków")


def _integer(column: Column) -> Words:
    if column.highest >= 1_000_000_000:
        return Words(f"a whole number, {column.lowest} or more", f"liczba całkowita od {column.lowest}")
    return Words(
        f"a whole number from {column.lowest} to {column.highest}",
        f"liczba całkowita od {column.lowest} do {column.highest}",
    )


def _decimal(column: Column) -> Words:
    return Words(
        f"a number from {column.lowest} to {column.highest}",
        f"liczba od {column.lowest} do {column.highest}",
    )


def _code(column: Column) -> Words:
    if column.source is None:
        names = ", ".join(column.codes)
        return Words(f"one of: {names}", f"jedna z wartości: {names}")
    return Words(f"a code of {column.source.en}", f"kod z listy: {column.source.pl}")


def _codes(column: Column) -> Words:
    one = _code(column)
    return Words(
        f"a list separated by |, each {one.en}", f"lista z rozdzielnikiem |, każda pozycja: {one.pl}"
    )


def _terc(column: Column) -> Words:
    lengths_en = " or ".join("7 or 6" if digits == 7 else str(digits) for digits in column.digits)
    lengths_pl = ", ".join(_DIGITS[digits] for digits in column.digits)
    return Words(
        f"a TERC code of {lengths_en} digits, as text",
        f"kod TERC, liczba cyfr: {lengths_pl}, jako tekst",
    )


def _tercs(column: Column) -> Words:
    one = _terc(column)
    return Words(
        f"a list separated by |, each {one.en}", f"lista z rozdzielnikiem |, każda pozycja: {one.pl}"
    )


def _ids(column: Column) -> Words:
    return Words(
        f"a list separated by |, each an id of the table {column.refers_to}",
        f"lista z rozdzielnikiem |, każda pozycja: id z tabeli {column.refers_to}",
    )


def _pairs(column: Column) -> Words:
    return Words(
        f"a list separated by |, each A~B with two different ids of the table {column.refers_to}",
        f"lista z rozdzielnikiem |, każda pozycja: A~B, dwa różne id z tabeli {column.refers_to}",
    )


def _date(column: Column) -> Words:
    return Words("a date, such as 2026-03-14 or 14.03.2026", "data, np. 2026-03-14 albo 14.03.2026")


def _boolean(column: Column) -> Words:
    return Words("true or false", "true albo false (tak albo nie)")


_EXPECTED: Final = {
    "id": _identifier,
    "text": _text,
    "integer": _integer,
    "decimal": _decimal,
    "date": _date,
    "boolean": _boolean,
    "code": _code,
    "codes": _codes,
    "terc": _terc,
    "tercs": _tercs,
    "ids": _ids,
    "pairs": _pairs,
}
