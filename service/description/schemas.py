"""Schemas of the answers, made of their models."""

from collections.abc import Mapping
from typing import Any, Final, Literal

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode

from service.answers.problems import Problem
from service.http.responses import ANSWERS

_REFERENCE: Final = "#/components/schemas/{model}"
_MODE: Final[Literal["serialization"]] = "serialization"


class _Untitled(GenerateJsonSchema):
    """Without a title that repeats the name of each field."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401  # as the base class
        return False


def answer_schemas() -> Mapping[str, Mapping[str, Any]]:
    """The schema of each answer by name, and of everything that an answer holds."""
    inputs: list[tuple[str, JsonSchemaMode, TypeAdapter[Any]]] = [
        (name, _MODE, TypeAdapter(model)) for name, model in {**ANSWERS, "Problem": Problem}.items()
    ]
    whole, definitions = TypeAdapter.json_schemas(
        inputs, ref_template=_REFERENCE, schema_generator=_Untitled
    )
    found: dict[str, Any] = dict(definitions.get("$defs", {}))
    for (name, _), schema in whole.items():
        if schema != {"$ref": _REFERENCE.format(model=name)}:
            found[str(name)] = schema
    return found
