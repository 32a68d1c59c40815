"""The documents: what is written from declarations is up to date, and what they say to type works."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from docs import make_reference
from graph.packages import read_package
from graph.packages.write import csv_files
from seed import demo_package_path
from servers import environment_of

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^]]*\]\(([^)#]+)\)")


def test_what_is_made_from_declarations_is_up_to_date():
    for file, text in (
        (make_reference.PAGE, make_reference.page()),
        (make_reference.DESCRIPTOR, make_reference.descriptor_text()),
        (make_reference.SETTINGS, make_reference.settings_page()),
    ):
        assert file.read_text("utf-8") == text, f"run docs/make_reference.py: {file.name}"


def faults(descriptor, files):
    """Where files are not as their descriptor says: resource, field and cell."""
    ids = {}
    for resource in descriptor["resources"]:
        rows = list(csv.DictReader(io.StringIO(files[resource["path"]].decode())))
        ids[resource["name"]] = (resource["schema"], rows)
    for name, (schema, rows) in ids.items():
        if rows:
            assert list(rows[0]) == [field["name"] for field in schema["fields"]]
        for row in rows:
            for field in schema["fields"]:
                if not fits(field, row[field["name"]]):
                    yield name, field["name"], row[field["name"]]
            for key in schema.get("foreignKeys", ()):
                there = {one["id"] for one in ids[key["reference"]["resource"]][1]}
                if row[key["fields"]] not in {"", *there}:
                    yield name, key["fields"], row[key["fields"]]


def fits(field, cell):
    must = field.get("constraints", {})
    if not cell:
        return not must.get("required")
    if "pattern" in must:
        return re.fullmatch(must["pattern"], cell) is not None
    match field["type"]:
        case "integer" | "number":
            return must["minimum"] <= float(cell) <= must.get("maximum", float("inf"))
        case "boolean":
            return cell in {*field["trueValues"], *field["falseValues"]}
        case "date":
            return re.fullmatch(r"\d{4}-\d\d-\d\d", cell) is not None
    return cell in must.get("enum", (cell,)) and len(cell) <= must.get("maxLength", len(cell))


def test_the_demo_is_as_its_descriptor_says_and_a_wrong_cell_is_not():
    descriptor = json.loads(make_reference.DESCRIPTOR.read_text("utf-8"))
    files = csv_files(read_package(demo_package_path()).package)
    assert list(faults(descriptor, files)) == []
    for file, cell, wrong in (
        ("institutions.csv", b",OPS,", b",XXX,"),
        ("ties.csv", b"I01,I02,4", b"I01,I77,7"),
        ("demand.csv", b"2499011,N01,380", b"249901,N01,-1"),
    ):
        assert cell in files[file]
        harmed = files | {file: files[file].replace(cell, wrong, 1)}
        assert {name for name, *_ in faults(descriptor, harmed)} == {file.removesuffix(".csv")}


def blocks(page, *languages):
    return [
        (kind, code)
        for kind, code in BLOCK.findall((DOCS / page).read_text("utf-8"))
        if kind in languages
    ]


def run(kind, code, folder, env):
    command = (
        [sys.executable, "-c", code] if kind == "python" else ["bash", "-euo", "pipefail", "-c", code]
    )
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{code}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.mark.parametrize("page", ["for-analysts.md", "operations.md"])
def test_what_a_page_says_to_type_works(page, tmp_path):
    env = environment_of(tmp_path / "data", DEMO=str(demo_package_path()), PYTHONPATH=str(ROOT))
    env["PATH"] = f"{Path(sys.executable).parent}:{env['PATH']}"
    for kind, code in blocks(page, "sh", "python"):
        run(kind, code, tmp_path, env)


def test_what_the_page_of_the_api_says_to_send_is_answered(api_environment, tmp_path):
    listed, routed, refused = (
        run(*one, tmp_path, api_environment) for one in blocks("api.md", "sh", "python")
    )
    assert "jarzebin-slaski" in listed
    assert json.loads(routed)["baskets"]
    assert "needs" in refused


@pytest.mark.parametrize("page", [*ROOT.glob("*.md"), *DOCS.glob("*.md")], ids=lambda page: page.name)
def test_every_link_of_a_page_leads_somewhere(page):
    for link in LINK.findall(page.read_text("utf-8")):
        if "://" not in link and not link.startswith("mailto:"):
            assert (page.parent / link).exists(), link
