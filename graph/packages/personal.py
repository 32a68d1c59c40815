"""Refuses personal identification numbers (PESEL) anywhere in a package, without repeating them."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from operator import mul
from typing import Final

from stdnum.exceptions import ValidationError
from stdnum.pl import pesel

from graph.packages.columns import folded
from graph.packages.findings import Findings
from graph.packages.grids import MOST_CHARACTERS, shown
from graph.packages.raw import RawTable
from graph.packages.words import Words

_DIGITS: Final = 11
#: Groups of digits with a few blanks, dashes or brackets between them.
_RUN: Final = re.compile(r"[0-9]+(?:[ \t()-]{1,4}[0-9]+)*")
_GROUP: Final = re.compile(r"[0-9]+")
_DIGIT: Final = re.compile(r"[^\D0-9]")
_WEIGHTS: Final = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)
_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_FORMAT_SIGNS: Final = re.compile(
    "[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_INTERNATIONAL: Final = re.compile(r"(?<![\w+])\+\d[\d\s()-]*")
#: Headers of columns of telephone numbers.
_PHONES: Final = re.compile(r"(.*_)?(tel|telefon\w*|phones?|faks|fax|kom|komorka)(_.*)?$")
_POLAND: Final = "48"
#: What stands before a telephone number and says that it is one, the country code's own sign among it.
_ANNOUNCED: Final = re.compile(r"(?:\+|\b(?:tel|telefon\w*|kom|fax|faks)\b\.?[:\s.(]*)$", re.IGNORECASE)
_LONGEST_ANNOUNCEMENT: Final = 24
#: How a PESEL is written in two parts: birth date, rest.
_BIRTH_AND_REST: Final = (6, 5)
#: How nine digits of a telephone number are grouped, and from how many digits on a run holds several.
_TELEPHONES: Final = ((2, 3, 2, 2), (3, 3, 3), (2, 7), (3, 2, 2, 2), (2, 2, 3, 2), (9,))
_SEVERAL: Final = 18

_CHECKED_EVERY: Final = 200
_SHORTER: Final = Words(f"at most {MOST_CHARACTERS} characters", f"najwyżej {MOST_CHARACTERS} znaków")
EXPECTED: Final = Words(
    "no personal numbers (PESEL); what stands here looks like one and is not shown",
    "brak numerów PESEL; to, co tu stoi, wygląda na taki numer i nie jest pokazywane",
)


def looks_personal(text: str, *, phone: bool = False) -> bool:
    """Whether some eleven digits of the text are a PESEL: right check digit, a birth date that can be.

    Digits may be parted by blanks, dashes or brackets. Forty-eight and nine digits are a telephone
    number in a ``phone`` text, and anywhere where a ``+``, the word "tel." or a parting of the digits
    says so; in a ``phone`` text any number that begins with ``+`` and a country code is one too.

    Parameters
    ----------
    text
        Any text.
    phone
        Whether the text stands where telephone numbers do.

    Returns
    -------
    bool
        The time taken grows with the length of the text and no faster.

    Examples
    --------
    >>> looks_personal("PESEL: 440514-01359"), looks_personal("R44051401359")
    (True, True)
    >>> looks_personal("44051401358"), looks_personal("+44 051401359", phone=True)
    (False, False)
    >>> looks_personal("48122512104"), looks_personal("tel. 48122512104")
    (True, False)
    >>> looks_personal("48 12 251 21 04"), looks_personal("48122512104", phone=True)
    (False, False)
    """
    if len(text) < _DIGITS or sum(map(str.isdigit, text)) < _DIGITS:
        return False
    plain = text if text.isascii() else _plain(text)
    if phone:
        plain = _INTERNATIONAL.sub(" # ", plain)
    latest = (datetime.now(UTC) + timedelta(days=1)).date()
    return any(
        _born(digits, latest) and not _telephone(digits, grouping, before, phone=phone)
        for run in _RUN.finditer(plain)
        for digits, grouping, before in _elevens(plain, run, phone=phone)
    )


def _plain(text: str) -> str:
    """Digits, blanks and dashes of all scripts as plain ones, without signs that show nothing."""
    known = _FORMAT_SIGNS.sub("", unicodedata.normalize("NFKC", text).translate(_DASHES))
    return _DIGIT.sub(lambda found: str(unicodedata.digit(found[0])), known)


def _elevens(
    plain: str, run: re.Match[str], *, phone: bool
) -> Iterator[tuple[str, tuple[int, ...], str]]:
    """Neighbouring whole groups that make eleven digits: the digits, their grouping, what is before."""
    groups = [(found.start(), found[0]) for found in _GROUP.finditer(plain, *run.span())]
    for part in _without_telephones(groups):
        digits = "".join(group for _, group in part)
        ends = list(accumulate((len(group) for _, group in part), initial=0))
        place = {end: number for number, end in enumerate(ends)}
        for number, start in enumerate(ends[:-1]):
            last = place.get(start + _DIGITS)
            if last is None or not _sums_up(digits[start : start + _DIGITS]):
                continue
            grouping = tuple(len(group) for _, group in part[number:last])
            if phone and grouping not in {(_DIGITS,), _BIRTH_AND_REST}:
                continue
            spot = part[number][0]
            before = plain[max(0, spot - _LONGEST_ANNOUNCEMENT) : spot]
            yield digits[start : start + _DIGITS], grouping, before


def _sums_up(digits: str) -> bool:
    """Whether the check digit is right, the cheapest question."""
    return sum(map(mul, _WEIGHTS, map(int, digits))) % 10 == 0


def _without_telephones(groups: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """What is left of a run of several numbers between those that are grouped as telephone numbers."""
    if sum(len(group) for _, group in groups) < _SEVERAL:
        yield groups
        return
    part: list[tuple[int, str]] = []
    number = 0
    while number < len(groups):
        size = next((len(s) for s in _TELEPHONES if _lengths(groups, number, len(s)) == s), 0)
        if size:
            yield part
            part = []
        else:
            part.append(groups[number])
        number += size or 1
    yield part


def _lengths(groups: list[tuple[int, str]], first: int, count: int) -> tuple[int, ...]:
    return tuple(len(group) for _, group in groups[first : first + count])


def _telephone(digits: str, grouping: tuple[int, ...], before: str, *, phone: bool) -> bool:
    if not digits.startswith(_POLAND):
        return False
    parted = len(grouping) > 1 and grouping != _BIRTH_AND_REST
    return phone or parted or _ANNOUNCED.search(before) is not None


def _born(digits: str, latest: date) -> bool:
    """Whether the first six digits are a day of birth, at the latest this one."""
    try:
        return pesel.get_birth_date(digits) <= latest
    except ValidationError:
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
    phones = {spot for spot, header in enumerate(raw.header) if _PHONES.match(folded(header))}
    for place, (number, cells) in enumerate(raw.rows):
        if place % _CHECKED_EVERY == 0:
            findings.check_time()
        for spot, cell in enumerate(cells):
            if len(cell) > MOST_CHARACTERS:
                findings.problem(raw.name, _SHORTER, row=number, column=columns[spot])
                hidden.add((number, columns[spot]))
            elif looks_personal(cell, phone=spot in phones):
                findings.problem(raw.name, EXPECTED, row=number, column=columns[spot])
                hidden.add((number, columns[spot]))
    hidden.update((number, columns[spot]) for number, spot in raw.refused if spot < len(columns))
    return hidden
