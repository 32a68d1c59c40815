"""Nothing is proposed to two institutions that have no reason to work together."""

import pytest
from hypothesis import given, settings

from graph.gaps import find_gaps, gaps_document, public_gaps_document
from graph.gaps.reasons import Reasons
from random_partnerships import snapshots
from small_partnerships import family, gaps_of, inst, leader, service, snap, team, tie, ties, worker

TWO = (leader("A"), inst("B", "SP"))


def codes(*people, **tables):
    found = Reasons(snap(*(people or TWO), **tables))
    assert found.of("A", "B") == found.of("B", "A")
    assert ("B" in found.partners("A")) == bool(found.of("A", "B"))
    return [reason.code for reason in found.of("A", "B")]


def test_two_institutions_alone_have_no_reason():
    assert codes() == []
    # Not even two of one type in one place, who are both members and know a third.
    assert codes(inst("A", "SP"), inst("B", "SP"), inst("C"), ties=ties("A-C B-C")) == []


def test_a_family_of_both():
    assert codes(families=(family("R", lead="A", involved="B"),)) == ["families"]
    assert codes(families=(family("R", lead="A"), family("Q", lead="B"))) == []


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        ("CIS", "POP", True),  # N04
        ("CIS", "CIS", True),
        ("CIS", "KUL", False),
        ("SOC", "SOC", False),  # supports, answers nothing
        ("NAD", "NAD", False),
    ],
)
def test_a_need_that_both_answer(one, other, common):
    offered = (service("S", "A", one), service("T", "B", other))
    assert codes(services=offered) == ["needs"] * common


@pytest.mark.parametrize(
    ("cells", "common"),
    [
        ({}, True),
        ({"status": "closed"}, False),
        ({"age_min": 60}, False),
        ({"service_area": ("1099",)}, False),
        ({"service_area": ("2499013",)}, True),  # the same gmina, as a town
    ],
)
def test_for_some_common_age_and_place(cells, common):
    offered = (service("S", "A", "TER", age_max=26), service("T", "B", "TER", **cells))
    assert codes(services=offered) == ["needs"] * common


def test_an_area_that_both_have_declared_themselves():
    """The area that the type suggests is none that an institution has declared."""
    assert codes(inst("A", "DDP"), inst("B", "ZLOB")) == []
    assert codes(inst("A", "DDP", area="edukacja"), inst("B", "SP")) == []
    assert codes(inst("A", "DDP", area="edukacja"), inst("B", "ZLOB", area="edukacja")) == ["area"]
    assert codes(inst("A", "DDP", area="edukacja"), inst("B", "ZLOB", area="zdrowie")) == []


def test_a_duty_by_law_though_nobody_follows_it():
    silent = tie("A", "B", frequency="none", formalisation="statutory")
    assert codes(ties=(silent,)) == ["duty"]
    assert codes(ties=(tie("A", "B", frequency="none", formalisation="agreement"),)) == []


def test_workers_who_meet():
    staff = (worker("W1", "A"), worker("W2", "B"))
    seats = (*team("R", "A B"),)
    named = tuple(
        type(seat)(seat.family_id, seat.institution_id, worker_id)
        for seat, worker_id in zip(seats, ("W1", "W2"), strict=True)
    )
    cases = (family("R", lead="A"),)
    assert codes(workers=staff, families=cases, teams=named) == ["workers"]
    assert codes(workers=staff, families=cases, teams=seats) == []


def test_an_area_on_paper_begins_with_those_who_answer_the_same_needs_as_the_leader():
    schools = [inst(f"S{number}", "SP") for number in range(14)]
    offered = (service("S", "A", "PPS"), service("T", "S3", "TER"))
    here = snap(leader("A"), *schools, services=offered)
    (gap,) = gaps_of(here, "paper_area")
    assert gap.evidence["same_needs"] == ["S3"]
    (row,) = gaps_document(here, [gap])["gaps"]
    assert row["advice"].endswith(
        "Na początek instytucje, które odpowiadają na te same potrzeby co lider: Nazwa S3."
    )
    # Of fourteen names ten are given.
    assert "i jeszcze 4" in row["explanation"]


def test_where_nobody_has_a_reason_that_is_said():
    people = [leader("A"), *map(inst, "BCDEF")]
    here = snap(*people, ties=ties("A-B B-C C-A D-E E-F F-D C-D"))
    (row,) = gaps_document(here, gaps_of(here, "bridge"))["gaps"]
    assert row["repair"] == []
    assert "żadna para instytucji nie ma do niego powodu" in row["advice"]
    (row,) = gaps_document(here, gaps_of(here, "bridge"), repairs={})["gaps"]
    assert "powodu" not in row["advice"]


@settings(max_examples=60, deadline=None)
@given(snapshots())
def test_every_proposal_says_its_reason_and_to_others_never_a_family(snapshot):
    bare = Reasons(snapshot.replace(families={}, teams={}))
    whole, public = (
        gaps_document(snapshot, find_gaps(snapshot)),
        public_gaps_document(snapshot, find_gaps(snapshot)),
    )
    for document in (whole, public):
        for row in document["gaps"]:
            assert len(row["repair"]) == len(row["repair_reasons"])
            if row["repair"]:
                assert row["repair_reasons"][0] in row["advice"]
            if "wspólne spotkanie" in row["advice"]:
                assert "powód: " in row["advice"]
    for row in public["gaps"]:
        assert not any("wspólne rodziny" in said for said in row["repair_reasons"])
        assert all(bare.of(*pair) for pair in row["repair"])
