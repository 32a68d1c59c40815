"""Who reads a page: the language, and how texts, numbers, dates and counts are written in it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from fastapi import Request

from graph.vocabulary.words import long_date, plural_form
from service.analyses import Language
from service.pages.messages import MESSAGES
from visualizations.wording import area_name, level_name, sector_name, word

COOKIE: Final = "jezyk"
#: Query parameter that switches the language.
PARAMETER: Final = "lang"
LANGUAGES: Final[tuple[Language, ...]] = ("pl", "en")
_SPACE: Final = {"pl": "\u00a0", "en": ","}
_POINT: Final = {"pl": ",", "en": "."}
_DASH: Final = "–"
_FEW: Final = 0.1
_ALPHABET: Final = {sign: place for place, sign in enumerate("aąbcćdeęfghijklłmnńoóprsśtuvwxyzźż")}


@dataclass(frozen=True, slots=True)
class Reader:
    """One language with its rules."""

    lang: Language = "pl"

    def t(self, key: str, **values: object) -> str:
        """A text of the catalogue, its places filled.

        >>> Reader("en").t("menu.gaps"), Reader("pl").t("menu.gaps")
        ('Coordination gaps', 'Luki we współpracy')
        """
        text = MESSAGES[key][LANGUAGES.index(self.lang)]
        return text.format(**values) if values else text

    def count(self, key: str, number: int) -> str:
        r"""A number with its noun in the right form.

        >>> [Reader("pl").count("n.services", n) for n in (1, 2, 5, 12, 22, 1000)]
        ['1 usługa', '2 usługi', '5 usług', '12 usług', '22 usługi', '1\xa0000 usług']
        >>> [Reader("en").count("n.services", n) for n in (1, 2)]
        ['1 service', '2 services']
        """
        forms = self.t(key).split("|")
        return forms[plural_form(number, self.lang)].format(n=self.number(number))

    def number(self, value: float | None, digits: int = 0) -> str:
        r"""A number as it is written in the language; a dash where it is not known.

        >>> Reader("pl").number(38200), Reader("en").number(38200), Reader("pl").number(3.89, 1)
        ('38\xa0200', '38,200', '3,9')
        """
        if value is None:
            return _DASH
        text = f"{value:,.{digits}f}"
        if digits:
            text = text.rstrip("0").rstrip(".")
        return text.translate({ord(","): _SPACE[self.lang], ord("."): _POINT[self.lang]})

    def percent(self, share: float | None, digits: int = 0) -> str:
        """A share between 0 and 1 in per cent.

        >>> Reader("pl").percent(0.105, 1)
        '10,5%'
        """
        return _DASH if share is None else f"{self.number(100 * share, digits)}%"

    def hundredth(self, share: float | None) -> str:
        """How many of a hundred, finer where there are few.

        >>> Reader("pl").hundredth(0.7213), Reader("pl").hundredth(0.0312)
        ('72', '3,1')
        """
        return self.number(None if share is None else 100 * share, 1 if (share or 0.0) < _FEW else 0)

    def day(self, value: date | str | None) -> str:
        """A date in words.

        >>> Reader("pl").day("2026-03-01")
        '1 marca 2026'
        """
        if value is None:
            return _DASH
        return long_date(date.fromisoformat(value) if isinstance(value, str) else value, self.lang)

    def area(self, code: str | None) -> str:
        """Name of an area of cooperation."""
        return area_name(self.lang, code)

    def level(self, code: str | None) -> str:
        """Name of a level of government."""
        return level_name(self.lang, code)

    def sector(self, code: str | None) -> str:
        """Name of a sector."""
        return sector_name(self.lang, code)

    def membership(self, code: str | None) -> str:
        """How an institution takes part."""
        return word(self.lang, f"membership.{code or 'none'}")

    def frequency(self, code: str | None) -> str:
        """How often two institutions are in contact."""
        return word(self.lang, f"frequency.{code or 'unknown'}")

    def form(self, code: str | None) -> str:
        """What a tie rests on."""
        return word(self.lang, f"formalisation.{code or 'none'}")

    def families(self, number: int | None) -> str:
        """A number of families; ``None`` is one too small to be told."""
        return self.t("fewer_than_five") if number is None else self.number(number)


def collated(text: str) -> list[tuple[int, str]]:
    """What Polish names are sorted by: ć after c, not after z.

    >>> sorted(["Żłobek", "Zespół", "Świetlica", "Szkoła"], key=collated)
    ['Szkoła', 'Świetlica', 'Zespół', 'Żłobek']
    """
    return [(_ALPHABET.get(sign, -1), sign) for sign in text.casefold()]


def reader_of(request: Request) -> Reader:
    """The reader of a request: the language asked for, else the one chosen before, else Polish."""
    for given in (request.query_params.get(PARAMETER), request.cookies.get(COOKIE)):
        for lang in LANGUAGES:
            if given == lang:
                return Reader(lang)
    return Reader()
