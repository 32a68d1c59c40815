"""Gaps of cases, services, areas and levels: where each must be found, and where it must not."""

from dataclasses import replace

import pytest

from graph.gaps.severity import HIGH, MEDIUM
from graph.gaps.thresholds import Thresholds
from graph.model import Offer
from graph.snapshot.resolve import resolved_service
from small_partnerships import (
    AS_OF,
    HERE,
    about,
    demand,
    family,
    gaps_of,
    inst,
    leader,
    outsider,
    service,
    snap,
    team,
    tie,
    ties,
)

#: The gmina of :data:`HERE`, its kind aside.
GMINA = HERE[:6]

# outsider_with_families


def test_an_involved_outsider_is_needed():
    here = snap(leader("A"), outsider("B"), families=(family("R", lead="A", involved="B"),))
    (gap,) = gaps_of(here, "outsider_with_families")
    assert (gap.institutions, gap.families, gap.case_based) == (("B",), 1, True)


def test_a_leading_outsider_is_involved_too():
    here = snap(leader("A"), outsider("B"), families=(family("R", lead="B"),))
    assert about(here, "outsider_with_families") == ["B"]


def test_a_seat_in_the_team_alone_is_no_involvement():
    here = snap(leader("A"), outsider("B"), families=(family("R", lead="A"),), teams=team("R", "A B"))
    assert about(here, "outsider_with_families") == []


def test_types_that_are_never_recruited_are_left_out_and_contacts_are_not():
    cases = (family("R", involved="R C M"),)
    here = snap(
        leader("A"), outsider("R", "ROPS"), outsider("C", "ZUS"), outsider("M", "SP"), families=cases
    )
    assert about(here, "outsider_with_families") == ["C", "M"]


def test_who_has_left_is_an_outsider():
    here = snap(leader("A"), inst("B", left_on=AS_OF), families=(family("R", involved="B"),))
    assert about(here, "outsider_with_families") == ["B"]
    here = snap(leader("A"), inst("B"), families=(family("R", involved="B"),))
    assert about(here, "outsider_with_families") == []


def legal_help(*services, needs="M1", people=None, **cells):
    people = people or [leader("A"), outsider("B", "NPP", level="powiat"), inst("C", "NGO")]
    return snap(*people, services=services, families=(family("R", needs, lead="A"),), **cells)


def test_the_only_provider_of_a_code_is_needed():
    (gap,) = gaps_of(legal_help(service("S", "B", "PRA")), "outsider_with_families")
    assert (gap.institutions, gap.needs, gap.families) == (("B",), ("M1",), 1)
    assert not gap.case_based


def test_only_means_of_one_code_even_where_another_code_answers():
    # M1 is answered by PRA, LOK and ODL: B is alone with PRA though C answers the need with LOK.
    here = legal_help(service("S", "B", "PRA"), service("T", "C", "LOK"))
    assert about(here, "outsider_with_families") == ["B"]


def test_a_second_usable_provider_ends_it_and_an_unusable_one_does_not():
    ours = service("S", "B", "PRA")
    assert about(legal_help(ours, service("T", "C", "PRA")), "outsider_with_families") == []
    closed = service("T", "C", "PRA", status="closed")
    assert about(legal_help(ours, closed), "outsider_with_families") == ["B"]


@pytest.mark.parametrize(
    "cells",
    [
        {"status": "paused"},
        {"available": 0},
        {"wait_days": 181},
        {"service_area": ("1099011",)},
        {"access": "court"},
        {"own_clients_only": True},
    ],
)
def test_an_unusable_service_makes_nobody_needed(cells):
    assert about(legal_help(service("S", "B", "PRA", **cells)), "outsider_with_families") == []


def test_a_waiting_list_within_half_a_year_is_usable():
    here = legal_help(service("S", "B", "PRA", available=0, wait_days=180))
    assert about(here, "outsider_with_families") == ["B"]


def test_a_supporting_service_does_not_answer():
    assert about(legal_help(service("S", "B", "PRA"), needs="N01"), "outsider_with_families") == []


