"""Connections as they come: silent, halting, endless, too many, no HTTP at all; on real sockets."""

import json
import signal
import socket
import time
from contextlib import ExitStack, suppress
from pathlib import Path

import anyio
import pytest

from servers import ask, in_a_thread, running, told
from service.http.app import create_app
from service.http.connections import Connection
from service.http.limits import RequestLimit
from service.http.server import server_config
from service.runtime import Runtime
from service.settings import Settings

LINES = b"Host: 127.0.0.1\r\nConnection: close\r\n"
LIVE = b"GET /health/live HTTP/1.1\r\n" + LINES + b"\r\n"
DRESS = ("content-security-policy", "x-content-type-options", "x-request-id", "cache-control")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server process and its port."""
    with running("serve", tmp_path_factory.mktemp("data")) as (process, port, _):
        yield process, port


def parts(answer):
    """Status, header values by name, body."""
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {}
    for line in lines:
        name, _, value = line.partition(": ")
        headers.setdefault(name.lower(), []).append(value)
    return int(first.split()[1]), headers, body


def memory(process):
    """Mebibytes that a process holds."""
    return int(Path(f"/proc/{process.pid}/statm").read_text().split()[1]) * 4 // 1024


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"POST /api/v1/routes HTTP/1.1\r\n" + LINES + b"Content-Length: abc\r\n\r\n", 400),
        (
            b"POST /api/v1/routes HTTP/1.1\r\n"
            + LINES
            + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
            400,
        ),
        (
            b"POST /api/v1/routes HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400,
        ),
        (
            b"POST /api/v1/routes HTTP/1.1\r\n" + LINES + b"Content-Length: " + b"9" * 18 + b"\r\n\r\n",
            413,
        ),
        (b"GET /api/v1/partnerships/\xff\xfe HTTP/1.1\r\n" + LINES + b"\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", 400),
        (b"GET /?" + b"&".join(b"a%d=1" % i for i in range(10_000)), 400),
        (b"CONNECT a:1 HTTP/1.1\r\n" + LINES + b"\r\n", 404),
        (b"GET /nie-ma HTTP/1.1\r\n" + LINES + b"\r\n", 404),
        (LIVE, 200),
    ],
)
def test_every_answer_bears_each_header_once(server, sent, status):
    found, headers, body = parts(told(server[1], sent))
    assert found == status
    assert {name: len(headers.get(name, ())) for name in DRESS} == dict.fromkeys(DRESS, 1)
    assert headers["connection"] == ["close"]
    if status != 200:
        assert headers["content-type"] == ["application/problem+json"]
        assert json.loads(body)["status"] == status
        assert json.loads(body)["request_id"] == headers["x-request-id"][0]


def test_an_upgrade_is_answered_like_anything_else_and_its_address_is_not_logged(tmp_path):
    with running("serve", tmp_path) as (process, port, _):
        status, headers, _ = parts(
            told(
                port,
                b"GET /wejscie/TAJNY-LINK?pesel=44051401359 HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                b"Upgrade: websocket\r\nConnection: Upgrade, close\r\nSec-WebSocket-Version: 13\r\n"
                b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
            )
        )
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        logged = process.stderr.read()
    assert status == 401
    assert set(DRESS) <= set(headers)
    assert "TAJNY" not in logged
    assert "44051401359" not in logged
    (line,) = (one for one in map(json.loads, logged.splitlines()) if "route" in one)
    assert (line["route"], line["status"]) == ("link_page", 401)


def test_head_is_answered_where_get_is_and_uses_no_link_up(server):
    _, port = server
    for path, status in (("/health/live", 200), ("/", 401), ("/nie-ma", 404)):
        found, headers, body = ask(port, path, "HEAD")
        got = ask(port, path)
        assert (found, body) == (status, b"")
        assert headers["content-length"] == got[1]["content-length"]
    assert ask(port, "/wejscie/cokolwiek", "HEAD")[0] == 401
    # The connection can be used on: no body stands in the way of the next answer.
    head = b"HEAD /health/live HTTP/1.1\r\nHost: x\r\n\r\n"
    assert told(port, head + LIVE).count(b"200 OK") == 2


def test_silent_and_halting_clients_keep_nobody_out(server):
    process, port = server
    half = b"GET /health/live HTTP/1.1\r\nHost: x\r\nX-A: "
    body = b"POST /api/v1/routes HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{"
    with ExitStack() as stack:
        for number in range(Connection.most + 150):
            client = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            client.sendall((b"", half, body)[number % 3])
        began = time.monotonic()
        assert ask(port, "/health/live")[0] == 200
        assert ask(port, "/api/v1/partnerships")[0] == 401
        assert time.monotonic() - began < 3
        # Its files and the event loop's own are fewer than a hundred.
        assert len([*Path(f"/proc/{process.pid}/fd").iterdir()]) < Connection.most + 100
    assert ask(port, "/health/live")[0] == 200


@pytest.mark.parametrize(
    ("begin", "more"),
    [
        (b"GET /health/live HTTP/1.1\r\nHost: x\r\n", b"X-A: " + b"a" * 8000 + b"\r\n"),
        (b"GET /health/live HTTP/1.1\r\nHost: x\r\nX-A: ", b"a" * 8000),
        (b"GET /", b"a" * 8000),
        (
            b"POST /api/v1/routes HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-A: ",
            b"a" * 8000,
        ),
    ],
    ids=["headers", "header", "address", "trailer"],
)
def test_an_endless_head_is_cut_off(server, begin, more):
    process, port = server
    before = memory(process)
    sent = 0
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(begin)
        with suppress(ConnectionError):
            while sent < 64 << 20:
                client.sendall(more)
                sent += len(more)
    assert sent < 16 << 20
    assert memory(process) - before < 16


class Hurried(Connection):
    """As in the product, in less time."""

    head_seconds = 0.4
    body_seconds = 0.4
    drain_seconds = 0.4
    slowest_bytes_a_second = 10_000


@pytest.fixture(scope="module")
def hurried(tmp_path_factory):
    """The port of an application whose clients must hurry."""
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    app = create_app(runtime=Runtime(settings))
    with in_a_thread(server_config(app, settings, Hurried)) as port:
        yield port


@pytest.mark.parametrize(
    "pieces",
    [
        [],
        [b"GET /health/live HT"] + [b"T"] * 50,
        [LIVE.replace(b"Connection: close\r\n", b""), b"G"] + [b"E"] * 50,
        [b"POST /api/v1/routes HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n"] + [b"{"] * 50,
        # Answered long before its end.
        [b"POST /api/v1/routes HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n"]
        + [b"{" * 1000] * 50,
    ],
    ids=["silence", "head", "second head", "body", "refused body"],
)
def test_who_does_not_get_on_is_cut_off(hurried, pieces):
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", hurried), timeout=5) as client:
        client.settimeout(0.1)
        ended = False
        waiting = iter(pieces)
        while not ended and time.monotonic() - began < 4:
            try:
                client.sendall(next(waiting, b""))
                ended = client.recv(1 << 16) == b""
            except TimeoutError:
                continue
            except ConnectionError:
                ended = True
    assert ended
    assert time.monotonic() - began < 2


def test_who_gets_on_is_served(hurried):
    with socket.create_connection(("127.0.0.1", hurried), timeout=5) as client:
        # Longer than a body may take without its bytes, and idle in between.
        for _ in range(2):
            client.sendall(b"POST /api/v1/routes HTTP/1.1\r\nHost: x\r\nContent-Length: 12000\r\n\r\n")
            for _ in range(6):
                time.sleep(0.15)
                client.sendall(b" " * 2000)
            assert b" 401 " in client.recv(1 << 16)
            time.sleep(0.6)


async def _at_length(scope, receive, send):
    """Works for a while, reads a body, or answers at length, by the path."""
    if scope["type"] != "http":
        return
    if scope["path"] == "/work":
        await anyio.sleep(0.8)
    if scope["path"] == "/read":
        await receive()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    amount = 64 << 20 if scope["path"] == "/long" else 2
    await send({"type": "http.response.body", "body": b"x" * amount})


@pytest.fixture(scope="module")
def narrow():
    """The port of a server that works on two requests at a time."""
    config = server_config(RequestLimit(_at_length, most=2), Settings(), Hurried)
    config.lifespan = "off"
    with in_a_thread(config) as port:
        yield port


def test_too_many_requests_are_told_to_come_back_and_watchers_are_let_through(narrow):
    with ExitStack() as stack:
        busy = [stack.enter_context(socket.create_connection(("127.0.0.1", narrow))) for _ in range(2)]
        for client in busy:
            client.sendall(b"GET /work HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(0.2)
        status, headers, body = ask(narrow, "/short")
        assert (status, headers["retry-after"]) == (503, "5")
        assert headers["content-type"] == "application/problem+json"
        assert json.loads(body)["status"] == 503
        assert ask(narrow, "/health/live")[0] == 200
        for client in busy:
            assert b"200 OK" in client.recv(1 << 16)
    assert ask(narrow, "/short")[0] == 200


def test_those_that_wait_for_their_client_take_no_place(narrow):
    with ExitStack() as stack:
        for path in (b"read", b"read", b"long", b"long"):
            client = stack.enter_context(socket.create_connection(("127.0.0.1", narrow)))
            client.sendall(b"POST /" + path + b" HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n")
        time.sleep(0.2)
        assert ask(narrow, "/short")[0] == 200


def test_who_does_not_take_the_answer_is_cut_off(narrow):
    with socket.create_connection(("127.0.0.1", narrow), timeout=5) as client:
        client.sendall(b"GET /long HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(1)
        got = 0
        with suppress(ConnectionError):
            while part := client.recv(1 << 20):
                got += len(part)
    assert 0 < got < 64 << 20
