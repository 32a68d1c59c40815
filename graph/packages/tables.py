"""The declared tables of a package: one source for reading, writing, templates and documents."""

from types import MappingProxyType
from typing import Final

from graph.packages.columns import Column, Table
from graph.packages.words import Words
from graph.vocabulary import AGE_BANDS, INSTITUTION_TYPES, NEEDS, SERVICE_TYPES
from graph.vocabulary.codes import (
    ACCESSES,
    AREAS,
    FORMALISATIONS,
    FREQUENCIES,
    LEVELS,
    MEMBERSHIPS,
    SERVICE_STATUSES,
    TEAM_ROLES,
    UNITS,
    VARIANTS,
)

_NEED_CODES: Final = tuple(NEEDS)
_NEED_SOURCE: Final = Words("the needs, such as N04", "potrzeby, np. N04")

_PARTNERSHIP: Final = Table(
    "partnership",
    "partnerstwo",
    Words("the partnership team (PZK): one row", "Partnerski Zespół Kooperacyjny (PZK): jeden wiersz"),
    (
        Column("id", "id", "id", Words("its id, kept between imports", "stałe id"), required=True),
        Column("name", "text", "nazwa", Words("its name", "nazwa"), required=True),
        Column(
            "teryt",
            "terc",
            "teryt",
            Words("TERC code of its gmina or powiat", "kod TERC gminy albo powiatu"),
            required=True,
            blank_allowed=True,
            digits=(7, 4),
            aliases=("terc", "kod_teryt", "kod_terc"),
        ),
        Column(
            "variant", "code", "wariant", Words("variant of the model", "wariant modelu"), codes=VARIANTS
        ),
        Column(
            "population",
            "integer",
            "liczba mieszkańców",
            Words("inhabitants", "liczba mieszkańców"),
            aliases=("ludnosc", "mieszkancy"),
        ),
        Column(
            "formed_on",
            "date",
            "data utworzenia",
            Words("day of forming", "dzień zawiązania"),
            aliases=("utworzono",),
        ),
        Column("fictional", "boolean", "fikcyjne", Words("made-up data", "dane fikcyjne (przykład)")),
        Column(
            "id_prefix",
            "text",
            "przedrostek id",
            Words(
                "what ids of institutions begin with in the store, where it was given on import",
                "początek id instytucji w bazie, jeśli nadano go przy wczytaniu",
            ),
        ),
    ),
    key=("id",),
    aliases=("partnerstwa", "pzk"),
)

