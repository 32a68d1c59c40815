"""Recruitment held to its definitions: gains from scratch, order, introducers, closed gaps, words."""

import json
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given, settings

from graph.errors import InvalidRequest
from graph.gaps import find_gaps
from graph.model import Demand, Family, Institution, Package, Partnership, Service, TieReport, Worker
from graph.recruitment import Weights, recruit, recruitment_document
from graph.recruitment.coverage import coverage_of
from graph.recruitment.missing_types import TYPICAL_PROVIDERS
from graph.recruitment.needs import asked_needs
from graph.snapshot import pair_of, snapshot_of
from graph.vocabulary import INSTITUTION_TYPES, NEEDS, SERVICE_TYPES
from random_partnerships import snapshots
from recruitment_by_hand import COVERED, Value, candidates_of

DAY = date(2026, 6, 30)
GMINA = "2499011"


def partnership(institutions, **tables):
    return snapshot_of(Package(Partnership("p", "PZK", GMINA), tuple(institutions), **tables), DAY)


def live(a, b, strength=4, **more):
    return TieReport(a, b, strength, "monthly", **more)


def gains_of(found, id):
    return next(candidate.gains for candidate in found.candidates if candidate.id == id)


@settings(max_examples=60, deadline=None)
@given(snapshots())
def test_every_gain_is_the_value_after_less_the_value_before(snapshot):
    value = Value(snapshot)
    found = recruit(snapshot, size=3)
    assert sorted(c.id for c in found.candidates) == candidates_of(snapshot)
    for candidate in found.candidates:
        by_hand = value.gains([candidate.id])
        for part, expected in by_hand.items():
            assert getattr(candidate.gains, part) == pytest.approx(expected, abs=1e-9), part
            assert 0 <= getattr(candidate.gains, part) <= 1
        assert candidate.gain == pytest.approx(value.gain([candidate.id]), abs=1e-9)
    best = found.best_set
    for part, expected in value.gains(best.ids).items():
        assert getattr(best.gains, part) == pytest.approx(expected, abs=1e-9), part
    assert best.gain == pytest.approx(value.gain(best.ids), abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(snapshots())
def test_candidates_stand_by_gain_then_id(snapshot):
    found = recruit(snapshot)
    assert [c.rank for c in found.candidates] == list(range(1, len(found.candidates) + 1))
    for one, other in pairwise(found.candidates):
        assert one.gain >= other.gain - 1e-12
        assert one.gain > other.gain + 1e-12 or one.id < other.id


@settings(max_examples=40, deadline=None)
@given(snapshots())
def test_coverage_grows_with_the_set_and_ever_more_slowly(snapshot):
    coverage = coverage_of(snapshot, candidates_of(snapshot), asked_needs(snapshot))
    numbers = range(len(coverage.candidates))
    for size in range(len(numbers)):
        smaller, larger = list(numbers[:size]), list(numbers[: size + 1])
        for part in COVERED:
            few, many = coverage.gains(smaller)[part], coverage.gains(larger)[part]
            assert many >= few
            for one in numbers[size + 1 :]:
                added_early = coverage.gains([*smaller, one])[part] - few
                added_late = coverage.gains([*larger, one])[part] - many
                assert added_early >= added_late - 1e-12


@settings(max_examples=40, deadline=None)
@given(snapshots())
def test_closed_gaps_are_those_gone_after_joining(snapshot):
    before = {gap.id for gap in find_gaps(snapshot)}
    for candidate in recruit(snapshot).candidates:
        inst = snapshot.institutions[candidate.id]
        joined = {**snapshot.institutions, candidate.id: replace(inst, membership="member")}
        after = {gap.id for gap in find_gaps(snapshot.replace(institutions=joined))}
        assert list(candidate.closes_gaps) == sorted(before - after)


@settings(max_examples=40, deadline=None)
@given(snapshots())
def test_introducer_is_the_cheapest_live_path_from_a_member(snapshot):
    G = nx.Graph()
    G.add_nodes_from(snapshot.institutions)
    for pair, tie in snapshot.ties.items():
        if tie.live:
            G.add_edge(*pair, cost=6 - tie.strength)
    members = set(snapshot.members)
    costs = nx.multi_source_dijkstra_path_length(G, members, weight="cost") if members else {}
    for candidate in recruit(snapshot).candidates:
        known = candidate.introducer
        if candidate.id not in costs:
            assert known is None
            continue
        assert known.path[0] in members
        assert known.path[-1] == candidate.id
        assert nx.path_weight(G, known.path, "cost") == pytest.approx(costs[candidate.id])
        assert known.cost == pytest.approx(costs[candidate.id])
        assert [(step.start, step.end) for step in known.steps] == list(pairwise(known.path))


@settings(max_examples=40, deadline=None)
@given(snapshots())
def test_document_is_json_with_one_sentence_each_and_no_family(snapshot):
    for lang in ("pl", "en"):
        document = recruitment_document(snapshot, recruit(snapshot, 2), lang)
        text = json.dumps(document, ensure_ascii=False, allow_nan=False)
        for family in snapshot.families:
            assert re.search(rf"\b{family}\b", text) is None
        for candidate in document["candidates"]:
            assert candidate["explanation"].endswith(".")
            assert candidate["name"] in candidate["explanation"]
            nothing = "(korzyść: 0)" if lang == "pl" else "(gain: 0)"
            assert (nothing in candidate["explanation"]) == (candidate["gain"] == 0)


def test_contacts_and_types_never_invited_are_no_candidates():
    map_ = [
        Institution("I1", "MOPS", "OPS", membership="leader"),
        Institution("I2", "SP 5", "SP"),
        Institution("I3", "Prokuratura", "PROK"),
        Institution("I4", "ZUS", "ZUS"),
        Institution("I5", "ROPS", "ROPS"),
    ]
    found = recruit(partnership(map_))
    assert [c.id for c in found.candidates] == ["I2"]
    assert found.contacts == ("I3", "I4")
    assert {INSTITUTION_TYPES[i.type_code].recruit_as for i in map_[2:4]} == {"contact"}


def test_needs_count_families_and_demand_that_no_member_answers():
    map_ = [
        Institution("I1", "MOPS", "OPS", membership="leader"),
        Institution("I2", "Schronisko", "SCHR"),
        Institution("I3", "Kluby", "KLUB"),
    ]
    services = (
        Service("S1", "I1", "POS"),
        Service("S2", "I2", "SCH"),
        Service("S3", "I3", "SPO", age_max=18),
    )
    families = (
        Family("R1", GMINA, ("N01", "N03", "N07a")),  # N01 is answered by I1, N07a never counts
        Family("R2", GMINA, ("N03", "K1"), age_bands=("60+",)),  # the sports club takes no seniors
    )
    demand = (Demand(GMINA, "N03", 26), Demand("2499022", "N03", 4))
    found = recruit(partnership(map_, services=services, families=families, demand=demand))
    # Not answered: N03 twice and K1 once; of demand 26 less the two on file, and 4 in another gmina.
    assert gains_of(found, "I2").needs == pytest.approx((2 / 3 + 24 / 28) / 2)
    assert gains_of(found, "I3").needs == 0
    assert [c.covers_needs for c in found.candidates] == [("N03",), ()]
    assert (found.candidates[0].count("family_needs"), found.candidates[0].count("demand")) == (2, 24)
    assert (found.divisors["family_needs"], found.divisors["demand"]) == (3, 28)


@pytest.mark.parametrize(
    ("asked", "gain"),
    [
        ({"families": ("K1",)}, 1.0),  # no demand: families count whole
        ({"demand": 40}, 1.0),  # no family: demand counts whole
        ({"families": ("K1",), "demand": 1}, 1.0),  # the one family of the demand is on file
        ({"families": ("K1", "N03"), "demand": 40}, 0.75),  # half of the families, all of the demand
        ({"families": ("K1", "N03"), "demand": 4000}, 0.75),  # however large the town is
    ],
)
def test_demand_never_drowns_the_families_on_file(asked, gain):
    map_ = [Institution("I1", "MOPS", "OPS", membership="leader"), Institution("I2", "Klub", "KLUB")]
    needs = asked.get("families", ())
    families = (Family("R1", GMINA, needs, age_bands=("7-12",)),) if needs else ()
    demand = (Demand(GMINA, "K1", asked["demand"]),) if "demand" in asked else ()
    services = (Service("S1", "I2", "SPO"),)
    found = recruit(partnership(map_, services=services, families=families, demand=demand))
    assert gains_of(found, "I2").needs == pytest.approx(gain)


def test_help_for_own_pupils_counts_where_the_family_already_is():
    map_ = [
        Institution("I1", "MOPS", "OPS", membership="leader"),
        Institution("I2", "SP 5", "SP"),
        Institution("I3", "SP 7", "SP"),
    ]
    services = (Service("S2", "I2", "PED"), Service("S3", "I3", "PED"))
    family = Family("R1", GMINA, ("E1",), lead_institution_id="I1", involved_institution_ids=("I2",))
    found = recruit(partnership(map_, services=services, families=(family,)))
    assert gains_of(found, "I2").needs == 1
    assert gains_of(found, "I3").needs == 0


def test_a_city_with_county_rights_counts_for_both_levels():
    map_ = [Institution("I1", "Fundacja", "NGO", membership="leader"), Institution("I2", "SP", "SP")]
    town = partnership(map_)
    city = town.replace(
        institutions={id: replace(inst, teryt="2469011") for id, inst in town.institutions.items()}
    )
    assert gains_of(recruit(town), "I2").levels == 0.5
    assert gains_of(recruit(city), "I2").levels == 1.0


def test_reach_counts_others_newly_within_two_steps():
    map_ = [Institution("I1", "MOPS", "OPS", membership="leader")]
    map_ += [Institution(f"I{n}", f"SP {n}", "SP") for n in range(2, 8)]
    ties = (live("I1", "I2"), live("I2", "I3"), live("I3", "I4"), live("I4", "I5"), live("I6", "I7"))
    found = recruit(partnership(map_, ties=ties))
    # From I1 two steps lead to I3; I4 to I7 are farther.
    assert {c.id: c.gains.reach for c in found.candidates} == {
        "I2": 1 / 4,  # I4
        "I3": 2 / 4,  # I4, I5
        "I4": 1 / 4,  # I5; itself does not count
        "I5": 1 / 4,  # I4
        "I6": 1 / 4,
        "I7": 1 / 4,
    }


def test_robustness_is_the_fall_of_mean_fragmentation():
    # Three members in a row: only the middle one parts the others, so the mean is 1/3.
    map_ = [
        Institution("I1", "MOPS", "OPS", membership="leader"),
        Institution("I2", "PCPR", "PCPR", membership="member"),
        Institution("I3", "SP", "SP", membership="member"),
        Institution("I4", "Klub", "KLUB"),
        Institution("I5", "Kino", "DK"),
    ]
    ties = (live("I1", "I2"), live("I1", "I3"), live("I2", "I4"), live("I3", "I4"))
    found = recruit(partnership(map_, ties=ties))
    assert gains_of(found, "I4").robustness == pytest.approx(1.0)  # a ring: no loss parts anybody
    assert gains_of(found, "I5").robustness == 0  # alone: F-bar rises, which counts 0


def test_nothing_to_gain_is_zero_and_says_so():
    map_ = [
        Institution("I1", "MOPS", "OPS", membership="leader"),
        Institution("I2", "PCPR", "PCPR", membership="member"),
        Institution("I3", "Dom Pomocy", "DPS"),
    ]
    snapshot = partnership(map_, ties=(live("I1", "I3"), live("I2", "I3")))
    found = recruit(snapshot)
    assert found.candidates[0].gain == 0
    assert set(found.divisors.values()) == {0, 2, 5}
    assert found.divisors["demand"] == 0
    sentence = recruitment_document(snapshot, found)["candidates"][0]["explanation"]
    assert "nie zmienia dziś żadnego z liczonych wskaźników" in sentence


def test_equal_candidates_stand_by_id_and_the_first_set_wins():
    map_ = [Institution("I1", "MOPS", "OPS", membership="leader")]
    map_ += [Institution(f"I{n}", f"SP {n}", "SP") for n in (5, 4, 3, 2)]
    found = recruit(partnership(map_), size=2)
    assert [c.id for c in found.candidates] == ["I2", "I3", "I4", "I5"]
    assert found.best_set.ids == ("I2", "I3")


def test_the_introducer_names_the_role_of_the_members_worker():
    map_ = [
        Institution("I1", "MOPS", "OPS", membership="leader"),
        Institution("I2", "Urząd", "UM"),
        Institution("I3", "SP 5", "SP"),
        Institution("I4", "Klub", "KLUB"),
    ]
    workers = (Worker("W1", "I1", "pracownik socjalny"), Worker("W2", "I2", "inspektor"))
    ties = (
        live("I1", "I3", 1),
        live("I2", "I1", 5, contact_worker_id="W2", partner_worker_id="W1"),
        live("I2", "I3", 5, contact_worker_id="W2"),
    )
    snapshot = partnership(map_, workers=workers, ties=ties)
    by_id = {c.id: c.introducer for c in recruit(snapshot).candidates}
    assert by_id["I3"].path == ("I1", "I2", "I3")  # 1 + 1 costs less than the weak direct tie, 5
    assert by_id["I3"].worker_role == "pracownik socjalny"
    assert by_id["I4"] is None
    texts = {
        c["id"]: c["explanation"]
        for c in recruitment_document(snapshot, recruit(snapshot))["candidates"]
    }
    assert "kto może wprowadzić: MOPS (rola: pracownik socjalny)" in texts["I3"]
    assert "żadna bieżąca współpraca nie prowadzi" in texts["I4"]


def test_types_the_needs_call_for_and_the_map_lacks():
    map_ = [
        Institution("I1", "MOPS", "OPS", membership="leader"),
        Institution("I2", "Świetlica", "PWD"),
    ]
    families = (Family("R1", GMINA, ("N13", "P1")), Family("R2", GMINA, ("N13",)))
    found = recruit(partnership(map_, services=(Service("S1", "I2", "PWD"),), families=families))
    types = {missing.type_code: missing for missing in found.missing_types}
    assert types["OTU"].needs == ("N13",)
    assert types["OTU"].unanswered == 2
    assert types["PPP"].needs == ("P1",)
    assert types["PPP"].unanswered == 0  # the day centre already answers it
    assert "PWD" not in types
    assert "SP" not in types
    assert found.missing_types[0].type_code == "OTU"


def test_the_table_of_usual_providers_knows_every_service_that_answers_a_need():
    answering = {code for need in NEEDS.values() for code in need.answered_by}
    for_pupils_only = {code for code in answering if SERVICE_TYPES[code].own_clients_only}
    assert set(TYPICAL_PROVIDERS) == answering - for_pupils_only
    for types in TYPICAL_PROVIDERS.values():
        assert types
        assert INSTITUTION_TYPES.keys() >= set(types)


def test_weights_are_settings_and_bad_ones_are_refused_together():
    map_ = [
        Institution("I1", "MOPS", "OPS", membership="leader"),
        Institution("I2", "SP 5", "SP"),
        Institution("I3", "PCPR", "PCPR"),
    ]
    only_levels = Weights(0, 0, 0, 1, 0, 0)
    found = recruit(partnership(map_), 1, only_levels)
    assert found.best_set.ids == ("I3",)
    assert found.best_set.gain == 0.5
    with pytest.raises(InvalidRequest) as refused:
        Weights(needs=-1, reach=float("nan"))
    assert [problem.column for problem in refused.value.problems] == ["needs", "reach"]
    with pytest.raises(InvalidRequest):
        recruit(partnership(map_), 0)


def test_without_candidates_or_members_there_is_still_an_answer():
    alone = partnership([Institution("I1", "MOPS", "OPS", membership="leader")])
    best = recruit(alone).best_set
    assert (best.ids, best.gain, best.optimal, best.bound) == ((), 0.0, True, 0.0)
    document = recruitment_document(alone, recruit(alone))
    assert document["candidates"] == []
    empty = partnership([Institution("I1", "MOPS", "OPS")], ties=())
    assert recruit(empty).candidates[0].gains.areas == 0.2
    assert recruit(empty).candidates[0].introducer is None


def test_a_tie_without_contact_neither_reaches_nor_introduces():
    map_ = [Institution("I1", "MOPS", "OPS", membership="leader"), Institution("I2", "SP", "SP")]
    snapshot = partnership(map_, ties=(TieReport("I1", "I2", 5, "none"),))
    assert pair_of("I1", "I2") in snapshot.ties
    assert recruit(snapshot).candidates[0].introducer is None


@settings(max_examples=20, deadline=None)
@given(snapshots())
def test_what_a_gain_counts_is_its_share_of_what_it_is_divided_by(snapshot):
    """The numbers that people read beside a gain say the same as the gain."""
    document = recruitment_document(snapshot, recruit(snapshot, 1))
    whole = document["divided_by"]
    assert set(whole) == {"family_needs", "demand", "families", "areas", "levels", "reach"}
    assert (whole["families"], whole["areas"], whole["levels"]) == (len(snapshot.families), 5, 2)
    for one in document["candidates"]:
        counts, gains = one["counts"], one["gains"]
        for part in ("families", "areas", "levels", "reach"):
            assert gains[part] == pytest.approx(counts[part] / whole[part] if whole[part] else 0.0)
        kinds = [counts[kind] / whole[kind] for kind in ("family_needs", "demand") if whole[kind]]
        assert gains["needs"] == pytest.approx(sum(kinds) / len(kinds) if kinds else 0.0)


@pytest.mark.parametrize("size", [0, -1])
def test_a_set_of_nobody_is_refused(size):
    with pytest.raises(InvalidRequest) as refused:
        recruit(partnership([Institution("I1", "MOPS", "OPS", membership="leader")]), size)
    (problem,) = refused.value.problems
    assert (problem.table, problem.column, problem.value) == ("request", "size", str(size))
    assert (problem.expected, problem.expected_pl) == ("a number of at least 1", "liczba co najmniej 1")
