"""Codes by the words people use for them, Polish or English, in any case."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from graph.packages.columns import folded
from graph.packages.labels import CODE_LISTS

_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_ABBREVIATION: Final = re.compile(r"[A-ZĄĆĘŁŃÓŚŹŻ]{2,6}")
_ALTERNATIVES: Final = re.compile(r"\s*[;,/]\s*|\s+–\s+")
_FEWEST_LETTERS: Final = 4

#: Further words, folded, for codes of the short lists.
_FURTHER: Final[Mapping[str, tuple[str, ...]]] = {
    "leader": ("lider_pzk", "lider_partnerstwa", "instytucja_wiodaca"),
    "strategic_partner": ("partner_strategiczny_pzk", "strategiczny"),
    "member": ("czlonkini", "czlonek_pzk", "uczestnik", "tak", "t", "yes"),
    "weekly": (
        "co_tydzien",
        "raz_w_tygodniu",
        "tygodniowo",
        "kilka_razy_w_tygodniu",
        "codziennie",
        "co_najmniej_raz_w_tygodniu",
        "at_least_weekly",
    ),
    "monthly": ("raz_w_miesiacu", "miesiecznie", "raz_na_miesiac", "co_najmniej_raz_w_miesiacu"),
    "quarterly": ("raz_na_kwartal", "raz_w_kwartale", "kwartalnie", "raz_na_trzy_miesiace"),
    "adhoc": (
        "ad_hoc",
        "sporadycznie",
        "okazjonalnie",
        "w_razie_potrzeby",
        "wedlug_potrzeb",
        "now_and_then",
        "ad_hoc_contact",
    ),
    "none": ("brak", "brak_kontaktu", "nigdy", "bez_kontaktu", "brak_wspolpracy", "no_contact"),
    "personal": (
        "osobista",
        "znajomosc",
        "nieformalna",
        "nieformalnie",
        "znajomosc_osobista",
        "personal_acquaintance",
    ),
    "verbal": (
        "ustna",
        "ustnie",
        "ustne",
        "umowa_ustna",
        "ustalenia_ustne",
        "ustalenie",
        "ustalenie_ustne",
        "spoken_agreement",
    ),
    "declaration": (
        "deklaracja",
        "deklaracja_pzk",
        "deklaracja_przystapienia",
        "deklaracja_przystapienia_do_pzk",
        "declaration_to_join_the_team",
    ),
    "agreement": (
        "umowa",
        "umowa_pisemna",
        "porozumienie_pisemne",
        "porozumienie_o_wspolpracy",
        "written_agreement",
    ),
    "statutory": (
        "ustawowa",
        "ustawowo",
        "ustawowy",
        "ustawa",
        "z_ustawy",
        "podleglosc",
        "obowiazek_ustawowy_albo_podleglosc",
        "przepis_prawa_albo_podleglosc",
        "duty_by_law_or_subordination",
    ),
    "urban": ("miejska", "miasto", "gmina_miejska", "town"),
    "urban_rural": ("miejsko_wiejska", "gmina_miejsko_wiejska", "town_and_countryside"),
    "rural": ("wiejska", "gmina_wiejska", "countryside"),
    "active": ("aktywna", "aktywny", "dziala", "czynna", "tak"),
    "paused": ("zawieszona", "wstrzymane", "wstrzymana"),
    "closed": ("nieczynna", "zlikwidowana", "nie_dziala"),
    "open": ("wolny", "bez_skierowania", "otwarty", "bez_formalnosci", "anybody_may_come"),
    "application": ("wniosek", "on_application"),
    "referral": ("skierowanie", "ze_skierowaniem", "na_podstawie_skierowania", "on_referral"),
    "court": ("sad", "postanowienie_sadu", "tylko_postanowieniem_sadu", "by_a_court_only"),
    "lead": (
        "koordynator",
        "wiodaca",
        "prowadzaca",
        "lider",
        "koordynuje_sprawe",
        "coordinates_the_case",
    ),
    "gmina": ("gminny", "gminna", "gminne"),
    "powiat": ("powiatowy", "powiatowa", "powiatowe"),
    "wojewodztwo": ("wojewodzki", "wojewodzka", "wojewodzkie"),
    "panstwo": ("panstwowy", "panstwowa", "rzadowy"),
    "ngo": ("organizacja_pozarzadowa", "pozarzadowy", "pozarzadowa"),
    "prywatny": ("prywatna", "niepubliczny_prywatny"),
    "60+": ("60_i_wiecej", "powyzej_60", "60_lat_i_wiecej"),
}
#: Further words for kinds of institutions; the abbreviations of their names are found by themselves.
_TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    "SP": ("szkola_podst",),
    "PRZ": ("oddzial_przedszkolny", "punkt_przedszkolny"),
    "BS": ("branzowa_szkola_i_stopnia", "branzowa_szkola_ii_stopnia", "szkola_branzowa"),
    "LO": ("liceum",),
    "ZS": ("zespol_szkol_i_placowek_oswiatowych",),
    "POZ": ("przychodnia", "poz", "przychodnia_poz"),
    "BIB": ("biblioteka",),
    "NGO": ("organizacja_pozarzadowa",),
    "KOSC": ("kosciol", "parafia"),
    "INN": ("inna", "inne", "inny"),
}


def _spellings(meaning: str) -> Iterator[str]:
    """The ways in which a meaning may be written: whole, without brackets, its abbreviations, parts."""
    yield meaning
    bare = _BRACKETS.sub("", meaning)
    yield bare
    for inside in _BRACKETS.findall(meaning):
        yield from _ABBREVIATION.findall(inside)
    for part in _ALTERNATIVES.split(bare):
        if len(part) >= _FEWEST_LETTERS:
            yield part


def _words(meanings: Iterable[tuple[str, tuple[str, str]]]) -> dict[str, str]:
    """Word to code: codes win over whole names, these over parts that only one code has."""
    whole: list[tuple[str, str]] = []
    parts: list[tuple[str, str]] = []
    for code, texts in meanings:
        names = {folded(text) for text in texts} | {*_FURTHER.get(code, ()), *_TYPES.get(code, ())}
        spellings = {folded(one) for text in texts for one in _spellings(text)}
        whole += [(word, code) for word in names if word]
        parts += [(word, code) for word in spellings - names if word]
    codes = {folded(code): code for code in {code for _, code in whole}}
    return _unshared(parts) | _unshared(whole) | codes


def _unshared(found: list[tuple[str, str]]) -> dict[str, str]:
    shared = Counter(word for word, _ in found)
    return {word: code for word, code in found if shared[word] == 1}


_BY_CODES: Final = MappingProxyType(
    {tuple(meanings): _words(meanings.items()) for _, meanings in CODE_LISTS}
)


def code_of(codes: tuple[str, ...], text: str) -> str | None:
    """The code that a text means, ``None`` where that is not sure.

    Parameters
    ----------
    codes
        The codes that may stand here, in the order of their list.
    text
        What somebody wrote.

    Examples
    --------
    >>> from graph.packages.tables import TABLES
    >>> types = TABLES["institutions"].column("type_code").codes
    >>> code_of(types, "ops"), code_of(types, "Szkoła Podstawowa"), code_of(types, "gops")
    ('OPS', 'SP', 'OPS')
    >>> code_of(TABLES["ties"].column("frequency").codes, "raz w miesiącu"), code_of(types, "N")
    ('monthly', None)
    """
    if text in codes:
        return text
    words = _BY_CODES.get(codes)
    return words.get(folded(text)) if words else None
