"""How stable a ranking is when reports are missing, and how far the three levels agree."""

from itertools import combinations, pairwise, permutations
from math import comb

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from graph.gaps.layers import institution_pairs, levels, levels_document
from graph.gaps.stability import stability, stability_document
from random_partnerships import snapshots
from small_partnerships import family, inst, leader, snap, tie, ties, worker

PLACES = [f"P{number:02}" for number in range(12)]


def star(both_sides):
    """A hub H and twelve others; every tie reported by one side or by both."""
    reports = [tie("H", place) for place in PLACES]
    if both_sides:
        reports += [tie(place, "H") for place in PLACES]
    return snap(leader("H"), *map(inst, PLACES), ties=tuple(reports))


def ring():
    """Everybody like everybody else: whoever is first is so by accident."""
    around = tuple(tie(one, other) for one, other in zip(PLACES, PLACES[1:] + PLACES[:1], strict=True))
    return snap(*map(inst, PLACES), ties=around)


def test_the_hub_of_a_star_is_stable():
    found = stability(star(both_sides=True))
    # The first tenth has two places, but behind the hub all twelve are equal: nobody else stands out.
    assert found.top == ("H",)
    assert found.overlap == 1.0
    assert found.stable
    hub = found.standings[0]
    assert (hub.id, hub.rank, hub.highest, hub.lowest, hub.kept) == ("H", 1, 1, 1, 1.0)


def test_nobody_stands_out_in_a_ring():
    found = stability(ring(), missing=0.3)
    assert not found.stable
    assert found.top == ()
    assert found.correlation is None
    assert stability_document(ring(), found)["stable"] is False


def test_a_partnership_without_ties_has_no_stable_ranking():
    here = snap(leader("A"), inst("B"))
    for measure in ("betweenness", "degree"):
        assert not stability(here, measure, rounds=5).stable


def test_confirmed_ties_weigh_more():
    """The same network is surer of its ranking where both sides reported."""

    def chain(both_sides):
        near = [*pairwise(PLACES), ("P02", "P08"), ("P01", "P05")]
        sides = near + [pair[::-1] for pair in near] if both_sides else near
        return snap(*map(inst, PLACES), ties=tuple(tie(*pair) for pair in sides))

    one, two = (stability(chain(both), missing=0.2) for both in (False, True))
    assert two.correlation > one.correlation
    assert two.least_correlation > one.least_correlation
    assert two.overlap > one.overlap


def test_nothing_missing_changes_nothing():
    found = stability(star(both_sides=False), missing=0.0, rounds=3)
    assert found.correlation == pytest.approx(1)
    assert all(s.highest == s.rank == s.lowest for s in found.standings)


