"""A server whose database is away, not let in to or not there: what it answers, says and logs."""

import json
import signal
import socket
import subprocess
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest

from graph.errors import StoreUnavailable
from graph.stores import neo4j_engine
from graph.stores.neo4j_engine import Neo4jStore
from graph.stores.port import ask
from relay import Relay
from servers import KOOPERACJE, environment_of, running
from servers import ask as asked
from service.access.policy import Grant, Role
from service.access.tokens import create_token
from service.runtime import Runtime
from service.settings import Settings

ADDRESS = "/api/v1/partnerships"


@contextmanager
def served(folder, **variables):
    """A server with a token for everything: how to ask, and its log once it has ended."""
    runtime = Runtime(Settings(data=folder))
    grant = Grant("tests", frozenset({Role.CASE_LEAD, Role.ADMINISTRATOR}), ("*",))
    _, secret = create_token(runtime.access, grant, 1)
    runtime.close()
    logged = []
    with running("serve", folder, **variables) as (process, port, _):
        yield lambda path: asked(port, path, Authorization=f"Bearer {secret}"), logged
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        logged += [json.loads(line) for line in process.stderr.read().splitlines()]


def timed(seek, path):
    began = time.monotonic()
    status, headers, _ = seek(path)
    return status, headers.get("retry-after"), time.monotonic() - began


