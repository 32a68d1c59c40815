"""How long ``POST /api/v1/routes`` takes over HTTP, beside trivial handlers; many clients at once.

    python benchmarks/routes.py                  300 institutions, 2,000 requests, 20 clients
    python benchmarks/routes.py --requests 500   fewer

The server is a process of its own, as ``kooperacje serve`` configures it: uvicorn, all middleware, the
embedded store, tokens in their file. The client is a bare socket with keep-alive, so that its own work
does not hide the server's. Compared with, on the same connection and in turns:

- ``live``: ``GET /health/live``, the trivial handler of the same server: all middleware, no token;
- ``list``: ``GET /api/v1/vocabularies/age_bands``: the same with the token checked;
- ``bare``: an ASGI function that answers two bytes, in another uvicorn with nothing around it.

Questions vary in gmina, needs, ages, origin and alternatives; ``new`` are such as nobody asked before,
``again`` the last ones once more. Then 20 clients ask at once, and every answer is compared byte
for byte with the one that the same question gets by a direct call without any server.
"""

import argparse
import gc
import json
import multiprocessing
import random
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from threading import Barrier, Thread
from time import perf_counter, sleep

import uvicorn

from graph.model import Package
from graph.stores import import_package
from graph.vocabulary import AGE_BANDS, NEEDS
from seed.generator import generated_package
from service.access.policy import Grant, Role
from service.access.tokens import create_token
from service.answers import analyses, render_json
from service.http.app import create_app
from service.http.server import server_config
from service.routes.api import RouteQuestion
from service.runtime import Runtime, today
from service.settings import Settings

GRANT = Grant("benchmark", frozenset({Role.API_CLIENT}), ("*",))
CLIENTS = 20
#: Fewer than the answers that the server keeps.
KEPT = 300


async def bare(scope, receive, send):
    if scope["type"] == "http":
        await send(
            {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]}
        )
        await send({"type": "http.response.body", "body": b"ok"})


def serve(folder: Path, listening: socket.socket, *, trivial: bool) -> None:
    # `serve` of the product says more (links, logs as lines on stderr); its logs are kept here too.
    settings = Settings(data=folder)
    config = (
        uvicorn.Config(bare, log_config=None, access_log=False, server_header=False, lifespan="off")
        if trivial
        else server_config(create_app(settings), settings)
    )
    config.timeout_keep_alive = 60
    uvicorn.Server(config).run(sockets=[listening])


class Client:
    """One connection that stays open."""

    def __init__(self, port: int, token: str = "") -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.token = token

    def message(self, method: str, path: str, body: bytes = b"") -> bytes:
        """A request as bytes, made before the clock starts."""
        head = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Authorization: Bearer {self.token}"]
        if body:
            head += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
        return "\r\n".join([*head, "", ""]).encode() + body

    def ask(self, message: bytes) -> tuple[int, bytes]:
        """Status and body of the answer."""
        self.socket.sendall(message)
        got = bytearray()
        while (end := got.find(b"\r\n\r\n")) < 0:
            got += self._more()
        head = bytes(got[:end]).lower()
        length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
        while len(got) < end + 4 + length:
            got += self._more()
        return int(head.split(b" ", 2)[1]), bytes(got[end + 4 :])

    def _more(self) -> bytes:
        part = self.socket.recv(1 << 18)
        if not part:
            raise ConnectionError("the server closed the connection")
        return part


def questions(package: Package, count: int, seed: int = 0) -> list[dict]:
    """Different questions; half of them of one or two needs, as people ask."""
    draw = random.Random(seed)
    gminas = sorted({one.teryt for one in package.institutions if one.teryt and len(one.teryt) == 7})
    needs = sorted(NEEDS)
    origins = [one.id for one in package.institutions if one.membership]
    found: dict[str, dict] = {}
    while len(found) < count:
        asked = {
            "gmina": draw.choice(gminas),
            "needs": draw.sample(needs, draw.choice((1, 2, 2, 3, 4, 6))),
            "age_bands": draw.sample(AGE_BANDS, draw.choice((0, 1, 2))),
            "alternatives": draw.choice((1, 3, 3, 5)),
            "max_wait": draw.choice((60, 180, 365)),
            "origin": draw.choice((None, draw.choice(origins))),
        }
        found[json.dumps(asked)] = asked
    return list(found.values())


def timed(ask: Callable[[], tuple[int, bytes]]) -> float:
    start = perf_counter()
    status, _ = ask()
    taken = perf_counter() - start
    assert status == 200, status
    return taken


