"""The words of the network view, from the catalogue below ``view``, and the names of codes in it."""

from typing import Final

from graph.text import Language, Localizer, has, keys
from graph.vocabulary import AREA_NAMES, LEVEL_NAMES, SECTOR_NAMES

_PREFIX: Final = "view."
#: Lists of codes whose words the view shows; a key that is a code of theirs has the code's word.
_CODES: Final = ("formalisation.", "frequency.", "membership.")


def word(lang: Language, key: str, **values: object) -> str:
    """The text of a key in one language, its placeholders filled.

    >>> word("pl", "found", n=3), word("pl", "frequency.adhoc")
    ('Znalezione: 3', 'doraźnie')
    """
    code = f"code.{key}"
    return Localizer(lang).t(code if has(code) else _PREFIX + key, **values)


def words(lang: Language) -> dict[str, str]:
    """All texts of one language, for the page's script."""
    of_view = [key.removeprefix(_PREFIX) for key in keys() if key.startswith(_PREFIX)]
    of_codes = [key.removeprefix("code.") for key in keys() if key.startswith("code.")]
    named = [*of_view, *(key for key in of_codes if key.startswith(_CODES))]
    return {key: word(lang, key) for key in named}


def area_name(lang: Language, area: str | None) -> str:
    """The name of an area of cooperation.

    >>> area_name("pl", "bezpieczenstwo"), area_name("en", None)
    ('sądownictwo i policja', 'outside the five areas')
    """
    return AREA_NAMES[area][0 if lang == "pl" else 1] if area else word(lang, "area.none")


def level_name(lang: Language, level: str | None) -> str:
    """The name of a level of government."""
    return LEVEL_NAMES[level][0 if lang == "pl" else 1] if level else word(lang, "level.none")


def sector_name(lang: Language, sector: str | None) -> str:
    """The name of a sector; a sector that is no code of the model is its own name."""
    if not sector:
        return word(lang, "sector.none")
    return SECTOR_NAMES[sector][0 if lang == "pl" else 1] if sector in SECTOR_NAMES else sector
