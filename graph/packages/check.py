"""What the cells mean together: ids, references, and rules that span columns or rows."""

from collections.abc import Mapping
from typing import Final

from graph.packages.columns import Column, Table
from graph.packages.findings import Findings
from graph.packages.names import comparable
from graph.packages.parse import Row
from graph.packages.tables import TABLES
from graph.packages.values import Value
from graph.packages.words import Words
from graph.vocabulary import CLOSED_CIRCLE_NEED

Rows = dict[str, list[Row]]

#: Signs that part lists and pairs; the id of an institution stands in both.
_PARTING: Final = ("|", "~")


def check(rows: Rows, unread: frozenset[str], findings: Findings) -> None:
    """Check the meaning of all tables; cells that were already reported are not judged again.

    Parameters
    ----------
    rows
        Rows of every table. Repeated tie reports and the need that is never stored are taken out
        of it here.
    unread
        Tables that should be there and could not be read; references to them are not judged.
    findings
        Takes the problems and notes.
    """
    ids = {name: frozenset(id for row in of if (id := row.text("id"))) for name, of in rows.items()}
    for table in TABLES.values():
        _unique(table, rows[table.name], findings)
        if table.key == ("id",):
            _one_spelling(table, rows[table.name], findings)
        for column in table.columns:
            if column.refers_to and column.refers_to not in unread:
                _refer(table, column, rows[table.name], ids[column.refers_to], findings)
    _partnership(rows["partnership"], unread, findings)
    _institutions(rows["institutions"], findings)
    _workers(rows["workers"], findings)
    _services(rows["services"], findings)
    _families(rows["families"], findings)
    employer = _employers(rows["workers"], ids["institutions"])
    rows["ties"] = _ties(rows["ties"], employer, findings)
    _teams(rows["teams"], employer, findings)
    _in_order("waves", rows["waves"], "opened_on", "closed_on", findings)
    rows["demand"] = _without_closed_circle(rows, findings)


def _unique(table: Table, rows: list[Row], findings: Findings) -> None:
    private = table.name in {"families", "teams"}
    first: dict[tuple[Value, ...], int] = {}
    for row in rows:
        if not table.key or row.failed.intersection(table.key):
            continue
        key = tuple(row.values[name] for name in table.key)
        if first.setdefault(key, row.number) == row.number:
            continue
        findings.problem(
            table.name,
            Words(
                f"each {' + '.join(table.key)} only once",
                f"każda wartość ({' + '.join(table.key)}) tylko raz",
            ),
            row=row.number,
            column=table.key[0],
            value=None if private else row.text(table.key[0]),
        )


def _one_spelling(table: Table, rows: list[Row], findings: Findings) -> None:
    """Refuse ids that differ only in case, quotes or unseen signs: nobody can tell them apart."""
    first: dict[str, str] = {}
    for row in rows:
        id = row.text("id")
        if id is None or "id" in row.failed:
            continue
        before = first.setdefault(comparable(id), id)
        if before != id and not row.exact:
            findings.problem(
                table.name,
                Words(
                    "ids that differ in more than case and marks",
                    "id, które różnią się nie tylko wielkością liter i znakami",
                ),
                row=row.number,
                column="id",
                value=None if table.name == "families" else f"{before} / {id}",
            )


def _refer(
    table: Table, column: Column, rows: list[Row], known: frozenset[str], findings: Findings
) -> None:
    private = column.refers_to == "families"
    for row in rows:
        pairs = row.pairs(column.name) if column.kind == "pairs" else ()
        listed = row.texts(column.name) if column.kind == "ids" else ()
        single = row.text(column.name) if column.kind == "id" else None
        ends = [*(end for pair in pairs for end in pair), *listed, *([single] if single else [])]
        for end in dict.fromkeys(ends):
            if end not in known:
                findings.problem(
                    table.name,
                    column.expected,
                    row=row.number,
                    column=column.name,
                    value=None if private else end,
                )