def test_both_reasons_make_one_gap_and_others_are_told_of_the_demand_alone():
    people, given = (leader("A"), outsider("B", "NPP")), (service("S", "B", "PRA"),)
    here = snap(
        *people,
        services=given,
        families=(family("R1", "M1", lead="A", involved="B"), family("R2", "M1", lead="A")),
    )
    (gap,) = gaps_of(here, "outsider_with_families")
    assert gap.case_based
    assert gap.evidence["families_involved"] == 1
    assert gaps_of(here.public, "outsider_with_families") == []
    asked = here.replace(demand=(demand("M1", 12),))
    (told,) = gaps_of(asked.public, "outsider_with_families")
    assert told == gaps_of(snap(*people, services=given, demand=asked.demand).public, told.kind)[0]
    assert (told.case_based, told.needs) == (False, ("M1",))
    assert told.evidence["families_involved"] == 0


# missing_tie


def test_institutions_of_one_family_without_a_tie():
    here = snap(
        leader("A"),
        inst("B"),
        inst("C"),
        ties=ties("A-B"),
        families=(family("R", lead="A", involved="B C"),),
    )
    assert about(here, "missing_tie") == ["A-C", "B-C"]


def test_silence_is_no_tie():
    here = snap(
        leader("A"),
        inst("B"),
        ties=(tie("A", "B", frequency="none"),),
        families=(family("R", lead="A", involved="B"),),
    )
    (gap,) = gaps_of(here, "missing_tie")
    assert gap.evidence["contact"] == "none"


def test_a_required_pair_without_involvement():
    here = snap(leader("A"), inst("B"), inst("C"), families=(family("R", lead="A", pairs="C-B"),))
    (gap,) = gaps_of(here, "missing_tie")
    assert gap.institutions == ("B", "C")
    assert gap.evidence["families_shared"] == 0
    assert gap.evidence["families_required"] == 1
    assert gap.severity >= HIGH


def test_a_required_pair_with_a_tie_is_no_gap():
    here = snap(
        leader("A"),
        inst("B"),
        inst("C"),
        ties=ties("B-C"),
        families=(family("R", lead="A", pairs="B-C"),),
    )
    assert about(here, "missing_tie") == []


def test_high_where_both_answer_needs_of_a_shared_family():
    cases = (family("R", "N04 E1", lead="A", involved="B C"),)
    people = (leader("A"), inst("B", "PUP"), inst("C", "CIS"))
    offered = (service("S", "B", "POP"), service("T", "C", "CIS"))
    high = {
        g.institutions: g
        for g in gaps_of(snap(*people, families=cases, services=offered), "missing_tie")
    }
    assert high["B", "C"].severity >= HIGH
    assert high["B", "C"].needs == ("N04",)
    assert high["A", "B"].severity < MEDIUM
    assert high["A", "B"].evidence["coordinator_only"]


def test_low_where_they_answer_different_needs_of_the_family():
    cases = (family("R", "N04 E1", lead="B", involved="C"),)
    people = (leader("A"), inst("B", "PUP"), inst("C", "PPP"))
    offered = (service("S", "B", "POP"), service("T", "C", "PPD"))
    (gap,) = gaps_of(snap(*people, families=cases, services=offered), "missing_tie")
    assert gap.severity < MEDIUM
    assert gap.evidence["coordinator_only"]
    assert gap.needs == ()


def test_a_service_that_is_closed_answers_nothing():
    cases = (family("R", "N04", lead="B", involved="C"),)
    people = (leader("A"), inst("B", "PUP"), inst("C", "CIS"))
    for status, high in (("active", True), ("paused", False), ("closed", False)):
        offered = (service("S", "B", "POP"), service("T", "C", "CIS", status=status))
        (gap,) = gaps_of(snap(*people, families=cases, services=offered), "missing_tie")
        assert (gap.severity >= HIGH) == high


def elsewhere(service, provider):
    """A service that another partnership of the store lists, with its provider."""
    return Offer(service, provider)


def test_services_that_another_partnership_lists_count_here():
    """The powiat's PCPR sits on the gmina's map; its services stand in the powiat's package."""
    pcpr = inst("B", "PCPR")
    people, cases = (leader("A"), pcpr), (family("R", "N09", lead="A", involved="B"),)
    ours = (service("S", "A", "AR"),)
    theirs = elsewhere(service("T", "B", "TER"), pcpr)
    (before,) = gaps_of(snap(*people, families=cases, services=ours), "missing_tie")
    here = snap(*people, families=cases, services=ours, offers=(theirs,))
    (after,) = gaps_of(here, "missing_tie")
    assert before.severity < MEDIUM
    assert after.severity >= HIGH
    assert after.needs == ("N09",)
    # The same partnership that lists the service itself says no more and no less.
    listed = snap(*people, families=cases, services=(*ours, service("T", "B", "TER")))
    assert gaps_of(listed, "missing_tie") == [after]


