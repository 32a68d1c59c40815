"""Refuses personal identification numbers (PESEL) anywhere in a package, without repeating them."""

import re
import unicodedata
from typing import Final

from stdnum.pl import pesel

from graph.packages.columns import folded
from graph.packages.raw import RawTable, shown
from graph.packages.words import Findings, Words

_DIGITS: Final = 11
#: Groups of digits with at most three blanks or dashes between them.
_RUN: Final = re.compile(r"\d+(?:[ \t-]{1,3}\d+)*")
_GROUP: Final = re.compile(r"\d+")
_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_INTERNATIONAL: Final = re.compile(r"(?<![\w+])\+\d[\d\s()-]*")

EXPECTED: Final = Words(
    "no personal numbers (PESEL); what stands here looks like one and is not shown",
    "brak numerów PESEL; to, co tu stoi, wygląda na taki numer i nie jest pokazywane",
)


def looks_personal(text: str, *, phone: bool = False) -> bool:
    """Whether some eleven digits of the text pass the PESEL check (date and check digit).

    Digits may be parted by blanks or dashes. In a ``phone`` text, numbers that begin with ``+`` and
    a country code are telephone numbers whatever their digits add up to.

    >>> looks_personal("PESEL: 440514-01359"), looks_personal("R44051401359")
    (True, True)
    >>> looks_personal("44051401358"), looks_personal("+44 051401359", phone=True)
    (False, False)
    """
    if len(text) < _DIGITS or sum(map(str.isdigit, text)) < _DIGITS:
        return False
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    plain = "".join(c for c in plain if unicodedata.category(c) != "Cf")
    if phone:
        plain = _INTERNATIONAL.sub(" # ", plain)
    return any(_valid(digits) for run in _RUN.findall(plain) for digits in _windows(run))


def _windows(run: str) -> list[str]:
    """Neighbouring whole groups of digits that make eleven together."""
    groups = _GROUP.findall(run)
    found: list[str] = []
    for start in range(len(groups)):
        digits = ""
        for group in groups[start:]:
            digits += group
            if len(digits) >= _DIGITS:
                break
        if len(digits) == _DIGITS:
            found.append(digits)
    return found


def _valid(digits: str) -> bool:
    try:
        ascii_digits = "".join(str(unicodedata.digit(c)) for c in digits)
        return pesel.is_valid(ascii_digits)
    except ValueError:
        return False


def refuse_personal(raw: RawTable, findings: Findings) -> set[tuple[int, str]]:
    """Report every cell and header of a table that looks like a PESEL.

    Returns
    -------
    set of (int, str)
        Row number and declared column of each cell refused here or before; nothing of it may be
        shown or judged later.
    """
    hidden: set[tuple[int, str]] = set()
    names = {spot: name for name, spot in raw.place.items()}
    columns: list[str] = []
    for spot, header in enumerate(raw.header):
        personal = looks_personal(header)
        unknown = f"number {spot + 1}" if personal or not header.strip() else shown(header)
        columns.append(names.get(spot, unknown))
        if personal:
            findings.problem(raw.name, EXPECTED, row=1, column=columns[spot])
    phones = {spot for spot, header in enumerate(raw.header) if folded(header) in {"phone", "telefon"}}
    for number, cells in raw.rows:
        for spot, cell in enumerate(cells):
            if looks_personal(cell, phone=spot in phones):
                findings.problem(raw.name, EXPECTED, row=number, column=columns[spot])
                hidden.add((number, columns[spot]))
    hidden.update((number, columns[spot]) for number, spot in raw.refused)
    return hidden
