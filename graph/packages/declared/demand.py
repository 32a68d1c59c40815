"""How many families of an area have a need."""

from typing import Final

from graph.packages.columns import Column, Table
from graph.packages.words import Words
from graph.vocabulary import NEEDS

DEMAND: Final = Table(
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
            codes=tuple(NEEDS),
            source=Words("the needs, such as N04", "potrzeby, np. N04"),
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
