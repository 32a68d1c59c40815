"""Errors as problems, headers, logs: every error has its line, and nobody's text comes back or stays."""

import json
import logging

import pytest
from fastapi.testclient import TestClient

from doors import BASE, HERE, open_doors
from graph import errors as domain
from graph.errors import Problem
from service.access.guard import open_to_all
from service.http import errors as door
from service.http.app import create_app
from service.http.logs import JsonLines
from service.http.problems import TABLE, problem_of
from service.runtime import open_runtime
from service.settings import Settings

SECRET = "Anna Nowak 44051401359"


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("problems"), demo_package) as opened:
        yield opened


def subclasses(kind):
    for one in kind.__subclasses__():
        if not one.__name__.startswith("_"):
            yield one
        yield from subclasses(one)


def test_every_error_of_the_domain_and_the_doors_has_its_line():
    named = {*subclasses(domain.GraphError), *subclasses(door.DoorError)}
    assert named <= set(TABLE)


@pytest.mark.parametrize(
    ("error", "status", "headers"),
    [
        (domain.NotFound("partnership", SECRET), 404, {}),
        (domain.Conflict("partnership", "p", "others kept writing"), 409, {}),
        (domain.Ambiguous("partnership", ["a", "b"]), 422, {}),
        (domain.StoreUnavailable("find", "ServiceUnavailable"), 503, {"Retry-After": "5"}),
        (domain.StoreLocked("/data", "process 7"), 503, {"Retry-After": "5"}),
        (domain.StoreError("find"), 500, {}),
        (door.SignInNeeded(), 401, {"WWW-Authenticate": "Bearer"}),
        (door.TooManyTries(30), 429, {"Retry-After": "30"}),
        (ValueError(SECRET), 500, {}),
    ],
)
def test_an_error_is_told_without_what_was_sent(error, status, headers):
    problem = problem_of(error, "abc")
    assert problem.status == problem.document["status"] == status
    assert problem.headers == headers
    assert problem.document["title"]
    assert problem.document["request_id"] == "abc"
    assert SECRET not in repr(problem)
    assert "/data" not in repr(problem)


def test_faults_keep_their_place():
    fault = Problem("ties", 3, "strength", "7", "a number from 1 to 5")
    (told,) = problem_of(domain.InvalidPackage([fault])).document["errors"]
    assert told == {
        "table": "ties",
        "row": 3,
        "column": "strength",
        "value": "7",
        "expected": "a number from 1 to 5",
    }


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing/here", 404),
        ("DELETE", "/api/v1/partnerships", 405),
        ("GET", f"/api/v1/partnerships/{HERE}/measures?key_players=0", 422),
        ("GET", f"/api/v1/partnerships/{HERE}/measures?as_of=2024-13-01", 422),
        ("GET", "/api/v1/partnerships/nieznane", 404),
        ("POST", "/api/v1/routes", 422),
    ],
)
def test_whatever_goes_wrong_is_a_problem(doors, method, path, status):
    answer = doors.client.request(method, path, headers=doors.headers("case_lead"))
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert answer.json()["request_id"] == answer.headers["X-Request-ID"]
    assert "2024-13" not in answer.text


def test_every_response_carries_the_headers(doors):
    for path in ("/health/live", "/api/v1/partnerships", "/nothing", "/static/view/main.js"):
        headers = doors.client.get(path).headers
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "Strict-Transport-Security" not in headers
        assert "Server" not in headers
    assert doors.client.get("/api/v1/partnerships").headers["Cache-Control"] == "no-store"


