"""Workers by role, never by name."""

from typing import Final

from graph.packages.columns import Column, Table
from graph.packages.words import Words

WORKERS: Final = Table(
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
