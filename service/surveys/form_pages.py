"""The form of a survey on the animator's page: as a file, and filled in and sent back."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from graph.errors import Conflict, InvalidPackage
from graph.packages.findings import Findings
from graph.packages.sources import source_of_bytes
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.exchange.exporting import FILE_KINDS
from service.http.attachments import attachment
from service.http.options import PartnershipId
from service.pages.localizer import localizer_of
from service.surveys.filling import form_of, take_forms
from service.surveys.pages import PAGE, surveys_page

router = APIRouter(include_in_schema=False)
Keeper = Annotated[Principal, requires(Action.SURVEY)]


@router.get(PAGE.route + "/formularz.xlsx")
def form_file(
    request: Request,
    principal: Keeper,
    partnership_id: PartnershipId,
    tura: Annotated[str, Query(min_length=1, max_length=60)],
) -> Response:
    """The form of everyone who is asked, a sheet each."""
    principal.runtime.library.revision(partnership_id)
    return Response(
        form_of(principal.runtime, partnership_id, tura, localizer_of(request)),
        media_type=FILE_KINDS["xlsx"].media_type,
        headers=attachment(f"formularz-{tura}.xlsx"),
    )


@router.post(PAGE.route + "/formularz")
async def filled_form(request: Request, principal: Keeper, partnership_id: PartnershipId) -> Response:
    """Take what a filled form says, all of it or nothing."""
    async with request.form(max_files=1, max_fields=4) as form:
        file = form.get("plik")
        data = await file.read() if isinstance(file, UploadFile) else b""
        name = (file.filename if isinstance(file, UploadFile) else None) or "formularz.xlsx"
    return await run_in_threadpool(_taken, request, principal, partnership_id, data, name)


def _taken(
    request: Request, principal: Principal, partnership_id: str, data: bytes, name: str
) -> Response:
    findings = Findings()
    try:
        take_forms(principal.runtime, source_of_bytes(data, name, findings), findings, partnership_id)
    except (Conflict, InvalidPackage) as error:
        return surveys_page(request, principal, partnership_id, error)
    return RedirectResponse(PAGE.url(partnership_id=partnership_id), status_code=303)
