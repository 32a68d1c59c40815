"""Gaps of ties and of the network: for each kind where it must be found, and where it must not."""

from dataclasses import replace
from datetime import date

import pytest

from graph.gaps.severity import HIGH, MEDIUM
from graph.gaps.thresholds import Thresholds
from small_partnerships import (
    AS_OF,
    about,
    family,
    gaps_of,
    inst,
    leader,
    outsider,
    snap,
    tie,
    ties,
    worker,
)


def people(names):
    return [leader("A"), *(inst(id) for id in names if id != "A")]


# bridge


def test_bridge_cuts_off_the_smaller_part():
    here = snap(*people("ABCDEF"), ties=ties("A-B B-C C-A C-D D-E E-F F-D"))
    (gap,) = gaps_of(here, "bridge")
    assert gap.institutions == ("C", "D")
    assert gap.evidence["cuts_off"] == ["D", "E", "F"]
    assert gap.id == "bridge:C~D"


def test_a_tie_that_cuts_off_a_single_institution_is_no_bridge_gap():
    assert about(snap(*people("ABCD"), ties=ties("A-B B-C C-A C-D")), "bridge") == []


def test_of_equal_parts_the_one_without_the_leader_is_cut_off():
    text = "A-B B-C C-A C-X X-Y Y-Z Z-X"
    here = snap(leader("Z"), *map(inst, "ABCXY"), ties=ties(text))
    (gap,) = gaps_of(here, "bridge")
    assert gap.evidence["cuts_off"] == ["A", "B", "C"]


def test_a_second_way_round_ends_the_bridge():
    assert about(snap(*people("ABCDEF"), ties=ties("A-B B-C C-A C-D D-E E-F F-D A-F")), "bridge") == []


def test_a_tie_without_contact_is_no_second_way_round():
    silent = tie("A", "F", frequency="none")
    here = snap(*people("ABCDEF"), ties=(*ties("A-B B-C C-A C-D D-E E-F F-D"), silent))
    assert about(here, "bridge") == ["C-D"]


def test_a_tie_silent_on_one_side_only_is_a_way_round():
    both = (tie("A", "F", frequency="none"), tie("F", "A", frequency="adhoc"))
    here = snap(*people("ABCDEF"), ties=(*ties("A-B B-C C-A C-D D-E E-F F-D"), *both))
    assert about(here, "bridge") == []


def test_every_tie_of_a_long_chain_is_a_bridge_but_the_outermost():
    here = snap(*people("ABCDEF"), ties=ties("A-B B-C C-D D-E E-F"))
    assert about(here, "bridge") == ["B-C", "C-D", "D-E"]


def test_bridge_of_a_separate_component_counts_too():
    here = snap(*people("ABCWXYZ"), ties=ties("A-B B-C C-A W-X X-Y Y-Z"))
    assert about(here, "bridge") == ["X-Y"]


# cut_vertex


def test_cut_vertex_lists_what_it_splits_off():
    here = snap(*people("ABCDEF"), ties=ties("A-B B-C C-A C-D D-E D-F"))
    found = {gap.institutions[0]: gap for gap in gaps_of(here, "cut_vertex")}
    assert set(found) == {"C", "D"}
    # Without D: E and F, each alone; without C: D with E and F against A with B.
    assert found["D"].evidence["parts"] == [["E"], ["F"]]
    assert found["C"].evidence["parts"] == [["A", "B"]]
    assert found["C"].evidence["rest"] == 3


def test_one_institution_split_off_is_no_cut_vertex_gap():
    assert about(snap(*people("ABCDE"), ties=ties("A-B B-C C-A C-D D-E C-E B-E")), "cut_vertex") == []
    assert about(snap(*people("ABCD"), ties=ties("A-B B-C C-A C-D")), "cut_vertex") == []


def test_the_leader_is_never_a_cut_vertex_gap():
    text = "H-A H-B H-C H-D"
    assert about(snap(inst("H"), *map(inst, "ABCD"), ties=ties(text)), "cut_vertex") == ["H"]
    assert about(snap(leader("H"), *map(inst, "ABCD"), ties=ties(text)), "cut_vertex") == []


def test_a_star_of_one_and_three_splits_off_two():
    (gap,) = gaps_of(snap(*map(inst, "HABC"), ties=ties("H-A H-B H-C")), "cut_vertex")
    assert gap.evidence["parts"] == [["B"], ["C"]]
    assert gap.evidence["rest"] == 1


def test_institutions_that_were_apart_before_do_not_count():
    here = snap(*map(inst, "ABCXYZ"), ties=ties("A-B B-C X-Y Y-Z Z-X"))
    assert about(here, "cut_vertex") == []


# overcentralised


