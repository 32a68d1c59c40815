"""Comparison with random networks: degrees and sectors kept, known networks judged as published."""

import networkx as nx
import pytest
from numpy.random import default_rng

from graph.portfolio import Peer, compared, rewired_samples
from graph.portfolio.rewired import exchange
from graph.snapshot.network import Network


def karate() -> Network:
    graph = nx.karate_club_graph()
    clubs = {f"{node:02d}": graph.nodes[node]["club"] for node in graph}
    return Network.of(clubs, [(f"{min(e):02d}", f"{max(e):02d}") for e in graph.edges], clubs)


def test_rewiring_keeps_degrees_and_makes_neither_loops_nor_second_ties() -> None:
    network = karate()
    edges = list(network.edges)
    assert exchange(edges, default_rng(1), 2000) > 500
    assert edges != network.edges
    assert len(set(edges)) == network.edge_count
    assert all(a < b for a, b in edges)
    assert Network.of(network.ids, edges).degrees.tolist() == network.degrees.tolist()


def test_the_two_clubs_of_the_karate_club_keep_to_themselves_more_than_chance() -> None:
    found = compared(karate())
    inward = found["e_i_index"]
    assert inward is not None
    # Zachary (1977): 11 of the 78 ties run between the clubs that it split into.
    assert inward.value == pytest.approx((11 - 67) / 78)
    assert inward.expected > -0.2
    assert inward.z < -5
    assert inward.p <= 4 / 201
    assert found["density"] is None


def test_the_same_seed_gives_the_same_numbers_and_a_random_network_is_usual() -> None:
    assert compared(karate(), seed=5) == compared(karate(), seed=5)
    drawn = nx.gnm_random_graph(40, 120, seed=3)
    names = {node: f"{node:02d}" for node in drawn}
    sectors = {name: "AB"[place % 2] for place, name in enumerate(names.values())}
    pairs = [(names[min(e)], names[max(e)]) for e in drawn.edges]
    found = compared(Network.of(sectors, pairs, sectors))
    assert all(one is None or one.p > 0.05 for one in found.values())


def test_what_cannot_be_compared_is_none() -> None:
    whole = Network.of("abcde", [(a, b) for a in "abcde" for b in "abcde" if a < b])
    assert rewired_samples(whole, 5) is None
    assert set(compared(Network.of("abc", [])).values()) == {None}
    like = [Peer(5, "rural", 0.1 * number) for number in range(1, 9)]
    assert compared(whole, like[:7], "rural")["density"] is None
    assert compared(whole, like, "urban")["density"] is None
    assert compared(whole, [Peer(8, "rural", 0.1 * n) for n in range(9)], "rural")["density"] is None
    assert compared(whole, [Peer(5, "rural", 0.3)] * 9, "rural")["density"] is None
    dense = compared(whole, like, "rural")["density"]
    assert dense is not None
    assert (dense.value, dense.expected) == (1.0, pytest.approx(0.45))
    assert dense.p == pytest.approx(1 / 9)
