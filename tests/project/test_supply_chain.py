"""What is delivered with the product: licences that allow it, a page and a bill that name all of it."""

import json
import re
import runpy
import subprocess
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from docs.licence_rules import reasons
from docs.make_licences import PAGE, bill_of_materials, libraries, licence_of

ROOT = Path(__file__).parents[2]
#: The GPL and the AGPL, but not the LGPL, whose libraries are used unmodified and can be replaced.
GPL = re.compile(r"(?<!L)(?<!Lesser )\b(A?GPL|(Affero )?General Public License)", re.IGNORECASE)


_LOCK = runpy.run_path(str(ROOT / ".ci" / "lock.py"))
blocks, pin = _LOCK["blocks"], _LOCK["pin"]


@pytest.fixture(scope="module")
def found():
    return libraries()


def locked():
    """Name -> versions of the lock, one for each Python it is for."""
    versions = {}
    for block in blocks((ROOT / "requirements.lock").read_text("utf-8")):
        name, _, version = pin(block).split(";")[0].strip().partition("==")
        versions.setdefault(canonicalize_name(name), set()).add(version)
    return versions


def groups():
    """Group of the lock -> its names."""
    text = (ROOT / "requirements.lock").read_text("utf-8")
    parts = re.findall(r"^# group (\w+)\n(.*?)^# end$", text, re.MULTILINE | re.DOTALL)
    return {name: [pin(one).partition("==")[0] for one in blocks(part)] for name, part in parts}


@pytest.mark.parametrize(
    ("licence", "refused"),
    [
        ("GPL-3.0-only", True),
        ("AGPL-3.0-or-later", True),
        ("MIT OR GPL-2.0", True),
        ("GNU General Public License v3 (GPLv3)", True),
        ("GNU Affero General Public License v3", True),
        ("LGPL", False),
        ("LGPL-2.1-or-later", False),
        ("GNU Lesser General Public License v2 or later (LGPLv2+)", False),
        ("MIT", False),
    ],
)
def test_the_gpl_is_told_from_the_lgpl(licence, refused):
    assert bool(GPL.search(licence)) is refused


def test_nothing_delivered_is_under_the_gpl_and_everything_declares_a_licence(found):
    assert {one.name: one.licence for one in found[1:] if GPL.search(one.licence)} == {}
    assert [one.name for one in found[1:] if one.licence == "not declared"] == []


def test_every_licence_goes_with_that_of_the_product(found):
    assert [one.licence for one in found[:1]] == ["EUPL-1.2"]
    assert {one.name: one.licence for one in found[1:] if reasons(one.licence) is None} == {}


@pytest.mark.parametrize("licence", ["GPL-3.0-only", "SSPL-1.0", "MIT AND BUSL-1.1", "not declared", ""])
def test_a_licence_that_nobody_read_is_noticed(licence):
    assert reasons(licence) is None


def test_a_library_under_the_gpl_would_be_noticed():
    # igraph is a tool of the benchmarks, under the GPL, and must stay one.
    assert GPL.search(licence_of(distribution("igraph")))


def test_what_is_delivered_is_what_is_locked_and_no_tool_of_the_tests(found):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    names = {one.name for one in found}
    asked = {canonicalize_name(Requirement(one).name) for one in project["project"]["dependencies"]}
    tools = {canonicalize_name(Requirement(one).name) for one in project["dependency-groups"]["dev"]}
    versions = locked()
    assert asked <= names
    assert not tools & names
    assert {one.name: one.version for one in found[1:] if one.version not in versions[one.name]} == {}


def test_the_page_names_every_library_in_its_version(found):
    text = PAGE.read_text("utf-8")
    rows = {tuple(cell.strip() for cell in row.split("|")[1:3]) for row in text.splitlines()[8:]}
    # Other systems and Pythons need some libraries more or fewer.
    missing = {(one.name, one.version) for one in found[1:]} - rows
    assert {name for name, _ in missing} <= {name for name, of in locked().items() if len(of) > 1}


