"""What a gap is known by: its place stays while the fault stays, and one cause is one spot."""

from dataclasses import replace
from datetime import date
from itertools import combinations

from hypothesis import given, settings

from graph.gaps import find_gaps, public_gaps
from random_partnerships import snapshots
from small_partnerships import (
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
    worker,
)

# The id


def unmet(*services, families, **cells):
    people = (leader("A"), inst("B", "NPP"), inst("C", "SP"))
    return gaps_of(snap(*people, services=services, families=families, **cells), "unmet_need")


def test_an_unmet_need_keeps_its_id_when_something_else_blocks_it():
    cases = (family("R", "M1", lead="A"),)
    (nowhere,) = unmet(families=cases)
    (waiting,) = unmet(service("S", "B", "PRA", wait_days=300), families=cases)
    assert (nowhere.evidence["blocked_by"], waiting.evidence["blocked_by"]) == ("no_service", "wait")
    assert nowhere.id == waiting.id == "unmet_need:249901/M1"


def test_of_several_blockers_the_one_of_most_families_is_named_and_all_are_listed():
    lesson = service("S", "C", "PED", wait_days=300)
    cases = (
        family("R1", "E1", lead="A"),
        family("R2", "E1", lead="A"),
        family("R3", "E1", lead="A", involved="C"),
    )
    (gap,) = unmet(lesson, families=cases)
    assert gap.evidence["blocked_by"] == "own_clients"
    assert gap.evidence["blocked_by_all"] == [
        {"blocked_by": "own_clients", "families": 2},
        {"blocked_by": "wait", "families": 1},
    ]
    assert gap.families == 3


def test_a_gmina_that_became_a_town_is_the_same_place():
    village = family("R1", "M1", lead="A", gmina="2499012")
    town = family("R2", "M1", lead="A", gmina="2499013")
    rows = (demand("M1", 4, "2499012", 2024), demand("M1", 7, "2499013", 2025))
    (gap,) = unmet(families=(village, town), demand=rows)
    assert (gap.id, gap.families) == ("unmet_need:249901/M1", 7)
    assert gap.evidence["families_on_file"] == 2


def test_families_on_file_are_not_added_to_the_demand_that_counts_them():
    cases = tuple(family(f"R{number}", "M1", lead="A") for number in range(3))
    for asked, families in ((2, 3), (3, 3), (12, 12)):
        (gap,) = unmet(families=cases, demand=(demand("M1", asked),))
        assert gap.families == families
        assert sum(row["families"] for row in gap.evidence["blocked_by_all"]) == families
        assert (gap.evidence["families_on_file"], gap.evidence["demand"]) == (3, asked)


def cases_of(**cells):
    people = [leader("A"), *map(inst, "BCDE")]
    found = find_gaps(snap(*people, **cells))
    return {gap.kind: gap.id for gap in found if gap.kind in {"one_level_team", "uncoordinated_case"}}


def test_a_case_keeps_its_id_when_members_and_needs_change():
    before = cases_of(families=(family("R", involved="A B C D"),), teams=team("R", "A B"))
    after = cases_of(families=(family("R", "N04 E1", involved="A B C D E"),), teams=team("R", "A B C"))
    assert before == after
    assert before.keys() == {"one_level_team", "uncoordinated_case"}


def test_a_case_with_another_pseudonym_is_another_case():
    one = cases_of(families=(family("R", involved="A B C D"),))
    other = cases_of(families=(family("Q", involved="A B C D"),))
    assert one != other


@settings(max_examples=60, deadline=None)
@given(snapshots())
def test_ids_are_unique_and_outlast_a_larger_demand(snapshot):
    ids = [gap.id for gap in find_gaps(snapshot)]
    assert len(set(ids)) == len(ids)
    older = snapshot.replace(
        demand=tuple(replace(row, families=row.families + 3) for row in snapshot.demand)
    )
    asked = {id for id in ids if id.startswith("unmet_need:")}
    assert asked <= {gap.id for gap in find_gaps(older)}


# The spot


def spots(snapshot, *kinds):
    found = find_gaps(snapshot)
    return {gap.id: gap.spot for gap in found if not kinds or gap.kind in kinds}


