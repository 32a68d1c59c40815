"""The description as a page: all of ``/openapi.json``, from this server alone, without scripts."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from service.access.guard import open_to_all
from service.pages.files import asset_url
from service.pages.shell import templates

PAGE_PATH: Final = "/docs"
_LONGEST_LIST: Final = 12

router = APIRouter(include_in_schema=False, dependencies=[open_to_all("names and shapes only")])
Schema = Mapping[str, Any]


class Type(NamedTuple):
    """What a value is: words, and the shape that they speak of."""

    text: str
    shape: str = ""


class Field(NamedTuple):
    """A parameter, header or property."""

    name: str
    place: str
    type: Type
    required: bool
    text: str


class Body(NamedTuple):
    """What is sent or answered."""

    name: str
    text: str
    media: tuple[str, ...]
    type: Type
    headers: tuple[str, ...]
    example: str


class Operation(NamedTuple):
    """One question that the API answers."""

    name: str
    method: str
    path: str
    summary: str
    text: str
    fields: tuple[Field, ...]
    sent: Body | None
    answers: tuple[Body, ...]


class Shape(NamedTuple):
    """A named object."""

    name: str
    text: str
    fields: tuple[Field, ...]


@router.get(PAGE_PATH)
def show_description(request: Request) -> Response:
    """Every operation by subject, then the shapes they use."""
    document = request.app.openapi()
    page = templates().get_template("api.html.j2")
    operations = [*_operations(document)]
    return HTMLResponse(
        page.render(
            info=document["info"],
            paragraphs=[_runs(line) for line in document["info"]["description"].splitlines() if line],
            subjects=[
                (tag, [one for subject, one in operations if subject == tag["name"]])
                for tag in document["tags"]
            ],
            shapes=[*_shapes(document)],
            asset=asset_url,
        )
    )


def _operations(document: Schema) -> Iterator[tuple[str, Operation]]:
    for path, methods in document["paths"].items():
        for method, one in methods.items():
            sent = one.get("requestBody")
            yield (
                one["tags"][0],
                Operation(
                    one["operationId"],
                    method.upper(),
                    path,
                    one["summary"],
                    one.get("description", ""),
                    tuple(_parameter(given) for given in one.get("parameters", ())),
                    _body("", sent) if sent else None,
                    tuple(_body(status, answer) for status, answer in sorted(one["responses"].items())),
                ),
            )


def _shapes(document: Schema) -> Iterator[Shape]:
    for name, schema in document["components"]["schemas"].items():
        required = schema.get("required", ())
        yield Shape(
            name,
            schema.get("description", ""),
            tuple(
                Field(inner, "", type_of(one), inner in required, one.get("description", ""))
                for inner, one in schema.get("properties", {}).items()
            ),
        )


def _parameter(given: Schema) -> Field:
    text = given.get("description", "")
    return Field(
        given["name"], given["in"], type_of(given["schema"]), given.get("required", False), text
    )


def _body(name: str, given: Schema) -> Body:
    content: Schema = given.get("content", {})
    schemas = [media.get("schema", {}) for media in content.values()]
    examples = [media["example"] for media in content.values() if "example" in media]
    return Body(
        name,
        given.get("description", ""),
        tuple(content),
        type_of(schemas[-1]) if schemas else Type(""),
        tuple(given.get("headers", ())),
        json.dumps(examples[0], ensure_ascii=False, indent=2) if examples else "",
    )


def type_of(schema: Schema) -> Type:
    """What a schema says in few words.

    >>> type_of({"type": "array", "items": {"$ref": "#/components/schemas/Gap"}})
    Type(text='list of Gap', shape='Gap')
    >>> type_of({"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}).text
    'date or null'
    >>> type_of({"type": "object", "additionalProperties": {"type": "integer"}}).text
    'integer by name'
    """
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return Type(name, name)
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return _joined([type_of(one) for one in schema[key]])
    if "const" in schema:
        return Type(str(schema["const"]))
    if "enum" in schema:
        codes = schema["enum"]
        more = " …" if len(codes) > _LONGEST_LIST else ""
        return Type(" | ".join(map(str, codes[:_LONGEST_LIST])) + more)
    kind = schema.get("type", "any")
    if kind == "array":
        inner = type_of(schema.get("items", {}))
        return Type(f"list of {inner.text}", inner.shape)
    further = schema.get("additionalProperties")
    if kind == "object" and isinstance(further, dict):
        inner = type_of(further)  # pyright: ignore[reportUnknownArgumentType]  # a schema
        return Type(f"{inner.text} by name", inner.shape)
    if kind == "object" and "title" in schema:
        return Type(schema["title"])
    return Type(schema.get("format", kind))


def _joined(types: list[Type]) -> Type:
    shape = next((one.shape for one in types if one.shape), "")
    return Type(" or ".join(dict.fromkeys(one.text for one in types)), shape)


def _runs(line: str) -> list[tuple[str, str]]:
    """A line in runs: words, **strong** ones and `code`, each with the element it stands in."""
    runs: list[tuple[str, str]] = []
    for number, strong in enumerate(line.removeprefix("- ").split("**")):
        if number % 2:
            runs.append(("strong", strong))
            continue
        for place, text in enumerate(strong.split("`")):
            if text:
                runs.append(("code" if place % 2 else "", text))
    return runs