def line(name: str, times: list[float], trivial: list[float] | None = None) -> str:
    cut = quantiles(times, n=100)
    text = f"{name:28} p50 {median(times) * 1e3:7.2f} ms   p99 {cut[98] * 1e3:7.2f} ms"
    text += f"   max {max(times) * 1e3:7.2f} ms"
    if trivial:
        other = quantiles(trivial, n=100)
        text += f"   p50 {median(times) / median(trivial):5.2f}x   p99 {cut[98] / other[98]:5.2f}x live"
    return text


def latency(port: int, bare_port: int, token: str, asked: list[dict]) -> None:
    client, other = Client(port, token), Client(bare_port)
    live = client.message("GET", "/health/live")
    listed = client.message("GET", "/api/v1/vocabularies/age_bands")
    nothing = other.message("GET", "/")
    for _ in range(200):
        client.ask(live), client.ask(listed), other.ask(nothing)
    times: dict[str, list[float]] = {name: [] for name in ("bare", "live", "list", "new", "again")}
    messages = [client.message("POST", "/api/v1/routes", json.dumps(one).encode()) for one in asked]
    warm = questions(generated_package(40), 1)[0] | {"gmina": asked[0]["gmina"], "origin": None}
    client.ask(client.message("POST", "/api/v1/routes", json.dumps(warm).encode()))
    gc.disable()
    # In turns, so that whatever else the machine does meets all of them alike.
    for message in messages:
        times["bare"].append(timed(lambda: other.ask(nothing)))
        times["live"].append(timed(lambda: client.ask(live)))
        times["list"].append(timed(lambda: client.ask(listed)))
        times["new"].append(timed(lambda m=message: client.ask(m)))
    for message in messages[-KEPT:] * 2:
        times["again"].append(timed(lambda m=message: client.ask(m)))
    gc.enable()
    print(line("bare ASGI", times["bare"]))
    print(line("GET /health/live", times["live"]))
    print(line("GET /vocabularies, token", times["list"], times["live"]))
    print(line("POST /routes, new", times["new"], times["live"]))
    print(line("POST /routes, asked again", times["again"], times["live"]))


def at_once(port: int, token: str, asked: list[dict], expected: list[bytes]) -> None:
    """Everybody asks everything, each in an order of their own."""
    wrong: list[str] = []
    times: list[float] = []
    barrier = Barrier(CLIENTS)

    def visit(number: int) -> None:
        client = Client(port, token)
        order = list(range(len(asked)))
        random.Random(number).shuffle(order)
        barrier.wait()
        for place in order:
            message = client.message("POST", "/api/v1/routes", json.dumps(asked[place]).encode())
            start = perf_counter()
            status, body = client.ask(message)
            times.append(perf_counter() - start)
            if status != 200 or body != expected[place]:
                wrong.append(f"{status} {place}")

    threads = [Thread(target=visit, args=(number,)) for number in range(CLIENTS)]
    start = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = perf_counter() - start
    assert len(times) == CLIENTS * len(asked), "a client broke off"
    assert not wrong, wrong[:5]
    print(line(f"{CLIENTS} clients at once", times))
    print(f"{len(times)} answers, none wrong, no error; {len(times) / seconds:.0f} a second")


def direct(folder: Path, package: Package, asked: list[dict]) -> list[bytes]:
    """The answers without any server."""
    runtime = Runtime(Settings(data=folder))
    snapshot = runtime.library.snapshot(package.partnership.id, today())
    found = [
        render_json(
            analyses.routes_document(
                runtime, snapshot, GRANT.visibility, RouteQuestion.model_validate(one).request()
            )
        )
        for one in asked
    ]
    runtime.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--institutions", type=int, default=300)
    parser.add_argument("--requests", type=int, default=2000)
    parser.add_argument("--each", type=int, default=60, help="questions of each of the 20 clients")
    chosen = parser.parse_args()
    package = generated_package(chosen.institutions)
    asked = questions(package, chosen.requests)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runtime = Runtime(Settings(data=folder))
        import_package(runtime.store, package)
        _, token = create_token(runtime.access, GRANT, 1)
        runtime.close()
        fresh = questions(package, chosen.each, seed=1)
        expected = direct(folder, package, fresh)
        sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
        ports = [one.getsockname()[1] for one in sockets]
        context = multiprocessing.get_context("fork")
        servers = [
            context.Process(
                target=serve, args=(folder, one), kwargs={"trivial": place == 1}, daemon=True
            )
            for place, one in enumerate(sockets)
        ]
        for server in servers:
            server.start()
        try:
            sleep(2)
            print(f"{chosen.institutions} institutions, {len(package.services)} services")
            latency(*ports, token, asked)
            at_once(ports[0], token, fresh, expected)
        finally:
            for server in servers:
                server.terminate()
                server.join()


if __name__ == "__main__":
    main()
