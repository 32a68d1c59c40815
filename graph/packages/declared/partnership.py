"""The partnership itself: one row."""

from typing import Final

from graph.packages.columns import Column, Table
from graph.packages.words import Words
from graph.vocabulary.codes import VARIANTS

PARTNERSHIP: Final = Table(
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