def test_nobody_queues_for_a_database_that_is_away(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        # Somebody listens and never says a word: the driver waits its full time.
        store = f"bolt://127.0.0.1:{taken.getsockname()[1]}"
        with (
            served(tmp_path, KOOPERACJE_STORE=store, KOOPERACJE_NEO4J_PASSWORD="tajne-haslo") as (
                seek,
                logged,
            ),
            ThreadPoolExecutor(60) as clients,
        ):
            waiting = [clients.submit(timed, seek, ADDRESS) for _ in range(45)]
            time.sleep(0.5)
            watching = {
                path: timed(seek, path) for path in ("/health/live", "/health/ready", "/metrics")
            }
            found = [one.result() for one in waiting]
            later = list(clients.map(lambda _: timed(seek, ADDRESS), range(20)))
    assert {path: status for path, (status, *_) in watching.items()} == {
        "/health/live": 200,
        "/health/ready": 503,
        "/metrics": 200,
    }
    assert watching["/health/live"][2] < 2
    assert watching["/metrics"][2] < 2
    assert watching["/health/ready"][2] < 6
    assert Counter(one[:2] for one in found) == {(503, "5"): 45}
    # The time of one who tries, and of those who had to wait for a thread behind the first ones.
    assert max(one[2] for one in found) < 15
    # Known already: one of them finds out whether it is back, the others do not wait for that.
    assert Counter(one[:2] for one in later) == {(503, "5"): 20}
    assert sorted(one[2] for one in later)[-2] < 2
    (at_start,) = (one for one in logged if one["message"] == "the database does not answer yet")
    assert at_start["reason"] == "the server cannot be reached, see KOOPERACJE_STORE"
    failed = [one for one in logged if one["message"] == "the database failed a request"]
    assert len(failed) == 66
    assert all(one["reason"] and one["kind"] == "store-unavailable" for one in failed)
    assert {one["logger"] for one in logged} <= {"kooperacje", "kooperacje.access", "uvicorn.error"}
    assert "tajne-haslo" not in json.dumps(logged)


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("wrong", "reason", "settings"),
    [
        (
            {"KOOPERACJE_NEO4J_DATABASE": "nie-ma-takiej"},
            "the server has no database of this name, see KOOPERACJE_NEO4J_DATABASE",
            ["KOOPERACJE_NEO4J_DATABASE"],
        ),
        (
            # Not the user of the tests: the server shuts out for a while whom it refused often.
            {"KOOPERACJE_NEO4J_USER": "ktos-inny", "KOOPERACJE_NEO4J_PASSWORD": "nie-to-haslo"},
            "the server does not let this user in, see"
            " KOOPERACJE_NEO4J_USER and KOOPERACJE_NEO4J_PASSWORD",
            ["KOOPERACJE_NEO4J_USER", "KOOPERACJE_NEO4J_PASSWORD"],
        ),
    ],
    ids=["database", "user"],
)
def test_wrong_settings_are_named_in_the_log_and_on_the_terminal(
    tmp_path, neo4j_peer, wrong, reason, settings
):
    right = {
        "KOOPERACJE_STORE": neo4j_peer.address,
        "KOOPERACJE_NEO4J_USER": neo4j_peer.user,
        "KOOPERACJE_NEO4J_PASSWORD": neo4j_peer.password,
        "KOOPERACJE_NEO4J_DATABASE": neo4j_peer.database,
    }
    variables = right | wrong
    with served(tmp_path, **variables) as (seek, logged):
        for _ in range(6):  # often enough for the server to tire of the wrong password
            assert timed(seek, "/health/ready")[0] == 503
            assert timed(seek, ADDRESS)[:2] == (503, "5")
    assert {one["reason"] for one in logged if "reason" in one} == {reason}
    done = subprocess.run(
        [KOOPERACJE, "list"],
        env=environment_of(tmp_path, **variables),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Baza danych nie odpowiada: ")
    assert len(done.stderr.splitlines()) == 1
    assert all(name in done.stderr for name in settings)


@pytest.mark.neo4j
def test_ready_means_that_the_store_can_be_read(neo4j_store, neo4j_peer, tmp_path):
    neo4j_store.ping()
    variables = {
        "KOOPERACJE_STORE": neo4j_peer.address.replace("bolt", "BOLT"),
        "KOOPERACJE_NEO4J_USER": neo4j_peer.user,
        "KOOPERACJE_NEO4J_PASSWORD": neo4j_peer.password,
        "KOOPERACJE_NEO4J_DATABASE": neo4j_peer.database,
    }
    with served(tmp_path, **variables) as (seek, _):
        assert seek("/health/ready")[0] == 200
        assert seek(ADDRESS)[0] == 200


@pytest.fixture
def relay(neo4j_store, neo4j_peer):
    address = urlsplit(neo4j_peer.address)
    found = Relay(address.hostname, address.port)
    yield found
    found.cut()


@pytest.fixture
def store(relay, neo4j_peer):
    """The store of the real server, by a way that can be cut."""
    address = f"bolt://127.0.0.1:{relay.port}"
    found = Neo4jStore(address, neo4j_peer.user, neo4j_peer.password, neo4j_peer.database)
    yield found
    found.close()


@pytest.mark.neo4j
def test_of_those_who_ask_while_the_database_is_away_one_finds_out(store, relay):
    right = store.read(ask("state.find"))
    relay.cut()
    took = [refused(store) for _ in range(200)]
    # The first has the patience that a passing fault deserves, the others ask for nothing.
    assert took[0] > 2
    assert max(took[1:]) < 1
    relay.mend()
    assert well_again(store) == right
    # A connection that was cut while nobody asked is no absence: it is made anew.
    relay.cut()
    relay.mend()
    assert store.read(ask("state.find")) == right


@pytest.mark.neo4j
def test_nobody_waits_without_end_for_a_database_that_fell_silent(store, relay, monkeypatch):
    # Each is given the time of a long query, and that of all attempts before it.
    monkeypatch.setattr(neo4j_engine, "_QUERY_SECONDS", 1.0)
    right = store.read(ask("state.find"))
    relay.silent = True
    with ThreadPoolExecutor(30) as clients:
        took = list(clients.map(lambda _: refused(store), range(30)))
    assert max(took) < 25
    # From now on one finds out, as the server is still silent.
    with ThreadPoolExecutor(30) as clients:
        assert sorted(clients.map(lambda _: refused(store), range(30)))[-2] < 1
    relay.silent = False
    assert well_again(store) == right


def refused(store):
    began = time.monotonic()
    with pytest.raises(StoreUnavailable):
        store.read(ask("state.find"))
    return time.monotonic() - began


def well_again(store):
    """What is read once the server is back, which must be soon."""
    began = time.monotonic()
    while True:
        try:
            return store.read(ask("state.find"))
        except StoreUnavailable:
            assert time.monotonic() < began + 8
            time.sleep(0.05)
