"""Errors as problem details (RFC 9457): one table from error class to status and title."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final, NamedTuple

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from graph import errors as domain
from service.answers import render_json
from service.answers.documents import understood_document
from service.http import errors as door
from service.http.logs import APP
from service.http.unavailable import in_english

MEDIA_TYPE: Final = "application/problem+json"
RETRY_AFTER_SECONDS: Final = 5


class Kind(NamedTuple):
    """How an error class is presented."""

    status: int
    name: str
    title: str


TABLE: Final[Mapping[type[Exception], Kind]] = {
    domain.NotFound: Kind(404, "not-found", "Not found"),
    domain.Ambiguous: Kind(422, "ambiguous", "Several fit, name one"),
    domain.Conflict: Kind(409, "conflict", "The state does not allow it"),
    domain.InvalidPackage: Kind(422, "invalid-package", "The package has problems"),
    domain.IdsTaken: Kind(422, "ids-taken", "Ids stand for other institutions elsewhere"),
    domain.InvalidRequest: Kind(422, "invalid-request", "The request has problems"),
    RequestValidationError: Kind(422, "invalid-request", "The request has problems"),
    domain.StoreUnavailable: Kind(503, "store-unavailable", "The database does not answer now"),
    domain.ScrubDue: Kind(503, "store-unavailable", "What was erased leaves traces for now"),
    domain.StoreLocked: Kind(503, "store-locked", "Another process holds the database"),
    domain.StoreTooNew: Kind(500, "store-too-new", "A newer version wrote the database"),
    domain.StoreDamaged: Kind(500, "store-damaged", "The database is damaged"),
    domain.NotAllReadable: Kind(500, "store-damaged", "Not all that was kept can be read"),
    domain.StoreError: Kind(500, "store-failed", "The database failed"),
    domain.GraphError: Kind(500, "failed", "The question could not be answered"),
    door.SignInNeeded: Kind(401, "sign-in-needed", "A valid token or session is needed"),
    door.NotAllowed: Kind(403, "not-allowed", "Outside of the role or the territory"),
    door.OthersFacts: Kind(403, "others-facts", "Institutions of another territory would change"),
    door.ForgedForm: Kind(403, "forged-form", "The form was not made by a page of this session"),
    door.TooManyTries: Kind(429, "too-many-tries", "Too many failed tries"),
    door.PreconditionFailed: Kind(412, "out-of-date", "The data changed since they were read"),
    door.PreconditionRequired: Kind(
        428, "mark-needed", "If-Match with the version that was read is needed"
    ),
    door.KeyReused: Kind(422, "key-reused", "The Idempotency-Key came with another request before"),
}
_FAILED: Final = Kind(500, "failed", "Something went wrong here")


class Problem(NamedTuple):
    """An error as it is told: status, document and headers."""

    status: int
    document: dict[str, Any]
    headers: dict[str, str]


def kind_of(error: Exception) -> Kind:
    """The nearest line of the table; HTTP errors name their own status.

    >>> kind_of(domain.NotFound("partnership", "p")).status
    404
    """
    if isinstance(error, HTTPException):
        phrase = HTTPStatus(error.status_code).phrase
        return Kind(error.status_code, phrase.lower().replace(" ", "-"), phrase)
    return next((TABLE[kind] for kind in type(error).__mro__ if kind in TABLE), _FAILED)


def problem_of(error: Exception, request_id: str = "") -> Problem:
    """An error as a problem; it never repeats what was sent, except values a package may show."""
    kind = kind_of(error)
    document: dict[str, Any] = {
        "type": f"urn:kooperacje:{kind.name}",
        "title": kind.title,
        "status": kind.status,
    }
    if request_id:
        document["request_id"] = request_id
    headers: dict[str, str] = {}
    match error:
        case domain.InvalidPackage() | domain.InvalidRequest() | door.OthersFacts():
            document["errors"] = [_fault(one) for one in error.problems]
            if isinstance(error, domain.InvalidPackage):
                document |= read_so_far(error)
        case RequestValidationError():
            document["errors"] = [_fault(one) for one in _faults_of(error.errors())]
        case domain.NotFound() if error.kind == "partnership":
            document["detail"] = "There is no such partnership."
        case domain.Conflict():
            document["detail"] = error.reason
        case domain.Ambiguous():
            document["candidates"] = list(error.ids)
        case domain.StoreUnavailable() | domain.StoreLocked():
            if error.reason == domain.NO_ROOM:
                document["detail"] = f"{domain.NO_ROOM.capitalize()}."
            headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
        case door.SignInNeeded():
            headers["WWW-Authenticate"] = "Bearer"
        case door.TooManyTries():
            headers["Retry-After"] = str(error.wait)
        case HTTPException():
            headers |= error.headers or {}
        case _:
            pass
    return Problem(kind.status, document, headers)


def problem_response(error: Exception, request_id: str = "") -> Response:
    """An error as a response."""
    problem = problem_of(error, request_id)
    return Response(
        render_json(problem.document),
        status_code=problem.status,
        headers={"Cache-Control": "no-store", **problem.headers},
        media_type=MEDIA_TYPE,
    )


def error_response(request: Request, error: Exception) -> Response:
    """An error as a page, where the pages present it to this reader, else as a problem."""
    request_id = getattr(request.state, "request_id", "")
    page = getattr(request.app.state, "error_page", None)
    if page is not None and not request.url.path.startswith(("/api/", "/health/", "/metrics")):
        shown = page(request, problem_of(error, request_id))
        if shown is not None:
            return shown
    return problem_response(error, request_id)


def add_problem_handlers(app: FastAPI) -> None:
    """Answer every error of the table, and those of the framework, with a problem.

    Pages may present errors their own way: ``app.state.error_page(request, problem)`` returns a
    response, or ``None`` to leave it to this module; it is not asked for the API.
    """

    async def answer(request: Request, error: Exception) -> Response:
        if isinstance(error, domain.StoreError):
            kind = kind_of(error).name
            request.app.state.runtime.metrics.store_failed(kind)
            APP.warning("the database failed a request", extra={"facts": _facts(request, kind, error)})
        return error_response(request, error)

    for kind in (*TABLE, HTTPException):
        app.add_exception_handler(kind, answer)


def _facts(request: Request, kind: str, error: domain.StoreError) -> dict[str, str]:
    """What the log may say of a failure of the database: never what was asked or found."""
    facts = {
        "request_id": getattr(request.state, "request_id", ""),
        "kind": kind,
        "query": error.query,
    }
    if isinstance(error, domain.StoreUnavailable):
        facts["reason"] = in_english(error)
    elif not isinstance(error, domain.StoreDamaged):
        facts["reason"] = error.reason
    return facts


def read_so_far(error: domain.InvalidPackage) -> dict[str, Any]:
    """What was noticed in a refused package beside its problems, and how its parts were understood."""
    return {
        "warnings": [en for en, _ in error.notes],
        "warnings_pl": [pl for _, pl in error.notes],
        "understood": [understood_document(one) for one in error.understood],
    }


def _fault(problem: domain.Problem) -> dict[str, Any]:
    fault: dict[str, Any] = {
        "table": problem.table,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "expected": problem.expected,
    }
    if problem.expected_pl:
        fault["expected_pl"] = problem.expected_pl
    if problem.count > 1:
        fault |= {"count": problem.count, "rows": list(problem.rows)}
    return fault


def _faults_of(found: Sequence[Mapping[str, Any]]) -> list[domain.Problem]:
    """The framework's findings: place and rule, without what stood there."""
    return [_fault_of(one["type"], [str(part) for part in one["loc"]], one["msg"]) for one in found]