def test_a_star_is_overcentralised_and_names_what_falls_off():
    (gap,) = gaps_of(
        snap(leader("H"), *map(inst, "ABCD"), ties=ties("H-A H-B H-C H-D")), "overcentralised"
    )
    assert gap.institutions == ("H",)
    assert gap.evidence["falls_off"] == [["B"], ["C"], ["D"]]
    assert gap.severity >= HIGH


def test_a_ring_is_not_overcentralised():
    assert about(snap(*people("ABCD"), ties=ties("A-B B-C C-D D-A")), "overcentralised") == []


def test_centralisation_of_exactly_the_limit_is_not_above_it():
    # Two hubs of equal betweenness: centralisation is 4/9 at n = 4.
    here = snap(*people("ABCD"), ties=ties("A-B B-C C-D"))
    assert about(here, "overcentralised", Thresholds(centralisation=4 / 9)) == []
    (gap,) = gaps_of(here, "overcentralised", Thresholds(centralisation=0.44))
    assert gap.institutions == ("B",)


@pytest.mark.parametrize("names", ["A", "AB"])
def test_two_institutions_have_no_centralisation(names):
    here = snap(*people(names), ties=ties("A-B") if len(names) == 2 else ())
    assert about(here, "overcentralised") == []


# single_contact


def star(ties_held, workers=4, rays=8, **cells):
    """A hub H with rays ties whose report names worker W1 on the first ``ties_held`` of them."""
    others = [f"P{number}" for number in range(rays)]
    reports = tuple(
        tie("H", other, contact_worker_id="W1" if number < ties_held else "W2")
        for number, other in enumerate(others)
    )
    staff = tuple(worker(f"W{number}", "H") for number in range(1, workers + 1))
    return snap(leader("H"), *map(inst, others), ties=reports, workers=staff, **cells)


def test_half_of_eight_ties_in_one_hand_is_a_single_contact():
    found = gaps_of(star(4), "single_contact")
    assert [gap.workers for gap in found] == [("W1",), ("W2",)]
    assert [gap.institutions for gap in found] == [("H",), ("H",)]
    assert found[0].evidence["held"] == 4


def test_less_than_twice_an_even_share_is_none():
    # Of 4 workers an even share is a quarter: 3 of 8 ties are less than half.
    assert [gap.workers for gap in gaps_of(star(3), "single_contact")] == [("W2",)]


def test_less_than_a_quarter_is_none_among_many_workers():
    # Of 20 workers twice an even share is a tenth, but a quarter of 8 is 2.
    assert [gap.workers for gap in gaps_of(star(1, 20), "single_contact")] == [("W2",)]
    assert {gap.workers for gap in gaps_of(star(2, 20), "single_contact")} == {("W1",), ("W2",)}


def test_seven_ties_are_too_few():
    assert gaps_of(star(7, rays=7), "single_contact") == []
    assert len(gaps_of(star(8, rays=8), "single_contact")) == 1


def test_one_listed_worker_can_hold_everything():
    # Twice an even share of one worker is more than everything.
    assert gaps_of(star(8, workers=1), "single_contact") == []


def test_only_live_ties_count():
    here = star(8)
    pair = ("H", "P0")
    silent = replace(here.ties[pair].reports[0], frequency="none")
    quiet = here.replace(ties={**here.ties, pair: replace(here.ties[pair], reports=(silent,))})
    assert len(gaps_of(here, "single_contact")) == 1
    assert gaps_of(quiet, "single_contact") == []


def test_what_the_other_side_reports_about_our_worker_does_not_count():
    others = [f"P{number}" for number in range(8)]
    reports = tuple(tie(other, "H", partner_worker_id="W1") for other in others)
    here = snap(
        leader("H"), *map(inst, others), ties=reports, workers=(worker("W1", "H"), worker("W2", "H"))
    )
    assert gaps_of(here, "single_contact") == []


BRIDGED = "A-B B-C C-A D-E E-F F-D"


def bridged(workers_of_d=2, **cells):
    reports = (*ties(BRIDGED), tie("C", "D"), tie("D", "C", **cells))
    staff = tuple(worker(f"W{number}", "D") for number in range(1, workers_of_d + 1))
    return snap(*people("ABCDEF"), ties=reports, workers=staff)


def test_the_only_contact_of_a_bridge_is_a_single_contact():
    (gap,) = gaps_of(bridged(contact_worker_id="W1"), "single_contact")
    assert (gap.institutions, gap.workers) == (("D",), ("W1",))
    assert gap.evidence["critical_ties"] == [{"tie": ["C", "D"], "cuts_off": ["D", "E", "F"]}]


def test_of_a_bridge_only_where_more_workers_are_listed():
    assert gaps_of(bridged(1, contact_worker_id="W1"), "single_contact") == []


def test_of_a_bridge_only_where_the_contact_is_named():
    assert gaps_of(bridged(), "single_contact") == []


