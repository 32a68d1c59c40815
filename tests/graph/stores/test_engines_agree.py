"""The same answers, byte for byte, from the embedded engine and from a real Neo4j."""

from __future__ import annotations

from datetime import date

import pytest

from graph.gaps import find_gaps, gaps_document
from graph.measures.document import measures
from graph.recruitment import recruit, recruitment_document
from graph.routes import RouteRequest, find_routes, route_document
from graph.stores import Library, import_package
from graph.stores.reading import read_state
from graph.stores.strangers import IdChoice
from graph.whatif import Change, what_if
from seed.generator import generated_package
from service.answers import render_json

DAY = date(2026, 6, 30)


def answers(snapshot):
    gmina = snapshot.partnership.teryt
    request = RouteRequest(gmina, ("N04", "M1", "N09", "Z2"), age_bands=("7-12", "26-59"))
    yield "measures", measures(snapshot)
    yield "workers", measures(snapshot, layer="workers", members_only=True)
    yield "gaps", gaps_document(snapshot, find_gaps(snapshot))
    yield "recruitment", recruitment_document(snapshot, recruit(snapshot))
    yield "route", route_document(find_routes(snapshot, request), snapshot)


@pytest.mark.neo4j
def test_every_answer_is_the_same_from_both_engines(neo4j_store, embedded_store, demo_package):
    generated = generated_package(38)
    snapshots = []
    for store in (neo4j_store, embedded_store):
        import_package(store, demo_package)
        import_package(store, generated, choice=IdChoice(prefix="g-"))
        snapshots.append(Library(store).snapshot(demo_package.partnership.id, DAY))
    for (name, one), (_, other) in zip(*map(answers, snapshots), strict=True):
        assert render_json(one) == render_json(other), name


def test_a_what_if_writes_nothing(store, demo_package):
    import_package(store, demo_package)
    library, before = Library(store), read_state(store)
    snapshot = library.snapshot(demo_package.partnership.id, DAY)
    document = what_if(snapshot, Change(add=("I13",), remove=("I01",), tie=(("I13", "I16"),)))
    assert document["before"] != document["after"]
    assert read_state(store) == before
    assert library.snapshot(demo_package.partnership.id, DAY) is snapshot
