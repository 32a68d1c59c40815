"""Whom to invite in the demo partnership "Jarzębin Śląski", and what leaving would change."""

from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from graph.packages.reading import read_package
from graph.recruitment import recruit, recruitment_document
from graph.snapshot import snapshot_of
from graph.whatif import Change, survive_without, what_if
from recruitment_by_hand import Value

FOLDER = Path(__file__).parents[3] / "seed" / "jarzebin-slaski"


@pytest.fixture(scope="module")
def snapshot():
    return snapshot_of(read_package(FOLDER).package, date(2026, 6, 1))


@pytest.fixture(scope="module")
def found(snapshot):
    return recruit(snapshot)


def test_every_outsider_that_can_join_is_ranked(snapshot, found):
    outside = {id for id, inst in snapshot.institutions.items() if inst.membership is None}
    assert {c.id for c in found.candidates} == outside - {"I38"}
    assert len(outside) == 11
    assert found.contacts == ("I38",)  # a legal aid point cannot sign a declaration


def test_school_5_is_among_the_first_three_because_of_its_families(snapshot, found):
    school = next(c for c in found.candidates if c.id == "I13")
    assert school.rank <= 3
    assert school.count("families") == 2
    sentence = recruitment_document(snapshot, found)["candidates"][school.rank - 1]["explanation"]
    first_reason = sentence.split("powody: ")[1].split(";")[0]
    assert first_reason == "już pracuje z 2 rodzinami objętymi wsparciem"
    assert "kto może wprowadzić: Komenda Powiatowa Policji (KPP) (rola: dzielnicowy)" in sentence
    assert "outsider_with_families:I13" in school.closes_gaps


def test_the_first_five_and_why(snapshot, found):
    expected = {
        "I37": ("odejście jednego członka mniej zaszkodzi sieci", "I01"),
        "I13": ("pracuje z 2 rodzinami objętymi wsparciem", "I22"),
        "I20": ("zdrowie psychiczne osoby dorosłej (1 potrzeba rodzin objętych wsparciem)", "I19"),
        "I33": ("pracuje z 1 rodziną objętą wsparciem", "I01"),
        "I08": ("pracuje z 1 rodziną objętą wsparciem", "I01"),
    }
    first = recruitment_document(snapshot, found)["candidates"][:5]
    assert [candidate["id"] for candidate in first] == list(expected)
    for candidate in first:
        reason, introducer = expected[candidate["id"]]
        assert reason in candidate["explanation"]
        assert snapshot.institutions[introducer].name in candidate["explanation"]
        assert candidate["introducer"]["path"] == [introducer, candidate["id"]]


def test_gains_and_the_best_set_are_those_counted_by_hand(snapshot, found):
    value = Value(snapshot)
    ids = [c.id for c in found.candidates]
    for candidate in found.candidates:
        assert candidate.gain == pytest.approx(value.gain([candidate.id]), abs=1e-12)
    gains = {chosen: value.gain(chosen) for chosen in combinations(sorted(ids), 2)}
    most, best = max(gains.values()), recruit(snapshot, 2).best_set
    assert best.ids == min(chosen for chosen, gain in gains.items() if gain > most - 1e-12)
    assert best.gain == pytest.approx(most, abs=1e-12)
    assert best.optimal


def test_a_child_mental_health_centre_is_missing_from_the_map(found):
    missing = found.missing_types[0]
    assert (missing.type_code, missing.needs, missing.unanswered) == ("PZPD", ("Z2",), 2)


def test_what_if_the_animator_leaves(snapshot):
    found = what_if(snapshot, Change(gone=("I01",)))
    parts = found["after"]["components"]
    assert [part for part in parts if len(part) < 10] == [["I18", "I19", "I20"], ["I06"], ["I17"]]
    assert found["families_harmed"] > 0
    survival = survive_without(snapshot, "I01")
    assert [list(part) for part in survival.parts] == parts
    # Day care and self-help home share a family, nursery and hospital answer one need; hospital and
    # nursery together have no member left with a reason to work with them.
    assert survival.ties == (("I04", "I06"), ("I17", "I19"))
    assert survival.apart == 1
    mended = what_if(snapshot, Change(gone=("I01",), tie=survival.ties))
    assert len(mended["after"]["components"]) == 2


def test_what_if_school_5_joins_and_meets_the_leader(snapshot):
    found = what_if(snapshot, Change(add=("I13",), tie=(("I01", "I13"),)))
    closed = {gap["id"] for gap in found["gaps_closed"]}
    assert {"outsider_with_families:I13", "missing_tie:I01~I13"} <= closed
    assert found["families_joined"] == 2
    assert found["after"]["ties"] == found["before"]["ties"] + 1
