"""Writing packages and networks: nothing is lost, nothing runs, the same bytes each time."""

import csv
import io
import json
import zipfile
from dataclasses import fields, replace
from datetime import date

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from graph import model
from graph.model import Family, Institution, Package, Partnership, TieReport
from graph.packages import (
    EXAMPLE,
    checked,
    graphml_bytes,
    json_bytes,
    package_bytes,
    read_package,
    read_package_bytes,
    write_package,
)
from graph.packages.escaping import escaped, escaped_in_workbook, unescaped
from graph.packages.tables import TABLES
from graph.snapshot import snapshot_of
from package_samples import TEXTS, folder_of, problems_of
from random_partnerships import packages, snapshots

RECORDS = {
    "partnership": model.Partnership,
    "institutions": model.Institution,
    "workers": model.Worker,
    "services": model.Service,
    "families": model.Family,
    "ties": model.TieReport,
    "teams": model.TeamMember,
    "demand": model.Demand,
    "waves": model.Wave,
}


def test_tables_and_records_have_the_same_fields():
    for name, table in TABLES.items():
        assert [column.name for column in table.columns] == [f.name for f in fields(RECORDS[name])]


@given(packages())
@settings(max_examples=40)
def test_csv_packages_come_back_as_they_were(package):
    assert read_package_bytes(package_bytes(package, "zip"), "x.zip").package == package


@given(packages(max_institutions=6))
@settings(max_examples=8)
def test_workbooks_come_back_as_they_were(package):
    assert read_package_bytes(package_bytes(package, "xlsx"), "x.xlsx").package == package


def test_the_demo_comes_back_as_it_was(demo_package, tmp_path):
    write_package(demo_package, tmp_path / "folder")
    write_package(demo_package, tmp_path / "demo.zip", "zip")
    write_package(demo_package, tmp_path / "demo.xlsx", "xlsx")
    for name in ("folder", "demo.zip", "demo.xlsx"):
        assert read_package(tmp_path / name).package == demo_package
    assert checked(demo_package).package == demo_package


def test_a_package_without_partnership_table_keeps_its_name(tmp_path):
    package = read_package(folder_of(tmp_path / "Jarzębin", TEXTS)).package
    assert read_package_bytes(package_bytes(package), "inna-nazwa.zip").package == package


# Texts with everything a cell can hold; reading takes blanks off both ends.
texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\n\t=+-@'\",;|~"),
    min_size=1,
    max_size=12,
).filter(lambda text: text == text.strip())


@given(texts, texts)
@settings(max_examples=60)
def test_any_text_comes_back_from_csv(name, role):
    package = replace(
        EXAMPLE,
        institutions=(replace(EXAMPLE.institutions[0], name=name), *EXAMPLE.institutions[1:]),
        workers=(replace(EXAMPLE.workers[0], role=role), *EXAMPLE.workers[1:]),
    )
    assert read_package_bytes(package_bytes(package), "x.zip").package == package


@given(texts)
@settings(max_examples=12)
def test_any_text_comes_back_from_a_workbook(name):
    package = replace(
        EXAMPLE, institutions=(replace(EXAMPLE.institutions[0], name=name), *EXAMPLE.institutions[1:])
    )
    assert read_package_bytes(package_bytes(package, "xlsx"), "x.xlsx").package == package


FORMULAS = [
    "=1+1",
    "+48 32 555 01 01",
    "-5",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "'=1",
    "''@x",
    "'tis",
    "=cmd|' /C calc'!A0",
    "a\r\nb",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_texts_like_formulas_are_harmless_and_come_back(text):
    package = replace(
        EXAMPLE, institutions=(replace(EXAMPLE.institutions[0], name=text), *EXAMPLE.institutions[1:])
    )
    for kind in ("zip", "xlsx"):
        assert read_package_bytes(package_bytes(package, kind), "x").package == package
    with zipfile.ZipFile(io.BytesIO(package_bytes(package))) as archive:
        for name in archive.namelist():
            for row in csv.reader(io.StringIO(archive.read(name).decode(), newline="")):
                assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    book = load_workbook(io.BytesIO(package_bytes(package, "xlsx")))
    cell = book["institutions"]["B2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix == text.startswith(("=", "+", "-", "@"))


@given(st.text(st.sampled_from("'=+-@\t\ra "), max_size=6))
def test_guards_are_taken_off_exactly(text):
    assert unescaped(escaped(text)) == text
    assert unescaped(escaped_in_workbook(text)) == text


@pytest.mark.parametrize("kind", ["zip", "xlsx"])
def test_the_same_package_gives_the_same_bytes(kind):
    assert package_bytes(EXAMPLE, kind) == package_bytes(EXAMPLE, kind)


def test_files_have_the_columns_of_the_format(tmp_path):
    write_package(EXAMPLE, tmp_path / "p")
    for name, table in TABLES.items():
        header, *_ = (tmp_path / "p" / f"{name}.csv").read_text(encoding="utf-8").split("\n")
        assert header == ",".join(column.name for column in table.columns)


def test_checking_a_package_finds_what_reading_finds():
    package = Package(
        Partnership("P", "P", "24"),
        (Institution("I1", "", "NIE"),),
        ties=(TieReport("I1", "I9", 9),),
        families=(Family("R1", "2499011", ("N07",)),),
    )
    found = problems_of(checked, package)
    assert [(p.table, p.row, p.column) for p in found] == [
        ("partnership", 2, "teryt"),
        ("institutions", 2, "name"),
        ("institutions", 2, "type_code"),
        ("ties", 2, "strength"),
        ("ties", 2, "partner_id"),
    ]


# Networks for other tools


@given(snapshots())
@settings(max_examples=25)
def test_networks_hold_ties_and_no_case(snapshot):
    as_graphml = nx.read_graphml(io.BytesIO(graphml_bytes(snapshot)))
    as_json = nx.node_link_graph(json.loads(json_bytes(snapshot)), edges="edges")
    for G in (as_graphml, as_json):
        assert sorted(G) == sorted(snapshot.institutions)
        assert {frozenset(edge) for edge in G.edges} == {frozenset(pair) for pair in snapshot.ties}
        for one, other, facts in G.edges(data=True):
            assert facts["strength"] == snapshot.tie(one, other).strength
            assert facts["live"] == snapshot.tie(one, other).live
            assert "weight" not in facts


def test_networks_name_no_family_and_no_worker():
    package = replace(EXAMPLE, families=(replace(EXAMPLE.families[0], id="SEKRET-R"),), teams=())
    for data in (
        graphml_bytes(snapshot_of(package, date(2026, 6, 1))),
        json_bytes(snapshot_of(package, date(2026, 6, 1))),
    ):
        assert b"SEKRET" not in data
        assert b"asystent" not in data
        assert b"N09" not in data


def test_names_cannot_inject_markup():
    name = '"/><edge source="przyklad-mops" target="przyklad-ppp"/><data>&\n\t'.strip()
    package = replace(
        EXAMPLE, institutions=(replace(EXAMPLE.institutions[0], name=name), *EXAMPLE.institutions[1:])
    )
    G = nx.read_graphml(io.BytesIO(graphml_bytes(snapshot_of(package, date(2026, 6, 1)))))
    assert G.nodes["przyklad-mops"]["name"] == name
    assert not G.has_edge("przyklad-mops", "przyklad-ppp")