def test_a_duplicate_that_another_partnership_lists_is_one():
    oik = inst("B", "OIK", teryt="2499")
    theirs = elsewhere(service("T", "B", "PPS"), oik)
    here = snap(leader("A"), oik, services=(service("S", "A", "PPS"),), offers=(theirs,))
    assert about(here, "unlinked_duplicates") == ["A-B"]
    far = elsewhere(service("T", "Z", "PPS"), inst("Z", "OIK", teryt="2499"))
    here = snap(leader("A"), oik, services=(service("S", "A", "PPS"),), offers=(far,))
    assert about(here, "unlinked_duplicates") == []


def test_low_where_only_one_of_them_answers_or_only_supports():
    cases = (family("R", "N04", lead="B", involved="C"),)
    people = (leader("A"), inst("B", "PUP"), inst("C", "CIS"))
    for codes in (("POP", "KUL"), ("POP", "PSU")):
        offered = (service("S", "B", codes[0]), service("T", "C", codes[1]))
        (gap,) = gaps_of(snap(*people, families=cases, services=offered), "missing_tie")
        assert gap.severity < MEDIUM


def test_low_stays_low_for_any_number_of_families():
    cases = tuple(family(f"R{number}", lead="A", involved="B") for number in range(200))
    (gap,) = gaps_of(snap(leader("A"), inst("B"), families=cases), "missing_tie")
    assert gap.families == 200
    assert gap.severity < MEDIUM


def test_the_evidence_gives_the_shortest_path():
    cases = (family("R", lead="A", involved="D"),)
    people = (leader("A"), inst("B"), inst("C"), inst("D"), inst("E"))
    (gap,) = gaps_of(snap(*people, ties=ties("A-B B-C C-D A-E E-D"), families=cases), "missing_tie")
    assert gap.evidence["path"] == ["A", "E", "D"]
    (gap,) = gaps_of(snap(*people, ties=ties("A-B B-C C-D"), families=cases), "missing_tie")
    assert gap.evidence["path"] == ["A", "B", "C", "D"]
    (gap,) = gaps_of(snap(*people, ties=ties("A-B C-D"), families=cases), "missing_tie")
    assert gap.evidence["path"] is None


def test_one_gap_for_a_pair_with_several_families():
    cases = (family("R1", lead="A", involved="B"), family("R2", lead="B", involved="A", pairs="A-B"))
    (gap,) = gaps_of(snap(leader("A"), inst("B"), families=cases), "missing_tie")
    assert (gap.families, gap.evidence["families_shared"], gap.evidence["families_required"]) == (
        2,
        2,
        1,
    )


# unlinked_duplicates


OFFICE_AND_CRISIS_CENTRE = (leader("A"), inst("B", "OIK"))
OFFICE_AND_LEGAL_AID = (leader("A"), inst("B", "NPP"))
IN_DEBT = (family("R", "M1", lead="A"),)


def doubled(one, other, code="PPS", people=OFFICE_AND_CRISIS_CENTRE, **cells):
    services = (service("S", "A", code, **one), service("T", "B", code, **other))
    return about(snap(*people, services=services, **cells), "unlinked_duplicates")


def test_the_same_coordinated_service_without_a_tie():
    assert doubled({}, {}) == ["A-B"]
    assert doubled({}, {}, ties=ties("A-B")) == []
    assert doubled({}, {}, ties=(tie("A", "B", frequency="none"),)) == ["A-B"]


@pytest.mark.parametrize("code", ["PPS", "TER", "PRA", "GSW", "UO", "SEN", "INT", "CIS", "AR"])
def test_coordinated_codes(code):
    assert doubled({}, {}, code) == ["A-B"]


