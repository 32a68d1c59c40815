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


def long_date(day: date, language: Language) -> str:
    """A date in words.

    >>> long_date(date(2026, 3, 1), "pl"), long_date(date(2026, 3, 1), "en")
    ('1 marca 2026', '1 March 2026')
    """
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"
