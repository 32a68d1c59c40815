"""Who reads a page: the language, and how texts, numbers, dates and counts are written in it."""

from dataclasses import dataclass
from typing import Final

from fastapi import Request

from graph.text import LANGUAGES, Localizer
from visualizations.wording import area_name, level_name, sector_name, word

COOKIE: Final = "jezyk"
#: Query parameter that switches the language.
PARAMETER: Final = "lang"
_ALPHABET: Final = {sign: place for place, sign in enumerate("aąbcćdeęfghijklłmnńoóprsśtuvwxyzźż")}


@dataclass(frozen=True, slots=True)
class PageLocalizer(Localizer):
    """One language with its rules and the words of its codes."""

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

    def families(self, number: int | None, *, about: bool = False) -> str:
        """A number of families, or about so many; ``None`` is one too small to be shown."""
        if number is None:
            return self.t("fewer_than_five")
        return self.t("about_so_many", n=self.number(number)) if about else self.number(number)


def collated(text: str) -> list[tuple[int, str]]:
    """What Polish names are sorted by: ć after c, not after z.

    >>> sorted(["Żłobek", "Zespół", "Świetlica", "Szkoła"], key=collated)
    ['Szkoła', 'Świetlica', 'Zespół', 'Żłobek']
    """
    return [(_ALPHABET.get(sign, -1), sign) for sign in text.casefold()]


def localizer_of(request: Request) -> PageLocalizer:
    """The reader of a request: the language asked for, else the one chosen before, else Polish."""
    for given in (request.query_params.get(PARAMETER), request.cookies.get(COOKIE)):
        for lang in LANGUAGES:
            if given == lang:
                return PageLocalizer(lang)
    return PageLocalizer()
