"""The report of a partnership: to read and print here, or as a file of one of three kinds."""

from typing import TYPE_CHECKING, Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import Response

from graph.snapshot import Snapshot
from service.access.guard import Visitor, requires
from service.access.policy import Action
from service.api.options import PartnershipId
from service.api.responses import answered
from service.pages.files import asset_url
from service.pages.questions import snapshot_for
from service.pages.reader import Reader, reader_of
from service.pages.registry import Page, register
from service.pages.shell import Frame, links, show

if TYPE_CHECKING:
    from service.report import Beside, Report, ReportKind

PAGE = register(
    Page(
        "report",
        "/partnerstwa/{partnership_id}/raport",
        Action.READ_NETWORK,
        samples=("/partnerstwa/jarzebin-slaski/raport",),
    )
)
_KINDS: Final = ("html", "pdf", "xlsx")

router = APIRouter(include_in_schema=False)
Analyst = Annotated[Visitor, requires(Action.READ_NETWORK)]


@router.get(PAGE.route + ".html")
def report_page_file(request: Request, visitor: Analyst, partnership_id: PartnershipId) -> Response:
    """The report as a page that needs no server."""
    return _file(request, visitor, partnership_id, "html")


@router.get(PAGE.route + ".pdf")
def report_pdf(request: Request, visitor: Analyst, partnership_id: PartnershipId) -> Response:
    """The report as a PDF."""
    return _file(request, visitor, partnership_id, "pdf")


@router.get(PAGE.route + ".xlsx")
def report_workbook(request: Request, visitor: Analyst, partnership_id: PartnershipId) -> Response:
    """The report as a workbook."""
    return _file(request, visitor, partnership_id, "xlsx")


@router.get(PAGE.route)
def report(request: Request, visitor: Analyst, partnership_id: PartnershipId) -> Response:
    """The report to read and print."""
    reader = reader_of(request)
    snapshot = snapshot_for(visitor, partnership_id)
    sight = visitor.sight_of(partnership_id)
    url = links(snapshot)
    beside = _beside(visitor, snapshot, reader)
    body = visitor.house.answers.get(
        snapshot,
        ("report page", reader.lang, sight, beside),
        lambda: _body(_report(visitor, snapshot, reader, beside), f"{url('network')}.svg"),
    )
    return show(
        Frame(
            *(request, visitor, PAGE, reader.t("menu.report")),
            here=snapshot,
            styles=(asset_url("report.css"),),
        ),
        "report",
        body=Markup(body.body.decode()),  # noqa: S704  # rendered with autoescape
        files=[(reader.t(f"report.file.{kind}"), f"{url('report')}.{kind}") for kind in _KINDS],
        heading=reader.t("report.title", name=snapshot.partnership.name),
    )


def _file(request: Request, visitor: Visitor, partnership_id: str, kind: "ReportKind") -> Response:
    from service.report import KINDS, report_bytes

    reader = reader_of(request)
    snapshot = snapshot_for(visitor, partnership_id)
    sight = visitor.sight_of(partnership_id)
    beside = _beside(visitor, snapshot, reader)
    answer = visitor.house.answers.get(
        snapshot,
        ("report file", kind, reader.lang, sight, beside),
        lambda: report_bytes(_report(visitor, snapshot, reader, beside), kind),
    )
    response = answered(request, answer, KINDS[kind].media_type)
    name = quote(f"raport-{partnership_id.replace('/', '-')}{KINDS[kind].suffix}", safe="")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


def _beside(visitor: Visitor, snapshot: Snapshot, reader: Reader) -> "Beside":
    """What was recorded beside the network: it changes while the snapshot stays."""
    from service.report import beside_of

    return beside_of(visitor.house, snapshot, visitor.sight, reader)


def _report(visitor: Visitor, snapshot: Snapshot, reader: Reader, beside: "Beside") -> "Report":
    from service.report import report_of

    return report_of(visitor.house, snapshot, visitor.sight, reader, beside)


def _body(found: "Report", picture: str) -> bytes:
    from service.report.html import body_text

    return body_text(found, picture).encode()