@pytest.mark.parametrize("code", ["PIE", "PED", "KUL", "SPO", "PSY", "SUO", "PWD"])
def test_other_codes_may_exist_twice(code):
    assert doubled({}, {}, code) == []


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ({"age_max": 17}, {"age_min": 18}, False),
        ({"age_max": 18}, {"age_min": 18}, True),
        ({"age_min": 60}, {"age_max": 59}, False),
        ({"age_min": 10, "age_max": 20}, {"age_min": 15, "age_max": 16}, True),
        ({"age_min": 60}, {}, True),
    ],
)
def test_ages_must_overlap(one, other, overlap):
    assert doubled(one, other) == ["A-B"] * overlap


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        (("2499011",), ("2499022",), False),
        (("2499011",), ("2499",), True),
        (("24",), ("2499022", "1099011"), True),
        (("1099",), ("10",), True),
        (("2499",), ("2469011",), False),
    ],
)
def test_territory_must_overlap(one, other, overlap):
    assert doubled({"service_area": one}, {"service_area": other}) == ["A-B"] * overlap


def test_a_blank_area_is_that_of_the_level():
    # Level gmina serves its gmina, level powiat its powiat.
    other_gmina = (leader("A"), inst("B", "DDP", teryt="2499022"))
    assert doubled({}, {}, people=other_gmina) == []
    powiat = (leader("A"), inst("B", "PCPR", teryt="2499022"))
    assert doubled({}, {}, people=powiat) == ["A-B"]


@pytest.mark.parametrize("status", ["paused", "closed"])
def test_what_is_not_offered_now_is_no_duplicate(status):
    assert doubled({}, {"status": status}) == []


def test_two_services_of_one_institution_are_no_duplicate():
    here = snap(leader("A"), services=(service("S", "A", "PPS"), service("T", "A", "PPS")))
    assert about(here, "unlinked_duplicates") == []


def test_one_gap_for_a_pair_with_two_codes():
    services = [service(f"{id}{code}", id, code) for id in "AB" for code in ("PPS", "PRA")]
    (gap,) = gaps_of(snap(leader("A"), outsider("B"), services=tuple(services)), "unlinked_duplicates")
    assert [row["service_code"] for row in gap.evidence["services"]] == ["PPS", "PRA"]


# unmet_need


def unmet(*services, needs="M1", families=None, people=OFFICE_AND_LEGAL_AID, **cells):
    cases = (family("R", needs, lead="A"),) if families is None else families
    here = snap(*people, services=services, families=cases, **cells)
    gaps = gaps_of(here, "unmet_need")
    return {f"{gap.id.partition(':')[2]}/{gap.evidence['blocked_by']}": gap for gap in gaps}


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"access": "court"}, "no_service"),
        ({"service_area": ("1099",)}, "territory"),
        ({"status": "closed"}, "closed"),
        ({"status": "paused"}, "closed"),
        ({"own_clients_only": True}, "own_clients"),
        ({"available": 0}, "capacity"),
        ({"wait_days": 181}, "wait"),
        ({"available": 0, "wait_days": 240}, "wait"),
    ],
)
def test_the_first_filter_that_leaves_nothing_is_named(cells, why):
    assert set(unmet(service("S", "B", "PRA", **cells))) == {f"{GMINA}/M1/{why}"}


def test_no_service_at_all():
    found = unmet()
    assert set(found) == {f"{GMINA}/M1/no_service"}
    assert found[f"{GMINA}/M1/no_service"].case_based


@pytest.mark.parametrize("cells", [{}, {"available": 0, "wait_days": 180}, {"available": 2}])
def test_a_usable_service_answers(cells):
    assert unmet(service("S", "B", "PRA", **cells)) == {}


def test_any_answering_code_will_do_and_a_supporting_one_will_not():
    assert unmet(service("S", "B", "LOK")) == {}
    assert set(unmet(service("S", "B", "SOC"))) == {f"{GMINA}/M1/no_service"}


def test_the_filters_run_in_order_over_all_services_together():
    # One is closed, the other has the wrong age: the family's place is open, so age stays last.
    cases = (family("R", "Z2", lead="A", age_bands=("13-17",)),)
    services = (service("S", "B", "PSY"), service("T", "B", "PSD", status="closed"))
    assert set(unmet(*services, families=cases)) == {f"{GMINA}/Z2/age"}


