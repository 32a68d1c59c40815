"""Every writing of the API: once for a key, upon the version that was read, at two servers too."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient

from doors import BASE, HERE, open_doors, zip_of
from graph.errors import Conflict, StoreUnavailable
from graph.stores import once
from graph.stores.once import IdempotencyRecord, NotingStore, done_steps, find_done
from graph.stores.port import ask
from service.access.links import create_link
from service.access.policy import Grant, Role
from service.http.app import create_app
from service.runtime import Runtime
from service.settings import Settings
from writings import API, CASE, PLACE, POSTS, ROLES, Desk, open_desk


def described():
    """The description of the API, of a server that is never opened."""
    return create_app(Settings()).openapi()


def writings(*methods):
    """The routes of the description that use one of these methods, as name and operation."""
    return [
        pytest.param(operation, id=f"{method.upper()} {path}")
        for path, operations in described()["paths"].items()
        for method, operation in operations.items()
        if method in methods
    ]


def header(operation, name):
    """How a header of a route is described, if it is."""
    found = (one for one in operation.get("parameters", ()) if one["in"] == "header")
    return next((one for one in found if one["name"].lower() == name), None)


# What is described


@pytest.mark.parametrize("operation", writings("post"))
def test_every_post_takes_a_key_or_says_that_it_writes_nothing(operation):
    key = header(operation, "idempotency-key")
    if operation.get("x-writes") == "nothing":
        assert key is None
    else:
        assert (key["required"], key["description"]) == (False, "The same key acts once")


@pytest.mark.parametrize("operation", writings("post", "put", "patch", "delete"))
def test_what_changes_something_builds_on_the_version_that_was_read(operation):
    answers = operation["responses"]
    makes_something = "201" in answers or operation.get("x-writes") == "nothing"
    if header(operation, "if-match"):
        assert "412" in answers
    else:
        assert makes_something or operation["x-without-if-match"]
    changes = not makes_something and "x-without-if-match" not in operation
    assert ("428" in answers) == (changes or ("412" in answers and makes_something))


@pytest.mark.parametrize("operation", writings("post", "put"))
def test_an_answer_that_has_a_version_carries_it_as_its_mark(operation):
    if operation.get("x-writes") == "nothing" or "x-without-if-match" in operation:
        return
    (told,) = [answer for status, answer in operation["responses"].items() if status[0] == "2"]
    assert told["headers"]["ETag"]["required"]


# What happens


every_post = pytest.mark.parametrize("prepare", POSTS.values(), ids=POSTS)


@pytest.fixture(scope="module")
def desk(tmp_path_factory, demo_package):
    with open_desk(tmp_path_factory.mktemp("writes"), demo_package) as opened:
        yield opened


@pytest.fixture
def key(request):
    """Headers with a key that no other test uses."""
    return {"Idempotency-Key": request.node.name[:200]}


def all_same(answers):
    """The one answer that all of these are."""
    told = {(one.status_code, one.content) for one in answers}
    assert len(told) == 1, told
    assert answers[0].status_code in {200, 201}, answers[0].text
    return answers[0]


def test_the_table_names_every_post_that_takes_a_key():
    keyed = {
        path
        for path, operations in described()["paths"].items()
        if "post" in operations and header(operations["post"], "idempotency-key")
    }
    assert keyed == set(POSTS)


@every_post
def test_a_key_acts_once_also_at_the_same_moment(desk, key, prepare):
    post = prepare(desk)
    headers = post.headers | key
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: desk.send(post.path, post.body, headers), range(6)))
    first = all_same([*answers, desk.send(post.path, post.body, headers)])
    other = desk.send(post.path, post.other, headers)
    assert (other.status_code, other.json()["type"]) == (422, "urn:kooperacje:key-reused")
    if "version" in first.json() and "If-Match" in headers:
        assert first.json()["version"] == 2


@every_post
def test_the_same_key_of_another_token_is_another_key(desk, key, prepare):
    post = prepare(desk)
    first = desk.send(post.path, post.body, post.headers | key)
    assert first.status_code in {200, 201}, first.text
    # Another person of the very same roles and territory.
    elsewhere = desk.doors.headers(*ROLES)
    theirs = desk.send(post.path, post.body, post.headers | key | elsewhere)
    if post.makes_something:
        assert theirs.status_code == 201
        name = "family_id" if "family_id" in first.json() else "id"
        assert theirs.json()[name] != first.json()[name]
    elif "/import" in post.path or "/registers/" in post.path:
        assert theirs.status_code in {200, 412}
        assert "Idempotent-Replayed" not in theirs.headers
    else:
        assert theirs.status_code in {409, 412, 428}


def test_the_same_key_of_another_session_is_another_key(desk, key):
    grant = Grant("lead", frozenset({Role.CASE_LEAD}), ("*",))
    app, opened = desk.doors.client.app, []
    for _ in range(2):
        browser = TestClient(app, base_url=BASE)
        browser.post(f"/wejscie/{create_link(desk.doors.runtime.access, grant, 1)}").raise_for_status()
        answers = [browser.post(f"{API}/cases", json=CASE[0], headers=key) for _ in range(2)]
        opened.append(all_same(answers).json()["family_id"])
    assert len(set(opened)) == 2


@every_post
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_repetition_finds_what_was_cut_off_before_or_after_it_was_written(
    desk, key, prepare, moment, monkeypatch
):
    post = prepare(desk)
    headers = post.headers | key

    def fail(*_args, **_more):
        raise StoreUnavailable("test", "cut off")

    with monkeypatch.context() as patched:
        kind = type(desk.doors.runtime.store)
        if moment == "before":
            patched.setattr(kind, "write", fail)
        else:
            write = kind.write

            def written_and_cut_off(*args):
                write(*args)
                fail()

            patched.setattr(kind, "write", written_and_cut_off)
        first = desk.send(post.path, post.body, headers)
    # What was written before the connection broke is found at once.
    assert first.status_code == 503 or (moment == "after" and first.is_success)
    again = all_same([desk.send(post.path, post.body, headers) for _ in range(2)])
    if "version" in again.json() and "If-Match" in headers:
        assert again.json()["version"] == 2


@pytest.fixture
def second(desk):
    """Another server on the same data folder; the store, which one process holds, is shared."""
    runtime = Runtime(Settings(data=desk.doors.runtime.settings.data))
    runtime._store = desk.doors.runtime.store
    with TestClient(create_app(runtime=runtime), base_url=BASE) as client:
        yield client
        runtime._store = None


@every_post
def test_a_key_acts_once_at_two_servers(desk, second, key, prepare):
    post = prepare(desk)
    headers = post.headers | key
    clients = [desk.doors.client, second] * 4

    def send(client):
        return desk.send(post.path, post.body, headers, client)

    with ThreadPoolExecutor(8) as pool:
        first = all_same(list(pool.map(send, clients)))
    if "version" in first.json() and "If-Match" in headers:
        assert first.json()["version"] == 2


def changes():
    """How each writing that can need a version is prepared, by name and method."""
    return {
        **{(name, "POST"): prepare for name, prepare in POSTS.items()},
        (f"{PLACE}/plan/invitations/{{institution_id}}", "DELETE"): Desk.invitation,
        (f"{PLACE}/plan/meetings/{{held_on}}/{{kind}}", "DELETE"): Desk.meeting,
        (f"{PLACE}/barriers/{{barrier_id}}", "DELETE"): Desk.barrier,
        (f"{PLACE}/information-flows/{{flow_id}}", "PUT"): Desk.flow,
        (f"{PLACE}/information-flows/{{flow_id}}", "DELETE"): Desk.flow,
    }


def address_of(desk, name, method, prepare):
    """Something that is there, and how it is changed: address, body and its mark."""
    post = prepare(desk)
    if method == "POST":
        return post.path, post.body, post.headers.get("If-Match")
    made = desk.send(post.path, post.body)
    assert made.status_code == 201, made.text
    told = made.json()
    place = {
        "institution_id": told.get("institution_id"),
        "held_on": told.get("held_on"),
        "kind": told.get("kind"),
        "barrier_id": told.get("id"),
        "flow_id": told.get("id"),
        "partnership_id": HERE,
    }
    body = {"rhythm": "monthly", "base": "consent"} if method == "PUT" else None
    return name.format(**place), body, made.headers["ETag"]


def needing_a_version():
    """The writings whose description says that they need the version, by name and method."""
    return {
        (path, method.upper())
        for path, operations in described()["paths"].items()
        for method, operation in operations.items()
        if "428" in operation["responses"]
    }


def test_the_table_names_every_writing_that_needs_a_version():
    assert needing_a_version() <= changes().keys()


@pytest.mark.parametrize(("name", "method"), sorted(needing_a_version()))
def test_nothing_is_changed_unseen_nor_twice(desk, name, method):
    path, body, mark = address_of(desk, name, method, changes()[name, method])
    if mark is None:  # a meeting is first made, then replaced
        made = desk.send(path, body)
        mark, body = made.headers["ETag"], body | {"institution_ids": ["I01"]}

    def ask(seen=None):
        headers = desk.headers | ({"If-Match": seen} if seen else {})
        return desk.doors.client.request(method, path, json=body, headers=headers).status_code

    assert ask() == 428
    assert ask('"999"') == 412
    with ThreadPoolExecutor(6) as pool:
        codes = sorted(pool.map(lambda _: ask(mark), range(6)))
    assert codes[0] in {200, 201, 204}
    assert set(codes[1:]) <= {404, 409, 412}, codes


# What late repetitions and others may not do


def test_a_consent_given_late_once_more_does_not_undo_its_withdrawal(desk, key):
    post = desk.permission()
    given = desk.send(post.path, post.body, key).json()
    path = f"{post.path}/{given['id']}/withdrawal"
    assert desk.send(path, None, {"If-Match": '"1"'}).status_code == 200
    late = desk.send(post.path, post.body, key)
    assert late.status_code == 201
    assert late.json()["withdrawn_on"] is not None
    (kept,) = [
        one
        for one in desk.doors.client.get(post.path, headers=desk.headers).json()
        if one["id"] == given["id"]
    ]
    assert kept["withdrawn_on"] is not None


def test_what_was_deleted_is_not_brought_back_by_a_late_repetition(desk, key):
    post = desk.barrier()
    id = desk.send(post.path, post.body, key).json()["id"]
    path = f"{post.path}/{id}"
    client, headers = desk.doors.client, desk.headers | {"If-Match": '"1"'}
    assert client.delete(path, headers=headers).status_code == 204
    assert desk.send(post.path, post.body, key).status_code == 409
    there = client.get(post.path, headers=desk.headers).json()["barriers"]
    assert id not in {one["id"] for one in there}


def test_whoever_may_not_import_learns_nothing_from_a_key(tmp_path, demo_package):
    with open_doors(tmp_path, demo_package) as doors:
        body, key = zip_of(demo_package), {"Idempotency-Key": "k", "Content-Type": "application/zip"}
        everywhere = doors.headers("case_lead") | key
        path = "/api/v1/partnerships/import"
        assert doors.client.post(path, content=body, headers=everywhere).status_code == 200
        # The same name and the same key, and another territory.
        other = doors.headers("case_lead", territory=("10",)) | key
        answer = doors.client.post(path, content=body, headers=other)
        assert answer.status_code == 403
        assert HERE not in answer.text
        # Whether they may is asked again of those who were answered before.
        moved = zip_of(demo_package, teryt="1099011")
        assert doors.client.post(
            path, content=moved, headers=everywhere | {"Idempotency-Key": "moved"}
        ).is_success
        near = doors.headers("case_lead", territory=("24",)) | key
        assert doors.client.post(path, content=body, headers=near).status_code == 403


def test_keys_leave_no_trace_of_who_sent_what(desk, key):
    post = desk.barrier()
    assert desk.send(post.path, post.body, key).status_code == 201
    (rows,) = desk.doors.runtime.store.read(ask("once.find_all"))
    assert rows
    text = json.dumps(rows)
    token = desk.headers["Authorization"].removeprefix("Bearer ")
    assert not any(part in text for part in (key["Idempotency-Key"], "I01", token))


def test_a_request_is_noted_with_what_it_does_and_forgotten_after_a_day(desk, monkeypatch):
    store = desk.doors.runtime.store
    done = IdempotencyRecord("key", "body", "1/a")
    store.write(*done_steps(done))
    assert find_done(store, "key") == done
    with pytest.raises(Conflict):
        NotingStore(store, done).write(ask("trail.probe", at="never"))
    assert find_done(store, "other") is None
    store.scrub()  # a new file, as after erasing
    assert find_done(store, "key") == done
    later = datetime.now(UTC) + timedelta(days=1, minutes=1)
    monkeypatch.setattr(once, "_now", lambda: later)
    assert find_done(store, "key") is None
    store.write(*done_steps(done._replace(key="other")))
    (rows,) = store.read(ask("once.find_all"))
    assert [row["key"] for row in rows] == ["other"]
