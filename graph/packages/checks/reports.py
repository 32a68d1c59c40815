"""Reports about partners and seats in teams: who may stand in them, and which report counts."""

from collections.abc import Mapping

from graph.packages.cell_values import Value
from graph.packages.findings import Findings
from graph.packages.parse import Row
from graph.packages.words import Words


def latest_reports(rows: list[Row], employer: Mapping[str, str], findings: Findings) -> list[Row]:
    """Check every report; of those of the same sides, day and wave the last one is kept."""
    latest: dict[tuple[Value, ...], Row] = {}
    for row in rows:
        reporter, partner = row.text("reporter_id"), row.text("partner_id")
        if row.number_of("strength") is None and not {"strength", "frequency"} & row.failed:
            _demand_strength(row, findings)
        if reporter and reporter == partner:
            findings.problem(
                "ties",
                Words("another institution than the reporter", "instytucja inna niż zgłaszająca"),
                row=row.number,
                column="partner_id",
                value=partner,
            )
        for column, side in (("contact_worker_id", reporter), ("partner_worker_id", partner)):
            worker = row.text(column)
            if worker and side and employer.get(worker, side) != side:
                findings.problem(
                    "ties",
                    Words(f"a worker of {side}", f"pracownik instytucji {side}"),
                    row=row.number,
                    column=column,
                    value=worker,
                )
        key = (reporter, partner, row.values.get("reported_on"), row.values.get("wave"))
        if key in latest and not row.failed:
            _note_replaced(latest[key], row, findings)
        # A faulty row is not merged with others: it stops the import anyway.
        latest[key if not row.failed else (row.number,)] = row
    return sorted(latest.values(), key=lambda row: row.number)


def _note_replaced(before: Row, after: Row, findings: Findings) -> None:
    """Say what a second report of the same sides, date and wave changes; nobody can keep both."""
    old, new = before.number_of("strength"), after.number_of("strength")
    pl = en = ""
    if old != new:
        pl = f" (ocena współpracy {'–' if old is None else old} → {'–' if new is None else new})"
        en = f" (strength {'–' if old is None else old} → {'–' if new is None else new})"
    findings.note(
        Words(
            f"a later row replaces an earlier one of the same sides, date and wave{en}",
            f"późniejszy wiersz zastępuje wcześniejszy: te same strony, data i tura badania{pl}",
        ),
        table="ties",
        row=after.number,
        danger=True,
    )


def _demand_strength(row: Row, findings: Findings) -> None:
    """A report without a strength says nothing, unless it is of no contact."""
    if row.text("frequency") != "none":
        row.failed.add("strength")
        findings.problem(
            "ties",
            Words(
                "a whole number from 1 to 5, blank only with frequency none (or give the option "
                "--strength N for ties without a number)",
                "liczba całkowita od 1 do 5; puste tylko przy częstości none (albo opcja --strength N "
                "dla więzi bez liczby)",
            ),
            row=row.number,
            column="strength",
        )


def check_teams(rows: list[Row], employer: Mapping[str, str], findings: Findings) -> None:
    """Note seats whose worker another institution employs."""
    for row in rows:
        worker, seat = row.text("worker_id"), row.text("institution_id")
        if worker and seat and employer.get(worker, seat) != seat:
            findings.note(
                Words(
                    "the worker is not employed by the institution of the seat",
                    "pracownik ma innego pracodawcę niż instytucja w zespole",
                ),
                table="teams",
                row=row.number,
            )


def employers(workers: list[Row], institutions: frozenset[str]) -> Mapping[str, str]:
    """The employer of each worker; those of unknown institutions were reported already."""
    return {
        id: employer
        for row in workers
        if (id := row.text("id")) and (employer := row.text("institution_id")) in institutions
    }
