"""Stores that earlier versions made, as the files of fixtures/stores hold them."""

import gzip
import tarfile
from datetime import date
from pathlib import Path

import orjson
from neo4j import GraphDatabase

_STORES = Path(__file__).parents[2] / "tests" / "fixtures" / "stores"
#: Versions of the schema of which there is a store.
VERSIONS = (4, 5, 8, 9, 10)


def folder_of(version):
    """Where the files of a version lie."""
    return _STORES / f"version_{version}"


def unpack(version, data):
    """Make the data folder of an embedded store of a version."""
    with tarfile.open(folder_of(version) / "data.tar.xz") as archive:
        archive.extractall(data, filter="data")
    return data


def with_days(values):
    """Properties with the days that JSON has as ``{"day": text}``."""
    return {
        name: date.fromisoformat(value["day"]) if isinstance(value, dict) else value
        for name, value in values.items()
    }


def load(version, peer):
    """Put the graph of a version into an empty server, by the driver alone."""
    graph = orjson.loads(gzip.decompress((folder_of(version) / "neo4j.json.gz").read_bytes()))
    nodes, ties = {}, {}
    for number, (label, values) in enumerate(graph["nodes"]):
        nodes.setdefault(label, []).append({"number": number, "values": with_days(values)})
    for one, kind, other, values in graph["relationships"]:
        ties.setdefault(kind, []).append({"one": one, "other": other, "values": with_days(values)})
    auth = (peer.user, peer.password)
    with (
        GraphDatabase.driver(peer.address, auth=auth) as driver,
        driver.session(database=peer.database) as session,
    ):
        session.run("CREATE INDEX loaded IF NOT EXISTS FOR (n:Loaded) ON (n.loaded_as)").consume()
        session.run("CALL db.awaitIndexes()").consume()
        for label, rows in nodes.items():
            session.run(
                f"UNWIND $rows AS r CREATE (n:Loaded:{label}) SET n = r.values, n.loaded_as = r.number",
                rows=rows,
            ).consume()
        for kind, rows in ties.items():
            session.run(
                "UNWIND $rows AS r MATCH (a:Loaded {loaded_as: r.one}), (b:Loaded {loaded_as: r.other})"
                f" CREATE (a)-[t:{kind}]->(b) SET t = r.values",
                rows=rows,
            ).consume()
        session.run("MATCH (n:Loaded) REMOVE n:Loaded, n.loaded_as").consume()
        session.run("DROP INDEX loaded").consume()
