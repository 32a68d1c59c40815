"""The headers that answers and requests carry."""

from collections.abc import Iterator
from typing import Any, Final

_TEXT: Final = {"type": "string"}
_HEADERS: Final[dict[str, dict[str, Any]]] = {
    "ETag": {"description": "Mark of the answer; names its version where it has one", "schema": _TEXT},
    "Vary": {"description": "What the answer depends on besides its address", "schema": _TEXT},
    "Cache-Control": {"description": "How long the answer may be kept", "schema": _TEXT},
    "Link": {"description": 'The next page, as `<address>; rel="next"`', "schema": _TEXT},
    "X-Request-ID": {"description": "Names the request, in the log too", "schema": _TEXT},
    "X-Total-Count": {"description": "How many there are on all pages", "schema": {"type": "integer"}},
    "Idempotent-Replayed": {
        "description": "`true` where an earlier request with this key was answered",
        "schema": _TEXT,
    },
    "Retry-After": {"description": "Seconds to wait", "schema": {"type": "integer"}},
    "WWW-Authenticate": {"description": "How to sign in", "schema": _TEXT},
    "Content-Disposition": {"description": "Name of the file", "schema": _TEXT},
}
_OF_STATUS: Final = {
    "304": ("ETag", "Vary", "Cache-Control"),
    "401": ("WWW-Authenticate",),
    "503": ("Retry-After",),
}
_KNOWN_ANSWER: Final = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "Mark of the answer that is known already",
    "schema": {"type": "string", "maxLength": 1000},
}


def add_headers(document: dict[str, Any]) -> None:
    """Describe the headers of every answer, and ``If-None-Match`` where it is heeded."""
    used = set[str]()
    for operation in _operations(document):
        responses: dict[str, dict[str, Any]] = operation["responses"]
        kept = "304" in responses
        if kept:
            operation.setdefault("parameters", []).append(_KNOWN_ANSWER)
        for status, response in responses.items():
            headers: dict[str, Any] = response.setdefault("headers", {})
            names = ["X-Request-ID", *_OF_STATUS.get(status, ())]
            if kept and status == "200":
                names += _OF_STATUS["304"]
            for name in names:
                headers.setdefault(name, {"$ref": f"#/components/headers/{name}"})
            used |= headers.keys()
    document["components"]["headers"] = {name: _HEADERS[name] for name in _HEADERS if name in used}


def _operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for methods in document["paths"].values():
        yield from methods.values()
