"""One language: its texts, and how numbers, shares, dates and counts are written in it."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from babel.core import Locale
from babel.dates import format_date
from babel.numbers import get_decimal_symbol, get_group_symbol

from graph.text.catalogue import entry
from graph.text.language import Language

#: The country whose usage a language follows.
_LOCALES: Final = {"pl": "pl_PL", "en": "en_GB"}
_DASH: Final = "–"
_FEW: Final = 0.1
_FORMS: Final = {"one": 0, "few": 1, "many": 2}


@dataclass(frozen=True, slots=True)
class Localizer:
    """One language with its rules."""

    lang: Language = "pl"

    def t(self, key: str, **values: object) -> str:
        """A text of the catalogue, its places filled.

        >>> Localizer("en").t("menu.gaps"), Localizer("pl").t("menu.gaps")
        ('Coordination gaps', 'Luki we współpracy')
        """
        (text,) = entry(self.lang, key)
        return text.format(**values) if values else text

    def count(self, key: str, number: int | None, **values: object) -> str:
        r"""A text with a number and its noun in the right form, its places filled.

        ``None`` is a number too small to be shown.

        >>> [Localizer("pl").count("n.services", n) for n in (1, 2, 5, 12, 22, 1000)]
        ['1 usługa', '2 usługi', '5 usług', '12 usług', '22 usługi', '1\xa0000 usług']
        >>> [Localizer("en").count("n.services", n) for n in (1, 2, None)]
        ['1 service', '2 services', 'fewer than 5 services']
        """
        forms = entry(self.lang, key)
        if number is None:
            return forms[-1].format(n=self.t("fewer_than_five"), **values)
        form = min(plural_form(number, self.lang), len(forms) - 1)
        return forms[form].format(n=self.number(number), **values)

    def number(self, value: float | None, digits: int = 0) -> str:
        r"""A number as it is written in the language; a dash where it is not known.

        >>> Localizer("pl").number(38200), Localizer("en").number(38200), Localizer("pl").number(3.89, 1)
        ('38\xa0200', '38,200', '3,9')
        """
        if value is None:
            return _DASH
        text = f"{value:,.{digits}f}"
        if digits:
            text = text.rstrip("0").rstrip(".")
        return text.translate(_signs(self.lang))

    def percent(self, share: float | None, digits: int = 0) -> str:
        """A share between 0 and 1 in per cent.

        >>> Localizer("pl").percent(0.105, 1)
        '10,5%'
        """
        return _DASH if share is None else f"{self.number(100 * share, digits)}%"

    def hundredth(self, share: float | None) -> str:
        """How many of a hundred, finer where there are few.

        >>> Localizer("pl").hundredth(0.7213), Localizer("pl").hundredth(0.0312)
        ('72', '3,1')
        """
        return self.number(None if share is None else 100 * share, 1 if (share or 0.0) < _FEW else 0)

    def day(self, value: date | str | None) -> str:
        """A date in words.

        >>> Localizer("pl").day("2026-03-01"), Localizer("en").day("2026-03-01")
        ('1 marca 2026', '1 March 2026')
        """
        if value is None:
            return _DASH
        day = date.fromisoformat(value) if isinstance(value, str) else value
        return format_date(day, "long", locale=_locale(self.lang))


def plural_form(number: int, language: Language) -> int:
    """Which form of a text goes with a number.

    >>> [plural_form(n, "pl") for n in (1, 3, 12, 22)], [plural_form(n, "en") for n in (0, 1, 2)]
    ([0, 1, 2, 1], [1, 0, 1])
    """
    return _FORMS.get(_locale(language).plural_form(number), 1)


@cache
def _locale(language: Language) -> Locale:
    return Locale.parse(_LOCALES[language])


@cache
def _signs(language: Language) -> dict[int, str]:
    """How the signs of a number of Python are written in a language."""
    locale = _locale(language)
    return {ord(","): get_group_symbol(locale), ord("."): get_decimal_symbol(locale)}
