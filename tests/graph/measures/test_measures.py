"""Measures on random networks: they equal NetworkX, or a plain reading of the definition."""

from itertools import combinations, pairwise, permutations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from graph.measures.bridging import bridging, cohesion_losses
from graph.measures.brokerage import ROLES, brokerage
from graph.measures.centralisation import betweenness_centralisation, degree_centralisation, e_i_index
from graph.measures.centrality import (
    betweenness,
    closeness,
    constraint,
    core_numbers,
    degree_centrality,
    effective_size,
    eigenvector,
)
from graph.measures.cohesion import (
    articulation_points,
    bridges,
    components,
    density,
    fragmentation,
    parts_without,
)
from graph.measures.key_players import key_players
from graph.measures.reach import reach, within_reach
from graph.snapshot import Network
from random_networks import network_of, networks, random_network

PAIRS = [
    (degree_centrality, nx.degree_centrality),
    (betweenness, nx.betweenness_centrality),
    (closeness, nx.closeness_centrality),
    (constraint, nx.constraint),
    (effective_size, nx.effective_size),
    (core_numbers, nx.core_number),
]


def assert_equal(found, expected: dict[str, float], network: Network) -> None:
    wanted = np.array([expected[name] for name in network.ids], dtype=float)
    np.testing.assert_allclose(np.asarray(found, dtype=float), wanted, rtol=0, atol=1e-12)


@pytest.mark.parametrize(("ours", "theirs"), PAIRS, ids=lambda measure: measure.__name__)
@given(network=networks(least=1))
@settings(max_examples=40)
def test_equals_networkx(ours, theirs, network: Network) -> None:
    assert_equal(ours(network), theirs(network.to_networkx()), network)


@pytest.mark.parametrize(("ours", "theirs"), PAIRS, ids=lambda measure: measure.__name__)
@pytest.mark.parametrize(("size", "ties"), [(130, 0.05), (600, 0.004)], ids=["dense", "sparse"])
def test_equals_networkx_over_several_words_and_blocks(ours, theirs, size: int, ties: float) -> None:
    network = random_network(size, ties, seed=7)
    assert_equal(ours(network), theirs(network.to_networkx()), network)


def test_long_paths_need_no_short_diameter() -> None:
    path = network_of(nx.path_graph([f"{number:03d}" for number in range(200)]))
    assert_equal(betweenness(path), nx.betweenness_centrality(path.to_networkx()), path)
    assert_equal(closeness(path), nx.closeness_centrality(path.to_networkx()), path)


@pytest.mark.parametrize("measure", [pair[0] for pair in PAIRS], ids=lambda measure: measure.__name__)
def test_a_network_without_nodes_has_no_values(measure) -> None:
    assert measure(Network.of([], [])).shape == (0,)


@given(networks(least=1))
@settings(max_examples=40)
def test_nobody_between_means_exactly_zero(network: Network) -> None:
    for value, degree in zip(betweenness(network), network.degrees, strict=True):
        assert value == 0 if degree < 2 else value >= 0


@given(networks(least=1))
@settings(max_examples=60)
def test_eigenvector_is_the_leading_one_of_each_component(network: Network) -> None:
    values = dict(zip(network.ids, eigenvector(network), strict=True))
    for part in components(network):
        if len(part) == 1:
            assert np.isnan(values[part[0]])
            continue
        matrix = nx.to_numpy_array(network.to_networkx().subgraph(part), nodelist=part, weight=None)
        vector = np.array([values[name] for name in part])
        assert vector.min() >= 0
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-12)
        np.testing.assert_allclose(matrix @ vector, np.linalg.eigvalsh(matrix)[-1] * vector, atol=1e-9)


@pytest.mark.parametrize(
    "G",
    [
        nx.gnp_random_graph(300, 0.03, seed=1),
        nx.star_graph(400),
        nx.barbell_graph(80, 60),
        nx.complete_bipartite_graph(60, 70),
    ],
    ids=["random", "star", "barbell", "bipartite"],
)
def test_eigenvector_of_large_components(G: nx.Graph) -> None:
    network = network_of(G)
    vector = eigenvector(network)
    matrix = network.adjacency.toarray()
    leading = np.linalg.eigvalsh(matrix)[-1]
    linked = ~np.isnan(vector)
    np.testing.assert_allclose(
        (matrix[linked][:, linked] @ vector[linked]), leading * vector[linked], atol=1e-9
    )
    assert vector[linked].min() >= 0