RING = "A-B B-C C-A D-E E-F F-D"


def hospital(head="A", second="D", **cells):
    """Two rings joined by the tie C-D alone; the document of that tie has run out."""
    people = [leader(id) if id == head else inst(id) for id in "ABCDEF"]
    reports = (*ties(RING), tie("C", "D", document_valid_to=date(2025, 1, 1)), tie("D", "C", **cells))
    staff = tuple(worker(f"W{number}", second) for number in (1, 2))
    return snap(*people, ties=reports, workers=staff)


def test_what_is_wrong_with_a_tie_belongs_to_the_end_that_hangs_on_it():
    found = spots(hospital(contact_worker_id="W1"))
    assert {found[id] for id in ("bridge:C~D", "expired_agreement:C~D", "cut_vertex:D")} == {
        "institution:D"
    }
    assert found["single_contact:W1"] == "institution:D"
    # C splits off two as well, but it is not the end that is cut off.
    assert found["cut_vertex:C"] == "institution:C"


def test_a_tie_without_such_an_end_is_its_own_spot():
    here = snap(leader("A"), inst("B"), ties=(tie("A", "B", document_valid_to=date(2025, 1, 1)),))
    assert spots(here, "expired_agreement") == {"expired_agreement:A~B": "tie:A~B"}


def test_the_leader_is_never_the_cause_of_its_ties():
    # The smaller side holds the leader, who alone joins it and whose worker alone is the contact.
    people = [leader("D"), *map(inst, "ABCEFG")]
    reports = (*ties("A-B B-C C-A A-G G-B E-F"), tie("C", "D"), tie("D", "C", contact_worker_id="W1"))
    here = snap(
        *people, ties=(*reports, *ties("D-E F-D")), workers=(worker("W1", "D"), worker("W2", "D"))
    )
    found = spots(here)
    assert found["single_contact:W1"] == "institution:D"
    assert found["bridge:C~D"] == "tie:C~D"


def test_it_does_not_go_on_to_the_next_tie():
    # X is cut off with D, but what is wrong with E-X belongs to X and not through it to D.
    people = [leader("A"), *map(inst, "BCDEFGHIJXYZ")]
    here = snap(*people, ties=ties(f"{RING} A-G G-H H-I I-J J-B C-D E-X X-Y Y-Z Z-X"))
    found = spots(here, "bridge", "cut_vertex")
    assert found["bridge:C~D"] == "institution:D"
    assert found["bridge:E~X"] == "institution:X"


def test_missing_ties_of_an_uncoordinated_case_belong_to_it():
    here = snap(
        leader("A"),
        *map(inst, "BCDE"),
        families=(family("R", involved="A B C D"), family("Q", lead="A", involved="E")),
    )
    (case,) = gaps_of(here, "uncoordinated_case")
    found = spots(here, "missing_tie")
    inside = {f"missing_tie:{one}~{other}" for one, other in combinations("ABCD", 2)}
    assert {id for id, spot in found.items() if spot == case.spot} == inside
    assert found["missing_tie:A~E"] == "tie:A~E"


def test_all_that_is_said_of_one_outsider_is_one_spot():
    here = snap(
        leader("A"),
        outsider("B", "NPP"),
        inst("C"),
        ties=(tie("B", "C", 5, formalisation="personal"),),
        services=(service("S", "B", "PRA"),),
        families=(family("R", "M1", lead="A", involved="B"),),
    )
    kinds = ("outsider_with_families", "informal_outsider", "unused_service")
    assert spots(here, *kinds) == {
        "outsider_with_families:B": "institution:B",
        "informal_outsider:B": "institution:B",
        "unused_service:B/S": "institution:B",
    }


@settings(max_examples=60, deadline=None)
@given(snapshots())
def test_every_gap_has_a_spot_and_what_others_see_has_the_same(snapshot):
    found = {gap.id: gap.spot for gap in find_gaps(snapshot)}
    assert all(":" in spot for spot in found.values())
    for gap in public_gaps(snapshot):
        assert gap.spot == found.get(gap.id, gap.spot)
        assert not gap.spot.startswith("case:")
