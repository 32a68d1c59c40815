"""The report as a file of each kind."""

from pathlib import Path
from typing import Final, Literal

from graph.errors import InvalidRequest, Problem
from service.exchange.exporting import FILE_KINDS, FileKind
from service.report.content import Report

ReportKind = Literal["html", "pdf", "xlsx"]
KINDS: Final[dict[ReportKind, FileKind]] = {
    "html": FileKind(".html", "text/html"),
    "pdf": FileKind(".pdf", "application/pdf"),
    "xlsx": FILE_KINDS["xlsx"],
}


def kind_of_file(path: Path) -> ReportKind:
    """What kind of report a file's name asks for.

    Raises
    ------
    InvalidRequest
        When it is none of them.

    Examples
    --------
    >>> kind_of_file(Path("raport.PDF"))
    'pdf'
    """
    for kind, file in KINDS.items():
        if path.suffix.lower() == file.suffix:
            return kind
    expected = " | ".join(file.suffix for file in KINDS.values())
    raise InvalidRequest([Problem("report", None, "output", path.suffix or None, expected)])


def report_bytes(report: Report, kind: ReportKind) -> bytes:
    """The report as the bytes of a file."""
    match kind:
        case "html":
            from service.report.html import html_bytes

            return html_bytes(report)
        case "pdf":
            from service.report.pdf import pdf_bytes

            return pdf_bytes(report)
        case "xlsx":
            from service.report.xlsx import xlsx_bytes

            return xlsx_bytes(report)