_INSTITUTIONS: Final = Table(
    "institutions",
    "instytucje",
    Words("institutions on the map, members or not", "instytucje na mapie, także spoza PZK"),
    (
        Column(
            "id",
            "id",
            "id",
            Words("its id, kept between imports; blank: from the name", "stałe id; puste: z nazwy"),
            required=True,
            made=True,
        ),
        Column("name", "text", "nazwa", Words("its name", "nazwa"), required=True),
        Column(
            "type_code",
            "code",
            "kod typu",
            Words(
                "kind of institution; blank: guessed from the name",
                "kod rodzaju instytucji; puste: odgadnięty z nazwy",
            ),
            required=True,
            made=True,
            codes=tuple(INSTITUTION_TYPES),
            source=Words("the institution types, such as OPS", "rodzaje instytucji, np. OPS"),
        ),
        Column(
            "level",
            "code",
            "poziom",
            Words("level; blank: of its type", "poziom; puste: według typu"),
            codes=LEVELS,
        ),
        Column(
            "sector", "text", "sektor", Words("sector; blank: of its type", "sektor; puste: według typu")
        ),
        Column(
            "area",
            "code",
            "obszar",
            Words("area of cooperation; blank: of its type", "obszar kooperacji; puste: według typu"),
            codes=AREAS,
        ),
        Column(
            "teryt",
            "terc",
            "teryt",
            Words("TERC code; blank: of the partnership", "kod TERC; puste: jak partnerstwo"),
            digits=(7, 4, 2),
            aliases=("terc", "kod_teryt", "kod_terc"),
        ),
        Column(
            "membership",
            "code",
            "członkostwo",
            Words("membership; blank: not a member", "członkostwo w PZK; puste: spoza PZK"),
            codes=MEMBERSHIPS,
        ),
        Column(
            "declared_on",
            "date",
            "data deklaracji",
            Words("day of the declaration", "dzień deklaracji przystąpienia"),
            aliases=("deklaracja",),
        ),
        Column(
            "left_on",
            "date",
            "data wystąpienia",
            Words("first day out of the team", "pierwszy dzień poza PZK"),
            aliases=("wystapienie",),
        ),
        Column("phone", "text", "telefon", Words("telephone", "telefon")),
        Column("email", "text", "e-mail", Words("e-mail", "poczta elektroniczna"), aliases=("mail",)),
        Column("address", "text", "adres", Words("address", "adres")),
        Column("website", "text", "strona www", Words("website", "strona"), aliases=("strona", "www")),
        Column(
            "opening_hours",
            "text",
            "godziny otwarcia",
            Words("opening hours", "godziny otwarcia"),
            aliases=("godziny",),
        ),
        Column(
            "updated_on",
            "date",
            "data aktualizacji",
            Words("day these facts were checked", "dzień sprawdzenia danych"),
            aliases=("aktualizacja",),
        ),
        Column("regon", "text", "regon", Words("REGON, 9 or 14 digits", "REGON, 9 albo 14 cyfr")),
        Column(
            "rspo",
            "text",
            "nr rspo",
            Words("number in the register of schools", "numer w rejestrze szkół (RSPO)"),
            aliases=("rspo", "numer_rspo"),
        ),
        Column(
            "rpwdl",
            "text",
            "nr księgi rpwdl",
            Words("number in the register of health providers", "numer księgi rejestrowej (RPWDL)"),
            aliases=("rpwdl", "numer_ksiegi", "numer_rpwdl"),
        ),
        Column(
            "krs",
            "text",
            "nr krs",
            Words("number in the court register", "numer w Krajowym Rejestrze Sądowym"),
            aliases=("krs", "numer_krs"),
        ),
        Column("description", "text", "opis", Words("what it does", "czym się zajmuje")),
        Column("street", "text", "ulica", Words("street and number", "ulica i numer")),
        Column("postal_code", "text", "kod pocztowy", Words("postal code", "kod pocztowy")),
        Column("city", "text", "miejscowość", Words("town or village", "miejscowość")),
        Column(
            "lat",
            "decimal",
            "szerokość geograficzna",
            Words("latitude in degrees", "szerokość geograficzna w stopniach"),
            lowest=-90,
            highest=90,
        ),
        Column(
            "lon",
            "decimal",
            "długość geograficzna",
            Words("longitude in degrees", "długość geograficzna w stopniach"),
            lowest=-180,
            highest=180,
        ),
        Column(
            "residential",
            "boolean",
            "całodobowa",
            Words("round-the-clock care", "opieka całodobowa"),
        ),
    ),
    key=("id",),
    required=True,
    aliases=("instytucja",),
)

_WORKERS: Final = Table(
    "workers",
    "pracownicy",
    Words("workers by role, never by name", "pracownicy według roli, nigdy z nazwiska"),
    (
        Column("id", "id", "id", Words("its id", "stałe id"), required=True),
        Column(
            "institution_id",
            "id",
            "id instytucji",
            Words("the employer", "zatrudniająca instytucja"),
            required=True,
            refers_to="institutions",
            aliases=("instytucja",),
        ),
        Column(
            "role",
            "text",
            "rola",
            Words("role, such as asystent rodziny", "rola, np. asystent rodziny"),
            required=True,
            aliases=("stanowisko",),
        ),
        Column(
            "caseload",
            "integer",
            "liczba rodzin",
            Words("families in care", "liczba rodzin pod opieką"),
            aliases=("obciazenie",),
        ),
        Column(
            "caseload_max",
            "integer",
            "limit rodzin",
            Words("most families allowed", "najwyższa dozwolona liczba rodzin"),
            aliases=("maksymalna_liczba_rodzin",),
        ),
    ),
    key=("id",),
    aliases=("pracownik",),
)

