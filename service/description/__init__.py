"""The description of the API (OpenAPI): who answers what, in which shape, with examples."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.openapi.utils import get_openapi
from starlette.responses import Response

from service.access.guard import open_to_all
from service.answers import answer_of, render_json
from service.description.examples import add_examples
from service.description.headers import add_headers
from service.description.schemas import answer_schemas
from service.description.texts import CONTACT, LICENCE, SERVERS, SUMMARY, TAGS, TEXT
from service.http.responses import answered

_SIGN_IN = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "A token of `kooperacje token create`",
    },
    "survey": {
        "type": "http",
        "scheme": "bearer",
        "description": "The secret of a link to a survey, of `kooperacje survey open`",
    },
}


def add_description(app: FastAPI) -> None:
    """Serve the description at ``/openapi.json``."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = description_of(app)
        return app.openapi_schema

    app.openapi = openapi

    @app.get(
        "/openapi.json", include_in_schema=False, dependencies=[open_to_all("names and shapes only")]
    )
    def describe(request: Request) -> Response:
        """The description of the API."""
        return answered(request, answer_of(render_json(openapi())))


def description_of(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of an application."""
    document = get_openapi(
        title=app.title,
        version=app.version,
        summary=SUMMARY,
        description=TEXT,
        routes=app.routes,
        tags=TAGS,
        servers=SERVERS,
        contact=CONTACT,
        license_info=LICENCE,
    )
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    # The framework's own error shape is not what is answered.
    schemas.pop("HTTPValidationError", None)
    schemas.pop("ValidationError", None)
    components["schemas"] = dict(sorted((schemas | answer_schemas()).items()))
    components["securitySchemes"] = _SIGN_IN
    document["security"] = [{"token": []}]
    add_headers(document)
    add_examples(document)
    return document
