"""Public registers over HTTP."""

from functools import partial
from hashlib import sha256
from typing import Annotated, Any, Final

from anyio import to_thread
from fastapi import APIRouter, Query, Request
from starlette.datastructures import UploadFile
from starlette.responses import Response

from graph.errors import Conflict, InvalidRequest, Problem
from graph.packages.findings import Findings
from graph.packages.sources import source_of_bytes
from graph.registers import KINDS
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.answers import render_json
from service.answers.registers import RegisterName, RegisterReport
from service.http.idempotency import Once, Sent
from service.http.options import Key
from service.http.responses import json_doc, problem_doc
from service.registers import outcome
from service.registers.documents import register_document
from service.registers.importing import import_file, read_file

router = APIRouter(tags=["registers"])
Importer = Annotated[Principal, requires(Action.IMPORT_REGISTERS)]

#: Where registers are sent to, and how large one may be.
IMPORT_PATHS: Final = tuple(f"/api/v1/registers/{kind}" for kind in KINDS)
MOST_IMPORT_BYTES: Final = 64 << 20
_FILE: Final = {"schema": {"type": "string", "format": "binary"}}
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "description": "The official file, as it is or in the field `file` of a form",
        "content": {
            "text/csv": _FILE,
            "application/octet-stream": _FILE,
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            },
        },
    },
    "x-without-if-match": "a register is published elsewhere and concerns many partnerships at once",
}


@router.post(
    "/registers/{kind}",
    openapi_extra=_BODY,
    responses=json_doc(RegisterReport, "What the import did")
    | problem_doc(409, "Others kept writing")
    | problem_doc(413, "The file is too large"),
)
async def import_register(
    request: Request,
    principal: Importer,
    kind: RegisterName,
    update: Annotated[
        bool,
        Query(description="Write facts that the register has otherwise; else they are only told"),
    ] = False,
    dry_run: Annotated[bool, Query(description="Only tell what would change")] = False,
    idempotency_key: Key = None,
) -> Response:
    """Names of territories, candidates on the maps of your territory, or waiting times.

    All of the file or, if it has problems, nothing. An institution comes once, by its number in the
    register; one that the register lists no longer is told and stays.
    """
    data, name = await _file_of(request)
    wanted = outcome.Request(kind, update=update, dry_run=dry_run)
    sent = sha256(data).digest() + repr(wanted).encode()
    once = Once(principal, Sent(f"registers/{kind}", idempotency_key, sent))
    carry_out = partial(import_sent, principal, data, name or kind, wanted, once)
    answer, again = await to_thread.run_sync(carry_out, limiter=principal.runtime.import_threads)
    headers = {"Idempotent-Replayed": "true"} if again else None
    return Response(answer, media_type="application/json", headers=headers)


def import_sent(
    principal: Principal, data: bytes, name: str, wanted: outcome.Request, once: Once
) -> tuple[bytes, bool]:
    """Import a file that came over HTTP.

    Returns
    -------
    tuple
        The report as JSON, and whether it is that of an earlier request.
    """
    findings = Findings()
    # Whatever the file holds, other imports do not wait for it.
    source = source_of_bytes(data, name, findings)
    file = read_file(principal.runtime.store, wanted.kind, source, findings)
    with principal.runtime.importing:
        if (earlier := once.seen()) is not None:
            return earlier.encode(), True
        try:
            told = import_file(principal, file, wanted, None if wanted.dry_run else once)
        except Conflict:
            # The same request may have been carried out by another server at this very moment.
            if (earlier := once.seen()) is None:
                raise
            return earlier.encode(), True
    return render_json(register_document(told)), False


async def _file_of(request: Request) -> tuple[bytes, str | None]:
    """The file that was sent, and its name where it has one."""
    content_type = request.headers.get("content-type", "")
    if not content_type.startswith("multipart/form-data"):
        return await request.body(), None
    async with request.form(max_files=1, max_fields=10) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            expected = ("a file of the register", "plik z rejestru")
            raise InvalidRequest([Problem("request", None, "file", None, *expected)])
        return await file.read(), file.filename
