"""The demo partnership "Jarzębin Śląski": all fifteen planted gaps, each by the kind named."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from graph.gaps import find_gaps, gaps_document, proves
from graph.gaps.reasons import Proposal, Reasons
from graph.gaps.repairs import repairs_of
from graph.gaps.severity import HIGH, MEDIUM
from graph.packages import read_package
from graph.snapshot import snapshot_of
from graph.whatif import survive_without

FOLDER = Path(__file__).parents[3] / "seed" / "jarzebin-slaski"

PLANTED = """
G1 outsider_with_families I13
G1 missing_tie I01 I13
G2 bridge I01 I19
G2 single_contact I19
G2 expired_agreement I01 I19
G3 formal_but_weak I01 I24
G3 asymmetric_tie I01 I24
G4 missing_tie I09 I32
G5 overcentralised I01
G5 single_contact I01
G6 paper_member I29
G6 paper_member I30
G6 paper_member I36
G7 informal_outsider I08
G7 informal_outsider I35
G8 overloaded_worker I01
G9 unlinked_duplicates I05 I34
G10 one_level_team I01 I07 I13 I37
G11 uncoordinated_case I01 I12 I16 I24 I33 I34
G12 missing_tie I01 I10
G14 unused_service I38
G15 outsider_with_families I25
G15 outsider_with_families I33
G15 outsider_with_families I37
G15 influential_outsider I37
"""


@pytest.fixture(scope="module")
def demo():
    return snapshot_of(read_package(FOLDER).package, date(2026, 6, 1))


@pytest.fixture(scope="module")
def gaps(demo):
    return find_gaps(demo)


def kind(gaps, name):
    return {gap.institutions: gap for gap in gaps if gap.kind == name}


@pytest.mark.parametrize("line", PLANTED.strip().splitlines())
def test_planted(gaps, line):
    _, name, *institutions = line.split()
    assert tuple(institutions) in kind(gaps, name)


def test_g8_child_psychiatry_is_unmet_because_of_age(gaps):
    (gap,) = [gap for gap in gaps if gap.kind == "unmet_need"]
    assert gap.needs == ("Z2",)
    assert (gap.evidence["gmina"], gap.evidence["blocked_by"]) == ("2499011", "age")
    assert gap.families == 2


def test_g13_culture_and_sport_is_the_only_area_on_paper(gaps):
    (gap,) = [gap for gap in gaps if gap.kind == "paper_area"]
    assert gap.evidence["area"] == "kultura_sport"
    assert (gap.evidence["in_contact"], gap.evidence["without_contact"]) == (["I28"], ["I29", "I30"])


def test_all_prove_themselves(demo, gaps):
    assert all(proves(gap, demo) for gap in gaps)


def test_each_kind_finds_exactly_what_the_rules_say(gaps):
    """Kinds whose full answer the data's own tests state, so that nothing is reported beside them."""
    found = Counter(gap.kind for gap in gaps)
    assert set(kind(gaps, "bridge")) == {("I01", "I19")}
    assert set(kind(gaps, "cut_vertex")) == {("I19",)}
    assert set(kind(gaps, "formal_but_weak")) == {("I01", "I24"), ("I13", "I37")}
    assert set(kind(gaps, "asymmetric_tie")) == {("I01", "I24")}
    assert set(kind(gaps, "expired_agreement")) == {("I01", "I19")}
    assert set(kind(gaps, "unlinked_duplicates")) == {("I05", "I34")}
    assert set(kind(gaps, "influential_outsider")) == {("I37",)}
    assert set(kind(gaps, "informal_outsider")) == {("I08",), ("I35",)}
    assert {gap.workers for gap in gaps if gap.kind == "single_contact"} == {
        ("W0101",),
        ("W0102",),
        ("W1901",),
    }
    assert found["missing_tie"] == 20
    assert found["paper_member"] == 3
    assert found["overloaded_worker"] == 1
    assert found["one_level_team"] == found["uncoordinated_case"] == found["overcentralised"] == 1
    assert found["one_level_partnership"] == found["uncovered_area"] == 0


def test_health_hangs_on_one_tie_and_a_repair_is_named(demo, gaps):
    gap = kind(gaps, "bridge")["I01", "I19"]
    assert gap.evidence["cuts_off"] == ["I18", "I19", "I20"]
    assert gap.severity >= HIGH
    proposed = {one.pair for one in repairs_of(demo, gaps)[gap.id]}
    assert {("I01", "I18"), ("I01", "I20")} <= proposed
    for pair in proposed:
        assert len({*pair} & {"I18", "I19", "I20"}) == 1


def test_nobody_is_brought_together_without_a_reason(demo, gaps):
    """The day care of seniors and the nursery have no family, need, area or duty in common."""
    assert Reasons(demo).of("I06", "I17") == ()
    everything = [one for found in repairs_of(demo, gaps).values() for one in found]
    everything += [Proposal(*row) for row in lost_without_the_leader(demo)]
    assert everything
    for pair, why in everything:
        assert pair != ("I06", "I17")
        assert why
    for row in gaps_document(demo, gaps)["gaps"]:
        assert len(row["repair"]) == len(row["repair_reasons"])
        assert all(
            said.startswith("powód: ") and said in row["advice"] for said in row["repair_reasons"]
        )
        if "wspólne spotkanie" in row["advice"]:
            assert "powód: " in row["advice"]


def lost_without_the_leader(demo):
    found = survive_without(demo, "I01")
    return zip(found.ties, found.reasons, strict=True)


def test_urgent_and_less_urgent(gaps):
    missing = kind(gaps, "missing_tie")
    # CIS and PUP answer the same need of one family; MOPS and the children's home must work together.
    assert {pair for pair, gap in missing.items() if gap.severity >= HIGH} == {
        ("I09", "I32"),
        ("I01", "I10"),
    }
    assert all(gap.severity < MEDIUM for gap in missing.values() if gap.evidence["coordinator_only"])
    assert kind(gaps, "overloaded_worker")["I01",].severity < MEDIUM


def test_no_family_in_the_document(demo, gaps):
    text = str(gaps_document(demo, gaps))
    assert not any(family in text for family in demo.families)
