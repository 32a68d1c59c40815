"""Where an entry of a register is: by its TERC code, else by names of places that are known."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from graph.packages.columns import folded
from graph.packages.findings import Findings
from graph.packages.territories import territory_of
from graph.packages.words import Words
from graph.vocabulary import gmina_of
from graph.vocabulary.territory import is_city_with_county_rights, is_gmina

_GMINA_DIGITS: Final = 6
_ZERO_PUT_BACK: Final = Words(
    "TERC codes had lost the zero in front; it was put back, please check",
    "kody TERC straciły zero na początku; zostało przywrócone, proszę to sprawdzić",
)
#: Words that files put before or after the name of a place, folded.
_AROUND: Final = ("wojewodztwo_", "powiat_", "gmina_", "miasto_", "m_st_", "m_")
_BEHIND: Final = ("_gmina_miejska", "_gmina_wiejska", "_gmina_miejsko_wiejska", "_miasto")


class KnownPlaces:
    """Gminas by the names of their województwo, powiat and themselves; a name alone tells nothing.

    Examples
    --------
    >>> names = {"24": "województwo śląskie", "2499": "powiat lipowski", "249902": "Lipowo"}
    >>> known = KnownPlaces(names)
    >>> known.gmina("ŚLĄSKIE", "lipowski", "Lipowo"), known.gmina("", "", "Lipowo")
    ('249902', None)
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for code, name in names.items():
            if len(code) != _GMINA_DIGITS:
                continue
            region, powiat = names.get(code[:2]), names.get(code[:4])
            if region and not powiat and is_city_with_county_rights(code):
                powiat = name
            if region and powiat:
                self._found[plain(region), plain(powiat), plain(name)].add(code)
            if region and is_city_with_county_rights(code):
                self._found[plain(region), plain(name), plain(name)].add(code)

    def gmina(self, region: str, powiat: str, gmina: str) -> str | None:
        """The six digits of the one gmina of these names; ``None`` where there is none, or several."""
        found = self._found.get((plain(region), plain(powiat), plain(gmina)), set[str]())
        return next(iter(found)) if len(found) == 1 else None


def plain(name: str) -> str:
    """The name of a place as compared.

    >>> plain("Województwo Śląskie"), plain("powiat m. Lipowo"), plain("Lipowo (gmina wiejska)")
    ('slaskie', 'lipowo', 'lipowo')
    """
    text = folded(name)
    for words in _AROUND:
        text = text.removeprefix(words)
    for words in _BEHIND:
        text = text.removesuffix(words)
    return text


def gmina_code(text: str, powiats: frozenset[str], findings: Findings) -> tuple[str | None, str]:
    """The TERC code of a gmina that a cell means, and what may be meant where none is sure.

    >>> gmina_code("2499022", frozenset(), Findings()), gmina_code("2499", frozenset(), Findings())
    (('2499022', ''), (None, ''))
    >>> gmina_code("201011", frozenset(), Findings())
    (None, '0201011')
    """
    found = territory_of(text, (7, 4), powiats)
    if found.restored:
        findings.note(_ZERO_PUT_BACK)
    if found.code is None or not is_gmina(found.code):
        return None, found.offered
    return (gmina_of(found.code) if len(found.code) == 4 else found.code), ""
