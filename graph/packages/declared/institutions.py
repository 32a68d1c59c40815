"""Institutions, on the map or members."""

from typing import Final

from graph.packages.columns import Column, Table
from graph.packages.words import Words
from graph.vocabulary import INSTITUTION_TYPES
from graph.vocabulary.codes import AREAS, LEVELS, MEMBERSHIPS

INSTITUTIONS: Final = Table(
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