def test_of_a_tie_that_cuts_off_one_institution_nothing_is_said():
    here = snap(
        *people("ABCD"),
        ties=(*ties("A-B B-C C-A"), tie("C", "D", contact_worker_id="W1")),
        workers=(worker("W1", "C"), worker("W2", "C")),
    )
    assert gaps_of(here, "single_contact") == []


# expired_agreement


@pytest.mark.parametrize(
    ("ends", "expired"),
    [
        ([date(2026, 6, 29)], True),
        ([AS_OF], False),
        ([None], False),
        ([date(2020, 1, 1), date(2027, 1, 1)], False),
        ([date(2020, 1, 1), None], True),
    ],
)
def test_the_latest_document_must_have_run_out(ends, expired):
    sides = [("A", "B"), ("B", "A")]
    reports = [
        tie(*side, formalisation="agreement", document_valid_to=end)
        for side, end in zip(sides, ends, strict=False)
    ]
    assert about(snap(*people("AB"), ties=tuple(reports)), "expired_agreement") == ["A-B"] * expired


def test_a_silent_tie_can_expire_too():
    report = tie("A", "B", frequency="none", document_valid_to=date(2025, 1, 1))
    assert about(snap(leader("A"), outsider("B"), ties=(report,)), "expired_agreement") == ["A-B"]


# formal_but_weak


@pytest.mark.parametrize(
    ("strength", "frequency", "formalisation", "weak"),
    [
        (2, "weekly", "statutory", True),
        (3, "weekly", "statutory", False),
        (5, "adhoc", "agreement", True),
        (5, "none", "agreement", True),
        (5, "quarterly", "agreement", False),
        (1, "adhoc", "declaration", False),
        (1, None, "agreement", True),
        (4, None, "agreement", False),
        (1, "adhoc", None, False),
    ],
)
def test_form_without_practice(strength, frequency, formalisation, weak):
    here = snap(*people("AB"), ties=(tie("A", "B", strength, frequency, formalisation),))
    assert about(here, "formal_but_weak") == ["A-B"] * weak


def test_strength_is_the_mean_of_both_sides():
    def both(strength):
        reports = (
            tie("A", "B", 4, formalisation="statutory"),
            tie("B", "A", strength, formalisation="personal"),
        )
        return about(snap(*people("AB"), ties=reports), "formal_but_weak")

    assert both(1) == ["A-B"]
    assert both(2) == []


def test_the_closest_contact_counts_where_the_sides_differ():
    reports = (
        tie("A", "B", 4, "adhoc", "statutory"),
        tie("B", "A", 4, "monthly", "statutory"),
    )
    assert about(snap(*people("AB"), ties=reports), "formal_but_weak") == []


def test_outsiders_count_only_with_a_shared_family():
    report = tie("A", "B", 1, formalisation="statutory")
    apart = snap(leader("A"), outsider("B"), ties=(report,))
    assert about(apart, "formal_but_weak") == []
    shared = snap(
        leader("A"), outsider("B"), ties=(report,), families=(family("R", lead="A", involved="B"),)
    )
    (gap,) = gaps_of(shared, "formal_but_weak")
    assert gap.case_based


def test_who_has_left_is_no_member():
    gone = inst("B", left_on=AS_OF)
    here = snap(leader("A"), gone, ties=(tie("A", "B", 1, formalisation="statutory"),))
    assert about(here, "formal_but_weak") == []
    leaving = inst("B", left_on=date(2026, 7, 1))
    here = snap(leader("A"), leaving, ties=(tie("A", "B", 1, formalisation="statutory"),))
    assert about(here, "formal_but_weak") == ["A-B"]


# asymmetric_tie


@pytest.mark.parametrize(("one", "other", "found"), [(4, 2, True), (4, 3, False), (1, 5, True)])
def test_two_points_apart(one, other, found):
    here = snap(*people("AB"), ties=(tie("A", "B", one), tie("B", "A", other)))
    assert about(here, "asymmetric_tie") == ["A-B"] * found


def test_a_one_sided_tie_is_not_asymmetric():
    assert about(snap(*people("AB"), ties=(tie("A", "B", 5),)), "asymmetric_tie") == []


def test_a_report_of_no_contact_is_no_rating():
    for silent in (("weekly", "none"), ("none", "none")):
        reports = (tie("A", "B", 5, silent[0]), tie("B", "A", 1, silent[1]))
        assert about(snap(*people("AB"), ties=reports), "asymmetric_tie") == []


def test_only_the_latest_report_of_a_side_counts():
    reports = (
        tie("A", "B", 5, reported_on=date(2025, 1, 1)),
        tie("A", "B", 3, reported_on=date(2026, 1, 1)),
        tie("B", "A", 3),
    )
    assert about(snap(*people("AB"), ties=reports), "asymmetric_tie") == []


# paper_member


