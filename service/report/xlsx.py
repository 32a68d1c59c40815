"""The report as a workbook: one sheet a table, text that stays text, numbers that can be summed."""

from collections.abc import Iterator

from graph.packages.books import Sheet, sheets_bytes
from service.report.content import Report
from service.report.tables import Value

_WIDTHS = {
    "summary": (30, 90),
    "gaps": (12, 32, 48, 30, 80, 80),
    "institutions": (48, 34, 24, 14, 20, 12, 14),
    "ties": (48, 48, 12, 22, 26, 12, 14),
    "candidates": (6, 48, 34, 14, 12, 100),
    "barriers": (44, 60, 18, 18),
    "advice": (36, 44, 60, 18, 24, 60, 60),
    "flows": (48, 48, 34, 28, 18, 44),
    "monitoring": (60, 14, 14, 14, 14, 14),
    "refusals": (48, 14, 14, 14, 14, 14),
}


def xlsx_bytes(report: Report) -> bytes:
    """The .xlsx file."""
    t = report.localizer.t
    tables = {
        "gaps": report.gaps,
        "institutions": report.institutions,
        "ties": report.ties,
        "candidates": report.candidate_rows,
    }
    beside = {
        "barriers": report.beside.barriers,
        "advice": report.beside.advice,
        "flows": report.beside.flows,
        "monitoring": report.beside.monitoring,
        "refusals": report.beside.refusals,
    }
    # An empty sheet would only be clicked in vain.
    tables |= {name: table for name, table in beside.items() if table.rows}
    first = Sheet(
        t("report.sheet.summary"),
        (t("report.section"), t("report.text")),
        tuple(_summary(report)),
        _WIDTHS["summary"],
    )
    rest = [
        Sheet(t(f"report.sheet.{name}"), table.heads, table.rows, _WIDTHS[name])
        for name, table in tables.items()
    ]
    return sheets_bytes([first, *rest], title=report.title)


def _summary(report: Report) -> Iterator[tuple[Value, ...]]:
    t = report.localizer.t
    yield t("report.summary"), f"{report.title}. {report.as_of}"
    if report.fictional:
        yield t("report.summary"), t("footer.fictional")
    for line in report.summary:
        yield t("report.summary"), line
    for figure in report.figures:
        yield t("overview.figures"), f"{figure.label}: {figure.value}. {figure.reading}"
    for actor in report.actors:
        yield t("overview.central"), f"{actor.name}: {' '.join(actor.reasons)}"
    certainty = report.certainty
    for key, line in (
        ("overview.central", certainty.central),
        ("menu.gaps", certainty.gaps),
        ("menu.recruitment", certainty.candidates),
    ):
        yield t(key), line
    for kind, count in report.withheld:
        yield t("gaps.withheld"), f"{kind}: {count}"
    for repair in report.repairs:
        mends = report.localizer.count("report.repairs.mends", repair.mends)
        yield t("report.repairs"), f"{repair.one} – {repair.other} ({repair.reason}). {mends}."
    for line in report.missing:
        yield t("report.missing"), line
    for group in report.levels.groups:
        yield t("report.levels"), group.title
        for line in group.lines:
            yield t("report.levels"), line
    for line in report.levels.agreements:
        yield t("report.advanced"), line
    for line in report.beside.missing_bases:
        yield t("flows.missing"), line