_SERVICES: Final = Table(
    "services",
    "usługi",
    Words("services for people", "usługi dla mieszkańców"),
    (
        Column("id", "id", "id", Words("its id", "stałe id"), required=True),
        Column(
            "institution_id",
            "id",
            "id instytucji",
            Words("the provider", "realizator"),
            required=True,
            refers_to="institutions",
            aliases=("instytucja", "realizator"),
        ),
        Column(
            "service_code",
            "code",
            "kod usługi",
            Words("kind of service", "kod rodzaju usługi"),
            required=True,
            codes=tuple(SERVICE_TYPES),
            source=Words("the service types, such as AR", "rodzaje usług, np. AR"),
            aliases=("usluga",),
        ),
        Column("name", "text", "nazwa", Words("its own name", "nazwa własna")),
        Column(
            "capacity",
            "integer",
            "liczba miejsc",
            Words("places in all", "liczba wszystkich miejsc"),
            aliases=("miejsca",),
        ),
        Column(
            "available",
            "integer",
            "wolne miejsca",
            Words("free places now; blank: unknown", "wolne miejsca; puste: nie wiadomo"),
            aliases=("wolne",),
        ),
        Column(
            "wait_days",
            "integer",
            "dni oczekiwania",
            Words("days of waiting", "dni oczekiwania"),
            highest=36_500,
            aliases=("czas_oczekiwania",),
        ),
        Column(
            "age_min",
            "integer",
            "wiek od",
            Words("youngest age; blank: of its type", "wiek od; puste: według rodzaju"),
            highest=150,
        ),
        Column(
            "age_max",
            "integer",
            "wiek do",
            Words("oldest age; blank: of its type", "wiek do; puste: według rodzaju"),
            highest=150,
        ),
        Column(
            "access",
            "code",
            "dostęp",
            Words("how one gets in; blank: of its type", "sposób dostępu; puste: według rodzaju"),
            codes=ACCESSES,
        ),
        Column(
            "own_clients_only",
            "boolean",
            "tylko własni klienci",
            Words("only for its own pupils or clients", "tylko dla własnych uczniów lub klientów"),
        ),
        Column(
            "service_area",
            "tercs",
            "obszar działania",
            Words("TERC codes it serves; blank: by level", "kody TERC obszaru; puste: według poziomu"),
            digits=(2, 4, 7),
            aliases=("obszar",),
        ),
        Column(
            "community_based",
            "boolean",
            "środowiskowa",
            Words("in the community, not residential", "usługa w środowisku, nie całodobowa"),
        ),
        Column(
            "how_to_apply",
            "text",
            "jak skorzystać",
            Words("how to apply", "jak skorzystać"),
            aliases=("jak_sie_zglosic",),
        ),
        Column("documents", "text", "dokumenty", Words("papers needed", "potrzebne dokumenty")),
        Column("price", "text", "cena", Words("price", "odpłatność"), aliases=("odplatnosc", "koszt")),
        Column(
            "status",
            "code",
            "status",
            Words("state; blank: active", "stan; puste: active"),
            codes=SERVICE_STATUSES,
            aliases=("stan",),
        ),
        Column(
            "updated_on",
            "date",
            "data aktualizacji",
            Words("day these facts were checked", "dzień sprawdzenia danych"),
            aliases=("aktualizacja",),
        ),
        Column(
            "phone",
            "text",
            "telefon",
            Words(
                "telephone of this place; blank: of the institution",
                "telefon miejsca; puste: instytucji",
            ),
        ),
        Column(
            "email",
            "text",
            "e-mail",
            Words(
                "e-mail of this place; blank: of the institution", "e-mail miejsca; puste: instytucji"
            ),
            aliases=("mail",),
        ),
        Column(
            "address",
            "text",
            "adres",
            Words(
                "address of this place; blank: of the institution", "adres miejsca; puste: instytucji"
            ),
        ),
        Column(
            "opening_hours",
            "text",
            "godziny otwarcia",
            Words(
                "hours of this place; blank: of the institution",
                "godziny w tym miejscu; puste: instytucji",
            ),
            aliases=("godziny",),
        ),
    ),
    key=("id",),
    aliases=("usluga",),
)

