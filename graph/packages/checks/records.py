"""Rules within one record or among those of one table."""

from typing import Final

from graph.packages.findings import Findings
from graph.packages.parse import Row
from graph.packages.tables import TABLES
from graph.packages.words import Words

#: Separators of lists and pairs, which an institution's id may therefore not contain.
_PARTING: Final = ("|", "~")


def check_partnership(rows: list[Row], unread: frozenset[str], findings: Findings) -> None:
    """Demand one row; note where it lies nowhere."""
    if len(rows) != 1 and "partnership" not in unread:
        findings.problem(
            "partnership",
            Words("exactly one row of data", "dokładnie jeden wiersz danych"),
            row=rows[1].number if rows else 1,
        )
    for row in rows:
        if row.text("teryt") is None and "teryt" not in row.failed:
            findings.note(
                Words(
                    "no teryt; institutions without one serve no area",
                    "brak teryt; instytucje bez kodu nie mają obszaru",
                ),
                table="partnership",
                row=row.number,
            )


def check_institutions(rows: list[Row], findings: Findings) -> None:
    """Demand one leader, and ids that lists and addresses can hold."""
    leaders = [r for r in rows if r.text("membership") == "leader" and r.date_of("left_on") is None]
    for row in leaders[1:]:
        findings.problem(
            "institutions",
            Words(
                f"at most one leader at a time; row {leaders[0].number} is one already",
                f"najwyżej jeden lider naraz; jest nim już wiersz {leaders[0].number}",
            ),
            row=row.number,
            column="membership",
            value="leader",
        )
    for row in rows:
        _no_path(row, findings)
        id = row.text("id") or ""
        if any(sign in id for sign in _PARTING):
            findings.problem(
                "institutions",
                Words(
                    "an id without | and ~, which part lists",
                    "id bez znaków | oraz ~ (rozdzielają listy)",
                ),
                row=row.number,
                column="id",
                value=id,
            )
    note_order("institutions", rows, "declared_on", "left_on", findings)


def _no_path(row: Row, findings: Findings) -> None:
    """Refuse ids that no address can hold: browsers take them for the way to another page."""
    if row.text("id") in {".", ".."} and not row.exact:
        dots = Words("an id other than . and ..", "id inne niż . oraz ..")
        findings.problem("institutions", dots, row=row.number, column="id", value=row.text("id"))


def check_workers(rows: list[Row], findings: Findings) -> None:
    """Note workers who have families and may have none."""
    for row in rows:
        if row.number_of("caseload_max") == 0 and row.number_of("caseload"):
            findings.note(
                Words("a caseload although caseload_max is 0", "są rodziny, a limit wynosi 0"),
                table="workers",
                row=row.number,
            )


def check_services(rows: list[Row], findings: Findings) -> None:
    """Demand ages in order; note more free places than places."""
    for row in rows:
        youngest, oldest = row.number_of("age_min"), row.number_of("age_max")
        if youngest is not None and oldest is not None and youngest > oldest:
            findings.problem(
                "services",
                Words("age_min not above age_max", "wiek od nie większy niż wiek do"),
                row=row.number,
                column="age_min",
                value=str(youngest),
            )
        places, free = row.number_of("capacity"), row.number_of("available")
        if places is not None and free is not None and free > places:
            findings.note(
                Words("more free places than places", "wolnych miejsc jest więcej niż miejsc"),
                table="services",
                row=row.number,
            )


def check_families(rows: list[Row], findings: Findings) -> None:
    """Note families without needs."""
    for row in rows:
        if not row.texts("needs") and "needs" not in row.failed:
            findings.note(
                Words("no needs given", "nie podano potrzeb"), table="families", row=row.number
            )


def note_order(table: str, rows: list[Row], first: str, last: str, findings: Findings) -> None:
    """Note rows whose last day lies before their first."""
    for row in rows:
        start, end = row.date_of(first), row.date_of(last)
        if start and end and end < start:
            early, late = (TABLES[table].column(name).header_pl for name in (last, first))
            findings.note(
                Words(f"{last} lies before {first}", f"{early} jest wcześniej niż {late}"),
                table=table,
                row=row.number,
            )
