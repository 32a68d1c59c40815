"""What the cells mean together, all rules in their order."""

from graph.packages.checks.closed_circle import without_closed_circle
from graph.packages.checks.identity import demand_known, demand_one_spelling, demand_unique
from graph.packages.checks.records import (
    check_families,
    check_institutions,
    check_partnership,
    check_services,
    check_workers,
    note_order,
)
from graph.packages.checks.reports import check_teams, employers, latest_reports
from graph.packages.findings import Findings
from graph.packages.parse import Row
from graph.packages.tables import TABLES


def check(rows: dict[str, list[Row]], unread: frozenset[str], findings: Findings) -> None:
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
        demand_unique(table, rows[table.name], findings)
        if table.key == ("id",):
            demand_one_spelling(table, rows[table.name], findings)
        for column in table.columns:
            if column.refers_to and column.refers_to not in unread:
                demand_known(table, column, rows[table.name], ids[column.refers_to], findings)
    check_partnership(rows["partnership"], unread, findings)
    check_institutions(rows["institutions"], findings)
    check_workers(rows["workers"], findings)
    check_services(rows["services"], findings)
    check_families(rows["families"], findings)
    employer = employers(rows["workers"], ids["institutions"])
    rows["ties"] = latest_reports(rows["ties"], employer, findings)
    check_teams(rows["teams"], employer, findings)
    note_order("waves", rows["waves"], "opened_on", "closed_on", findings)
    rows["demand"] = without_closed_circle(rows, findings)
