"""The cheapest repair: what it promises holds, and small ones are the cheapest there are."""

from itertools import combinations
from random import Random

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.measures.repair import cheapest_repair
from graph.snapshot import Network, Pair
from random_networks import networks


def repaired(network: Network, ties) -> nx.Graph:
    G = network.to_networkx()
    G.add_edges_from(ties)
    return G


def missing(network: Network) -> list[Pair]:
    return sorted(set(combinations(network.ids, 2)) - set(network.edges))


def holds(G: nx.Graph) -> bool:
    return nx.is_connected(G) and not nx.has_bridges(G) and not any(nx.articulation_points(G))


@given(networks(least=3))
@settings(max_examples=50)
def test_every_tie_allowed_leaves_no_single_point_of_failure(network: Network) -> None:
    repair = cheapest_repair(network)
    assert repair.complete
    assert holds(repaired(network, repair.ties))
    assert set(repair.ties) <= set(missing(network))
    assert repair.cost == len(repair.ties)


@given(networks(least=1, most=9), st.integers(0, 2**16))
@settings(max_examples=60)
def test_candidates_mend_what_all_of_them_together_would(network: Network, seed: int) -> None:
    random = Random(seed)
    candidates = {tie: float(random.randint(1, 5)) for tie in missing(network) if random.random() < 0.6}
    repair = cheapest_repair(network, candidates)
    assert set(repair.ties) <= set(candidates)
    assert repair.cost == sum(candidates[tie] for tie in repair.ties)
    after, best = repaired(network, repair.ties), repaired(network, candidates)
    assert repair.components == nx.number_connected_components(after)
    assert repair.components == nx.number_connected_components(best)
    assert {frozenset(tie) for tie in repair.bridges} == {frozenset(tie) for tie in nx.bridges(best)}
    assert list(repair.articulation_points) == sorted(nx.articulation_points(best))
    assert repair.complete == holds(best) or len(network) < 3


@given(networks(least=3, most=6), st.integers(0, 2**16))
@settings(max_examples=30)
def test_small_repairs_stay_near_the_cheapest(network: Network, seed: int) -> None:
    random = Random(seed)
    candidates = {tie: float(random.randint(1, 5)) for tie in missing(network)[:8]}
    repair = cheapest_repair(network, candidates)
    if not repair.complete:
        return
    sets = (chosen for size in range(len(candidates) + 1) for chosen in combinations(candidates, size))
    costs = [
        sum(candidates[tie] for tie in chosen) for chosen in sets if holds(repaired(network, chosen))
    ]
    assert min(costs) <= repair.cost <= 3 * min(costs)


def test_no_tie_is_added_that_is_not_needed() -> None:
    star = Network.of("abcde", [("a", name) for name in "bcde"])
    repair = cheapest_repair(star)
    for tie in repair.ties:
        assert not holds(repaired(star, set(repair.ties) - {tie}))


def test_a_node_between_two_rings_is_led_round() -> None:
    rings = [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("d", "e"), ("c", "e")]
    repair = cheapest_repair(
        Network.of("abcde", rings), {("a", "d"): 2.0, ("b", "e"): 1.0, ("a", "b"): 0.5}
    )
    assert repair.against_ties == ()
    assert repair.against_institutions == (("b", "e"),)
    assert repair.cost == 1.0


def test_candidates_that_exist_or_are_unknown_are_passed_over() -> None:
    path = Network.of("abc", [("a", "b"), ("b", "c")])
    repair = cheapest_repair(path, {("a", "b"): 1.0, ("a", "x"): 1.0, ("c", "a"): 3.0, ("b", "b"): 1.0})
    assert repair.ties == (("a", "c"),)
    assert repair.cost == 3.0


@pytest.mark.parametrize("ids", ["", "a", "ab"])
def test_too_few_nodes_cannot_be_more_than_joined(ids: str) -> None:
    repair = cheapest_repair(Network.of(ids, []))
    assert repair.components == min(len(ids), 1)
    assert repair.complete == (len(ids) < 2)


def test_a_tie_without_cost_is_refused() -> None:
    with pytest.raises(ValueError, match="more than 0"):
        cheapest_repair(Network.of("abc", []), {("a", "b"): 0.0})
