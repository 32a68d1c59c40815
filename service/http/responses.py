"""How an answer leaves the API: bytes with a mark, or "not modified"; and what OpenAPI says of it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, get_args, get_origin

from fastapi import Request
from pydantic import BaseModel
from starlette.responses import Response

from service.answers import Answer, render_json
from service.http.problems import MEDIA_TYPE

_PROBLEM: Final = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}

#: Every route of the API may answer these.
PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {
    401: {"description": "A valid token or session is needed", "content": _PROBLEM},
    403: {"description": "Outside of the role or the territory", "content": _PROBLEM},
    404: {"description": "Not found", "content": _PROBLEM},
    422: {"description": "The request has problems", "content": _PROBLEM},
    503: {"description": "The database does not answer now", "content": _PROBLEM},
}


def problem_doc(status: int, description: str) -> dict[int | str, dict[str, Any]]:
    """One more problem that a route may answer."""
    return {status: {"description": description, "content": _PROBLEM}}


NO_HEADERS: Final[Mapping[str, str]] = MappingProxyType({})
#: Of routes that make something new.
CONFLICT: Final = problem_doc(409, "The state does not allow it")
#: Of routes that change what was read.
CHANGED: Final = (
    CONFLICT
    | problem_doc(412, "It changed since it was read")
    | problem_doc(428, "The version that was read is not named")
)
#: Of routes that take a body.
TOO_LARGE: Final = problem_doc(413, "Too large")


#: The models of all answers by the name of their schema.
ANSWERS: Final[dict[str, Any]] = {}


def json_doc(model: Any, description: str, status: int = 200) -> dict[int | str, dict[str, Any]]:  # noqa: ANN401
    """What a route answers when all is well.

    Parameters
    ----------
    model
        A model of :mod:`service.answers`, or ``list[...]`` of one or of a union of them.
    """
    listed = get_origin(model) is list
    (one,) = get_args(model) if listed else (model,)
    refs = [_reference(part) for part in (get_args(one) or (one,))]
    schema = refs[0] if len(refs) == 1 else {"anyOf": refs}
    if listed:
        schema = {"type": "array", "items": schema}
    return {status: {"description": description, "content": {"application/json": {"schema": schema}}}}


def _reference(model: type[BaseModel]) -> dict[str, Any]:
    # Models are turned into schemas when the description is asked for: that takes long.
    if ANSWERS.setdefault(model.__name__, model) is not model:
        raise RuntimeError(f"two answers are called {model.__name__}")
    return {"$ref": f"#/components/schemas/{model.__name__}"}


def versioned_doc(model: Any, description: str, status: int = 200) -> dict[int | str, dict[str, Any]]:  # noqa: ANN401
    """The same of an object that has a version, which the answer carries as its mark."""
    mark = {"required": True, "description": "Version, for If-Match", "schema": {"type": "string"}}
    (said,) = json_doc(model, description).values()
    return {status: {**said, "headers": {"ETag": mark}}}


def paged(answers: dict[int | str, dict[str, Any]], *further: str) -> dict[int | str, dict[str, Any]]:
    """The same of a list in pages: a header leads to the next one; ``further`` names more headers."""
    headers = {name: {"$ref": f"#/components/headers/{name}"} for name in ("Link", *further)}
    return answers | {200: {**answers[200], "headers": headers}}


def kept_doc(model: Any, description: str) -> dict[int | str, dict[str, Any]]:  # noqa: ANN401
    """The same of a route that marks its answers."""
    return json_doc(model, description) | {304: {"description": "The answer the client already has"}}


def json_answer(
    document: object,
    status: int = 200,
    version: int | str | None = None,
    headers: Mapping[str, str] = NO_HEADERS,
) -> Response:
    """A document, made for this request; the version of what it tells is its mark."""
    mark = {"ETag": f'"{version}"'} if version is not None else {}
    return Response(render_json(document), status, {**mark, **headers}, media_type="application/json")


def answered(
    request: Request,
    answer: Answer,
    media_type: str = "application/json",
    headers: Mapping[str, str] = NO_HEADERS,
) -> Response:
    """The answer, or only its mark when the client already has it; with further headers, if any."""
    headers = {
        **headers,
        "ETag": answer.etag,
        "Cache-Control": "private, no-cache",
        "Vary": "Authorization, Cookie",
    }
    if _known(request.headers.get("if-none-match"), answer.etag):
        return Response(status_code=304, headers=headers)
    return Response(answer.body, headers=headers, media_type=media_type)


def _known(given: str | None, etag: str) -> bool:
    if given is None:
        return False
    marks = {mark.strip().removeprefix("W/") for mark in given.split(",")}
    return etag in marks or "*" in marks