_FAMILIES: Final = Table(
    "families",
    "rodziny",
    Words("cases under random pseudonyms", "rodziny pod losowymi pseudonimami"),
    (
        Column(
            "id",
            "id",
            "id",
            Words(
                "random pseudonym, never a name or number", "losowy pseudonim, nigdy nazwisko ani numer"
            ),
            required=True,
        ),
        Column(
            "teryt",
            "terc",
            "teryt",
            Words("TERC code of the gmina", "kod TERC gminy"),
            required=True,
            digits=(7,),
            aliases=("terc", "kod_teryt", "kod_terc"),
        ),
        Column(
            "needs",
            "codes",
            "potrzeby",
            Words("codes of needs", "kody potrzeb"),
            required=True,
            blank_allowed=True,
            codes=_NEED_CODES,
            source=_NEED_SOURCE,
        ),
        Column(
            "unit",
            "code",
            "kogo dotyczy sprawa",
            Words("unit; blank: family", "rodzina, osoba albo grupa; puste: family"),
            codes=UNITS,
            aliases=("jednostka",),
        ),
        Column(
            "lead_institution_id",
            "id",
            "id instytucji wiodącej",
            Words("institution that coordinates", "instytucja koordynująca"),
            refers_to="institutions",
            aliases=("instytucja_wiodaca",),
        ),
        Column(
            "involved_institution_ids",
            "ids",
            "id instytucji zaangażowanych",
            Words("institutions involved", "instytucje zaangażowane"),
            refers_to="institutions",
            aliases=("instytucje_zaangazowane",),
        ),
        Column(
            "age_bands",
            "codes",
            "przedziały wieku",
            Words("ages in the family", "wiek osób w rodzinie"),
            codes=AGE_BANDS,
            aliases=("wiek",),
        ),
        Column(
            "required_pairs",
            "pairs",
            "instytucje, które muszą współpracować",
            Words("pairs that must work together", "pary instytucji, które muszą współpracować"),
            refers_to="institutions",
            aliases=("wymagane_pary",),
        ),
        Column(
            "requested_on",
            "date",
            "data zgłoszenia",
            Words("day of the request", "dzień zgłoszenia"),
            aliases=("zgloszono",),
        ),
        Column(
            "request_channel",
            "text",
            "sposób zgłoszenia",
            Words("channel of the request", "sposób zgłoszenia"),
            aliases=("kanal_zgloszenia",),
        ),
    ),
    key=("id",),
    aliases=("rodzina",),
)

_TIES: Final = Table(
    "ties",
    "więzi",
    Words(
        "what one institution reports about another", "co jedna instytucja zgłasza o współpracy z drugą"
    ),
    (
        Column(
            "reporter_id",
            "id",
            "id zgłaszającego",
            Words("who reports", "instytucja zgłaszająca"),
            required=True,
            refers_to="institutions",
            aliases=("zglaszajacy",),
        ),
        Column(
            "partner_id",
            "id",
            "id partnera",
            Words("about whom", "o współpracy z kim"),
            required=True,
            refers_to="institutions",
            aliases=("partner",),
        ),
        Column(
            "strength",
            "integer",
            "siła",
            Words(
                "closeness, 5 the closest; blank only with frequency none",
                "siła współpracy, 5 najsilniejsza; puste tylko przy częstości none",
            ),
            required=True,
            made=True,
            blank_allowed=True,
            lowest=1,
            highest=5,
            aliases=("sila_wiezi",),
        ),
        Column(
            "frequency",
            "code",
            "częstość",
            Words(
                "how often; none: no contact in 12 months",
                "jak często; none: brak kontaktu od 12 miesięcy",
            ),
            codes=FREQUENCIES,
            aliases=("czestotliwosc",),
        ),
        Column(
            "formalisation",
            "code",
            "formalizacja",
            Words("form of cooperation", "forma współpracy"),
            codes=FORMALISATIONS,
            aliases=("forma",),
        ),
        Column(
            "document_valid_to",
            "date",
            "dokument ważny do",
            Words("last day of the document", "ostatni dzień ważności dokumentu"),
        ),
        Column(
            "contact_worker_id",
            "id",
            "id pracownika kontaktowego",
            Words(
                "the reporter's worker who holds the tie",
                "pracownik zgłaszającego, który utrzymuje kontakt",
            ),
            refers_to="workers",
            aliases=("pracownik_kontaktowy",),
        ),
        Column(
            "partner_worker_id",
            "id",
            "id pracownika partnera",
            Words("whom they contact", "z kim się kontaktuje"),
            refers_to="workers",
            aliases=("pracownik_partnera",),
        ),
        Column(
            "reported_on",
            "date",
            "data zgłoszenia",
            Words("day of the report", "dzień zgłoszenia"),
            aliases=("zgloszono",),
        ),
        Column(
            "wave",
            "id",
            "tura badania",
            Words("survey wave", "tura badania"),
            refers_to="waves",
            aliases=("fala", "fala_badania"),
        ),
    ),
    aliases=("wiezi_instytucji", "wspolpraca", "relacje"),
)

