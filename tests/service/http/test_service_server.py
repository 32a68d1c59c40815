"""The real thing: ``kooperacje demo`` as a process, a way in, a second process, and the end."""

import json
import os
import re
import signal
import subprocess

import pytest

from doors import HERE
from servers import KOOPERACJE, ask, running


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The running demo: process, port, one-time link, data folder."""
    folder = tmp_path_factory.mktemp("demo")
    with running("demo", folder) as (process, port, text):
        yield process, port, re.search(r"/wejscie/\S+", text)[0], folder


def test_the_demo_from_the_printed_link_to_the_end(demo):
    process, port, link, folder = demo
    assert ask(port, "/health/ready")[0] == 200
    assert ask(port, "/api/v1/partnerships")[0] == 401

    # The browser's way in.
    status, headers, _ = ask(port, link, "POST")
    assert (status, headers["location"]) == (303, "/")
    cookie = headers["set-cookie"].split(";")[0]
    assert ask(port, link)[0] == 401
    status, _, body = ask(port, "/api/v1/partnerships", Cookie=cookie)
    assert status == 200
    assert json.loads(body)[0]["id"] == HERE
    status, _, body = ask(port, f"/api/v1/partnerships/{HERE}/gaps", Cookie=cookie)
    assert any(gap["kind"] == "uncoordinated_case" for gap in json.loads(body)["gaps"])
    question = json.dumps({"gmina": "2499011", "needs": ["N04"]})
    asked = {"Cookie": cookie, "Content_Type": "application/json"}
    assert ask(port, "/api/v1/routes", "POST", question, **asked)[0] == 200
    assert ask(port, "/api/v1/audit", Cookie=cookie)[0] == 200

    # The command line beside the running server: tokens yes, the embedded store no.
    environment = os.environ | {"KOOPERACJE_DATA": str(folder)}
    made = subprocess.run(
        [KOOPERACJE, "token", "create", "--role", "animator", "--territory", "24", "--json"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    token = f"Bearer {json.loads(made.stdout)['token']}"
    assert ask(port, f"/api/v1/partnerships/{HERE}/measures", Authorization=token)[0] == 200
    locked = subprocess.run(
        [KOOPERACJE, "list", "--json"], env=environment, capture_output=True, text=True, check=False
    )
    assert (locked.returncode, locked.stdout) == (1, "")
    assert str(process.pid) in locked.stderr
    assert "KOOPERACJE_DATA" in locked.stderr

    # Oversized, malformed and slow clients do not disturb it.
    assert ask(port, "/api/v1/routes", "POST", "x" * 300_000, Content_Type="application/json")[0] in {
        401,
        413,
    }
    assert ask(port, "/health/live")[0] == 200

    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    assert "Traceback" not in process.stderr.read()


def test_serve_logs_json_lines_without_secrets(tmp_path):
    with running("serve", tmp_path) as (process, port, text):
        link = re.search(r"/wejscie/\S+", text)[0]
        assert ask(port, link, "POST")[0] == 303
        assert ask(port, "/api/v1/services?code=tajne")[0] == 401
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        logged = process.stderr.read()
    lines = [json.loads(line) for line in logged.splitlines()]
    requests = [one for one in lines if one["logger"] == "kooperacje.access"]
    assert [one["status"] for one in requests] == [303, 401]
    assert link.removeprefix("/wejscie/") not in logged
    assert "tajne" not in logged
