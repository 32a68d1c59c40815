"""Fixtures every test shares: both engines, the demo partnership, and what ran of the real Neo4j."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from neo4j import GraphDatabase

from graph.model import Package
from graph.packages import read_package
from graph.stores import Store, open_store
from neo4j_peer import Neo4jPeer, must_run, running_neo4j
from reports import REPORT
from seed import demo_package_path

pytest_plugins = ["browser_fixtures", "command_fixtures", "examples_server", "store_fixtures"]

settings.register_profile(
    "product",
    deadline=None,  # machines are noisy; speed is measured in benchmarks
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("product")


def pytest_configure(config: pytest.Config) -> None:
    """Make room for the lines that tests want told at the end."""
    config.stash[REPORT] = []


@pytest.fixture(scope="session")
def neo4j_peer(pytestconfig: pytest.Config) -> Iterator[Neo4jPeer]:
    """A real Neo4j; without one the test is skipped loudly, in CI it fails."""
    told = pytestconfig.stash[REPORT]
    with running_neo4j() as found:
        if isinstance(found, str):
            told.append(f"NOT RUN against Neo4j: {found}")
            if must_run():
                pytest.fail(f"no Neo4j to test against: {found}")
            pytest.skip(f"no Neo4j to test against: {found}")
        told.append(f"ran against {found}")
        yield found


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where several processes test, give what is to be told to the one that reports."""
    if (output := getattr(session.config, "workeroutput", None)) is not None:
        output["told"] = session.config.stash[REPORT]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node) -> None:
    """Take what another process wants told."""
    node.config.stash[REPORT].extend(getattr(node, "workeroutput", {}).get("told", ()))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which Neo4j ran, or that none did, and what else tests want told."""
    for line in dict.fromkeys(terminalreporter.config.stash[REPORT]):
        terminalreporter.write_sep("=", line, bold=True)


@pytest.fixture
def neo4j_store(neo4j_peer: Neo4jPeer) -> Iterator[Store]:
    """An empty store on the real Neo4j."""
    _clear(neo4j_peer)
    store = neo4j_peer.opened()
    yield store
    store.close()
    _clear(neo4j_peer)


@pytest.fixture
def embedded_store(tmp_path: Path) -> Iterator[Store]:
    """An empty embedded store."""
    store = open_store(data=tmp_path / "data")
    yield store
    store.close()


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest) -> Store:
    """Each engine in turn, empty."""
    return request.getfixturevalue(f"{request.param}_store")


@pytest.fixture(scope="session")
def demo_package() -> Package:
    """The demo partnership as its package holds it."""
    return read_package(demo_package_path()).package


def _clear(peer: Neo4jPeer) -> None:
    with (
        GraphDatabase.driver(peer.address, auth=(peer.user, peer.password)) as driver,
        driver.session(database=peer.database) as session,
    ):
        session.run("MATCH (n) DETACH DELETE n").consume()