def test_all_age_bands_of_a_family_together():
    child = family("R", "N09", lead="A", age_bands=("0-2",))
    both = replace(child, age_bands=("0-2", "7-12"))
    none = replace(child, age_bands=())
    club = service("S", "B", "PWD")
    assert set(unmet(club, families=(child,))) == {f"{GMINA}/N09/age"}
    assert unmet(club, families=(both,)) == {}
    assert unmet(club, families=(none,)) == {}


@pytest.mark.parametrize("bands", [(), ("13-17",), ("13-17", "26-59"), ("26-59",)])
def test_no_band_of_a_family_makes_a_childs_need_an_adults(bands):
    cases = (family("R", "Z2", lead="A", age_bands=bands),)
    assert set(unmet(service("S", "B", "PSY"), families=cases)) == {f"{GMINA}/Z2/age"}
    assert unmet(service("S", "B", "PSY", age_min=0), families=cases) == {}


def test_involved_institutions_are_what_the_family_attends():
    lesson = service("S", "B", "PED")
    people = (leader("A"), inst("B", "SP"))
    assert set(unmet(lesson, needs="E1", people=people)) == {f"{GMINA}/E1/own_clients"}
    attending = (family("R", "E1", lead="A", involved="B"),)
    assert unmet(lesson, families=attending, people=people) == {}
    leading = (family("R", "E1", lead="B"),)
    assert unmet(lesson, families=leading, people=people) == {}


def test_needs_that_no_service_answers_are_never_a_gap():
    assert unmet(needs="N02 N07a") == {}


def test_one_gap_for_gmina_and_need():
    cases = (
        family("R1", "M1", lead="A"),
        family("R2", "M1", lead="A"),
        family("R3", "M1", lead="A", gmina="2499022"),
        family("R4", "K1", lead="A"),
    )
    found = unmet(families=cases)
    assert {id: gap.families for id, gap in found.items()} == {
        "249901/M1/no_service": 2,
        "249902/M1/no_service": 1,
        "249901/K1/no_service": 1,
    }
    assert all(gap.institutions == () for gap in found.values())


def test_demand_counts_its_families_and_is_nobodys_case():
    found = unmet(families=(), demand=(demand("M1", 12),))
    gap = found[f"{GMINA}/M1/no_service"]
    assert (gap.families, gap.case_based) == (12, False)


def test_demand_asks_for_no_ages_and_attends_nowhere():
    assert unmet(service("S", "B", "PWD"), families=(), demand=(demand("N09", 3),)) == {}
    adults = unmet(service("S", "B", "PSY"), families=(), demand=(demand("Z2", 3),))
    assert set(adults) == {f"{GMINA}/Z2/age"}  # but the need's own age counts
    school = (leader("A"), inst("B", "SP"))
    found = unmet(service("S", "B", "PED"), families=(), demand=(demand("E1", 3),), people=school)
    assert set(found) == {f"{GMINA}/E1/own_clients"}


def test_of_several_years_the_latest_counts():
    rows = (demand("M1", 12, year=2024), demand("M1", 7, year=2025))
    assert unmet(families=(), demand=rows)[f"{GMINA}/M1/no_service"].families == 7


def test_families_and_demand_of_one_place_and_need_are_one_gap():
    gap = unmet(demand=(demand("M1", 12),))[f"{GMINA}/M1/no_service"]
    assert (gap.families, gap.case_based) == (12, True)
    assert (gap.evidence["families_on_file"], gap.evidence["demand"]) == (1, 12)


def test_a_service_of_another_partnership_in_the_store_answers_too():
    far = inst("Z", "NPP", None, level="wojewodztwo", teryt="2401011")
    offer = Offer(resolved_service(service("S", "Z", "PRA"), far), far)
    assert unmet(offers=(offer,)) == {}


def test_the_longest_wait_is_a_setting():
    services = (service("S", "B", "PRA", wait_days=100),)
    here = snap(
        leader("A"), inst("B", "NPP"), services=services, families=(family("R", "M1", lead="A"),)
    )
    assert gaps_of(here, "unmet_need") == []
    (gap,) = gaps_of(here, "unmet_need", Thresholds(max_wait=99))
    assert gap.evidence["blocked_by"] == "wait"


# uncovered_area, paper_area