@given(networks())
@settings(max_examples=60)
def test_cohesion_equals_networkx(network: Network) -> None:
    G = network.to_networkx()
    assert components(network) == sorted(
        (sorted(part) for part in nx.connected_components(G)), key=lambda part: (-len(part), part[0])
    )
    assert density(network) == nx.density(G)
    assert articulation_points(network) == sorted(nx.articulation_points(G))
    assert [bridge.tie for bridge in bridges(network)] == sorted(
        tuple(sorted(tie)) for tie in nx.bridges(G)
    )


@given(networks(least=2))
@settings(max_examples=60)
def test_bridges_and_nodes_name_what_falls_off(network: Network) -> None:
    leader = network.ids[-1]
    for bridge in bridges(network, leader):
        G = network.to_networkx()
        G.remove_edge(*bridge.tie)
        one, other = (sorted(nx.node_connected_component(G, end)) for end in bridge.tie)
        kept = leader if leader in {*one, *other} else min(one + other)
        smaller = min((one, other), key=lambda side: (len(side), kept in side))
        assert list(bridge.cuts_off) == smaller
    for name in network.ids:
        G = network.to_networkx()
        around = nx.node_connected_component(G, name) - {name}
        parts = sorted(
            (sorted(part) for part in nx.connected_components(G.subgraph(around))),
            key=lambda part: (-len(part), part[0]),
        )
        assert parts_without(network, name) == parts


def test_a_leader_of_another_component_decides_nothing() -> None:
    network = Network.of("abcd", [("a", "b"), ("c", "d")])
    assert [bridge.cuts_off for bridge in bridges(network, "d")] == [("b",), ("c",)]


def joined_share(G: nx.Graph) -> float:
    return sum(nx.has_path(G, a, b) for a, b in permutations(G, 2)) / (len(G) * (len(G) - 1))


@given(networks(least=2, most=9))
@settings(max_examples=40)
def test_fragmentation_is_the_share_of_pairs_apart(network: Network) -> None:
    assert fragmentation(network) == pytest.approx(1 - joined_share(network.to_networkx()), abs=1e-12)


@pytest.mark.parametrize("size", [0, 1])
def test_undefined_values_of_tiny_networks(size: int) -> None:
    network = random_network(size, 1.0, seed=0)
    assert fragmentation(network) is None
    assert degree_centralisation(network) is None
    assert betweenness_centralisation(network) is None
    assert e_i_index(network) is None
    assert density(network) == 0


@given(networks(least=3))
@settings(max_examples=30)
def test_centralisation_sums_the_distance_to_the_top(network: Network) -> None:
    G = network.to_networkx()
    n = len(G)
    degrees = [degree for _, degree in G.degree]
    between = list(nx.betweenness_centrality(G).values())
    assert degree_centralisation(network) == pytest.approx(
        sum(max(degrees) - degree for degree in degrees) / ((n - 1) * (n - 2)), abs=1e-12
    )
    assert betweenness_centralisation(network) == pytest.approx(
        sum(max(between) - value for value in between) / (n - 1), abs=1e-12
    )


@given(networks(least=1))
@settings(max_examples=30)
def test_e_i_index_weighs_ties_between_sectors(network: Network) -> None:
    sector = dict(zip(network.ids, network.groups, strict=True))
    outside = sum(sector[a] != sector[b] for a, b in network.edges)
    inside = network.edge_count - outside
    expected = (outside - inside) / network.edge_count if network.edge_count else None
    assert e_i_index(network) == expected


def role_of(a: str, b: str, c: str) -> str:
    if a == b == c:
        return "coordinator"
    if a == c:
        return "itinerant"
    if b == c:
        return "gatekeeper"
    return "representative" if a == b else "liaison"


@given(networks())
@settings(max_examples=60)
def test_brokerage_counts_every_ordered_pair_without_a_tie(network: Network) -> None:
    G = network.to_networkx()
    sector = dict(zip(network.ids, network.groups, strict=True))
    found = brokerage(network)
    for row, broker in enumerate(network.ids):
        expected = dict.fromkeys(ROLES, 0)
        for a, c in permutations(G[broker], 2):
            if not G.has_edge(a, c):
                expected[role_of(sector[a], sector[broker], sector[c])] += 1
        assert {role: int(getattr(found, role)[row]) for role in ROLES} == expected
        assert found.total[row] == sum(expected.values())
    assert (found.gatekeeper == found.representative).all()