_TEAMS: Final = Table(
    "teams",
    "zespoły",
    Words("seats in the task team (ZZK) of a family", "skład zespołów zadaniowych (ZZK) rodzin"),
    (
        Column(
            "family_id",
            "id",
            "id rodziny",
            Words("pseudonym of the family", "pseudonim rodziny"),
            required=True,
            refers_to="families",
            aliases=("rodzina",),
        ),
        Column(
            "institution_id",
            "id",
            "id instytucji",
            Words("institution in the team", "instytucja w zespole"),
            required=True,
            refers_to="institutions",
            aliases=("instytucja",),
        ),
        Column(
            "worker_id",
            "id",
            "id pracownika",
            Words("worker in the team", "pracownik w zespole"),
            refers_to="workers",
            aliases=("pracownik",),
        ),
        Column("role", "code", "rola", Words("role in the team", "rola w zespole"), codes=TEAM_ROLES),
    ),
    key=("family_id", "institution_id", "worker_id"),
    aliases=("zzk",),
)

_DEMAND: Final = Table(
    "demand",
    "zapotrzebowanie",
    Words("how many families have a need", "ile rodzin ma daną potrzebę"),
    (
        Column(
            "teryt",
            "terc",
            "teryt",
            Words("TERC code of the area", "kod TERC obszaru"),
            required=True,
            digits=(7, 4, 2),
            aliases=("terc", "kod_teryt", "kod_terc"),
        ),
        Column(
            "need",
            "code",
            "potrzeba",
            Words("code of the need", "kod potrzeby"),
            required=True,
            codes=_NEED_CODES,
            source=_NEED_SOURCE,
        ),
        Column(
            "families", "integer", "liczba rodzin", Words("families", "liczba rodzin"), required=True
        ),
        Column("year", "integer", "rok", Words("year", "rok"), lowest=1900, highest=2200),
        Column("source", "text", "źródło", Words("source, such as OZPS", "źródło, np. OZPS")),
    ),
    key=("teryt", "need", "year", "source"),
    aliases=("ozps", "potrzeby_gminy"),
)

_WAVES: Final = Table(
    "waves",
    "fale",
    Words("survey waves", "tury badania współpracy"),
    (
        Column("id", "id", "id", Words("its id", "stałe id"), required=True),
        Column(
            "opened_on",
            "date",
            "data otwarcia",
            Words("first day", "pierwszy dzień"),
            required=True,
            aliases=("otwarto",),
        ),
        Column(
            "closed_on",
            "date",
            "data zamknięcia",
            Words("last day", "ostatni dzień"),
            aliases=("zamknieto",),
        ),
    ),
    key=("id",),
    aliases=("fale_badania",),
)

#: Every table of a package in the order in which it is written.
TABLES: Final = MappingProxyType(
    {
        table.name: table
        for table in (
            _PARTNERSHIP,
            _INSTITUTIONS,
            _WORKERS,
            _SERVICES,
            _FAMILIES,
            _TIES,
            _TEAMS,
            _DEMAND,
            _WAVES,
        )
    }
)
