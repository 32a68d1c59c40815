"""Finds a real Neo4j for the tests: the embedded engine alone would prove nothing about the server.

In this order, the first that answers:

* `address`: KOOPERACJE_TEST_NEO4J is a Bolt address, with KOOPERACJE_NEO4J_USER (default `neo4j`),
  KOOPERACJE_NEO4J_PASSWORD and KOOPERACJE_NEO4J_DATABASE (default `neo4j`). The tests write to that
  database and clear it: name one that holds nothing else.
* `docker`: the official image, by testcontainers, where a Docker engine answers.
* `java`: Neo4j Community from Maven Central, where a JDK and Maven are.

KOOPERACJE_TEST_NEO4J_WAY forces one of the three, KOOPERACJE_TEST_NEO4J_VERSION another release.
"""

from __future__ import annotations

import gc
import os
import secrets
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from graph.stores import Store, open_store
from neo4j_java import RELEASES, SHORT_LIVED, JavaNeo4j, UnavailableError

if TYPE_CHECKING:
    from docker import DockerClient
    from testcontainers.community.neo4j import Neo4jContainer


@dataclass(frozen=True)
class Neo4jPeer:
    """A running Neo4j, what it says it is, and how it was come by."""

    address: str
    user: str
    password: str
    database: str
    how: str
    version: str = ""
    passed_over: tuple[str, ...] = ()

    def __str__(self) -> str:
        before = f" (passed over: {'; '.join(self.passed_over)})" if self.passed_over else ""
        return f"Neo4j {self.version} by {self.how}{before}"

    def opened(self) -> Store:
        """Its graph, as the product opens it."""
        return open_store(
            self.address, data=Path(), user=self.user, password=self.password, database=self.database
        )


def must_run() -> bool:
    """Whether a missing Neo4j is a failure: in CI, or when somebody asked for one by name."""
    return os.environ.get("CI", "").lower() in {"1", "true"} or bool(_asked("") or _asked("_WAY"))


@contextmanager
def running_neo4j() -> Iterator[Neo4jPeer | str]:
    """Yield a Neo4j that answers queries, or the reasons why there is none."""
    forced = _asked("_WAY")
    if forced and forced not in WAYS:
        raise ValueError(f"KOOPERACJE_TEST_NEO4J_WAY={forced}: expected one of {', '.join(WAYS)}")
    # A given address that fails must not be replaced by some other server in silence.
    ways = [forced] if forced else ["address"] if _asked("") else ["docker", "java"]
    reasons: list[str] = []
    with ExitStack() as stack:
        for way in ways:
            try:
                peer = stack.enter_context(WAYS[way]())
            except UnavailableError as error:
                reasons.append(f"{way}: {error}")
            else:
                yield replace(peer, passed_over=tuple(reasons))
                return
        yield "; ".join(reasons)


@contextmanager
def _by_address() -> Iterator[Neo4jPeer]:
    address = _asked("")
    password = os.environ.get("KOOPERACJE_NEO4J_PASSWORD", "")
    if not address or not password:
        missing = "KOOPERACJE_NEO4J_PASSWORD" if address else "KOOPERACJE_TEST_NEO4J"
        raise UnavailableError(f"{missing} is not set")
    if address == os.environ.get("KOOPERACJE_STORE"):
        raise UnavailableError("KOOPERACJE_TEST_NEO4J is the product's own store; tests would clear it")
    user = os.environ.get("KOOPERACJE_NEO4J_USER", "neo4j")
    database = os.environ.get("KOOPERACJE_NEO4J_DATABASE", "neo4j")
    yield _identified(Neo4jPeer(address, user, password, database, f"address {address}"))


@contextmanager
def _by_docker() -> Iterator[Neo4jPeer]:
    image = f"neo4j:{_asked('_VERSION') or RELEASES[0].version}"
    container = _container(image)
    try:
        peer = Neo4jPeer(
            container.get_connection_url(),
            container.username,
            container.password,
            "neo4j",
            f"docker, image {image}",
        )
        yield _identified(peer)
    finally:
        container.stop()


@contextmanager
def _by_java() -> Iterator[Neo4jPeer]:
    with tempfile.TemporaryDirectory(prefix="kooperacje-neo4j-") as home:
        server = JavaNeo4j(Path(home), version=_asked("_VERSION") or None)
        server.start()
        try:
            peer = Neo4jPeer(
                server.address,
                server.user,
                server.password,
                server.database,
                f"java, JDK {server.jdk.feature} and Maven",
            )
            yield _identified(peer)
        finally:
            server.kill()  # an orderly stop takes ten seconds, for data that is thrown away


WAYS: dict[str, Callable[[], AbstractContextManager[Neo4jPeer]]] = {
    "address": _by_address,
    "docker": _by_docker,
    "java": _by_java,
}


def _asked(suffix: str) -> str:
    return os.environ.get(f"KOOPERACJE_TEST_NEO4J{suffix}", "").strip()


def _container(image: str) -> Neo4jContainer:
    """A started container. Imported late: most runs need no Docker, and its packages are slow."""
    try:
        from testcontainers.community.neo4j import Neo4jContainer
    except ImportError as error:
        raise UnavailableError(f"{error.name} is not installed") from error
    with warnings.catch_warnings():
        # Where no engine answers, its client leaves a socket to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        obstacle = _docker_obstacle(image)
        gc.collect()
    if obstacle:
        raise UnavailableError(obstacle)
    container = Neo4jContainer(image, username="neo4j", password=secrets.token_urlsafe(16))
    container.with_env("NEO4J_server_memory_heap_max__size", "512m")
    container.with_env("JDK_JAVA_OPTIONS", SHORT_LIVED)
    try:
        container.start()
    except Exception as error:  # whatever stopped it, the container must not stay behind
        container.stop()
        raise UnavailableError(f"{image} did not start ({_first_line(error)})") from error
    return container


def _docker_obstacle(image: str) -> str:
    """Why the image cannot be run here; empty when it can, and then it lies ready locally."""
    from docker.errors import DockerException
    from testcontainers.core.config import testcontainers_config
    from testcontainers.core.docker_client import DockerClient as Connection

    try:
        engine = Connection().client
        engine.ping()
    except DockerException as error:
        return f"no Docker engine answers ({_first_line(error)})"
    try:
        _bring(engine, image)
    except DockerException as error:
        return f"image {image} cannot be had ({_first_line(error)})"
    try:
        if not testcontainers_config.ryuk_disabled:
            _bring(engine, testcontainers_config.ryuk_image)
    except DockerException:
        # The helper that clears up after killed runs: good to have, but tests do without it.
        testcontainers_config.ryuk_disabled = True
    finally:
        engine.close()
    return ""


def _bring(engine: DockerClient, image: str) -> None:
    from docker.errors import ImageNotFound

    try:
        engine.images.get(image)
    except ImageNotFound:
        engine.images.pull(image)


def _identified(peer: Neo4jPeer) -> Neo4jPeer:
    """The peer with the version it states itself: a report must not repeat what was hoped for."""
    auth = (peer.user, peer.password)
    try:
        with GraphDatabase.driver(
            peer.address, auth=auth, connection_timeout=10, max_transaction_retry_time=10
        ) as driver:
            record = driver.execute_query(
                "CALL dbms.components() YIELD name, versions, edition "
                "WHERE name = 'Neo4j Kernel' RETURN versions[0], edition",
                database_=peer.database,
            ).records[0]
    except (DriverError, Neo4jError) as error:
        raise UnavailableError(f"{peer.address} does not answer ({_first_line(error)})") from error
    return replace(peer, version=f"{record[0]} {record[1]}")


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:300]