@settings(max_examples=25, deadline=None)
@given(snapshots())
def test_rankings_are_fair_and_repeatable(snapshot):
    found = stability(snapshot, rounds=8)
    assert found == stability(snapshot, rounds=8)
    n = len(snapshot.institutions)
    assert [s.rank for s in found.standings] == sorted(s.rank for s in found.standings)
    assert {s.id for s in found.standings} == set(snapshot.institutions)
    assert len(found.top) <= -(-n // 10)
    assert 0 <= found.overlap <= 1
    central = nx.betweenness_centrality(snapshot.network().to_networkx())
    for standing in found.standings:
        assert 1 <= standing.highest <= standing.lowest <= n
        assert standing.value == pytest.approx(central[standing.id], abs=1e-9)
        assert 0 <= standing.kept <= 1


def test_another_seed_draws_other_reports():
    here = snap(*map(inst, PLACES), ties=tuple(tie(*pair) for pair in combinations(PLACES[:6], 2)))
    assert stability(here, "degree", rounds=20) != stability(here, "degree", rounds=20, seed=1)


def test_the_document_says_how_sure_it_is():
    here = star(both_sides=True)
    found = stability(here)
    assert "Pewność wyniku" in stability_document(here, found)["explanation"]
    assert "Certainty" in stability_document(here, found, "en")["explanation"]
    assert stability_document(here, found)["institutions"][0]["rank_range"] == [1, 1]


# The three levels


def three_levels():
    """A-B and B-C are agreed on paper; workers of A and B meet; A and C share a family."""
    return snap(
        leader("A"),
        inst("B"),
        inst("C"),
        inst("D"),
        workers=(worker("WA", "A"), worker("WB", "B"), worker("WC", "C")),
        ties=(
            tie("A", "B", formalisation="agreement", contact_worker_id="WA", partner_worker_id="WB"),
            tie("B", "C", formalisation="declaration"),
            tie("B", "D", formalisation="statutory"),
        ),
        families=(family("R", lead="A", involved="C"),),
    )


def test_pairs_of_each_level():
    assert institution_pairs(three_levels()) == {
        "institutions": {("A", "B"), ("B", "C"), ("B", "D")},
        "workers": {("A", "B")},
        "cases": {("A", "C")},
    }


def test_agreed_on_paper_while_workers_do_not_meet():
    # D lists no workers and cannot be judged.
    assert levels(three_levels()).workers_do_not_meet == (("B", "C"),)


@pytest.mark.parametrize(
    ("form", "found"), [("personal", 0), ("verbal", 0), (None, 0), ("statutory", 1)]
)
def test_only_what_is_on_paper_can_be_missing_in_practice(form, found):
    here = snap(
        leader("A"),
        inst("B"),
        workers=(worker("WA", "A"), worker("WB", "B")),
        ties=(tie("A", "B", formalisation=form),),
    )
    assert len(levels(here).workers_do_not_meet) == found


def test_shared_families_without_an_agreement():
    assert levels(three_levels()).without_agreement == (("A", "C"),)
    people = (leader("A"), inst("B"))
    cases = (family("R", lead="A", involved="B"),)
    for form, found in (("declaration", 1), ("agreement", 0), ("statutory", 0), (None, 1)):
        here = snap(*people, ties=(tie("A", "B", formalisation=form),), families=cases)
        assert len(levels(here).without_agreement) == found


def test_layers_alike_agree_fully():
    people = [inst(place) for place in PLACES]
    near = [("P00", "P01"), ("P01", "P02"), ("P02", "P03"), ("P05", "P07"), ("P08", "P09")]
    cases = tuple(family(f"R{a}{b}", lead=a, involved=b) for a, b in near)
    here = snap(*people, ties=tuple(tie(*pair) for pair in near), families=cases)
    found = {(a.one, a.other): a for a in levels(here).agreements}
    same = found["institutions", "cases"]
    assert same.correlation == pytest.approx(1)
    assert same.shared == 5
    assert same.p_value < 0.01
    assert found["institutions", "workers"].correlation is None


def test_correlation_and_p_value_against_all_relabellings():
    """On five institutions all 120 relabellings can be tried: the sampled share comes near theirs."""
    here = snap(
        *map(inst, "ABCDE"),
        ties=ties("A-B B-C C-D A-C"),
        families=(family("R", lead="A", involved="B C"), family("S", lead="D", involved="E")),
    )
    (agreement,) = [a for a in levels(here, rounds=4000).agreements if a.other == "cases" != a.one][:1]
    pairs = list(combinations("ABCDE", 2))
    joined = institution_pairs(here)
    one = np.array([pair in joined["institutions"] for pair in pairs], dtype=float)
    other = np.array([pair in joined["cases"] for pair in pairs], dtype=float)
    assert agreement.correlation == pytest.approx(np.corrcoef(one, other)[0, 1])
    hits = 0
    for names in permutations("ABCDE"):
        renamed = dict(zip("ABCDE", names, strict=True))
        moved = {tuple(sorted((renamed[a], renamed[b]))) for a, b in joined["institutions"]}
        hits += len(moved & joined["cases"]) >= agreement.shared
    assert agreement.p_value == pytest.approx(hits / 120, abs=0.03)


@settings(max_examples=40, deadline=None)
@given(snapshots())
def test_levels_of_random_partnerships(snapshot):
    found = levels(snapshot, rounds=20)
    assert found == levels(snapshot, rounds=20)
    n = len(snapshot.institutions)
    for agreement in found.agreements:
        possible = comb(n, 2)
        defined = all(0 < count < possible for count in agreement.pairs)
        assert (agreement.correlation is not None) == defined
        if defined:
            assert -1 - 1e-9 <= agreement.correlation <= 1 + 1e-9
            assert 1 / 21 <= agreement.p_value <= 1
    document = str(levels_document(snapshot, found)) + str(levels_document(snapshot, found, "en"))
    assert not any(f"'{id}'" in document for id in snapshot.families)
