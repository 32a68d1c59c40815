"""Dates, numbers and yes or no as people and spreadsheets write them, where the meaning is sure."""

import re
from datetime import date, timedelta
from typing import Final

from graph.packages.columns import folded

#: A date before or after these days is a slip of the pen, or a number that is no date.
_FIRST_SERIAL: Final = 15_000
_LAST_SERIAL: Final = 80_000
_DAY_ZERO: Final = date(1899, 12, 30)
_DAYS_TO_1904: Final = 1462
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_DAY_FIRST: Final = re.compile(r"(\d{1,2})\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{4})", re.ASCII)
_IN_WORDS: Final = re.compile(r"(\d{1,2})\.?\s+([a-ząćęłńóśźż]{3,12})\.?\s+(\d{4})", re.IGNORECASE)
_SERIAL: Final = re.compile(r"\d{5}([.,]0+)?", re.ASCII)
_MIDNIGHT: Final = re.compile(r"[ T]0?0:00(:00(\.0+)?)?Z?$")
_YEAR_SIGN: Final = re.compile(r"\s*(r\.?|roku)$", re.IGNORECASE)
_MONTHS: Final = {
    month: number
    for number, months in enumerate(
        (
            "stycznia styczen sty january jan",
            "lutego luty lut february feb",
            "marca marzec mar march",
            "kwietnia kwiecien kwi april apr",
            "maja maj may",
            "czerwca czerwiec cze june jun",
            "lipca lipiec lip july jul",
            "sierpnia sierpien sie august aug",
            "wrzesnia wrzesien wrz september sep",
            "pazdziernika pazdziernik paz october oct",
            "listopada listopad lis november nov",
            "grudnia grudzien gru december dec",
        ),
        1,
    )
    for month in months.split()
}
_DAY_AND_MONTH: Final = re.compile(
    r"(\d{1,2})[-. ]([a-ząćęłńóśźż]{3})|([a-z]{3})[-. ](\d{1,2})", re.IGNORECASE
)
_BLANKS_WITHIN: Final = re.compile(r"(?<=\d)[ \u00a0\u202f\u2009](?=\d{3}(?!\d))")
_GROUPED_BY_DOTS: Final = re.compile(r"\d{1,3}(?:\.\d{3})+", re.ASCII)
_ZERO_PART: Final = re.compile(r"([+-]?\d+)[.,]0+", re.ASCII)
_WHOLE: Final = re.compile(r"[+-]?\d{1,12}", re.ASCII)
_UNIT: Final = re.compile(
    r"\s*(dni|dzień|dnia|miejsc|miejsca|miejsce|osób|osoby|osoba|os\.|rodzin|rodziny|rodzina|lat|lata|rok)$",
    re.IGNORECASE,
)
_TRUE: Final = frozenset({"true", "tak", "prawda", "yes", "1", "t", "y", "x"})
_FALSE: Final = frozenset({"false", "nie", "falsz", "no", "0", "n"})
#: What people write where they know nothing; "brak" may also mean none and is not among these.
_NOTHING: Final = frozenset({"bd", "b_d", "brak_danych", "nd", "n_d", "nie_dotyczy", "n_a"})
_DASHES: Final = re.compile(r"[-–—−]+")


def is_dash(text: str) -> bool:
    """Whether a text is a lone dash, which stands for nothing.

    >>> is_dash("–"), is_dash("a-b")
    (True, False)
    """
    return _DASHES.fullmatch(text) is not None


def is_nothing(text: str) -> bool:
    """Whether a cell of codes, numbers or dates says that nothing is known.

    >>> is_nothing("b.d."), is_nothing("-"), is_nothing("brak")
    (True, True, False)
    """
    return is_dash(text) or folded(text) in _NOTHING


