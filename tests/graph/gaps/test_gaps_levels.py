"""How far the three levels of cooperation agree, and what was tested."""

from dataclasses import replace
from itertools import combinations, pairwise, permutations
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings

from graph.gaps.layers import holm, institution_pairs, levels, team_pairs
from graph.gaps.layers_words import levels_document
from graph.model import TeamMember
from random_partnerships import snapshots
from small_partnerships import family, inst, leader, snap, tie, ties, worker

PLACES = [f"P{number:02}" for number in range(12)]


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


def meeting(pairs, team=()):
    """Places with these live ties and families they share, and their workers in task teams."""
    return snap(
        *map(inst, PLACES),
        workers=tuple(worker(f"W{place}", place) for place in PLACES),
        ties=tuple(tie(a, b, contact_worker_id=f"W{a}", partner_worker_id=f"W{b}") for a, b in pairs),
        families=tuple(family(f"R{a}{b}", lead=a, involved=b) for a, b in pairs),
        teams=tuple(
            TeamMember(f"R{a}{b}", place, f"W{place}", "member") for a, b in team for place in (a, b)
        ),
    )


def by_layers(found):
    return {(one.one, one.other): one for one in found.agreements}


TEN = list(pairwise(PLACES[:11]))


def test_layers_alike_agree_fully():
    found = by_layers(levels(meeting(TEN, team=TEN)))
    assert list(found) == [
        ("institutions", "cases"),
        ("cases", "workers"),
        ("workers", "institutions"),
    ]
    for one in found.values():
        assert one.correlation == pytest.approx(1)
        assert one.shared == 10
        assert one.p_value < 0.01
        assert one.tests == 3


def test_workers_named_in_ties_do_not_agree_with_their_ties():
    """Against institutions only workers of one task team count; against cases all that meet."""
    found = by_layers(levels(meeting(TEN, team=TEN[:2])))
    assert found["workers", "institutions"].pairs == (2, 10)
    assert found["workers", "institutions"].p_value is None
    assert found["cases", "workers"].pairs == (10, 10)
    alone = by_layers(levels(meeting(TEN)))
    assert alone["workers", "institutions"].correlation is None


def test_pairs_of_task_teams_are_of_different_institutions():
    here = meeting(TEN, team=TEN[:1])
    seats = {**here.teams, "R": (*here.teams["RP00P01"], TeamMember("R", "P05", None, "member"))}
    assert team_pairs(here.replace(teams=seats)) == {("P00", "P01")}


def test_fewer_than_ten_pairs_in_a_layer_have_no_p_value():
    nine, ten = by_layers(levels(meeting(TEN[:9]))), by_layers(levels(meeting(TEN)))
    assert nine["institutions", "cases"].correlation == pytest.approx(1)
    assert nine["institutions", "cases"].p_value is None
    assert nine["institutions", "cases"].tests == 0
    assert ten["institutions", "cases"].p_value is not None
    # The two that have one are corrected for two, not for the three that are shown.
    assert ten["institutions", "cases"].tests == 2
    assert ten["workers", "institutions"].p_value is None
    (row, *_) = levels_document(meeting(TEN[:9]), levels(meeting(TEN[:9])))["agreements"]
    assert row["explanation"].endswith("Za mało par (mniej niż 10), żeby odróżnić to od przypadku.")


@pytest.mark.parametrize(
    ("chances", "corrected"),
    [
        ((0.01, 0.02, 0.03), (0.03, 0.04, 0.04)),
        ((0.03, 0.01, 0.02), (0.04, 0.03, 0.04)),
        ((0.5, 0.6, None), (1.0, 1.0, None)),
        ((0.2, None, None), (0.2, None, None)),
    ],
)
def test_p_values_are_corrected_after_holm(chances, corrected):
    (one, *_) = levels(meeting(TEN[:3])).agreements
    found = holm(replace(one, chance=chance) for chance in chances)
    assert tuple(one.p_value for one in found) == pytest.approx(corrected)


def test_the_sentence_names_what_was_tested():
    here = meeting(TEN)
    (row, *_) = levels_document(here, levels(here, rounds=999))["agreements"]
    assert "prób: 999" in row["explanation"]
    assert "z poprawką Holma (liczba porównań: 2)" in row["explanation"]
    assert row["p_value"] == pytest.approx(0.002)
    (row, *_) = levels_document(here, levels(here, rounds=999), "en")["agreements"]
    assert "tries: 999" in row["explanation"]


def test_correlation_and_chance_against_all_relabellings():
    """On six institutions all 720 relabellings can be tried: the sampled share comes near theirs."""
    here = snap(
        *map(inst, "ABCDEF"),
        ties=ties("A-B B-C C-D A-C A-D B-D A-E B-E C-E D-E"),
        families=(
            family("R", lead="A", involved="B C D E"),
            family("S", lead="F", involved="A"),
            family("T", lead="F", involved="B"),
        ),
    )
    (agreement, *_) = levels(here, rounds=4000).agreements
    pairs = list(combinations("ABCDEF", 2))
    joined = institution_pairs(here)
    one = np.array([pair in joined["institutions"] for pair in pairs], dtype=float)
    other = np.array([pair in joined["cases"] for pair in pairs], dtype=float)
    assert agreement.correlation == pytest.approx(np.corrcoef(one, other)[0, 1])
    hits = 0
    for names in permutations("ABCDEF"):
        renamed = dict(zip("ABCDEF", names, strict=True))
        moved = {tuple(sorted((renamed[a], renamed[b]))) for a, b in joined["institutions"]}
        hits += len(moved & joined["cases"]) >= agreement.shared
    assert agreement.chance == pytest.approx(hits / 720, abs=0.03)


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
        assert (agreement.p_value is not None) == (defined and min(agreement.pairs) >= 10)
        if agreement.p_value is not None:
            assert 1 / 21 <= agreement.chance <= agreement.p_value <= 1
    document = str(levels_document(snapshot, found)) + str(levels_document(snapshot, found, "en"))
    assert not any(f"'{id}'" in document for id in snapshot.families)


def test_workers_are_compared_with_institutions_by_their_teams_and_that_is_said():
    here = meeting(TEN, team=TEN)
    rows = levels_document(here, levels(here, rounds=50))["agreements"]
    said = {tuple(row["layers"]): row["explanation"] for row in rows}
    teams = "raca w jednym zespole (ZZK)"
    assert teams in said["workers", "institutions"]
    assert teams not in said["cases", "workers"]
    assert "ontakt pracowników" in said["cases", "workers"]
    assert "ontakt pracowników" not in said["workers", "institutions"]
    assert all(text[0].isupper() and text.endswith(".") for text in said.values())
