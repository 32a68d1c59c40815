"""Every shipped query: its header, its text on the real server, and whether anyone uses it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from neo4j import GraphDatabase, Query

from cypher import CypherFileError, in_columns, parse_queries
from graph.model import Package, TieReport, Wave
from graph.rows import key_of
from graph.stores import import_package, naming_steps
from graph.stores.port import Ask, ask
from graph.stores.queries import QUERIES

ROOT = Path(__file__).parents[2]
GOOD = """// name: find_all
// access: read
// params: id
// returns: id
// All of them.
MATCH (p:Partnership {id: $id}) RETURN p.id AS id ORDER BY id;
"""
PARAMETERS = {
    "rows": [],
    "owners": ["jarzebin-slaski"],
    "ids": ["I01"],
    "keys": ["I01/S0101"],
    "names": ["mops"],
    "numbers": ["123456785"],
    "codes": ["24"],
    "id": "jarzebin-slaski",
    "today": "2026-06-30",
    "revision": 1,
    "expected": 1,
    "version": 1,
    "population": 1,
    "fictional": True,
}
#: Of the embedded engine, and of what stores hold no longer.
OTHER_GRAPHS = ("schema_embedded.", "schema_before_9.", "before_9.", "server_only.wipe_")
ROW_COLUMN = re.compile(r"\br\.(\w+)")


def test_a_good_file_is_read():
    (query,) = parse_queries("partnership", GOOD)
    assert (query.name, query.access, query.params, query.returns) == (
        "partnership.find_all",
        "read",
        ("id",),
        ("id",),
    )
    assert query.doc == "All of them."


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("// access: read\n", "", "lacks access"),
        ("access: read", "access: look", "unknown access"),
        ("// All of them.\n", "", "no sentence"),
        ("params: id", "params: id, gmina", "declares parameters"),
        ("{id: $id}", "", "declares parameters"),
        ("returns: id", "returns: id, name", "declares columns"),
        (" ORDER BY id", "", "no ORDER BY"),
    ],
)
def test_a_bad_file_is_refused_with_its_place(old, new, reason):
    assert old in GOOD
    with pytest.raises(CypherFileError, match=reason) as caught:
        list(parse_queries("partnership", GOOD.replace(old, new)))
    assert str(caught.value).startswith("partnership.cypher:1:")


def test_every_query_is_used_and_every_name_used_exists():
    sources = [p.read_text(encoding="utf-8") for p in (ROOT / "graph").rglob("*.py")]
    literal = {name for text in sources for name in re.findall(r'ask\(\s*f?"([\w.]+)"', text)}
    assert literal - QUERIES.keys() == set()
    shown = "\n".join(sources)
    # A name may be made of parts: f"{table}.pick", f"derived.find_{kind}".
    made = [
        re.compile(re.sub(r"\\{.*?\\}", r"\\w+", re.escape(text)))
        for text in re.findall(r'f"([\w.{}]+)"', shown)
        if re.search(r"\w{4}", re.sub(r"\{.*?\}", "", text))
    ]
    for name, query in QUERIES.items():
        if query.access == "schema":
            continue
        _, short = name.split(".")
        stem = re.sub(r"^(merge|retire|release|find|seal|wipe)_?", "", short)
        said = f'"{name}"' in shown or f'"{short}"' in shown or f'"{stem}"' in shown
        assert said or any(one.fullmatch(name) or one.fullmatch(short) for one in made), name


@pytest.mark.neo4j
@pytest.mark.parametrize("name", sorted(n for n in QUERIES if not n.startswith(OTHER_GRAPHS)))
def test_the_server_finds_nothing_to_remark_about_a_query(name, seeded_server):
    """With notifications as warnings, and warnings as errors, an unknown name is a failure."""
    query = QUERIES[name]
    columns = set(ROW_COLUMN.findall(query.text))
    parameters = {p: PARAMETERS.get(p, "x") for p in query.params}
    if columns:
        parameters["rows"] = [dict.fromkeys(columns, 1)]
    access = "WRITE" if query.access != "read" else "READ"
    texts = [query.text] if query.access != "read" else [query.text, in_columns(query).text]
    with seeded_server.session(default_access_mode=access) as session:
        for text in texts:
            session.run(Query("EXPLAIN " + text), parameters).consume()


def with_every_column_filled(package):
    """The package under another name with no unknown cell in its first rows, so every name is known."""
    day = date(2026, 1, 1)
    first, second, *_ = package.institutions
    return Package(
        replace(package.partnership, id="full"),
        (
            replace(
                first,
                level="gmina",
                sector="PS",
                area="pomoc_spoleczna",
                declared_on=day,
                left_on=day,
                email="a@b.example",
                website="b.example",
                updated_on=day,
                regon="123456785",
                rspo="1",
                rpwdl="1",
                krs="1",
                description="x",
                street="x",
                postal_code="00-000",
                city="x",
                lat=50.3,
                lon=19.1,
                residential=False,
            ),
            second,
        ),
        services=(
            replace(
                next(s for s in package.services if s.institution_id == first.id),
                capacity=1,
                available=1,
                wait_days=1,
                age_min=1,
                age_max=99,
                access="open",
                own_clients_only=False,
                service_area=("24",),
                community_based=True,
                how_to_apply="x",
                documents="x",
                price="x",
                status="active",
                updated_on=day,
                name="x",
                phone="x",
                email="x",
                address="x",
                opening_hours="x",
            ),
        ),
        ties=(TieReport(first.id, second.id, 4, "weekly", wave="T9", contact_role="x"),),
        waves=(Wave("T9", day, day),),
    )


@pytest.fixture(scope="module")
def seeded_server(neo4j_peer, demo_package):
    store = neo4j_peer.opened()
    import_package(store, demo_package)
    import_package(store, with_every_column_filled(demo_package))
    prefixed = "MATCH (p:Partnership {id: 'full'}) SET p.id_prefix = 'x'"
    store.write(Ask(replace(QUERIES["state.create"], text=prefixed, params=()), {}))
    store.write(ask("derived.note_day", id="full", ties_as_of="2026-01-01", ties_change_on="2026-01-02"))
    store.write(*naming_steps(store, {"24": "śląskie"}))
    store.write(ask("once.note", key="k", claim="c", body="b", answer="a", at="2026-03-02"))
    store.write(ask("trail.put_head", id="a", lines=1, digest="x", seals=1, seal="x"))
    here = demo_package.partnership.id
    family = key_of(here, demo_package.families[0].id)
    for name, owner in (
        ("permissions", family),
        ("referrals", family),
        ("invitations", here),
        ("meetings", here),
        ("case_steps", family),
        ("tallies", here),
        ("barriers", here),
        ("recommendations", here),
        ("flows", here),
        ("surveys", here),
        ("survey_links", here),
    ):
        columns = QUERIES[f"{name}.find"].returns
        row = {**dict.fromkeys(columns, "x"), "by_guardian": 1, "done": 1, "version": 1, "owner": owner}
        row["partnership_id"] = here
        row |= {"on_day": "2026-03-02", "data": "{}", "facts": ["x"]} if name == "case_steps" else {}
        row["key"] = key_of(family if name in {"permissions", "referrals"} else here, "x")
        (written,) = store.write(ask(f"{name}.merge", rows=[row]))
        assert written == [{"written": 1}]
    linked = ask("case_steps.link", family_key=family, key=key_of(here, "x"))
    assert store.write(linked) == [[{"linked": 1}]]
    with GraphDatabase.driver(
        neo4j_peer.address,
        auth=(neo4j_peer.user, neo4j_peer.password),
        warn_notification_severity="INFORMATION",
    ) as driver:
        yield driver
    store.close()
