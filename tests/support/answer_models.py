"""Compares every JSON answer of an application with the model that describes it."""

from functools import cache

from fastapi.routing import iter_route_contexts
from pydantic import TypeAdapter, ValidationError

from service.answers.problems import Problem
from service.http.responses import ANSWERS

JSON = b"application/json"
PROBLEM = b"application/problem+json"


class AnswersChecked:
    """Outermost layer of a tested application: an answer that is not as described fails the test.

    ``seen`` counts the answers that were compared, by name of the function that gave them.
    """

    def __init__(self, app, seen):
        self._app = app
        self._seen = seen
        self._models = {}

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start, body = {}, bytearray()

        async def keep(message):
            if message["type"] == "http.response.start":
                start.update(message)
            else:
                body.extend(message.get("body", b""))
            await send(message)

        await self._app(scope, receive, keep)
        kind = dict(start.get("headers", ())).get(b"content-type", b"").partition(b";")[0]
        if kind == PROBLEM:
            compare(scope["path"], Problem, bytes(body))
        elif kind == JSON and start["status"] < 300 and (endpoint := scope.get("endpoint")):
            model = self._model_of(scope["app"], endpoint)
            if model is not None:
                compare(scope["path"], model, bytes(body))
                self._seen[endpoint.__name__] += 1

    def _model_of(self, app, endpoint):
        if not self._models:
            self._models.update(
                (route.endpoint, described_model(route))
                for route in iter_route_contexts(app.routes)
                if hasattr(route, "responses")
            )
        return self._models.get(endpoint)


def described_model(route):
    """The model of what a route answers when all is well, as its declaration names it."""
    for status, response in route.responses.items():
        if str(status)[0] == "2" and (content := response.get("content", {}).get("application/json")):
            return model_of_schema(content["schema"])
    return None


def model_of_schema(schema):
    """The type that a schema of an answer refers to."""
    if schema.get("type") == "array":
        return list[model_of_schema(schema["items"])]
    if "$ref" in schema:
        return ANSWERS[schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        first, *others = [model_of_schema(one) for one in schema["anyOf"]]
        for other in others:
            first = first | other
        return first
    return None


def compare(path, model, body):
    """Fail if a body is not what its model says, or says more."""
    found = differences(model, body)
    assert not found, f"{path} is not as described: {found[:8]}"


def differences(model, body):
    """Where a body is not what its model says, or says more."""
    try:
        adapter(model).validate_json(body, strict=True)
    except ValidationError as error:
        return error.errors(include_url=False, include_context=False, include_input=False)
    return []


@cache
def adapter(model):
    """What reads a model, made once."""
    return TypeAdapter(model)
