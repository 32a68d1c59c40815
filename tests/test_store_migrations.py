"""Older stores are brought up to date without loss, newer ones are refused untouched."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Barrier

import pytest
from neo4j import GraphDatabase

from graph.errors import StoreTooNew
from graph.stores import check_integrity, import_package, list_partnerships, open_store
from graph.stores.embedded import EmbeddedStore
from graph.stores.migrations import MIGRATIONS
from graph.stores.reading import SCHEMA_VERSION, read_state
from kept_samples import DAY, content, package_here, work_on
from store_fixtures import with_engine

SEALED = ("Partnership", "Institution", "Worker", "Service")


@pytest.fixture
def first_version(tmp_path):
    """A filled store as version 1 wrote it, without any checksum, and what it holds."""
    file = tmp_path / "store.lbug"
    store = EmbeddedStore(file)
    held = content(work_on(store))
    store.close()
    with_engine(
        file,
        *(f"ALTER TABLE {name} DROP digest" for name in SEALED),
        "MATCH (s:StoreState) SET s.version = 1",
    )
    return file, held


def test_the_migrations_lead_from_version_to_version_up_to_the_known_one():
    versions = [1, *(one.version for one in MIGRATIONS)]
    assert all(later == earlier + 1 for earlier, later in pairwise(versions))
    assert versions[-1] == SCHEMA_VERSION


def test_a_store_of_the_first_version_is_brought_up_to_date(first_version):
    file, held = first_version
    store = open_store(data=file.parent)
    try:
        assert read_state(store).version == SCHEMA_VERSION
        assert check_integrity(store) == ()
        assert content(store) == held
        assert not import_package(store, held[0].package).changed
    finally:
        store.close()
    # Nothing is left to do the second time.
    again = EmbeddedStore(file)
    state = read_state(again)
    again.close()
    again = EmbeddedStore(file)
    assert read_state(again) == state
    again.close()


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
def test_a_server_is_brought_up_to_date_or_refused(neo4j_peer, neo4j_store):
    held = content(work_on(neo4j_store))
    auth = (neo4j_peer.user, neo4j_peer.password)
    with GraphDatabase.driver(neo4j_peer.address, auth=auth) as driver:
        driver.execute_query("MATCH (n) REMOVE n.digest", database_=neo4j_peer.database)
        driver.execute_query("MATCH (s:StoreState) SET s.version = 1", database_=neo4j_peer.database)
        older = neo4j_peer.opened()
        assert len(list_partnerships(older, DAY)) == 2
        assert (check_integrity(older), content(older)) == ((), held)
        older.close()
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
