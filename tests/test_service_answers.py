"""The description of the API: each answer has a model, and real answers of every role are as it says."""

import json
import re

import pytest

from answer_models import compare, model_of_schema
from case_journals import WHOLE, consent, journal, walked
from doors import HERE
from service.access.policy import Role
from service.app import create_app
from service.settings import Settings
from writings import API, POSTS, open_desk

DESCRIBED = create_app(Settings()).openapi()
#: Every operation by method and path.
OPERATIONS = {
    (method, path): operation
    for path, operations in DESCRIBED["paths"].items()
    for method, operation in operations.items()
}
SCHEMAS = DESCRIBED["components"]["schemas"]
#: What no role is asked for more than once: it takes seconds for each.
SLOW = "/stability"
ROUTE = {"gmina": "2499011", "needs": ["N04", "N01"], "age_bands": ["3-6"]}
QUESTIONS = {
    "/what-if": {"add": ["I13"], "tie": ["I01~I13"]},
    "v1/routes": ROUTE | {"alternatives": 2},
    "/capacity": {"gmina": "2499011", "needs": ["N04", "N07"]},
}


def good(operation):
    """What an operation answers when all is well, by status."""
    return {code: one for code, one in operation["responses"].items() if code[0] == "2"}


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
def desk(tmp_path_factory, demo_package):
    """The demo partnership with one of everything that can be read."""
    with open_desk(tmp_path_factory.mktemp("answers"), demo_package) as opened:
        yield opened


@pytest.fixture(scope="module")
def case(desk):
    """A case with every kind of step."""
    desk.doors.client.headers.update(desk.headers)
    family = walked(desk.doors.client, journal(WHOLE))
    del desk.doors.client.headers["Authorization"]
    return family


@pytest.fixture(scope="module")
def everything(desk, case):
    """One of everything that can be read."""
    for prepare in (desk.barrier, desk.meeting, desk.flow, desk.invitation, desk.advice):
        desk.made(prepare())
    desk.made(desk.permission())
    desk.made(desk.referral())
    desk.doors.client.headers.update(desk.headers)
    for kind in ("needs", "basket", "diagnosis"):
        consent(desk.doors.client, "R01", "I16", kind)
    del desk.doors.client.headers["Authorization"]
    return desk


def addresses(path, case, gap):
    """Where the resource of a path is read."""
    if "{name}" in path:
        names = next(
            one["schema"]["enum"]
            for one in OPERATIONS["get", path]["parameters"]
            if one["name"] == "name"
        )
        return [path.replace("{name}", name) for name in names]
    if "{family_id}" in path:
        return [path.replace("{family_id}", family) for family in (case, "R01")]
    address = path.replace("{partnership_id}", HERE).replace("{gap_id}", gap)
    return [address + "?format=json" if path.endswith("_id}/export") else address]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        pytest.param(method, path, id=operation["operationId"])
        for (method, path), operation in OPERATIONS.items()
        if any("application/json" in one.get("content", {}) for one in good(operation).values())
    ],
)
def test_real_answers_of_every_role_are_as_described(everything, case, method, path):
    doors = everything.doors
    compared = sum(doors.compared.values())
    if method == "post" and path in POSTS:
        post = POSTS[path](everything)
        assert everything.send(post.path, post.body, post.headers).status_code in {200, 201}
    elif method == "put":
        flow = everything.made(everything.flow())
        body = {"rhythm": "yearly", "base": "consent"}
        headers = everything.headers | {"If-Match": '"1"'}
        address = f"{API}/information-flows/{flow['id']}"
        assert doors.client.put(address, json=body, headers=headers).status_code == 200
    else:
        gap = doors.client.get(f"{API}/gaps", headers=everything.headers).json()["gaps"][0]["id"]
        compared += 1
        answered = set()
        for role in [Role.CASE_LEAD] if path.endswith(SLOW) else Role:
            headers = doors.headers(role, institution="I16")
            for address in addresses(path, case, gap):
                body = next((one for end, one in QUESTIONS.items() if address.endswith(end)), {})
                answer = doors.client.request(
                    method, address, json=body if method == "post" else None, headers=headers
                )
                answered.add(answer.status_code)
        assert 200 in answered
        assert answered <= {200, 403, 404, 409}, answered
    assert sum(doors.compared.values()) > compared


def test_an_answer_that_says_more_or_less_than_its_model_is_noticed(everything):
    answer = everything.doors.client.get(f"{API}/gaps", headers=everything.headers)
    model = model_of_schema({"$ref": "#/components/schemas/GapsAnswer"})
    compare("gaps", model, answer.content)
    more, less, other = (answer.json() for _ in range(3))
    more["gaps"][0]["added"] = 1
    del less["gaps"][0]["spot"]
    other["gaps"][0]["families"] = "many"
    for changed in (more, less, other):
        with pytest.raises(AssertionError, match="not as described"):
            compare("gaps", model, json.dumps(changed).encode())
