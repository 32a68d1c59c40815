"""The description of the API (OpenAPI), with its problems and its ways to sign in."""

from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.openapi.utils import get_openapi
from starlette.responses import Response

from service.access.guard import open_to_all
from service.answers import answer_of, render_json
from service.api.responses import answered

_TEXT: Final = {"type": "string"}
_MAYBE_TEXT: Final = {"type": ["string", "null"]}
_FAULT: Final = {
    "type": "object",
    "required": ["table", "row", "column", "value", "expected"],
    "properties": {
        "table": _TEXT,
        "row": {"type": ["integer", "null"], "description": "As a spreadsheet counts: header = 1"},
        "column": _MAYBE_TEXT,
        "value": {**_MAYBE_TEXT, "description": "Null where showing it could disclose a person"},
        "expected": _TEXT,
        "expected_pl": _TEXT,
    },
}
_PROBLEM: Final = {
    "type": "object",
    "description": "Problem details, RFC 9457",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "request_id": _TEXT,
        "errors": {"type": "array", "items": _FAULT},
        "candidates": {"type": "array", "items": _TEXT},
    },
}
_SIGN_IN: Final = {"token": {"type": "http", "scheme": "bearer"}}


def add_description(app: FastAPI) -> None:
    """Serve the description at ``/openapi.json``."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = get_openapi(title=app.title, version=app.version, routes=app.routes)
            components = document.setdefault("components", {})
            schemas = components.setdefault("schemas", {})
            # The framework's own error shape is not what is answered.
            schemas.pop("HTTPValidationError", None)
            schemas.pop("ValidationError", None)
            schemas["Problem"] = _PROBLEM
            components["securitySchemes"] = _SIGN_IN
            document["security"] = [{"token": []}]
            app.openapi_schema = document
        return app.openapi_schema

    app.openapi = openapi

    @app.get(
        "/openapi.json", include_in_schema=False, dependencies=[open_to_all("names and shapes only")]
    )
    def describe(request: Request) -> Response:
        """The description of the API."""
        return answered(request, answer_of(render_json(openapi())))
