"""Examples of questions and answers, taken from the demo partnership."""

from functools import cache
from importlib.resources import files
from typing import Any

import orjson


def add_examples(document: dict[str, Any]) -> None:
    """Put an example beside every JSON body of a description."""
    known = _examples()
    for methods in document["paths"].values():
        for operation in methods.values():
            example = known.get(operation["operationId"], {})
            body = operation.get("requestBody", {}).get("content", {}).get("application/json")
            if body is not None and "request" in example:
                body["example"] = example["request"]
            for status, response in operation["responses"].items():
                answer = response.get("content", {}).get("application/json")
                if answer is not None and status.startswith("2") and "answer" in example:
                    answer["example"] = example["answer"]


@cache
def _examples() -> dict[str, dict[str, Any]]:
    """By operation: ``request`` and ``answer``; ``docs/make_examples.py`` writes them."""
    return orjson.loads(files("service.description").joinpath("examples.json").read_bytes())
