"""NetworkX on our networks: the same numbers by its own functions, and NetworkX for the rest."""

from importlib.metadata import entry_points

import networkx as nx
import pytest
from hypothesis import given, settings

from graph.measures.backend import NetworkGraph
from graph.measures.backend_info import FUNCTIONS, info
from graph.snapshot import Network
from random_networks import networks, random_network

VALUES = [
    name for name in FUNCTIONS if name not in {"articulation_points", "bridges", "connected_components"}
]


def test_networkx_finds_the_backend() -> None:
    found = entry_points(group="networkx.backends", name="kooperacje")
    assert [entry.value for entry in found] == ["graph.measures.backend"]


@pytest.mark.parametrize("name", VALUES)
@given(network=networks(least=1))
@settings(max_examples=20)
def test_the_same_numbers_on_both(name: str, network: Network) -> None:
    measure = getattr(nx, name)
    found, expected = measure(NetworkGraph(network)), measure(network.to_networkx())
    assert found == pytest.approx(expected, abs=1e-12, nan_ok=True)


@given(network=networks(least=1))
@settings(max_examples=20)
def test_the_same_parts_on_both(network: Network) -> None:
    ours, theirs = NetworkGraph(network), network.to_networkx()
    assert set(nx.articulation_points(ours)) == set(nx.articulation_points(theirs))
    assert {frozenset(tie) for tie in nx.bridges(ours)} == {frozenset(tie) for tie in nx.bridges(theirs)}
    assert sorted(map(sorted, nx.connected_components(ours))) == sorted(
        map(sorted, nx.connected_components(theirs))
    )


def test_networkx_answers_what_the_backend_does_not() -> None:
    network = random_network(12, 0.4, seed=3)
    ours, theirs = NetworkGraph(network), network.to_networkx()
    with pytest.raises(NotImplementedError):
        nx.average_clustering(ours)
    with nx.config(fallback_to_nx=True):
        assert nx.average_clustering(ours) == nx.average_clustering(theirs)
        assert nx.closeness_centrality(ours, distance="cost") == nx.closeness_centrality(
            theirs, distance="cost"
        )


def test_other_graphs_are_not_taken_in() -> None:
    with pytest.raises(NotImplementedError):
        nx.closeness_centrality(nx.path_graph(3), backend="kooperacje")


def test_the_backend_says_what_networkx_asks_of_it() -> None:
    (entry,) = entry_points(group="networkx.backends", name="kooperacje")
    said = info()
    assert said["backend_name"] == entry.name
    assert entry.dist is not None
    assert said["project"] == entry.dist.name
    assert entry.value.startswith(f"{said['package']}.")
    assert said["short_summary"] == "Measures of partnership networks on compressed sparse rows"
    assert said["functions"] == {name: {} for name in FUNCTIONS}
    assert set(said) == {"backend_name", "project", "package", "short_summary", "functions"}
