"""Damage that no error told of: every changed, missing or doubled row is found, none is served."""

from __future__ import annotations

from random import Random

import pytest

from cypher import Query
from graph.errors import StoreDamaged
from graph.stores import (
    Library,
    check_integrity,
    import_package,
    load_package,
    open_store,
    remove_partnership,
)
from graph.stores.embedded import EmbeddedStore
from graph.stores.port import Ask
from kept_samples import DAY, HERE, THERE, content, package_here, package_there, work_on

#: One damaging statement for each kind of harm, and the table that the finding names.
HARM = {
    "a name on the wrong record": (
        "institutions",
        "MATCH (x:Institution {id: 'I2'}) SET x.name = 'SP 1'",
    ),
    "a fact that was lost": ("services", "MATCH (x:Service) SET x.available = NULL"),
    "another number": ("workers", "MATCH (x:Worker) WHERE x.id = 'W1' SET x.caseload = 4"),
    "a foreign checksum": ("workers", "MATCH (x:Worker) WHERE x.id = 'W1' SET x.digest = 'ab'"),
    "a membership": (
        "institutions",
        "MATCH (:Institution {id: 'I3'})-[m:ON_MAP_OF]->() SET m.membership = 'leader'",
    ),
    "an institution gone": ("institutions", "MATCH (x:Institution {id: 'I3'}) DETACH DELETE x"),
    "a worker gone": ("workers", "MATCH (x:Worker) WHERE x.id = 'W2' DETACH DELETE x"),
    "a family gone": ("families", "MATCH (x:Family) WHERE x.id ENDS WITH '1' DETACH DELETE x"),
    "a need of a family": (
        "families",
        "MATCH (x:Family) WHERE x.id ENDS WITH '1' SET x.needs = ['N01']",
    ),
    "who is involved": (
        "families",
        "MATCH (:Family)-[v:INVOLVES]->(:Institution {id: 'I3'}) SET v.place = 9",
    ),
    "a report": ("ties", "MATCH ()-[t:REPORTS]->(:Institution {id: 'I3'}) SET t.strength = 3"),
    "a report gone": ("ties", "MATCH ()-[t:REPORTS]->(:Institution {id: 'I3'}) DELETE t"),
    "a seat": ("teams", "MATCH (:Institution {id: 'I3'})-[t:SITS_IN]->() SET t.role = 'lead'"),
    "a seat gone": ("teams", "MATCH (:Institution {id: 'I3'})-[t:SITS_IN]->() DELETE t"),
    "the partnership": (
        "partnership",
        "MATCH (p:Partnership) WHERE p.id STARTS WITH 'p 1' SET p.teryt = '24'",
    ),
}
#: What came twice is not written anew: the store has to be rebuilt.
DOUBLED = {
    "an institution twice on the map": (
        "institutions",
        "MATCH (p:Partnership) WHERE p.id STARTS WITH 'p 1' MATCH (i:Institution {id: 'I3'})"
        " CREATE (i)-[:ON_MAP_OF]->(p)",
    ),
    "a service held twice": (
        "services",
        "MATCH (p:Partnership) WHERE p.id STARTS WITH 'p 1' MATCH (s:Service) CREATE (p)-[:HOLDS]->(s)",
    ),
}
#: Records that no partnership reads any more.
STRAYS = {
    "families": "MATCH (:Partnership)-[h:HOLDS]->(:Family) DELETE h",
    "permissions": "MATCH (:Family)-[h:PERMITS]->(:Permission) DELETE h",
    "meetings": "MATCH (:Partnership)-[h:MET]->(:Meeting) DELETE h",
}


def harm(store, text):
    """Run a statement that no part of the product would."""
    store.write(Ask(Query("harm", "write", (), (), "", text), {}))


@pytest.fixture(scope="module")
def module_store(request, tmp_path_factory):
    """One embedded store for all kinds of harm."""
    store = EmbeddedStore(tmp_path_factory.mktemp("harm") / "store.lbug")
    yield store
    store.close()


@pytest.fixture
def sound(request, module_store):
    """A sound store with both partnerships; what a test did to it is undone by importing anew."""
    store = (
        request.getfixturevalue("neo4j_store")
        if request.node.get_closest_marker("neo4j")
        else module_store
    )
    for id, package in ((HERE, package_here()), (THERE, package_there())):
        import_package(store, package)
        assert id in {one.id for one in content(store)}
    assert check_integrity(store) == ()
    return store


@pytest.mark.parametrize("kind", sorted(HARM))
def test_every_kind_of_harm_is_found_and_repaired_by_an_import(sound, kind):
    table, statement = HARM[kind]
    before = content(sound)
    harm(sound, statement)
    findings = check_integrity(sound)
    assert any(f"{HERE}: {table}:" in finding for finding in findings), findings
    for hidden in ("MOPS", "SP 1", "QX7341", "ZW9052", "N01"):
        assert hidden not in " ".join(findings)
    with pytest.raises(StoreDamaged):
        load_package(sound, HERE)
    with pytest.raises(StoreDamaged):
        Library(sound).snapshot(HERE, DAY)
    for package in (package_here(), package_there()):
        import_package(sound, package)
    assert check_integrity(sound) == ()
    assert content(sound) == before


@pytest.mark.parametrize("kind", sorted(DOUBLED))
def test_what_came_twice_is_found(embedded_store, kind):
    table, statement = DOUBLED[kind]
    work_on(embedded_store)
    harm(embedded_store, statement)
    assert any(f"{HERE}: {table}:" in finding for finding in check_integrity(embedded_store))


@pytest.mark.neo4j
def test_harm_is_found_on_a_server_too(neo4j_store):
    work_on(neo4j_store)
    assert check_integrity(neo4j_store) == ()
    for kind in ("a name on the wrong record", "a report", "an institution gone"):
        table, statement = HARM[kind]
        harm(neo4j_store, statement)
        assert any(f"{HERE}: {table}:" in finding for finding in check_integrity(neo4j_store)), kind
        for package in (package_here(), package_there()):
            import_package(neo4j_store, package)
        assert check_integrity(neo4j_store) == (), kind


@pytest.mark.parametrize("table", sorted(STRAYS))
def test_records_that_belong_to_nobody_are_found(embedded_store, table):
    work_on(embedded_store)
    harm(embedded_store, STRAYS[table])
    assert any(f.startswith(f"{table}: ") for f in check_integrity(embedded_store))


def test_a_damaged_store_is_not_opened_and_the_file_is_let_go(tmp_path):
    store = open_store(data=tmp_path)
    work_on(store)
    store.close()
    bare = EmbeddedStore(tmp_path / "store.lbug")
    harm(bare, HARM["a report"][1])
    bare.close()
    for _ in range(2):  # the second time shows that the first let go of the file
        with pytest.raises(StoreDamaged) as caught:
            open_store(data=tmp_path)
        assert len(caught.value.findings) == 1


def test_checksums_follow_every_import_and_removal(store):
    random = Random(4)
    here, there = package_here(), package_there()
    for _ in range(12):
        choice = random.choice([here, there, package_here(ties=here.ties[: random.randint(0, 3)])])
        if random.random() < 0.3 and choice.partnership.id in {one.id for one in content(store)}:
            remove_partnership(store, choice.partnership.id)
        else:
            import_package(store, choice)
        assert check_integrity(store) == ()
