"""Which kind of institution a register's own kind is; what no table knows is guessed from words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from graph.packages.columns import folded
from graph.packages.guessing import OTHER, guessed_type
from graph.registers.layouts import InstitutionRegister

#: Kinds of the registers, folded, and the codes of institution types that they are.
TYPE_CODES: Final[Mapping[InstitutionRegister, Mapping[str, str]]] = MappingProxyType(
    {
        "rspo": {
            "przedszkole": "PRZ",
            "punkt_przedszkolny": "PRZ",
            "zespol_wychowania_przedszkolnego": "PRZ",
            "szkola_podstawowa": "SP",
            "liceum_ogolnoksztalcace": "LO",
            "technikum": "TECH",
            "branzowa_szkola_i_stopnia": "BS",
            "branzowa_szkola_ii_stopnia": "BS",
            "zespol_szkol": "ZS",
            "zespol_szkol_i_placowek_oswiatowych": "ZS",
            "poradnia_psychologiczno_pedagogiczna": "PPP",
            "poradnia_specjalistyczna": "PPP",
            "specjalny_osrodek_szkolno_wychowawczy": "SOSW",
            "specjalny_osrodek_wychowawczy": "SOSW",
            "osrodek_rewalidacyjno_wychowawczy": "SOSW",
            "mlodziezowy_osrodek_wychowawczy": "MOW",
            "mlodziezowy_osrodek_socjoterapii": "MOS",
            "mlodziezowy_osrodek_socjoterapii_ze_szkolami": "MOS",
            "mlodziezowy_osrodek_socjoterapii_bez_szkol": "MOS",
            "mlodziezowy_dom_kultury": "MDK",
            "palac_mlodziezy": "MDK",
            "miedzyszkolny_osrodek_sportowy": "MOSIR",
            "biblioteki_pedagogiczne": "BIB",
            "biblioteka_pedagogiczna": "BIB",
            "szkolne_schronisko_mlodziezowe": OTHER,
        },
        "rpwdl": {
            "0010": "POZ",
            "0014": "POZ",
            "0016": "POZ",
            "0032": "POZ",
            "0034": "POZ",
            "stacjonarne_i_calodobowe_swiadczenia_szpitalne": "SZP",
            "swiadczenia_szpitalne": "SZP",
            "stacjonarne_i_calodobowe_swiadczenia_zdrowotne_inne_niz_szpitalne": "ZOL",
        },
        "rjps": {
            "osrodek_pomocy_spolecznej": "OPS",
            "centrum_uslug_spolecznych": "CUS",
            "powiatowe_centrum_pomocy_rodzinie": "PCPR",
            "regionalny_osrodek_polityki_spolecznej": "ROPS",
            "osrodek_interwencji_kryzysowej": "OIK",
            "specjalistyczny_osrodek_wsparcia_dla_ofiar_przemocy_w_rodzinie": "SOW",
            "specjalistyczny_osrodek_wsparcia_dla_osob_doznajacych_przemocy_domowej": "SOW",
            "dom_pomocy_spolecznej": "DPS",
            "dzienny_dom_pomocy": "DDP",
            "dzienny_dom_senior": "DDP",
            "klub_senior": "DDP",
            "osrodek_wsparcia": "OW",
            "srodowiskowy_dom_samopomocy": "SDS",
            "klub_samopomocy": "SDS",
            "mieszkanie_chronione": "MTW",
            "mieszkanie_treningowe": "MTW",
            "mieszkanie_wspomagane": "MTW",
            "schronisko_dla_osob_bezdomnych": "SCHR",
            "schronisko_dla_osob_bezdomnych_z_uslugami_opiekunczymi": "SCHR",
            "noclegownia": "SCHR",
            "ogrzewalnia": "SCHR",
            "jadlodajnia": "BZ",
            "placowka_opiekunczo_wychowawcza": "POW",
            "rodzinny_dom_dziecka": "POW",
            "placowka_wsparcia_dziennego": "PWD",
            "osrodek_adopcyjny": "OA",
            "centrum_integracji_spolecznej": "CIS",
            "klub_integracji_spolecznej": "KIS",
            "warsztat_terapii_zajeciowej": "WTZ",
            "zaklad_aktywnosci_zawodowej": "ZAZ",
        },
        "krs": {
            "stowarzyszenie": "NGO",
            "fundacja": "NGO",
            "fundacja_rodzinna": OTHER,
            "zwiazek_stowarzyszen": "NGO",
            "stowarzyszenie_kultury_fizycznej": "KLUB",
            "spoldzielnia_socjalna": "SPS",
            "koscielna_osoba_prawna": "KOSC",
            "spoldzielnia_mieszkaniowa": "SPM",
        },
    }
)
#: Forms of the court register that many kinds of institution have: the name tells more than they do.
_GENERAL: Final = frozenset({"NGO"})


class TypeGuess(NamedTuple):
    """A code of the institution types; ``sure`` where the register's own kind says it."""

    code: str
    sure: bool


def type_of(register: InstitutionRegister, kinds: list[str], name: str) -> TypeGuess:
    """The type of an institution.

    Parameters
    ----------
    register
        Which register lists it.
    kinds
        The register's words or codes for it, each as the file has it.
    name
        Its name.

    Examples
    --------
    >>> type_of("rspo", ["Szkoła podstawowa"], "Szkoła w Lipowie")
    TypeGuess(code='SP', sure=True)
    >>> type_of("krs", ["STOWARZYSZENIE"], "Uczniowski Klub Sportowy „Sowa”")
    TypeGuess(code='KLUB', sure=False)
    >>> type_of("rpwdl", ["Poradnia zdrowia psychicznego"], "Centrum Zdrowia Sowa")
    TypeGuess(code='PZP', sure=False)
    """
    declared = [code for one in kinds if (code := TYPE_CODES[register].get(folded(one)))]
    if declared:
        code = declared[0]
        named = guessed_type(name) if code in _GENERAL else None
        return TypeGuess(code, True) if named in {None, code} else TypeGuess(named or code, False)
    for text in (*kinds, name):
        if guessed := guessed_type(text):
            return TypeGuess(guessed, False)
    return TypeGuess(OTHER, False)
