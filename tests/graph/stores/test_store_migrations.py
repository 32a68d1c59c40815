"""Older stores are brought up to date without loss, newer ones are refused untouched."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from threading import Barrier

import pytest
from neo4j import GraphDatabase

from doors import HERE as WHERE
from earlier_stores import load, unpack
from graph.errors import StoreTooNew
from graph.stores import (
    Archive,
    check_integrity,
    import_package,
    list_partnerships,
    load_package,
    open_store,
    territory_names,
)
from graph.stores.derived_check import check_derived
from graph.stores.embedded import EmbeddedStore
from graph.stores.migrations import MIGRATIONS
from graph.stores.reading import SCHEMA_VERSION, read_state
from kept_samples import DAY, content, package_here, work_on
from store_fixtures import with_engine

SEALED = ("Partnership", "Institution", "Worker", "Service")


def test_the_migrations_lead_from_version_to_version_up_to_the_known_one():
    versions = [1, *(one.version for one in MIGRATIONS)]
    assert all(later == earlier + 1 for earlier, later in pairwise(versions))
    assert versions[-1] == SCHEMA_VERSION


#: Which of the stores made by earlier code stands for a version: what the versions between changed was
#: tables and columns that were blank at first.
MADE_BY = {1: 4, 2: 4, 3: 4, 4: 4, 5: 5, 6: 5, 7: 8, 8: 8, 9: 9, 10: 10}
_NO_DIGESTS = [f"MATCH (x:{name}) SET x.digest = NULL" for name in SEALED]
_NO_SEALS = ["MATCH (p:Partnership) SET p.records = NULL"]


def as_version(version):
    """Statements that make a store what the version wrote: no checksums at first, then no seals."""
    lacking = [*(_NO_DIGESTS if version < 2 else []), *(_NO_SEALS if version < 4 else [])]
    return [*lacking, f"MATCH (s:StoreState) SET s.version = {version}"]


@pytest.mark.parametrize("version", sorted(MADE_BY))
def test_a_store_of_every_version_is_brought_up_to_date(tmp_path, version):
    unpack(MADE_BY[version], tmp_path)
    archive = Archive(tmp_path / "packages")
    as_kept = archive.package(WHERE, archive.versions(WHERE)[-1])
    with_engine(tmp_path / "store.lbug", *as_version(version))
    with closing(open_store(data=tmp_path)) as store:
        assert read_state(store).version == SCHEMA_VERSION
        assert (check_integrity(store), check_derived(store)) == ((), ())
        assert load_package(store, WHERE) == as_kept
        assert not import_package(store, as_kept).changed
        held = content(store)
    # Nothing is left to do the second time.
    with closing(open_store(data=tmp_path)) as store:
        state = read_state(store)
        assert content(store) == held
    with closing(open_store(data=tmp_path)) as store:
        assert read_state(store) == state
    assert {path.name for path in tmp_path.iterdir()} <= {
        *("store.lbug", "store.lbug.old", "packages", "access.sqlite"),
    }


def known(kept):
    """A package but for the family whose case was begun in it, which has a random pseudonym."""
    package = kept.package
    return replace(package, families=tuple(one for one in package.families if len(one.id) == 3))


@pytest.mark.neo4j
@pytest.mark.parametrize("version", sorted(MADE_BY))
def test_a_server_of_every_version_is_brought_up_to_date(neo4j_peer, neo4j_store, version, tmp_path):
    load(MADE_BY[version], neo4j_peer)
    auth = (neo4j_peer.user, neo4j_peer.password)
    with GraphDatabase.driver(neo4j_peer.address, auth=auth) as driver:
        for statement in as_version(version):
            driver.execute_query(statement, database_=neo4j_peer.database)
        with closing(neo4j_peer.opened()) as store:
            assert (check_integrity(store), check_derived(store)) == ((), ())
            assert read_state(store).version == SCHEMA_VERSION
            held = content(store)
        types, _, _ = driver.execute_query(
            "CALL db.relationshipTypes() YIELD relationshipType AS t"
            " CALL (t) { MATCH ()-[r]->() WHERE type(r) = t RETURN count(r) AS n } WITH t, n WHERE n > 0"
            " RETURN collect(t) AS types",
            database_=neo4j_peer.database,
        )
        assert {"MAPS", "OFFERS", "TEAMS"}.isdisjoint(types[0]["types"])
    # The same as an embedded store of that version becomes.
    unpack(MADE_BY[version], tmp_path)
    with closing(open_store(data=tmp_path)) as store:
        assert [known(one) for one in content(store)] == [known(one) for one in held]


def test_names_that_were_given_to_territories_are_told_from_those_of_partnerships(tmp_path):
    unpack(10, tmp_path)
    named = "MATCH (t:Territory {code: '2499'}) SET t.name = 'powiat jarzębiński'"
    left = "CREATE (:Territory {code: '14', level: 'wojewodztwo', name: '14'})"
    with_engine(tmp_path / "store.lbug", named, left)
    with closing(open_store(data=tmp_path)) as store:
        assert territory_names(store) == {"2499": "powiat jarzębiński"}
        assert check_derived(store) == ()


def test_a_newer_store_is_refused_and_stays_as_it_is(tmp_path):
    file = tmp_path / "store.lbug"
    store = EmbeddedStore(file)
    import_package(store, package_here())
    store.close()
    with_engine(file, "MATCH (s:StoreState) SET s.version = 99", "ALTER TABLE Worker DROP digest")
    for _ in range(2):
        with pytest.raises(StoreTooNew) as caught:
            open_store(data=tmp_path)
        assert (caught.value.found, caught.value.known) == (99, SCHEMA_VERSION)
    columns = [row[1] for row in with_engine(file, "CALL table_info('Worker') RETURN *")]
    assert "role" in columns
    assert "digest" not in columns
    assert with_engine(file, "MATCH (s:StoreState) RETURN s.version") == [[99]]


@pytest.mark.neo4j
def test_a_newer_server_is_refused(neo4j_peer, neo4j_store):
    work_on(neo4j_store)
    auth = (neo4j_peer.user, neo4j_peer.password)
    with GraphDatabase.driver(neo4j_peer.address, auth=auth) as driver:
        driver.execute_query("MATCH (s:StoreState) SET s.version = 99", database_=neo4j_peer.database)
        newer = neo4j_peer.opened()
        for _ in range(2):
            with pytest.raises(StoreTooNew):
                list_partnerships(newer, DAY)
        newer.close()


@pytest.mark.neo4j
def test_several_that_find_an_empty_server_make_its_schema_together(neo4j_peer, neo4j_store):
    together = Barrier(3)

    def first_read():
        store = neo4j_peer.opened()
        try:
            together.wait()
            return read_state(store)
        finally:
            store.close()

    auth = (neo4j_peer.user, neo4j_peer.password)
    with GraphDatabase.driver(neo4j_peer.address, auth=auth) as driver:
        for row in driver.execute_query(
            "SHOW CONSTRAINTS YIELD name", database_=neo4j_peer.database
        ).records:
            driver.execute_query(f"DROP CONSTRAINT {row[0]}", database_=neo4j_peer.database)
    with ThreadPoolExecutor(3) as starting:
        states = [one.result() for one in [starting.submit(first_read) for _ in range(3)]]
    assert {state.version for state in states} == {SCHEMA_VERSION}