def test_a_request_id_is_taken_over_only_if_it_is_harmless(doors):
    taken = doors.client.get("/health/live", headers={"X-Request-ID": "abcdef-123"})
    assert taken.headers["X-Request-ID"] == "abcdef-123"
    forged = doors.client.get("/health/live", headers={"X-Request-ID": 'x" "level":"error'})
    assert forged.headers["X-Request-ID"] != 'x" "level":"error'


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        ("3f2b8c1e-9d47-4a6b-8e21-0c5d7f9a1b3e", True),
        ("4bf92f3577b34da6a3ce929d0e0e4736", True),
        ("44051401359", False),
        ("440514-01359", False),
        ("R44051401359", False),
        ("ab44051401359cd", False),
        ("3f2b8c1e-9d47-4a6b-8e21-440514013591", False),
        ("anna-nowak-1", False),
    ],
)
def test_a_request_id_that_may_hold_a_personal_number_is_not_logged(doors, caplog, sent, taken):
    caplog.set_level(logging.INFO, "kooperacje.access")
    answer = doors.client.get("/health/live", headers={"X-Request-ID": sent})
    assert (answer.headers["X-Request-ID"] == sent) is taken
    logged = [record.facts["request_id"] for record in caplog.records if hasattr(record, "facts")]
    assert logged == [answer.headers["X-Request-ID"]]


def test_logs_say_what_happened_and_nothing_of_what_was_sent(doors, caplog):
    caplog.set_level(logging.INFO, "kooperacje.access")
    headers = doors.headers("case_lead")
    doors.client.get("/api/v1/services?code=Nowak", headers=headers)
    doors.client.get("/wejscie/tajny-link")
    doors.client.post("/api/v1/routes", json={"gmina": "2499011", "needs": ["Nowak"]}, headers=headers)
    lines = [JsonLines().format(record) for record in caplog.records]
    assert not any("Nowak" in line or "tajny" in line for line in lines)
    facts = [json.loads(line) for line in lines]
    assert [(one["route"], one["status"]) for one in facts] == [
        ("list_services", 200),
        ("link_page", 401),
        ("find_routes", 422),
    ]
    assert [one["who"][:5] for one in facts] == ["token", "-", "token"]
    assert "case_lead" not in "".join(lines)  # names of tokens may be names of people
    assert all(one["request_id"] and one["ms"] >= 0 for one in facts)


def test_a_failure_of_ours_is_a_problem_and_its_text_is_not_logged(tmp_path, caplog):
    app = create_app(Settings(data=tmp_path))

    @app.get("/broken", dependencies=[open_to_all("a test")])
    def broken():
        raise RuntimeError(SECRET)

    with TestClient(app, base_url=BASE) as client:
        answer = client.get("/broken")
    assert answer.status_code == 500
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert SECRET not in answer.text
    (record,) = [one for one in caplog.records if one.levelno == logging.ERROR]
    line = json.loads(JsonLines().format(record))
    assert line["error"] == "RuntimeError"
    assert any("broken" in frame for frame in line["at_code"])
    assert SECRET not in json.dumps(line)


def test_while_the_database_is_away_the_server_says_so_and_lives(tmp_path):
    away = Settings(
        data=tmp_path,
        store="bolt://127.0.0.1:1",
        neo4j_password="x",  # nobody listens there
    )
    with TestClient(create_app(away), base_url=BASE) as client:
        assert client.get("/health/live").status_code == 200
        ready = client.get("/health/ready")
        assert ready.status_code == 503
        assert ready.headers["Retry-After"]
        from service.access.owner import OWNER
        from service.access.tokens import create_token

        _, secret = create_token(client.app.state.runtime.access, OWNER, 1)
        answer = client.get(
            f"/api/v1/partnerships/{HERE}/gaps", headers={"Authorization": f"Bearer {secret}"}
        )
        assert answer.status_code == 503
        assert answer.headers["Retry-After"]
        assert "127.0.0.1" not in answer.text


def test_pages_may_present_errors_their_own_way_but_not_those_of_the_api(doors):
    from starlette.responses import PlainTextResponse

    app = doors.client.app
    before = getattr(app.state, "error_page", None)
    app.state.error_page = lambda request, problem: PlainTextResponse("strona", problem.status)
    try:
        assert doors.client.get("/nothing").text == "strona"
        assert doors.client.get("/api/v1/partnerships").json()["status"] == 401
    finally:
        app.state.error_page = before


def test_what_went_wrong_first_is_what_is_told(tmp_path):
    class Stuck:
        def close(self):
            raise domain.StoreError("checkpoint")

    def fail():
        with open_runtime(Settings(data=tmp_path)) as runtime:
            runtime._store = Stuck()
            raise domain.NotFound("partnership", "p")

    with pytest.raises(domain.NotFound):
        fail()
