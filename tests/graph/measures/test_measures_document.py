"""The document of measures: its keys, its order, what is null, and the three layers."""

import json
from datetime import date

import networkx as nx
import pytest
from hypothesis import given, settings

from graph.measures.document import measures
from graph.model import Family, Institution, Package, Partnership, TieReport, Worker
from graph.snapshot import Snapshot, snapshot_of
from random_partnerships import snapshots

KEYS = {
    *("partnership", "nodes", "ties", "density", "components", "degree_centralisation"),
    *("betweenness_centralisation", "e_i_index", "articulation_points", "bridges", "fragmentation"),
    *("key_players", "institutions"),
}
ROW_KEYS = {
    *("id", "degree", "degree_centrality", "betweenness", "closeness", "eigenvector", "constraint"),
    *("effective_size", "bridging", "core", "brokerage"),
}
LEFT = {"I3": date(2026, 1, 1)}
ROLES = {"coordinator", "itinerant", "gatekeeper", "representative", "liaison", "total"}


@pytest.fixture
def snapshot() -> Snapshot:
    """Two tied pairs round a leader, a dead tie, a left member and one without ties."""
    names = {
        "I1": ("OPS", "leader"), "I2": ("SP", "member"), "I3": ("POZ", "member"), "I4": ("POL", None),
        "I5": ("NGO", None),
    }  # fmt: skip
    return snapshot_of(
        Package(
            Partnership("P1", "Partnerstwo", "2499011"),
            institutions=tuple(
                Institution(id, id, code, membership=role, left_on=LEFT.get(id))
                for id, (code, role) in names.items()
            ),
            workers=(
                Worker("W1", "I1", "animator"),
                Worker("W2", "I2", "pedagog"),
                Worker("W4", "I4", "dzielnicowy"),
            ),
            families=(Family("R1", "2499011", ("N01",), None, "I1", ("I2", "I5")),),
            ties=(
                TieReport("I1", "I2", 4, "weekly", contact_worker_id="W1", partner_worker_id="W2"),
                TieReport("I1", "I3", 3, "monthly"),
                TieReport("I3", "I4", 2, "quarterly"),
                TieReport("I4", "I5", 1, "none"),
            ),
        ),
        date(2026, 6, 1),
    )  # fmt: skip


def test_institutions_layer(snapshot: Snapshot) -> None:
    found = measures(snapshot)
    assert found["partnership"] == "P1"
    assert (found["nodes"], found["ties"]) == (5, 3)
    assert found["components"] == [["I1", "I2", "I3", "I4"], ["I5"]]
    assert found["articulation_points"] == ["I1", "I3"]
    assert found["bridges"] == [
        {"tie": ["I1", "I2"], "cuts_off": ["I2"]},
        {"tie": ["I1", "I3"], "cuts_off": ["I3", "I4"]},  # equal sides: the one without the leader
        {"tie": ["I3", "I4"], "cuts_off": ["I4"]},
    ]
    assert found["key_players"]["sets"] == [["I1", "I3"], ["I1", "I4"], ["I2", "I3"]]
    assert found["key_players"]["exact"] is True
    isolate = found["institutions"][-1]
    assert {key for key, value in isolate.items() if value is None} == {
        *("eigenvector", "constraint", "effective_size", "bridging")
    }


def test_members_only(snapshot: Snapshot) -> None:
    found = measures(snapshot, members_only=True)
    assert [row["id"] for row in found["institutions"]] == ["I1", "I2"]
    assert found["ties"] == 1
    assert (found["degree_centralisation"], found["betweenness_centralisation"]) == (None, None)
    assert found["key_players"] == {"size": 2, "sets": [], "fragmentation": None, "exact": True}


def test_workers_layer(snapshot: Snapshot) -> None:
    found = measures(snapshot, layer="workers", key_players=1)
    assert [row["id"] for row in found["institutions"]] == ["W1", "W2", "W4"]
    assert found["components"] == [["W1", "W2"], ["W4"]]
    assert found["e_i_index"] == 1.0


def test_cases_layer(snapshot: Snapshot) -> None:
    found = measures(snapshot, layer="cases")
    assert found["components"] == [["I1", "I2", "I5"], ["I3"], ["I4"]]
    assert found["bridges"] == []


@given(snapshots())
@settings(max_examples=40)
def test_document_is_plain_sorted_and_equals_networkx(snapshot: Snapshot) -> None:
    for layer in ("institutions", "workers", "cases"):
        for members_only in (False, True):
            found = measures(snapshot, layer=layer, members_only=members_only)
            assert json.loads(json.dumps(found, allow_nan=False)) == found
            assert set(found) >= KEYS
            network = snapshot.network(layer, members_only=members_only)
            G = network.to_networkx()
            rows = found["institutions"]
            assert [row["id"] for row in rows] == sorted(G)
            assert found["no_data"] == (not snapshot.ties and layer != "cases")
            if found["no_data"]:
                continue
            between = nx.betweenness_centrality(G)
            for row in rows:
                assert set(row) == ROW_KEYS
                assert set(row["brokerage"]) == ROLES
                assert row["degree"] == G.degree[row["id"]]
                assert row["betweenness"] == pytest.approx(between[row["id"]], abs=1e-12)
            for part in [*found["components"], *found["key_players"]["sets"]]:
                assert part == sorted(part)
            assert found["key_players"]["sets"] == sorted(found["key_players"]["sets"])


@given(snapshots())
@settings(max_examples=10)
def test_the_same_partnership_gives_the_same_document(snapshot: Snapshot) -> None:
    assert measures(snapshot) == measures(snapshot.replace())
