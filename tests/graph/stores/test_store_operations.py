"""Random sequences of operations: the embedded engine, the real Neo4j and a plain model agree."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from faults.operations import named
from graph.errors import NotFound
from graph.stores import import_package, list_partnerships, load_package, open_store, remove_partnership
from graph.stores.tables import tables_of
from random_partnerships import packages

NAMES = ("p1", "p2", "p3")


class Operations(RuleBasedStateMachine):
    """Import, re-import, shrink and remove partnerships whose institutions are their own."""

    def __init__(self, stores):
        super().__init__()
        self.stores = stores
        self.model = {}
        for store in stores:
            for summary in list_partnerships(store, date(2026, 6, 30)):
                remove_partnership(store, summary.id)

    @rule(name=st.sampled_from(NAMES), package=packages(max_institutions=6))
    def bring_in(self, name, package):
        self._import(name, named(package, name))

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def bring_in_again(self, data):
        name = data.draw(st.sampled_from(sorted(self.model)))
        for store in self.stores:
            report = import_package(store, self.model[name])
            assert (report.created, report.updated, report.retired) == (0, 0, 0)

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def shrink(self, data):
        name = data.draw(st.sampled_from(sorted(self.model)))
        package = self.model[name]
        self._import(name, replace(package, services=package.services[::2], ties=package.ties[1:]))

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def remove(self, data):
        name = data.draw(st.sampled_from(sorted(self.model)))
        del self.model[name]
        for store in self.stores:
            remove_partnership(store, name)

    def _import(self, name, package):
        self.model[name] = package
        reports = [import_package(store, package) for store in self.stores]
        assert all(report == reports[0] for report in reports)

    @invariant()
    def every_store_holds_the_model(self):
        for store in self.stores:
            for name in NAMES:
                if name in self.model:
                    assert tables_of(load_package(store, name)) == tables_of(self.model[name])
                else:
                    with pytest.raises(NotFound):
                        load_package(store, name)

    @invariant()
    def every_store_lists_the_same(self):
        def shown(store):
            return [replace(s, revision=0) for s in list_partnerships(store, date(2026, 6, 30))]

        assert all(shown(store) == shown(self.stores[0]) for store in self.stores)


def test_the_embedded_engine_agrees_with_a_plain_model():
    folder = Path(tempfile.mkdtemp())
    store = open_store(data=folder)
    try:
        run_state_machine_as_test(
            lambda: Operations([store]), settings=settings(max_examples=6, stateful_step_count=12)
        )
    finally:
        store.close()
        shutil.rmtree(folder)


@pytest.mark.neo4j
def test_neo4j_and_the_embedded_engine_agree(neo4j_store, embedded_store):
    run_state_machine_as_test(
        lambda: Operations([neo4j_store, embedded_store]),
        settings=settings(max_examples=3, stateful_step_count=6),
    )