def test_a_member_without_any_live_tie():
    here = snap(*people("ABC"), ties=(tie("A", "B"), tie("B", "C", frequency="none")))
    assert about(here, "paper_member") == ["C"]


def test_silence_with_the_leader_counts_even_with_other_contacts():
    here = snap(*people("ABC"), ties=(tie("A", "C", frequency="none"), tie("B", "C"), tie("A", "B")))
    assert about(here, "paper_member") == ["C"]


def test_a_member_who_never_reported_the_leader_is_judged_by_other_contacts():
    assert about(snap(*people("ABC"), ties=ties("A-B B-C")), "paper_member") == []


def test_one_side_that_sees_contact_is_enough():
    reports = (tie("A", "C", frequency="none"), tie("C", "A", frequency="adhoc"), tie("A", "B"))
    assert about(snap(*people("ABC"), ties=reports), "paper_member") == []


def test_outsiders_are_no_paper_members():
    gone = inst("C", left_on=AS_OF)
    assert about(snap(*people("AB"), outsider("D"), gone, ties=ties("A-B")), "paper_member") == []


def test_without_a_leader_only_live_ties_count():
    assert about(snap(*map(inst, "ABC"), ties=ties("A-B")), "paper_member") == ["C"]


# informal_outsider


@pytest.mark.parametrize(
    ("strength", "frequency", "formalisation", "found"),
    [
        (4, "weekly", "personal", True),
        (3, "weekly", "personal", False),
        (5, "weekly", "verbal", False),
        (5, "weekly", None, False),
        (5, "none", "personal", False),
    ],
)
def test_strong_personal_and_live(strength, frequency, formalisation, found):
    here = snap(leader("A"), outsider("B"), ties=(tie("A", "B", strength, frequency, formalisation),))
    assert about(here, "informal_outsider") == ["B"] * found


def test_personal_on_one_side_and_more_on_the_other_is_not_personal():
    reports = (tie("A", "B", 5, formalisation="personal"), tie("B", "A", 5, formalisation="verbal"))
    assert about(snap(leader("A"), outsider("B"), ties=reports), "informal_outsider") == []


def test_two_outsiders_do_not_make_each_other_informal():
    here = snap(
        leader("A"), outsider("B"), outsider("C"), ties=(tie("B", "C", 5, formalisation="personal"),)
    )
    assert about(here, "informal_outsider") == []


def test_one_gap_for_an_outsider_with_several_such_ties():
    reports = tuple(tie(member, "X", 4, formalisation="personal") for member in "AB")
    (gap,) = gaps_of(snap(*people("AB"), outsider("X"), ties=reports), "informal_outsider")
    assert [row["member"] for row in gap.evidence["ties"]] == ["A", "B"]


# influential_outsider


def test_the_first_tenth_is_rounded_up():
    # Eleven institutions: the second place is enough, the third is not.
    names = [f"P{number:02}" for number in range(6)]
    text = "A-B B-X X-Y " + " ".join(f"A-{name}" for name in names)
    here = snap(*people("AB"), outsider("X"), outsider("Y"), *map(inst, names), ties=ties(text))
    assert len(here.institutions) == 10
    assert about(here, "influential_outsider") == []
    more = snap(
        leader("A"),
        outsider("B"),
        outsider("X"),
        outsider("Y"),
        *map(inst, [*names, "P99"]),
        ties=ties(text),
    )
    (gap,) = gaps_of(more, "influential_outsider")
    assert gap.institutions == ("B",)
    assert gap.evidence["place"] == 2


def test_equal_to_the_last_place_counts():
    here = snap(outsider("A"), outsider("B"), inst("C"), inst("D"), ties=ties("C-A A-B B-D"))
    assert about(here, "influential_outsider") == ["A", "B"]


def test_nobody_is_influential_where_nobody_is_between():
    assert about(snap(outsider("A"), outsider("B"), ties=ties("A-B")), "influential_outsider") == []


def test_members_are_not_outsiders():
    assert (
        about(snap(inst("A"), inst("B"), inst("C"), ties=ties("A-B B-C")), "influential_outsider") == []
    )


# overloaded_worker


@pytest.mark.parametrize(
    ("load", "most", "found"),
    [
        (15, 15, "low"),
        (16, 15, "high"),
        (14, 15, None),
        (None, 15, None),
        (20, None, None),
        (0, 0, "low"),
    ],
)
def test_caseload_against_its_maximum(load, most, found):
    here = snap(leader("A"), workers=(worker("W", "A", caseload=load, caseload_max=most),))
    gaps = gaps_of(here, "overloaded_worker")
    if found is None:
        assert gaps == []
    else:
        (gap,) = gaps
        assert (gap.institutions, gap.workers) == (("A",), ("W",))
        assert gap.severity >= HIGH if found == "high" else gap.severity < MEDIUM
