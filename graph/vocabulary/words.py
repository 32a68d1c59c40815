"""What codes and days are called in the two languages of the product."""

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal

from graph.vocabulary.lists import NEEDS, SERVICE_TYPES

Language = Literal["pl", "en"]

_MONTHS: Final[Mapping[Language, tuple[str, ...]]] = {
    "pl": (
        *("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca"),
        *("lipca", "sierpnia", "września", "października", "listopada", "grudnia"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}


def need_name(code: str, language: Language) -> str:
    """Name of a need.

    >>> need_name("N04", "en"), need_name("N04", "pl")
    ('unemployment', 'bezrobocie')
    """
    return NEEDS[code].name_pl if language == "pl" else NEEDS[code].name_en


def service_name(code: str, language: Language) -> str:
    """Name of a kind of service.

    >>> service_name("AR", "en"), service_name("AR", "pl")
    ('family assistant', 'asystent rodziny')
    """
    return SERVICE_TYPES[code].name_pl if language == "pl" else SERVICE_TYPES[code].name_en


def plural(forms: str, number: int, language: Language) -> str:
    """The form of a text that fits a number, its place filled.

    Parameters
    ----------
    forms
        The forms divided by ``|``: one, a few, many in Polish; one, many in English.

    Examples
    --------
    >>> forms = "znika {n} luka|znikają {n} luki|znika {n} luk"
    >>> [plural(forms, n, "pl") for n in (1, 3, 12, 22)]
    ['znika 1 luka', 'znikają 3 luki', 'znika 12 luk', 'znikają 22 luki']
    >>> plural("{n} gap|{n} gaps", 0, "en")
    '0 gaps'
    """
    return forms.split("|")[plural_form(number, language)].format(n=number)


def plural_form(number: int, language: Language) -> int:
    """Which form of a noun stands with a number: 0 one, 1 a few (in English many), 2 many."""
    if number == 1:
        return 0
    few = number % 10 in {2, 3, 4} and number % 100 not in {12, 13, 14}
    return 1 if few or language == "en" else 2


def long_date(day: date, language: Language) -> str:
    """A date in words.

    >>> long_date(date(2026, 3, 1), "pl"), long_date(date(2026, 3, 1), "en")
    ('1 marca 2026', '1 March 2026')
    """
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"
