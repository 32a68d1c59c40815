"""What institutions report of each other, and in which wave of a survey."""

from typing import Final

from graph.packages.columns import Column, Table
from graph.packages.words import Words
from graph.vocabulary.codes import FORMALISATIONS, FREQUENCIES

TIES: Final = Table(
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
            "ocena współpracy (1–5)",
            Words(
                "closeness, 5 the closest; blank only with frequency none",
                "jak bliska jest współpraca, 5 najbliższa; puste tylko przy częstości none",
            ),
            required=True,
            made=True,
            blank_allowed=True,
            lowest=1,
            highest=5,
            aliases=("sila", "sila_wiezi", "ocena_wspolpracy"),
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
        Column(
            "contact_role",
            "text",
            "rola osoby do kontaktu",
            Words(
                "role of the reporter's worker who holds the tie, where only the role is known",
                "rola pracownika zgłaszającego, który utrzymuje kontakt, gdy znana jest tylko rola",
            ),
        ),
    ),
    aliases=("wiezi_instytucji", "wspolpraca", "relacje"),
)


WAVES: Final = Table(
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