def _fault_of(rule: str, place: Sequence[str], message: str) -> domain.Problem:
    table, *path = place
    match rule:
        case "extra_forbidden":  # the name of an unknown field is the sender's own text
            return domain.Problem(table, None, None, None, "known fields only", "tylko znane pola")
        case "json_invalid":  # its place counts characters
            return domain.Problem(table, None, None, None, "a JSON document", "dokument JSON")
        case _:
            return domain.Problem(table, None, ".".join(path) or None, None, message, _polish(rule))


#: What the framework expects, by the beginning of its rule's name.
_RULES_PL: Final[Mapping[str, str]] = {
    "missing": "wartość, bo pole jest wymagane",
    "int": "liczba całkowita",
    "float": "liczba",
    "bool": "true albo false",
    "date": "dzień w postaci rok-miesiąc-dzień, np. 2026-03-14",
    "literal_error": "jedna z dozwolonych wartości",
    "enum": "jedna z dozwolonych wartości",
    "greater_than": "większa liczba",
    "less_than": "mniejsza liczba",
    "too_long": "krótsza lista",
    "string_too_long": "krótszy tekst",
    "too_short": "dłuższa lista",
    "string_too_short": "dłuższy tekst",
}


def _polish(rule: str) -> str:
    """What a rule of the framework expects, in Polish.

    >>> _polish("int_parsing"), _polish("some_new_rule")
    ('liczba całkowita', 'inna wartość')
    """
    return next((text for name, text in _RULES_PL.items() if rule.startswith(name)), "inna wartość")