def date_of(text: str, *, from_1904: bool = False) -> date | None:
    """A date as people and spreadsheets write it; ``None`` where it is none, or not surely one.

    Examples
    --------
    >>> date_of("31.01.2026 r."), date_of("5-3-2026"), date_of("46053")
    (datetime.date(2026, 1, 31), datetime.date(2026, 3, 5), datetime.date(2026, 1, 31))
    >>> date_of("31 stycznia 2026"), date_of("2026-01-31 00:00:00")
    (datetime.date(2026, 1, 31), datetime.date(2026, 1, 31))
    >>> date_of("31.01.26"), date_of("2026-01-31 12:30"), date_of("2/3/2026")
    (None, None, None)
    """
    plain = _YEAR_SIGN.sub("", _MIDNIGHT.sub("", text.strip()))
    if found := _ISO.fullmatch(plain):
        return _day(found[1], found[2], found[3])
    if found := _DAY_FIRST.fullmatch(plain):
        day, sign, month, year = found.groups()
        # With slashes some programs put the month first.
        sure = sign != "/" or int(day) > 12 or day.zfill(2) == month.zfill(2)
        return _day(year, month, day) if sure else None
    if found := _IN_WORDS.fullmatch(plain):
        number = _MONTHS.get(folded(found[2]))
        return _day(found[3], str(number), found[1]) if number else None
    if _SERIAL.fullmatch(plain):
        days = int(plain[:5]) + (_DAYS_TO_1904 if from_1904 else 0)
        if _FIRST_SERIAL <= days <= _LAST_SERIAL:
            return _DAY_ZERO + timedelta(days=days)
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def integer_of(text: str, lowest: int, highest: int) -> int | None:
    """A whole number as people write it; ``None`` where it is none, or not surely one.

    Examples
    --------
    >>> integer_of("38 200", 0, 10**9), integer_of("14 dni", 0, 10**9), integer_of("4,0", 1, 5)
    (38200, 14, 4)
    >>> integer_of("38.200", 0, 10**9), integer_of("1.000", 0, 10**9), integer_of("4.000", 1, 5)
    (38200, None, 4)
    >>> integer_of("ok. 20", 0, 10**9), integer_of("2,5", 0, 10**9), integer_of("20-25", 0, 10**9)
    (None, None, None)
    """
    plain = _UNIT.sub("", _BLANKS_WITHIN.sub("", text.strip()))
    readings: set[int] = set()
    if _WHOLE.fullmatch(plain):
        readings.add(int(plain))
    if found := _ZERO_PART.fullmatch(plain):
        readings.add(int(found[1]))
    if _GROUPED_BY_DOTS.fullmatch(plain):
        readings.add(int(plain.replace(".", "")))
    possible = {number for number in readings if lowest <= number <= highest}
    return possible.pop() if len(possible) == 1 else None


def truth_of(text: str) -> bool | None:
    """Yes or no as people mark it; ``None`` for anything else.

    >>> truth_of("TAK"), truth_of("x"), truth_of("FAŁSZ"), truth_of("może") is None
    (True, True, False, True)
    """
    word = folded(text) or text
    if word in _TRUE or text in {"✓", "✔", "+"}:
        return True
    return False if word in _FALSE else None


def band_from_date(text: str, bands: tuple[str, ...]) -> str | None:
    """The ages that a spreadsheet took for a day of the year and showed as one.

    >>> bands = ("3-6", "7-12")
    >>> band_from_date("07.gru", bands), band_from_date("06.mar", bands)
    ('7-12', '3-6')
    >>> band_from_date("2026-12-07", bands), band_from_date("Dec-07", bands)
    ('7-12', '7-12')
    """
    if found := _ISO.fullmatch(text):
        numbers = {int(found[2]), int(found[3])}
    elif found := _DAY_AND_MONTH.fullmatch(text):
        month = _MONTHS.get(folded(found[2] or found[3]), 0)
        numbers = {month, int(found[1] or found[4])}
    else:
        return None
    return next((b for b in bands if b[-1] != "+" and {*map(int, b.split("-"))} == numbers), None)
