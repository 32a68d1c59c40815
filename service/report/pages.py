"""The report of a partnership: to read and print here, or as a file of one of three kinds."""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

from anyio import CapacityLimiter
from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from graph.snapshot import Snapshot
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.answers import Answer, Answers
from service.http.attachments import attachment
from service.http.concurrency import in_turn
from service.http.options import PartnershipId
from service.http.responses import answered
from service.pages.files import asset_url
from service.pages.localizer import PageLocalizer, localizer_of
from service.pages.questions import snapshot_for
from service.pages.registry import Page, register
from service.pages.shell import Frame, links, show

if TYPE_CHECKING:
    from service.report.beside import Beside
    from service.report.content import Report
    from service.report.files import ReportKind

PAGE = register(
    Page(
        "report",
        "/partnerstwa/{partnership_id}/raport",
        Action.READ_NETWORK,
        on_contacts=True,
        samples=("/partnerstwa/jarzebin-slaski/raport",),
    )
)
_KINDS: Final = ("html", "pdf", "xlsx")

router = APIRouter(include_in_schema=False)
Analyst = Annotated[Principal, requires(Action.READ_NETWORK)]


@router.get(PAGE.route + ".html")
async def report_page_file(
    request: Request, principal: Analyst, partnership_id: PartnershipId
) -> Response:
    """The report as a page that needs no server."""
    return await _file(request, principal, partnership_id, "html")


@router.get(PAGE.route + ".pdf")
async def report_pdf(request: Request, principal: Analyst, partnership_id: PartnershipId) -> Response:
    """The report as a PDF."""
    return await _file(request, principal, partnership_id, "pdf")


@router.get(PAGE.route + ".xlsx")
async def report_workbook(
    request: Request, principal: Analyst, partnership_id: PartnershipId
) -> Response:
    """The report as a workbook."""
    return await _file(request, principal, partnership_id, "xlsx")


@router.get(PAGE.route)
async def report(request: Request, principal: Analyst, partnership_id: PartnershipId) -> Response:
    """The report to read and print."""
    asked = await run_in_threadpool(_page_asked, principal, partnership_id, localizer_of(request))
    body = await _made(asked, principal.runtime.file_threads)
    return await run_in_threadpool(_page, request, principal, asked.snapshot, body)


class _Asked(NamedTuple):
    """What is asked of a partnership, and how it is made."""

    answers: Answers
    snapshot: Snapshot
    question: Hashable
    render: Callable[[], bytes]

    def answer(self) -> Answer:
        return self.answers.get(self.snapshot, self.question, self.render)


async def _made(asked: _Asked, lane: CapacityLimiter) -> Answer:
    """The answer; only one that is still to be made waits for its turn."""
    if asked.answers.holds(asked.snapshot, asked.question):
        return await run_in_threadpool(asked.answer)
    return await in_turn(lane, asked.answer)


async def _file(
    request: Request, principal: Principal, partnership_id: str, kind: "ReportKind"
) -> Response:
    from service.report.files import KINDS

    runtime = principal.runtime
    asked = await run_in_threadpool(_file_asked, principal, partnership_id, kind, localizer_of(request))
    answer = await _made(asked, runtime.pdf_threads if kind == "pdf" else runtime.file_threads)
    response = answered(request, answer, KINDS[kind].media_type)
    response.headers.update(attachment(f"raport-{partnership_id}{KINDS[kind].suffix}"))
    return response


def _file_asked(
    principal: Principal, partnership_id: str, kind: "ReportKind", localizer: PageLocalizer
) -> _Asked:
    from service.report.files import report_bytes

    snapshot = snapshot_for(principal, partnership_id)
    visibility = principal.visibility_of(partnership_id)
    beside = _beside(principal, snapshot, localizer)
    return _Asked(
        principal.runtime.answers,
        snapshot,
        ("report file", kind, localizer.lang, visibility, beside),
        lambda: report_bytes(_report(principal, snapshot, localizer, beside), kind),
    )


def _page_asked(principal: Principal, partnership_id: str, localizer: PageLocalizer) -> _Asked:
    snapshot = snapshot_for(principal, partnership_id)
    visibility = principal.visibility_of(partnership_id)
    picture = f"{links(snapshot)('network')}.svg"
    beside = _beside(principal, snapshot, localizer)
    return _Asked(
        principal.runtime.answers,
        snapshot,
        ("report page", localizer.lang, visibility, beside),
        lambda: _body(_report(principal, snapshot, localizer, beside), picture),
    )


def _page(request: Request, principal: Principal, snapshot: Snapshot, body: Answer) -> Response:
    localizer = localizer_of(request)
    url = links(snapshot)
    return show(
        Frame(
            *(request, principal, PAGE, localizer.t("menu.report")),
            here=snapshot,
            styles=(asset_url("report.css"),),
        ),
        "report",
        body=Markup(body.body.decode()),  # noqa: S704  # rendered with autoescape
        files=[(localizer.t(f"report.file.{kind}"), f"{url('report')}.{kind}") for kind in _KINDS],
        heading=localizer.t("report.title", name=snapshot.partnership.name),
    )


def _beside(principal: Principal, snapshot: Snapshot, localizer: PageLocalizer) -> "Beside":
    """What was recorded beside the network: it changes while the snapshot stays."""
    from service.report.beside import beside_of

    return beside_of(principal.runtime, snapshot, principal.visibility, localizer)


def _report(
    principal: Principal, snapshot: Snapshot, localizer: PageLocalizer, beside: "Beside"
) -> "Report":
    from service.report.content import report_of

    return report_of(principal.runtime, snapshot, principal.visibility, localizer, beside)


def _body(found: "Report", picture: str) -> bytes:
    from service.report.html import body_text

    return body_text(found, picture).encode()
