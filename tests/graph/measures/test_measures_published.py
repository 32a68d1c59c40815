"""Measures of well-known networks against published numbers.

Florentine marriages (Padgett and Ansell 1993), with the family Pucci, which married none of the
others; the kite of Krackhardt (1990); the karate club of Zachary (1977).
"""

import networkx as nx
import numpy as np
import pytest

from graph.measures.bridging import bridging
from graph.measures.brokerage import brokerage
from graph.measures.centralisation import betweenness_centralisation, degree_centralisation, e_i_index
from graph.measures.centrality import (
    betweenness,
    closeness,
    constraint,
    core_numbers,
    effective_size,
    eigenvector,
)
from graph.measures.cohesion import Bridge, articulation_points, bridges, components, density
from graph.measures.key_players import key_players
from graph.snapshot import Network
from random_networks import network_of


@pytest.fixture(scope="module")
def florence() -> Network:
    G = nx.florentine_families_graph()
    G.add_node("Pucci")
    return network_of(G)


@pytest.fixture(scope="module")
def kite() -> Network:
    names = ["Andre", "Beverley", "Carol", "Diane", "Ed", "Fernando", "Garth", "Heather", "Ike", "Jane"]
    return network_of(nx.relabel_nodes(nx.krackhardt_kite_graph(), dict(enumerate(names))))


@pytest.fixture(scope="module")
def karate() -> Network:
    club = nx.karate_club_graph()
    label = {member: f"{member + 1:02d}" for member in club}
    sides = {label[member]: side for member, side in club.nodes(data="club")}
    return network_of(nx.relabel_nodes(club, label), sides)


def value(network: Network, values, name: str) -> float:
    return float(values[network.position[name]])


@pytest.mark.parametrize(
    ("measure", "family", "published"),
    [
        (constraint, "Medici", 0.20988),
        (constraint, "Strozzi", 0.45833),
        (constraint, "Peruzzi", 0.65586),
        (effective_size, "Medici", 5.6667),
        (bridging, "Salviati", 0.02940972),
        (bridging, "Acciaiuoli", 0.02465278),
        (bridging, "Medici", 0.0165162),
    ],
)
def test_florentine_families(florence: Network, measure, family: str, published: float) -> None:
    digits = len(str(published).partition(".")[2])
    assert round(value(florence, measure(florence), family), digits) == published


def test_florence_as_a_whole(florence: Network) -> None:
    assert degree_centralisation(florence) == pytest.approx(0.267, abs=5e-4)
    assert betweenness_centralisation(florence) == pytest.approx(0.383, abs=5e-4)
    assert [len(part) for part in components(florence)] == [15, 1]


@pytest.mark.parametrize("measure", [constraint, effective_size, bridging, eigenvector])
def test_the_isolated_family_has_no_value(florence: Network, measure) -> None:
    assert np.isnan(value(florence, measure(florence), "Pucci"))


def test_kite_has_three_different_centres(kite: Network) -> None:
    assert kite.degrees.max() == kite.degrees[kite.position["Diane"]] == 6
    assert (
        round(value(kite, betweenness(kite), "Heather"), 3) == betweenness(kite).max().round(3) == 0.389
    )
    assert round(value(kite, closeness(kite), "Fernando"), 3) == 0.643
    assert round(value(kite, closeness(kite), "Garth"), 3) == closeness(kite).max().round(3) == 0.643
    assert bridges(kite, leader="Diane") == [
        Bridge(("Heather", "Ike"), ("Ike", "Jane")),
        Bridge(("Ike", "Jane"), ("Jane",)),
    ]
    assert articulation_points(kite) == ["Heather", "Ike"]


def test_karate_club(karate: Network) -> None:
    assert density(karate) == pytest.approx(0.139, abs=5e-4)
    assert value(karate, betweenness(karate), "01") == pytest.approx(0.43763528138528146, abs=1e-12)
    assert value(karate, betweenness(karate), "34") == pytest.approx(0.30407497594997596, abs=1e-12)
    assert value(karate, eigenvector(karate), "34") == pytest.approx(0.373363, abs=1e-6)
    assert betweenness_centralisation(karate) == pytest.approx(0.4056, abs=5e-5)
    assert core_numbers(karate).max() == 4
    assert articulation_points(karate) == ["01"]
    assert [bridge.tie for bridge in bridges(karate)] == [("01", "12")]


def test_karate_club_splits_along_its_sides(karate: Network) -> None:
    assert e_i_index(karate) == pytest.approx((11 - 67) / 78, abs=1e-12)
    found = brokerage(karate)
    # Within one side ties are dense, so most brokers work among their own.
    assert found.coordinator.sum() > found.gatekeeper.sum() > found.itinerant.sum()
    # Two sides leave no room for a third.
    assert found.liaison.sum() == 0


def test_brokerage_by_hand() -> None:
    """A broker with two of its own sector, two of another and one of a third, some of them tied."""
    sector = {"b": "PS", "p1": "PS", "p2": "PS", "e1": "ED", "e2": "ED", "z": "ZD"}
    ties = [("b", other) for other in sector if other != "b"] + [("e1", "p1"), ("e2", "z")]
    found = brokerage(Network.of(sector, ties, sector))
    row = sorted(sector).index("b")
    # Untied pairs: p1-p2 | e1-e2 | p1-e2 p2-e1 p2-e2 p1-z p2-z | e1-z; each counts once a direction.
    assert found.coordinator[row] == 2
    assert found.itinerant[row] == 2
    assert found.gatekeeper[row] == found.representative[row] == 5
    assert found.liaison[row] == 2
    assert found.total[row] == 16


def test_key_players_of_the_kite(kite: Network) -> None:
    # Without Heather two fall off; without Ike only Jane, with him away as well.
    assert key_players(kite, 1).sets == (("Heather",),)
    assert key_players(kite, 1).fragmentation == pytest.approx(1 - (7 * 6 + 2) / (9 * 8))
