"""The advisor's report (raport): one content, written as a page, a PDF or a workbook."""

from service.report.beside import Beside, beside_of
from service.report.content import Report, report_of
from service.report.files import KINDS, ReportKind, kind_of_file, report_bytes

__all__ = [
    "KINDS",
    "Beside",
    "Report",
    "ReportKind",
    "beside_of",
    "kind_of_file",
    "report_bytes",
    "report_of",
]
