"""The best set: equal to brute force where exact, within its proven bounds where not."""

from itertools import combinations
from math import e
from random import Random

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from graph.model import Institution, Package, Partnership, TieReport
from graph.recruitment import Weights, recruit, recruitment_document
from graph.recruitment.bound import upper_bound
from graph.recruitment.coverage import coverage_of
from graph.recruitment.exact import exact_set
from graph.recruitment.greedy import exchanged, greedy_set
from graph.recruitment.joint import JointRobustness
from graph.recruitment.objective import Objective
from graph.recruitment.recruit import best_numbers
from graph.recruitment.robustness import Robustness, mean_fragmentation
from graph.snapshot import Network, snapshot_of
from random_partnerships import AS_OF, snapshots
from recruitment_by_hand import Value, candidates_of
from recruitment_by_hand import mean_fragmentation as mean_fragmentation_by_hand


def objective_of(seed, candidates=9, elements=14, robust=True):
    """Random coverage, many elements of equal worth, and a random sparse network around members."""
    random = Random(seed)
    covers = [[int(random.random() < 0.25) for _ in range(elements)] for _ in range(candidates)]
    worth = np.array([random.choice((0.0, 0.01, 0.01, 0.03, 0.1)) for _ in range(elements)])
    ids = [f"I{number:02}" for number in range(candidates + random.randint(0, 8))]
    ties = [pair for pair in combinations(ids, 2) if random.random() < random.choice((0.05, 0.2))]
    split = len(ids) - candidates
    names = random.sample(ids, len(ids))
    robustness = Robustness(
        Network.of(ids, ties), tuple(sorted(names[:split])), tuple(sorted(names[split:]))
    )
    return Objective(sparse.csr_array(covers), worth, robustness if robust else None, 0.1)


def value_by_hand(objective, chosen):
    covered = np.asarray(objective.covers.toarray())[list(chosen)].any(axis=0)
    value = float(objective.worth[covered].sum())
    robustness = objective.robustness
    if robustness is None:
        return value
    G = nx.Graph()
    G.add_nodes_from(robustness.network.ids)
    G.add_edges_from(robustness.network.edges)
    before = mean_fragmentation_by_hand(G.subgraph(robustness.members))
    joined = {*robustness.members, *(robustness.candidates[number] for number in chosen)}
    fall = before - mean_fragmentation_by_hand(G.subgraph(joined))
    return value + (0.1 * max(0.0, fall / before) if before > 1e-12 else 0.0)


def best_by_hand(objective, size):
    values = {s: value_by_hand(objective, s) for s in combinations(range(objective.candidates), size)}
    best = max(values.values())
    return min(s for s, value in values.items() if value >= best - 1e-11), best


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 4), st.booleans())
def test_exact_is_brute_force_with_ties_by_number(seed, size, robust):
    objective = objective_of(seed, robust=robust)
    expected, value = best_by_hand(objective, size)
    found = exact_set(objective, size)
    assert found.numbers == expected
    assert found.gain == pytest.approx(value, abs=1e-12)
    assert found.optimal
    assert found.bound == found.gain


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 4))
def test_the_large_way_stays_between_its_guarantee_and_its_bound(seed, size):
    objective = objective_of(seed, robust=False)
    best = best_by_hand(objective, size)[1]
    greedy = greedy_set(objective, size)
    assert len(set(greedy)) == size
    assert objective.value(greedy) >= (1 - 1 / e) * best - 1e-12
    better = exchanged(objective, greedy)
    assert better == tuple(sorted(set(better)))
    assert len(better) == size
    assert objective.value(greedy) - 1e-12 <= objective.value(better) <= best + 1e-12
    assert best <= upper_bound(objective, size) + 1e-9


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 4))
def test_with_robustness_exchange_ends_where_no_exchange_helps(seed, size):
    objective = objective_of(seed)
    found = exchanged(objective, greedy_set(objective, size))
    value = value_by_hand(objective, found)
    assert objective.value(found) == pytest.approx(value, abs=1e-12)
    for goes in found:
        for comes in set(range(objective.candidates)) - set(found):
            assert value_by_hand(objective, {*found, comes} - {goes}) <= value + 1e-11
    best = best_by_hand(objective, size)[1]
    assert value <= best + 1e-12
    assert best <= upper_bound(objective, size) + 1e-9


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 4))
def test_robustness_of_sets_is_that_counted_from_scratch(seed, size):
    objective = objective_of(seed, candidates=7)
    robustness = objective.robustness
    sets = list(combinations(range(objective.candidates), size))
    joint = JointRobustness(robustness).gains(np.array(sets))
    ceiling = robustness.ceiling(size)
    plain = Objective(objective.covers, np.zeros_like(objective.worth), robustness, 0.1)
    for chosen, gain in zip(sets, joint.tolist(), strict=True):
        assert gain == pytest.approx(10 * value_by_hand(plain, chosen), abs=1e-9)
        assert robustness.of(chosen) == pytest.approx(gain, abs=1e-9)
        assert gain <= ceiling + 1e-12
    first = sets[0][:-1]
    step = robustness.with_each(first)
    for number in set(range(objective.candidates)) - set(first):
        assert step[number] == pytest.approx(robustness.of([*first, number]), abs=1e-9)