def test_areas_without_a_member():
    here = snap(leader("A"), inst("B", "SP"), outsider("C", "SZP"), inst("D", "POL", left_on=AS_OF))
    found = {gap.evidence["area"]: gap for gap in gaps_of(here, "uncovered_area")}
    assert set(found) == {"zdrowie", "bezpieczenstwo", "kultura_sport"}
    assert found["zdrowie"].evidence["candidates"] == ["C"]
    assert found["bezpieczenstwo"].evidence["candidates"] == ["D"]


def test_an_area_given_for_an_institution_beats_its_type():
    here = snap(leader("A"), inst("B", "SP", area="zdrowie"))
    assert "zdrowie" not in {gap.evidence["area"] for gap in gaps_of(here, "uncovered_area")}


def test_types_of_no_area_cover_none():
    here = snap(leader("A"), inst("B", "SM"))
    assert "bezpieczenstwo" in {gap.evidence["area"] for gap in gaps_of(here, "uncovered_area")}


def schools(*strengths, head=leader, **cells):
    people = [inst(f"S{number}", "SP") for number in range(len(strengths))]
    reports = [
        tie("L", f"S{number}", strength, **cells)
        for number, strength in enumerate(strengths)
        if strength
    ]
    here = snap(head("L"), *people, ties=tuple(reports))
    return [gap.evidence["area"] for gap in gaps_of(here, "paper_area")]


@pytest.mark.parametrize(
    ("strengths", "found"),
    [
        ((0, 0, 2), True),
        ((0, 2), False),
        ((2,), False),
        ((1,), True),
        ((1, 1, 2), True),
        ((3, 2, 0), False),
    ],
)
def test_fewer_than_half_work_with_the_leader(strengths, found):
    assert schools(*strengths) == ["edukacja"] * found


def test_silent_ties_do_not_count():
    assert schools(5, frequency="none") == ["edukacja"]


def test_the_leader_is_not_one_of_its_own_area():
    assert about(snap(leader("A")), "paper_area") == []


def test_outsiders_are_not_members_of_an_area():
    assert about(snap(leader("A"), outsider("B", "SP")), "paper_area") == []


def test_without_a_leader_no_area_can_be_judged():
    assert schools(0, 0, head=inst) == []


# unused_service


def beyond(*services, people=None, reports=(), teryt=HERE, cases=IN_DEBT):
    people = people or [leader("A"), outsider("B", "NPP")]
    here = snap(*people, teryt=teryt, services=services, families=cases, ties=reports)
    return [gap.id.partition(":")[2] for gap in gaps_of(here, "unused_service")]


def test_a_usable_service_without_a_tie_to_the_leader():
    services = (service("S", "B", "PRA"), service("T", "B", "ODL"))
    assert beyond(*services) == ["B/S", "B/T"]
    assert beyond(*services, reports=ties("A-B")) == []
    assert beyond(*services, reports=(tie("A", "B", frequency="none"),)) == ["B/S", "B/T"]


def test_members_services_can_be_unused_too():
    assert beyond(service("S", "B", "PRA"), people=[leader("A"), inst("B", "NPP")]) == ["B/S"]


def test_the_leaders_own_services_are_never_unused():
    assert beyond(service("S", "A", "PRA")) == []


def test_what_answers_no_family_is_not_missed():
    assert beyond(service("S", "B", "KUL")) == []
    assert beyond(service("S", "B", "SOC")) == []
    assert beyond(service("S", "B", "PRA"), cases=()) == []


@pytest.mark.parametrize(
    "cells", [{"status": "closed"}, {"available": 0}, {"wait_days": 200}, {"service_area": ("1099",)}]
)
def test_what_nobody_can_use_is_not_missed(cells):
    assert beyond(service("S", "B", "PRA", **cells)) == []


@pytest.mark.parametrize(
    ("teryt", "found"),
    [(None, True), ("2499022", True), ("2499", True), ("2498011", False), ("1099011", False)],
)
def test_only_within_the_partnerships_powiat(teryt, found):
    people = [leader("A"), outsider("B", "NPP", teryt=teryt)]
    everywhere = service("S", "B", "PRA", service_area=("24", "10"))
    assert beyond(everywhere, people=people) == ["B/S"] * found


def test_a_partnership_of_a_powiat_has_its_gminas():
    people = [leader("A"), outsider("B", "NPP", teryt="2499022")]
    assert beyond(service("S", "B", "PRA"), people=people, teryt="2499") == ["B/S"]


