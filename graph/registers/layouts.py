"""Which columns the files of public registers have, under the headers of the official exports."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, get_args

RegisterKind = Literal["terc", "rspo", "rpwdl", "rjps", "krs", "nfz"]
KINDS: Final[tuple[RegisterKind, ...]] = get_args(RegisterKind)
#: The registers whose entries are institutions.
InstitutionRegister = Literal["rspo", "rpwdl", "rjps", "krs"]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a register.

    Attributes
    ----------
    headers
        The headers of each field, folded, the best one first.
    required
        Fields without which a file is not one of this register; of each group one is enough.
    """

    headers: Mapping[str, tuple[str, ...]]
    required: tuple[tuple[str, ...], ...]


_PLACE: Final[Mapping[str, tuple[str, ...]]] = {
    "region": ("wojewodztwo", "nazwa_wojewodztwa", "wojewodztwo_siedziby"),
    "powiat": ("powiat", "nazwa_powiatu", "powiat_siedziby"),
    "gmina": ("gmina", "nazwa_gminy", "gmina_siedziby"),
    "city": ("miejscowosc", "miejscowosc_siedziby", "locality"),
    "street": ("ulica", "adres_ulica"),
    "building": ("numer_budynku", "nr_budynku", "nr_domu", "numer_domu", "numer_porzadkowy", "budynek"),
    "flat": ("numer_lokalu", "nr_lokalu", "lokal"),
    "postal_code": ("kod_pocztowy", "kod_pocztowy_siedziby"),
    "phone": ("telefon", "nr_telefonu", "numer_telefonu", "telefon_kontaktowy"),
    "email": ("e_mail", "email", "adres_e_mail", "adres_email", "adres_poczty_elektronicznej"),
    "website": ("strona_www", "www", "adres_strony_internetowej", "strona_internetowa"),
    "regon": ("regon", "numer_regon", "nr_regon"),
    "lat": ("szerokosc_geograficzna", "latitude"),
    "lon": ("dlugosc_geograficzna", "longitude"),
    "as_of": ("stan_na", "data_aktualizacji", "data_ostatniej_aktualizacji"),
}
_TERYT: Final = (
    "teryt",
    "kod_teryt",
    "terc",
    "kod_terc",
    "kod_terytorialny",
    "identyfikator_terytorialny",
)