def test_more_than_64_parts_need_more_than_one_word():
    # 140 members without any tie among them: the two hubs join what nobody else joins.
    members = [f"M{number:03}" for number in range(140)]
    ties = [("C0", m) for m in members[:70]] + [("C1", m) for m in members[69:]] + [("C2", "M000")]
    network = Network.of([*members, "C0", "C1", "C2"], ties)
    robustness = Robustness(network, tuple(members), ("C0", "C1", "C2"))
    sets = np.array(list(combinations(range(3), 2)))
    expected = [robustness.of(chosen) for chosen in sets.tolist()]
    assert JointRobustness(robustness).gains(sets).tolist() == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("ties", "expected"),
    [("", 1.0), ("ab bc cd", 1 / 3), ("ab bc cd da", 0.0), ("ab cd", 2 / 3), ("ab ac ad", 1 / 4)],
)
def test_mean_fragmentation_of_small_networks(ties, expected):
    network = Network.of("abcd", [(pair[0], pair[1]) for pair in ties.split()])
    # A row of four: an end lost leaves one part, an inner one leaves parts of 1 and 2 (F = 2/3).
    assert mean_fragmentation(network) == pytest.approx(expected)


@settings(max_examples=40, deadline=None)
@given(snapshots(), st.integers(1, 5))
def test_the_best_set_of_a_partnership_is_the_best_by_hand(snapshot, size):
    names = candidates_of(snapshot)
    best = recruit(snapshot, size).best_set
    assert len(best.ids) == min(size, len(names))
    assert best.optimal
    assert best.bound == best.gain
    value = Value(snapshot)
    gains = {ids: value.gain(ids) for ids in combinations(names, len(best.ids))}
    assert best.gain == pytest.approx(max(gains.values(), default=0.0), abs=1e-9)
    assert best.ids == min(ids for ids, gain in gains.items() if gain >= max(gains.values()) - 1e-11)


def town(candidates, seed=1):
    """A leader, ten members and many candidates with random ties among them all."""
    random = Random(seed)
    kinds = ("SP", "NGO", "POZ", "DK", "PCPR", "SM", "KLUB", "POL")
    people = [Institution("A00", "MOPS", "OPS", membership="leader")]
    people += [Institution(f"A{n:02}", f"Członek {n}", "NGO", membership="member") for n in range(1, 11)]
    people += [Institution(f"B{n:02}", f"Kandydat {n}", random.choice(kinds)) for n in range(candidates)]
    ids = [one.id for one in people]
    ties = tuple(
        TieReport(a, b, random.randint(1, 5), "monthly")
        for a, b in combinations(ids, 2)
        if random.random() < 0.04
    )
    return snapshot_of(Package(Partnership("p", "P", "2499011"), tuple(people), ties=ties), AS_OF)


def test_forty_candidates_are_exact_and_one_more_is_bounded():
    exact = recruit(town(40), 4).best_set
    assert exact.optimal
    large = recruit(town(41), 4).best_set
    assert not large.optimal
    assert large.bound >= large.gain > 0
    six = recruit(town(40), 6).best_set
    assert not six.optimal
    assert six.bound >= six.gain >= exact.gain


def test_the_large_way_agrees_with_the_exact_one_within_its_bound():
    snapshot = town(25)
    names = candidates_of(snapshot)
    coverage, weights = coverage_of(snapshot, names, ()), Weights()
    robustness = Robustness(snapshot.network(), snapshot.members, coverage.candidates)
    objective = Objective(coverage.matrix, coverage.worth(weights), robustness, weights.robustness)
    exact = best_numbers(objective, 3)
    found = exchanged(objective, greedy_set(objective, 3))
    assert exact.gain - 1e-12 <= upper_bound(objective, 3)
    assert 0.95 * exact.gain <= objective.value(found) <= exact.gain + 1e-12


def test_everybody_is_the_only_set_of_that_size():
    snapshot = town(45)
    best = recruit(snapshot, 99).best_set
    assert list(best.ids) == candidates_of(snapshot)
    assert best.optimal


def test_where_nobody_can_be_exchanged_the_set_stays():
    objective = objective_of(3)
    assert exchanged(objective, ()) == ()
    assert exchanged(objective, tuple(range(8, -1, -1))) == tuple(range(9))


def test_the_set_of_nobody_gains_nothing_for_certain():
    found = best_numbers(objective_of(3), 0)
    assert (found.numbers, found.gain, found.optimal, found.bound) == ((), 0.0, True, 0.0)


def test_the_large_way_says_what_its_set_gains_and_how_sure_that_is():
    objective = objective_of(5, candidates=42, robust=False)
    found = best_numbers(objective, 3)
    assert not found.optimal
    assert found.gain == pytest.approx(objective.value(found.numbers))
    assert found.bound >= found.gain > 0
    snapshot = town(45)
    answer = recruit(snapshot, 3)
    sentence = recruitment_document(snapshot, answer)["best_set"]["explanation"]
    assert "żaden zestaw tej wielkości nie daje więcej niż: " in sentence
    assert "porównano wszystkie zestawy" not in sentence
    names = "; ".join(snapshot.institutions[id].name for id in answer.best_set.ids)
    assert sentence.startswith(f"Najlepszy zestaw: {names} – łączna korzyść: ")
    few = town(6)
    proven = recruitment_document(few, recruit(few, 2))
    assert "porównano wszystkie zestawy tej wielkości" in proven["best_set"]["explanation"]
    for one in proven["candidates"]:
        assert one["explanation"].startswith(f"Kandydat nr {one['rank']}: {one['name']} (")