def _partnership(rows: list[Row], unread: frozenset[str], findings: Findings) -> None:
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


def _no_path(row: Row, findings: Findings) -> None:
    """Refuse ids that no address can hold: browsers take them for the way to another page."""
    if row.text("id") in {".", ".."} and not row.exact:
        dots = Words("an id other than . and ..", "id inne niż . oraz ..")
        findings.problem("institutions", dots, row=row.number, column="id", value=row.text("id"))


def _institutions(rows: list[Row], findings: Findings) -> None:
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
    _in_order("institutions", rows, "declared_on", "left_on", findings)


def _in_order(table: str, rows: list[Row], first: str, last: str, findings: Findings) -> None:
    for row in rows:
        start, end = row.date_of(first), row.date_of(last)
        if start and end and end < start:
            early, late = (TABLES[table].column(name).header_pl for name in (last, first))
            findings.note(
                Words(f"{last} lies before {first}", f"{early} jest wcześniej niż {late}"),
                table=table,
                row=row.number,
            )


def _workers(rows: list[Row], findings: Findings) -> None:
    for row in rows:
        if row.number_of("caseload_max") == 0 and row.number_of("caseload"):
            findings.note(
                Words("a caseload although caseload_max is 0", "są rodziny, a limit wynosi 0"),
                table="workers",
                row=row.number,
            )


def _services(rows: list[Row], findings: Findings) -> None:
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


def _families(rows: list[Row], findings: Findings) -> None:
    for row in rows:
        if not row.texts("needs") and "needs" not in row.failed:
            findings.note(
                Words("no needs given", "nie podano potrzeb"), table="families", row=row.number
            )


def _ties(rows: list[Row], employer: Mapping[str, str], findings: Findings) -> list[Row]:
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
        # A faulty row stands for itself: it stops the import anyway.
        latest[key if not row.failed else (row.number,)] = row
    return sorted(latest.values(), key=lambda row: row.number)


def _note_replaced(before: Row, after: Row, findings: Findings) -> None:
    """Say what a second report of the same sides, date and wave changes; nobody can keep both."""
    old, new = before.number_of("strength"), after.number_of("strength")
    pl = en = ""
    if old != new:
        pl = f" (siła {'–' if old is None else old} → {'–' if new is None else new})"
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


def _teams(rows: list[Row], employer: Mapping[str, str], findings: Findings) -> None:
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


def _employers(workers: list[Row], institutions: frozenset[str]) -> Mapping[str, str]:
    """The employer of each worker; those of unknown institutions were reported already."""
    return {
        id: employer
        for row in workers
        if (id := row.text("id")) and (employer := row.text("institution_id")) in institutions
    }


def _without_closed_circle(rows: Rows, findings: Findings) -> list[Row]:
    """Take the need with a closed circle of its own out of families and of demand.

    Neither a family nor a row nor a number is named: that alone would tell of whom it is.
    """
    dropped = False
    for row in rows["families"]:
        needs = row.texts("needs")
        if CLOSED_CIRCLE_NEED in needs:
            dropped = True
            row.values["needs"] = tuple(need for need in needs if need != CLOSED_CIRCLE_NEED)
    if dropped:
        findings.note(
            Words(
                f"need {CLOSED_CIRCLE_NEED} is never stored and was dropped",
                f"potrzeba {CLOSED_CIRCLE_NEED} nie jest przechowywana i została pominięta",
            ),
            table="families",
        )
    kept = [row for row in rows["demand"] if row.text("need") != CLOSED_CIRCLE_NEED]
    if len(kept) < len(rows["demand"]):
        findings.note(
            Words(
                f"need {CLOSED_CIRCLE_NEED} has a door of its own and was dropped",
                f"potrzeba {CLOSED_CIRCLE_NEED} ma własną drogę pomocy i została pominięta",
            ),
            table="demand",
        )
    return kept
