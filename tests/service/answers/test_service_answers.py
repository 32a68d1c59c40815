"""The description of the API: each answer has a model, and real answers of every role are as it says."""

import json
import re

import pytest

from answer_models import compare, model_of_schema
from api_walk import DESCRIBED, OPERATIONS, Walk, good, in_json
from service.access.policy import Role
from writings import API, open_desk

SCHEMAS = DESCRIBED["components"]["schemas"]
#: What no role is asked for more than once: it takes seconds for each.
SLOW = "/stability"


def resolved(schema):
    return SCHEMAS[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def objects(schema):
    """The objects that an answer is or lists."""
    schema = resolved(schema)
    if schema.get("type") == "array":
        return objects(schema["items"])
    if "anyOf" in schema:
        return [one for part in schema["anyOf"] for one in objects(part)]
    return [schema]


every_operation = pytest.mark.parametrize(
    "operation", OPERATIONS.values(), ids=[one["operationId"] for one in OPERATIONS.values()]
)


@every_operation
def test_every_answer_names_its_properties(operation):
    for answer in good(operation).values():
        for kind, media in answer.get("content", {}).items():
            if kind == "application/json":
                for schema in objects(media["schema"]):
                    assert schema["properties"]
                    assert schema["additionalProperties"] is False


@every_operation
def test_an_operation_is_called_in_few_plain_words(operation):
    name = operation["operationId"]
    assert re.fullmatch(r"[a-z]+(_[a-z]+)+", name)
    assert len(name) <= 40
    assert operation["tags"][0] in {tag["name"] for tag in DESCRIBED["tags"]}
    assert operation["summary"]
    assert operation["description"]


def test_every_operation_has_a_name_of_its_own():
    names = [operation["operationId"] for operation in OPERATIONS.values()]
    assert len(set(names)) == len(names)


@every_operation
def test_every_refusal_is_a_problem(operation):
    for code, answer in operation["responses"].items():
        if code[0] in "45":
            (kind,) = answer["content"]
            assert kind == "application/problem+json"
        assert "X-Request-ID" in answer["headers"]


def test_the_description_says_whose_it_is_and_on_what_terms():
    told = DESCRIBED["info"]
    assert told["license"]["identifier"] == "EUPL-1.2"
    assert told["contact"]["name"]
    assert DESCRIBED["servers"] == [{"url": "/", "description": "This server"}]
    assert all(tag["description"] for tag in DESCRIBED["tags"])


@pytest.fixture(scope="module")
def walk(tmp_path_factory, demo_package):
    with open_desk(tmp_path_factory.mktemp("answers"), demo_package) as desk:
        yield Walk(desk)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        pytest.param(method, path, id=operation["operationId"])
        for (method, path), operation in OPERATIONS.items()
        if in_json(operation)
    ],
)
def test_real_answers_of_every_role_are_as_described(walk, method, path):
    doors = walk.desk.doors
    compared = sum(doors.compared.values())
    if written := walk.written(method, path):
        assert written[1].status_code in {200, 201}
    else:
        answered = set()
        for role in [Role.CASE_LEAD] if path.endswith(SLOW) else Role:
            headers = doors.headers(role, institution="I16")
            answered |= {answer.status_code for _, answer in walk.read(method, path, headers)}
        assert 200 in answered
        assert answered <= {200, 403, 404, 409}
    assert sum(doors.compared.values()) > compared


def test_the_page_of_the_description_shows_all_of_it_and_loads_nothing_from_elsewhere(walk):
    answer = walk.desk.doors.client.get("/docs")
    assert answer.status_code == 200
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'")
    page = answer.text
    anchors = re.findall(r'id="([^"]+)"', page)
    assert len(set(anchors)) == len(anchors)
    assert {one["operationId"] for one in OPERATIONS.values()} <= set(anchors)
    assert set(SCHEMAS) <= set(anchors)
    assert {f"#{id}" for id in anchors}.issuperset(re.findall(r'href="(#[^"]*)"', page))
    assert not re.findall(r'(?:src|href)="(?![/#])', page)
    assert "<script" not in page
    assert "style=" not in page


@every_operation
def test_examples_are_as_described(operation):
    """``docs/make_examples.py`` writes them anew."""
    for answer in good(operation).values():
        media = answer.get("content", {}).get("application/json")
        if media:
            model = model_of_schema(media["schema"])
            compare(operation["operationId"], model, json.dumps(media["example"]).encode())
    sent = operation.get("requestBody", {}).get("content", {}).get("application/json")
    assert sent is None or "example" in sent


def test_an_answer_that_says_more_or_less_than_its_model_is_noticed(walk):
    answer = walk.desk.doors.client.get(f"{API}/gaps", headers=walk.desk.headers)
    model = model_of_schema({"$ref": "#/components/schemas/GapsAnswer"})
    compare("gaps", model, answer.content)
    more, less, other = (answer.json() for _ in range(3))
    more["gaps"][0]["added"] = 1
    del less["gaps"][0]["spot"]
    other["gaps"][0]["families"] = "many"
    for changed in (more, less, other):
        with pytest.raises(AssertionError, match="not as described"):
            compare("gaps", model, json.dumps(changed).encode())