@given(networks(most=11))
@settings(max_examples=60)
def test_key_players_are_all_the_best_sets(network: Network) -> None:
    for size in (1, 2, 3):
        best = key_players(network, size)
        assert best.size == size
        assert best.exact
        if len(network) - size < 2:
            assert (best.sets, best.fragmentation) == ((), None)
            continue
        sets = list(combinations(network.ids, size))
        values = [fragmentation(network.without(chosen)) for chosen in sets]
        assert best.fragmentation == pytest.approx(max(values), abs=1e-12)
        assert list(best.sets) == [
            s for s, value in zip(sets, values, strict=True) if value > max(values) - 1e-12
        ]


def test_large_sets_of_key_players_are_chosen_by_exchange_and_say_so() -> None:
    # Two hubs hold their own leaves; the ends of the tie between them go first.
    leaves = [(hub, f"{hub}{number:02d}") for hub in "ab" for number in range(40)]
    network = Network.of(["a", "b", *(leaf for _, leaf in leaves)], [("a", "b"), *leaves])
    best = key_players(network, 2)
    assert (best.sets, best.fragmentation, best.exact) == ((("a", "b"),), 1.0, False)
    single = key_players(network, 1)
    assert (single.sets, single.exact) == ((("a",), ("b",)), True)


def test_exchange_mends_what_the_first_choice_spoilt() -> None:
    # Of a path the best single node is its middle, which no good pair holds: that parts it in thirds.
    path = [f"{number:02d}" for number in range(65)]
    best = key_players(Network.of(path, pairwise(path)), 2)
    assert best.sets == (("20", "42"),)
    assert best.fragmentation == pytest.approx(1 - (20 * 19 + 21 * 20 + 22 * 21) / (63 * 62))


@given(networks(least=4, most=10))
@settings(max_examples=30)
def test_greedy_key_players_reach_what_they_claim(network: Network) -> None:
    # Four of many nodes are too many sets for 60 nodes; a disjoint rest makes the network that large.
    rest = [f"X{number:02d}" for number in range(60)]
    large = Network.of([*network.ids, *rest], [*network.edges, *pairwise(rest)])
    best = key_players(large, 2)
    assert not best.exact
    assert best.fragmentation == pytest.approx(fragmentation(large.without(best.sets[0])), abs=1e-12)
    one = key_players(large, 1).fragmentation
    assert best.fragmentation >= one - 1e-12


def test_a_set_of_no_key_players_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        key_players(Network.of("abc", []), 0)


def efficiency(G: nx.Graph) -> float:
    lengths = dict(nx.all_pairs_shortest_path_length(G))
    return sum(1 / d for source in lengths for target, d in lengths[source].items() if target != source)


@given(networks(least=1, most=12))
@settings(max_examples=60)
def test_bridging_recounts_the_network_without_each_tie(network: Network) -> None:
    G = network.to_networkx()
    n = len(G)
    whole = efficiency(G)
    losses = cohesion_losses(network)
    assert list(losses) == network.edges
    for tie, loss in losses.items():
        less = G.copy()
        less.remove_edge(*tie)
        assert loss == pytest.approx((whole - efficiency(less)) / (n * (n - 1)), abs=1e-12)
    for name, value in zip(network.ids, bridging(network), strict=True):
        own = [loss for tie, loss in losses.items() if name in tie]
        assert value == pytest.approx(sum(own) / (2 * len(own)), abs=1e-12) if own else np.isnan(value)


@given(networks(least=2))
@settings(max_examples=30)
def test_reach_counts_nodes_within_some_steps(network: Network) -> None:
    start = network.ids[:2]
    lengths = [nx.single_source_shortest_path_length(network.to_networkx(), name) for name in start]
    for steps in (0, 1, 2, 3):
        near = sorted({name for found in lengths for name, d in found.items() if d <= steps})
        assert within_reach(network, start, steps) == near
        assert reach(network, start, steps) == len(near)


def test_reach_is_two_steps_where_nothing_else_is_asked() -> None:
    path = Network.of("abcde", [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")])
    assert (reach(path, ["a"]), within_reach(path, ["a"])) == (3, ["a", "b", "c"])


def test_every_set_of_three_is_tried_up_to_sixty_nodes() -> None:
    small, large = (random_network(n, 0.04, seed=1) for n in (60, 61))
    assert (key_players(small, 3).exact, key_players(large, 3).exact) == (True, False)
