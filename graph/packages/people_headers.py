"""Headers that people write who never saw the template, folded, by table and column."""

import re
from collections.abc import Mapping
from typing import Final

#: Numbers of rows: read by nobody and not worth a word.
IGNORED: Final = frozenset({"lp", "l_p", "nr_porzadkowy", "liczba_porzadkowa"})
#: Where a street and its number stand in two columns.
HOUSE_NUMBERS: Final = frozenset(
    {"numer_budynku", "nr_budynku", "numer_domu", "nr_domu", "numer_posesji"}
)

#: Words for an institution that also head a list of them.
INSTITUTION_HEADERS: Final = (
    *("instytucja", "nazwa_instytucji", "placowka", "nazwa_placowki", "organizacja"),
    *("nazwa_organizacji", "podmiot", "nazwa_podmiotu", "jednostka", "nazwa_jednostki"),
)
_PHONE: Final = (
    *("tel", "nr_telefonu", "numer_telefonu", "nr_tel", "tel_kontaktowy", "telefon_kontaktowy"),
    *("telefony", "telefon_stacjonarny", "tel_fax", "telefon_fax", "telefon_faks"),
)
_EMAIL: Final = (
    *("adres_e_mail", "adres_email", "poczta_elektroniczna", "e_mail_kontaktowy", "adres_mailowy"),
)
_HOURS: Final = ("godziny_pracy", "godziny_dzialania", "dni_i_godziny_otwarcia", "godziny_przyjec")
_TERRITORY: Final = (
    *("kod_terytorialny_gmina", "kod_terytorialny_gminy", "kod_terytorialny", "kod_gminy"),
    *("teryt_gminy", "terc_gminy", "identyfikator_gminy"),
)

#: Words of headers that name a column of institutions where no surer header does, each with its column;
#: a header about a person or another thing is none of these.
LOOSE: Final = (
    (re.compile(r"(.*_)?(e_?mail|mail)(_|$)"), "email"),
    (re.compile(r"(pelna_|skrocona_)?nazwa_"), "name"),
    (re.compile(r"(.*_)?(tel|telefonu?|telefony)(_|$)"), "phone"),
    (re.compile(r"adres(_|$)"), "address"),
    (re.compile(r"(.*_)?(www|strona|strony)(_|$)"), "website"),
    (re.compile(r"data_(przystapienia|podpisania|zlozenia|deklaracji)"), "declared_on"),
    (re.compile(r"(typ|rodzaj)_(instytucji|placowki|podmiotu|jednostki|organizacji)(_|$)"), "type_code"),
)
NEVER_LOOSE: Final = re.compile(
    r"(.*_)?(osob|imi|nazwisk|dyrektor|kierownik|uslug|projekt|program|ulic|gmin|powiat|wojewodz"
    r"|miejscow|zadani|swiadcze|dokument|stanowisk|organu|prowadz|uwag|bip|epuap|faks|fax)"
)

#: For each table the further headers of its columns. Those of codes count only where the cells fit.
PEOPLE_HEADERS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "partnership": {
        "id": ("identyfikator",),
        "name": ("nazwa_partnerstwa", "nazwa_pzk", "partnerstwo", "name"),
        "teryt": _TERRITORY,
        "population": ("liczba_ludnosci", "population"),
    },
    "institutions": {
        "id": ("identyfikator", "id_instytucji", "symbol"),
        "name": (
            "name",
            "label",
            *INSTITUTION_HEADERS,
            "partner",
            "nazwa_partnera",
            "element",
            "institution",
            "organisation",
            "organization",
        ),
        "type_code": (
            "type",
            "typ",
            "typ_instytucji",
            "typ_placowki",
            "typ_podmiotu",
            "rodzaj",
            "rodzaj_instytucji",
            "rodzaj_placowki",
            "rodzaj_podmiotu",
            "kategoria",
            "kod",
        ),
        "teryt": _TERRITORY,
        "membership": (
            "rola",
            "rola_w_pzk",
            "rola_w_partnerstwie",
            "czlonkostwo_w_pzk",
            "status_w_pzk",
            "czlonek_pzk",
        ),
        "declared_on": (
            "data_przystapienia",
            "przystapienie",
            "data_przystapienia_do_pzk",
            "data_podpisania",
            "data_podpisania_deklaracji",
        ),
        "phone": _PHONE,
        "email": _EMAIL,
        "address": ("siedziba", "adres_siedziby", "adres_placowki", "adres_instytucji", "pelny_adres"),
        "website": ("strona_internetowa", "adres_www", "url", "adres_strony"),
        "opening_hours": _HOURS,
        "rspo": ("numer_rspo", "nr_rspo"),
        "rpwdl": ("numer_ksiegi", "nr_ksiegi", "numer_ksiegi_rejestrowej"),
        "krs": ("numer_krs", "nr_krs"),
        "regon": ("numer_regon", "nr_regon"),
        "street": ("ulica_i_numer", "ulica_nr", "ulica_numer"),
        "postal_code": ("kod", "kod_poczt", "zip"),
        "city": ("miasto", "miejscowosc_siedziby"),
        "lat": ("latitude", "szer_geogr"),
        "lon": ("longitude", "lng", "dl_geogr"),
        "description": ("opis_dzialalnosci", "zakres_dzialania"),
    },
    "workers": {
        "institution_id": INSTITUTION_HEADERS,
        "role": ("funkcja",),
    },
    "services": {
        "institution_id": INSTITUTION_HEADERS,
        "service_code": ("rodzaj_uslugi", "typ_uslugi", "usluga"),
        "name": ("nazwa_uslugi",),
        "capacity": ("ilosc_miejsc", "liczba_miejsc_ogolem"),
        "wait_days": ("czas_oczekiwania_dni", "oczekiwanie_dni"),
        "phone": _PHONE,
        "email": _EMAIL,
        "opening_hours": _HOURS,
    },
    "ties": {
        "reporter_id": (
            "from",
            "source",
            "ego",
            "od",
            "zglaszajacy",
            "reporter",
            "instytucja_zglaszajaca",
            "kto",
            "z",
            *INSTITUTION_HEADERS,
        ),
        "partner_id": (
            "to",
            "target",
            "alter",
            "do",
            "partner",
            "z_kim",
            "instytucja_partnerska",
            "nazwa_partnera",
        ),
        "strength": ("weight", "waga", "ocena", "ocena_wspolpracy", "sila_wspolpracy", "value"),
        "frequency": ("czestosc_kontaktow", "jak_czesto"),
        "formalisation": ("forma_wspolpracy",),
        "document_valid_to": ("wazne_do", "waznosc_dokumentu", "termin_waznosci", "umowa_do"),
        "reported_on": ("data", "date"),
    },
    "demand": {
        "teryt": _TERRITORY,
        "families": ("ile_rodzin",),
    },
}
