"""The report as one page that needs no server, everything inline; and its text for a page of ours."""

from importlib.resources import files
from typing import Any

from markupsafe import Markup

from service.pages.shell import templates
from service.report.content import Report


def html_bytes(report: Report) -> bytes:
    """The whole page as UTF-8, ready to print."""
    style = files("service.report").joinpath("report_file.css").read_text(encoding="utf-8")
    text = (
        templates()
        .get_template("report_file.html.j2")
        .render(
            _words(report),
            style=Markup(style),  # noqa: S704  # our own file
            drawing=Markup(report.drawing),  # noqa: S704  # from an XML writer
        )
    )
    return text.encode()


def body_text(report: Report, picture: str) -> str:
    """The text of the report alone, its drawing from an address."""
    drawing = Markup('<img src="{}" alt="{}">').format(picture, report.drawn)
    return templates().get_template("report_body.html.j2").render(_words(report), drawing=drawing)


def _words(report: Report) -> dict[str, Any]:
    return {
        "report": report,
        "r": report.localizer,
        "t": report.localizer.t,
        "lang": report.localizer.lang,
    }
