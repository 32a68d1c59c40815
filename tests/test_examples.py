"""The examples for clients, run as they are shipped against a real server."""

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest
import uvicorn

from doors import HERE
from graph.stores import import_package
from service.access.policy import Grant, Role
from service.access.tokens import create_token
from service.app import create_app
from service.house import House
from service.settings import Settings

EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"


@pytest.fixture(scope="module")
def environment(tmp_path_factory, demo_package):
    """Where a server with the demo partnership listens, and a token of an API client."""
    house = House(Settings(data=tmp_path_factory.mktemp("examples")))
    import_package(house.store, demo_package)
    grant = Grant("example", frozenset({Role.API_CLIENT}), ("2499",))
    _, secret = create_token(house.access, grant, 1)
    config = uvicorn.Config(create_app(house=house), port=0, log_config=None, access_log=False)
    server = uvicorn.Server(config)
    thread = Thread(target=server.run)
    thread.start()
    try:
        end = monotonic() + 60
        while not server.started:
            assert thread.is_alive()
            assert monotonic() < end
            sleep(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        url = f"http://127.0.0.1:{port}"
        yield os.environ | {"KOOPERACJE_URL": url, "KOOPERACJE_TOKEN": secret}
    finally:
        server.should_exit = True
        thread.join()


def run(command, environment, *, check=True):
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=check, timeout=60
    )


def test_the_python_client_prints_the_baskets(environment):
    text = (EXAMPLES / "client.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 25
    told = run([sys.executable, EXAMPLES / "client.py"], environment).stdout.splitlines()
    assert [line.split(":")[0] for line in told if line.startswith("Basket")] == [
        "Basket 1",
        "Basket 2",
        "Basket 3",
    ]
    assert sum("→" in line for line in told) >= 3
    assert any("tel. " in line for line in told)


def test_the_line_of_curl_answers_the_same(environment):
    shown = json.loads(run(["sh", EXAMPLES / "route.sh"], environment).stdout)
    assert shown["partnership"] == HERE
    assert [basket["rank"] for basket in shown["baskets"]] == [1, 2, 3]
    told = run([sys.executable, EXAMPLES / "client.py"], environment).stdout
    for basket in shown["baskets"]:
        assert all(item["institution"] in told for item in basket["items"])


def test_without_a_valid_token_both_fail_loudly(environment):
    foreign = environment | {"KOOPERACJE_TOKEN": "koop_none"}
    for command in ([sys.executable, EXAMPLES / "client.py"], ["sh", EXAMPLES / "route.sh"]):
        done = run(command, foreign, check=False)
        assert done.returncode != 0
        assert "401" in done.stderr