LAYOUTS: Final[Mapping[RegisterKind, Layout]] = MappingProxyType(
    {
        "terc": Layout(
            {
                "woj": ("woj",),
                "pow": ("pow",),
                "gmi": ("gmi",),
                "rodz": ("rodz",),
                "name": ("nazwa",),
                "kind": ("nazwa_dod", "nazdod", "nazwa_dodatkowa"),
            },
            (("woj",), ("pow",), ("gmi",), ("rodz",), ("name",)),
        ),
        "rspo": Layout(
            {
                **_PLACE,
                "number": ("numer_rspo", "nr_rspo", "rspo", "numerrspo"),
                "name": ("nazwa", "nazwa_placowki"),
                "kind": ("typ", "typ_placowki", "typ_podmiotu"),
                "teryt": ("kod_terytorialny_gmina", "gminakodteryt", "gmina_kod_teryt", *_TERYT),
                "closed_on": ("data_likwidacji", "data_zakonczenia_dzialalnosci"),
            },
            (("number",), ("name",), ("teryt", "gmina")),
        ),
        "rpwdl": Layout(
            {
                **_PLACE,
                "number": (
                    *("numer_ksiegi_rejestrowej", "nr_ksiegi_rejestrowej", "numer_ksiegi", "nr_ksiegi"),
                    *("kod_resortowy_czesc_i", "kod_resortowy_cz_i", "nr_ksiegi_rpwdl", "rpwdl"),
                ),
                "unit": (
                    *("kod_resortowy_czesc_v", "kod_resortowy_cz_v", "kod_jednostki"),
                    *("kod_jednostki_organizacyjnej", "kod_zakladu", "identyfikator_zakladu"),
                ),
                "name": (
                    *("nazwa_jednostki_organizacyjnej", "nazwa_jednostki", "nazwa_zakladu_leczniczego"),
                    *("nazwa_zakladu", "nazwa_podmiotu_leczniczego", "nazwa_podmiotu", "nazwa"),
                ),
                "kind": (
                    *("kod_resortowy_czesc_viii", "kod_resortowy_cz_viii", "kod_specjalnosci"),
                    *("specjalnosc_komorki", "nazwa_komorki_organizacyjnej", "nazwa_komorki"),
                    *("specjalnosc", "rodzaj_dzialalnosci_leczniczej", "rodzaj_dzialalnosci"),
                ),
                "regon": (
                    *("regon_14", "regon_zakladu", "regon_zakladu_leczniczego"),
                    *("regon", "numer_regon"),
                ),
                "teryt": ("kod_teryt_zakladu", "teryt_zakladu", *_TERYT),
                "closed_on": (
                    *("data_zakonczenia_dzialalnosci_leczniczej", "data_zakonczenia_dzialalnosci"),
                    "data_wykreslenia",
                ),
            },
            (("number",), ("name",), ("teryt", "gmina", "city")),
        ),
        "rjps": Layout(
            {
                **_PLACE,
                "number": (
                    *("numer_w_rejestrze", "nr_w_rejestrze", "id_jednostki"),
                    *("identyfikator", "numer"),
                ),
                "name": ("nazwa_jednostki", "nazwa_placowki", "nazwa"),
                "kind": (
                    *("rodzaj_jednostki", "typ_jednostki", "podkategoria", "kategoria", "rodzaj"),
                    *("typ_placowki", "typ"),
                ),
                "teryt": _TERYT,
                "closed_on": ("data_zakonczenia_dzialalnosci", "data_wykreslenia"),
            },
            (("name",), ("kind",), ("teryt", "gmina", "city")),
        ),
        "krs": Layout(
            {
                **_PLACE,
                "number": ("numer_krs", "nr_krs", "krs"),
                "name": ("nazwa", "nazwa_podmiotu", "firma_nazwa", "nazwa_organizacji"),
                "kind": ("forma_prawna", "oznaczenie_formy_prawnej", "forma_organizacyjno_prawna"),
                "teryt": _TERYT,
                "closed_on": ("data_wykreslenia", "data_wykreslenia_z_krs"),
            },
            (("number",), ("name",), ("teryt", "gmina", "city")),
        ),
        "nfz": Layout(
            {
                "benefit": ("benefit", "nazwa_swiadczenia", "swiadczenie", "nazwa_komorki_swiadczenia"),
                "case": ("case", "kategoria_medyczna", "kategoria", "przypadek"),
                "provider": ("provider", "nazwa_swiadczeniodawcy", "swiadczeniodawca"),
                "place": ("place", "nazwa_miejsca_udzielania_swiadczen", "miejsce_udzielania_swiadczen"),
                "number": ("registry_number", "numer_ksiegi_rejestrowej", "nr_ksiegi_rejestrowej"),
                "regon": ("regon_provider", "regon_swiadczeniodawcy", "regon"),
                "teryt": ("teryt_place", "kod_teryt_miejsca", *_TERYT),
                "city": ("locality", "miejscowosc"),
                "free_on": ("dates_date", "date", "pierwszy_wolny_termin", "pierwszy_dostepny_termin"),
                "as_of": (
                    *("dates_date_situation_as_at", "date_situation_as_at", "stan_na"),
                    *("data_przygotowania_informacji", "data_aktualizacji"),
                ),
                "average": (
                    *("average_period", "statistics_provider_data_average_period"),
                    *("sredni_czas_oczekiwania", "sredni_czas_oczekiwania_dni"),
                ),
            },
            (("benefit",), ("provider", "place"), ("teryt", "city"), ("free_on", "average")),
        ),
    }
)  # fmt: skip

#: Headers as the official files write them, for what a refusal expects.
SHOWN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "woj": "WOJ",
        "pow": "POW",
        "gmi": "GMI",
        "rodz": "RODZ",
        "name": "Nazwa",
        "kind": "Typ / Rodzaj",
        "number": "Numer (RSPO, KRS, księgi rejestrowej)",
        "teryt": "Kod terytorialny gminy (TERC)",
        "gmina": "Gmina",
        "city": "Miejscowość",
        "benefit": "Nazwa świadczenia (benefit)",
        "provider": "Nazwa świadczeniodawcy (provider)",
        "place": "Miejsce udzielania świadczeń (place)",
        "free_on": "Pierwszy wolny termin (date)",
        "average": "Średni czas oczekiwania (average-period)",
    }
)
