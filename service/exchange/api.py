"""Packages in and out."""

from functools import partial
from typing import Annotated, Any, Final

from anyio import to_thread
from fastapi import APIRouter, Query, Request
from starlette.datastructures import UploadFile
from starlette.responses import Response

from graph.errors import InvalidRequest, Problem
from graph.packages.choices import NO_CHOICES, Choices, choices_in
from graph.packages.strengths import strengths_said
from graph.stores.strangers import IdChoice
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.answers.network_file import NetworkFile
from service.answers.system import ImportReport
from service.exchange.exporting import FILE_KINDS, ExportFormat, export_bytes
from service.exchange.importing import dry_run_sent, import_sent
from service.http.attachments import attachment
from service.http.concurrency import in_turn
from service.http.options import LONGEST_ID, AsOf, IfMatch, Key, PartnershipId
from service.http.responses import json_doc, problem_doc
from service.runtime import today

router = APIRouter(tags=["packages"])
Importer = Annotated[Principal, requires(Action.IMPORT)]
Exporter = Annotated[Principal, requires(Action.EXPORT)]

IMPORT_PATH: Final = "/api/v1/partnerships/import"
MOST_IMPORT_BYTES: Final = 64 << 20
_FILE: Final = {"schema": {"type": "string", "format": "binary"}}
_FILES: Final = {kind.media_type: _FILE for kind in FILE_KINDS.values()} | json_doc(NetworkFile, "")[
    200
]["content"]
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "description": "A package as .zip or .xlsx, as it is or in the field `file` of a form",
        "content": {
            "application/zip": _FILE,
            FILE_KINDS["xlsx"].media_type: _FILE,
            "application/octet-stream": _FILE,
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        "choices": {
                            "type": "string",
                            "description": "How to read the file, as JSON: the answer of a dry run or"
                            " of a refusal, its `understood` and `guessed` as they are or corrected",
                        },
                    },
                }
            },
        },
    },
    "x-without-if-match": "a package can arrive from whoever keeps it elsewhere; If-Match is heeded",
}


@router.post(
    "/partnerships/import",
    openapi_extra=_BODY,
    responses=json_doc(ImportReport, "What the import did")
    | problem_doc(409, "Others kept writing")
    | problem_doc(412, "The partnership changed since it was read")
    | problem_doc(413, "The package is too large"),
)
async def import_partnership(
    request: Request,
    principal: Importer,
    name: Annotated[
        str, Query(max_length=LONGEST_ID, description="Names a package without `partnership`")
    ] = "pakiet",
    prefix: Annotated[
        str | None,
        Query(
            max_length=100,
            description="Put before every institution id of the package, where other partnerships use"
            " these ids for other institutions; the partnership remembers it for later imports",
        ),
    ] = None,
    overwrite_shared: Annotated[
        bool,
        Query(
            description="Institutions that other partnerships hold under the same ids are the same"
            " ones, whatever their name, place or register number: the package's facts hold for all"
        ),
    ] = False,
    strength: Annotated[
        int | None, Query(ge=1, le=5, description="The strength of ties without a number")
    ] = None,
    scale: Annotated[
        str | None,
        Query(max_length=20, description="The scale of the file's numbers as MIN-MAX, such as 1-10"),
    ] = None,
    dry_run: Annotated[
        bool, Query(description="Only tell how the file is understood and what it would change")
    ] = False,
    if_match: IfMatch = None,
    idempotency_key: Key = None,
) -> Response:
    """Make the store hold exactly this package; all of it or, if it has problems, nothing."""
    data, sent_name, choices = await _package_of(request)
    choice, strengths = IdChoice(overwrite_shared, prefix), strengths_said(strength, scale)
    if dry_run:
        look = partial(dry_run_sent, principal, data, sent_name or name, choice, strengths, choices)
        told = await to_thread.run_sync(look, limiter=principal.runtime.import_threads)
        return Response(told, media_type="application/json")
    carry_out = partial(
        *(import_sent, principal, data, sent_name or name),
        if_match=if_match,
        key=idempotency_key,
        choice=choice,
        strengths=strengths,
        choices=choices,
    )
    answer, again = await to_thread.run_sync(carry_out, limiter=principal.runtime.import_threads)
    headers = {"Idempotent-Replayed": "true"} if again else None
    return Response(answer, media_type="application/json", headers=headers)


@router.get(
    "/partnerships/{partnership_id:path}/export",
    response_class=Response,
    responses={200: {"description": "The file", "content": _FILES}},
)
async def export_partnership(
    principal: Exporter,
    partnership_id: PartnershipId,
    format: Annotated[ExportFormat, Query(description="What kind of file")] = "package",
    as_of: AsOf = None,
) -> Response:
    """A partnership as a file; `package` and `xlsx` can be imported again without loss."""
    kind = FILE_KINDS[format]
    make = partial(export_bytes, principal.runtime, partnership_id, format, as_of or today())
    data = await in_turn(principal.runtime.file_threads, make)
    headers = attachment(partnership_id + kind.suffix)
    return Response(data, media_type=kind.media_type, headers=headers)


async def _package_of(request: Request) -> tuple[bytes, str | None, Choices]:
    """The file that was sent, its name where it has one, and how it is to be read."""
    content_type = request.headers.get("content-type", "")
    if not content_type.startswith("multipart/form-data"):
        return await request.body(), None, NO_CHOICES
    async with request.form(max_files=1, max_fields=10) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            expected = ("a .zip or .xlsx file", "plik .zip albo .xlsx")
            raise InvalidRequest([Problem("request", None, "file", None, *expected)])
        said = form.get("choices")
        choices = choices_in(said) if isinstance(said, str) else NO_CHOICES
        return await file.read(), file.filename, choices