def test_version_changes_and_tag_agree():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    sections = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert version == next(one for one in sections if one != "Unreleased")
    asked = ["git", "-C", str(ROOT), "tag", "--points-at", "HEAD", "v*"]
    # An archive has no tags, and neither has a clone of one branch.
    tags = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.split()
    assert set(tags) <= {f"v{version}"}


def test_the_bill_of_materials_holds_every_library_and_who_needs_it(found):
    bill = json.loads(bill_of_materials(found))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert {one["purl"] for one in bill["components"]} == {
        f"pkg:pypi/{one.name}@{one.version}" for one in found[1:]
    }
    needed = {one["ref"]: one.get("dependsOn", []) for one in bill["dependencies"]}
    assert any(ref.startswith("starlette@") for ref in needed[f"fastapi@{_version(found, 'fastapi')}"])
    assert len(needed) == len(found)


def _version(found, name):
    return next(one.version for one in found if one.name == name)


def test_the_day_in_the_image_is_the_day_in_poland():
    """A consent must not hold for an hour or two after the midnight at which it ends."""
    final = (ROOT / "Dockerfile").read_text("utf-8").rpartition("\nFROM ")[2]
    assert re.search(r"^ENV (?:.* )?TZ=Europe/Warsaw\b", final, re.MULTILINE)


def test_what_builds_the_product_is_pinned_like_what_it_runs_on():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (builder,) = (Requirement(one) for one in project["build-system"]["requires"])
    assert {f"=={version}" for version in locked()[builder.name]} == {str(builder.specifier)}
    text = (ROOT / "Dockerfile").read_text("utf-8")
    assert "--no-build-isolation" in text  # or pip would fetch what builds without the lock
    assert text.count("--require-hashes") == 2


def test_the_lock_has_every_library_once_with_hashes_in_the_group_that_needs_it(found):
    text = (ROOT / "requirements.lock").read_text("utf-8")
    held = groups()
    assert list(held) == ["product", "build", "dev"]
    names = [name for group in held.values() for name in group]
    assert len(names) == len(blocks(text)) == len({pin(one) for one in blocks(text)})
    assert [pin(one) for one in blocks(text) if "--hash=sha256:" not in one] == []
    assert {one.name for one in found[1:]} <= {canonicalize_name(name) for name in held["product"]}
    assert "networkx==3.6" in text  # newer ones leave Python 3.11


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))


def test_every_image_has_a_tag_and_takes_a_digest(compose):
    taken = [one["image"] for name, one in compose["services"].items() if name != "app"]
    taken.append(compose["services"]["app"]["build"]["args"]["PYTHON_IMAGE"])
    pinned = (ROOT / "deploy" / "pin-images.sh").read_text("utf-8")
    for one in taken:
        variable, image = re.fullmatch(r"\$\{(\w+):-([\w.-]+:[\w.-]+)\}", one).groups()
        assert "latest" not in image
        assert re.search(rf"pin {variable} .*{re.escape(image)}", pinned)
    assert set(re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)) == {
        "${PYTHON_IMAGE}"
    }


@pytest.mark.parametrize("name", ["app", "neo4j", "neo4j-volumes"])
def test_no_container_can_become_more_or_take_more_than_it_needs(compose, name):
    one = compose["services"][name]
    assert (one["read_only"], one["cap_drop"]) == (True, ["ALL"])
    assert one["security_opt"] == ["no-new-privileges:true"]
    assert one["mem_limit"]
    assert one["pids_limit"] <= 512
    assert all(str(port).startswith("127.0.0.1:") for port in one.get("ports", ()))
    assert not any("7474:" in str(port) for port in one.get("ports", ()))
    # The password stands in a file that only those who need it are given.
    assert not any("PASSWORD}" in str(value) for value in one.get("environment", {}).values())
    assert ("neo4j_password" in one.get("secrets", ())) == (name != "neo4j-volumes")


def test_the_image_is_asked_whether_it_can_work_and_not_only_whether_it_lives():
    (asked,) = re.findall(r"/health/\w+", (ROOT / "Dockerfile").read_text("utf-8"))
    assert asked == "/health/ready"
