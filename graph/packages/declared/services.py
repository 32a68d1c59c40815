"""Services for people, each at one place."""

from typing import Final

from graph.packages.columns import Column, Table
from graph.packages.words import Words
from graph.vocabulary import SERVICE_TYPES
from graph.vocabulary.codes import ACCESSES, SERVICE_STATUSES

SERVICES: Final = Table(
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