def test_without_a_leader_nothing_is_out_of_its_reach():
    assert beyond(service("S", "B", "PRA"), people=[inst("A"), outsider("B", "NPP")]) == []


# one_level_partnership, one_level_team


@pytest.mark.parametrize(
    ("types", "one_level"),
    [("OPS SP", True), ("OPS PCPR", False), ("OPS NGO POL", True), ("PCPR PUP", True), ("NGO", True)],
)
def test_levels_of_the_members(types, one_level):
    people = [inst(f"I{number}", code) for number, code in enumerate(types.split())]
    found = gaps_of(snap(*people), "one_level_partnership")
    assert len(found) == one_level


def test_outsiders_bring_no_level():
    assert len(gaps_of(snap(leader("A"), outsider("B", "PCPR")), "one_level_partnership")) == 1
    assert (
        len(gaps_of(snap(leader("A"), inst("B", "PCPR", left_on=AS_OF)), "one_level_partnership")) == 1
    )


def test_a_level_given_for_an_institution_beats_its_type():
    assert gaps_of(snap(leader("A"), inst("B", "NGO", level="powiat")), "one_level_partnership") == []


def test_in_a_city_with_county_rights_a_gmina_is_a_powiat_too():
    assert gaps_of(snap(leader("A"), teryt="2469011"), "one_level_partnership") == []
    assert gaps_of(snap(leader("A", teryt="2461011")), "one_level_partnership") == []
    assert gaps_of(snap(leader("A", teryt="2490011")), "one_level_partnership") == []
    assert len(gaps_of(snap(leader("A", teryt="2460011")), "one_level_partnership")) == 1
    assert len(gaps_of(snap(leader("A", teryt="2491011")), "one_level_partnership")) == 1
    assert len(gaps_of(snap(inst("A", "PCPR", teryt="2469011")), "one_level_partnership")) == 1


def teams_of(text, *more, **cells):
    people = [leader("A"), inst("B", "SP"), inst("C", "PPP"), outsider("D", "PCPR"), inst("E", "NGO")]
    here = snap(*people, families=(family("R", "N01 E1", lead="A"),), teams=team("R", text), **cells)
    return gaps_of(here, "one_level_team")


@pytest.mark.parametrize(
    ("text", "one_level"),
    [("A B", True), ("A C", False), ("A D", False), ("C D", True), ("E", True), ("A B E", True)],
)
def test_levels_of_a_team(text, one_level):
    found = teams_of(text)
    assert [gap.institutions for gap in found] == [tuple(text.split())] * one_level


def test_a_case_without_a_team_has_no_one_level_team():
    assert teams_of("") == []


def test_the_case_cannot_be_read_from_the_gap():
    (gap,) = teams_of("A B")
    assert gap.case_based
    assert gap.needs == ("E1", "N01")
    assert "R" not in gap.id.removeprefix("one_level_team:")


def test_cases_with_the_same_team_and_needs_are_told_apart():
    cases = (family("R1", lead="A"), family("R2", lead="A"))
    here = snap(leader("A"), families=cases, teams=(*team("R1", "A"), *team("R2", "A")))
    first, second = (gap.id for gap in gaps_of(here, "one_level_team"))
    assert first != second


# uncoordinated_case


@pytest.mark.parametrize(
    ("involved", "lead", "with_team", "found"),
    [
        ("B C D", "A", True, False),
        ("B C D", "A", False, True),
        ("A B C D", None, True, True),
        ("A B C D", None, False, True),
        ("B C", "A", False, False),
        ("A B C", None, False, False),
        ("A B C D", "A", True, False),
        ("A B C", "A", False, False),
    ],
)
def test_four_institutions_need_a_lead_and_a_team(involved, lead, with_team, found):
    here = snap(
        leader("A"),
        *map(inst, "BCD"),
        families=(family("R", lead=lead, involved=involved),),
        teams=team("R", "A B") if with_team else (),
    )
    assert about(here, "uncoordinated_case") == ["A-B-C-D"] * found


def test_seats_in_the_team_are_no_involvement():
    here = snap(
        leader("A"),
        *map(inst, "BCDE"),
        families=(family("R", involved="A B C"),),
        teams=team("R", "D E"),
    )
    assert about(here, "uncoordinated_case") == []
