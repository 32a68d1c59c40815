"""The examples for clients, run as they are shipped against a real server."""

import json
import subprocess
import sys
from pathlib import Path

from doors import HERE

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"


def run(command, environment, *, check=True):
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=check, timeout=60
    )


def test_the_python_client_prints_the_baskets(api_environment):
    text = (EXAMPLES / "client.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 25
    told = run([sys.executable, EXAMPLES / "client.py"], api_environment).stdout.splitlines()
    assert [line.split(":")[0] for line in told if line.startswith("Basket")] == [
        "Basket 1",
        "Basket 2",
        "Basket 3",
    ]
    assert sum("→" in line for line in told) >= 3
    assert any("tel. " in line for line in told)


def test_the_line_of_curl_answers_the_same(api_environment):
    shown = json.loads(run(["sh", EXAMPLES / "route.sh"], api_environment).stdout)
    assert shown["partnership"] == HERE
    assert [basket["rank"] for basket in shown["baskets"]] == [1, 2, 3]
    told = run([sys.executable, EXAMPLES / "client.py"], api_environment).stdout
    for basket in shown["baskets"]:
        assert all(item["institution"] in told for item in basket["items"])


def test_without_a_valid_token_both_fail_loudly(api_environment):
    foreign = api_environment | {"KOOPERACJE_TOKEN": "koop_none"}
    for command in ([sys.executable, EXAMPLES / "client.py"], ["sh", EXAMPLES / "route.sh"]):
        done = run(command, foreign, check=False)
        assert done.returncode != 0
        assert "401" in done.stderr
