"""Families under pseudonyms, and the task teams that work with them."""

from typing import Final

from graph.packages.columns import Column, Table
from graph.packages.words import Words
from graph.vocabulary import AGE_BANDS, NEEDS
from graph.vocabulary.codes import TEAM_ROLES, UNITS

FAMILIES: Final = Table(
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
            codes=tuple(NEEDS),
            source=Words("the needs, such as N04", "potrzeby, np. N04"),
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


TEAMS: Final = Table(
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
