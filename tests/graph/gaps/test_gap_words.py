"""What ids, codes, ages, days and reasons are called in the sentences about gaps."""

import pytest

from graph.gaps.names import Names
from graph.gaps.reasons import Proposal, Reason
from small_partnerships import inst, leader, snap

PLACES = [f"P{number:02}" for number in range(12)]


@pytest.fixture(scope="module")
def here():
    return snap(leader("A"), inst("B", "SP"), *(inst(place, "SP") for place in PLACES))


@pytest.fixture(scope="module")
def polish(here):
    return Names(here, "pl")


@pytest.fixture(scope="module")
def english(here):
    return Names(here, "en")


@pytest.mark.parametrize(
    ("reason", "pl", "en"),
    [
        (Reason("families", families=1), "1 wspólna rodzina", "shared families: 1"),
        (Reason("families", families=7), "7 wspólnych rodzin", "shared families: 7"),
        (
            Reason("needs", needs=("N04", "Z2", "E1")),
            "obie odpowiadają na potrzebę: bezrobocie / zdrowie psychiczne dziecka",
            None,
        ),
        (Reason("area", area="edukacja"), "wspólny obszar: edukacja", None),
        (Reason("duty"), "obowiązek z przepisu prawa", None),
        (Reason("workers"), "ich pracownicy już się spotykają", None),
    ],
)
def test_each_reason_is_said(polish, english, reason, pl, en):
    said = polish.reasons([reason])
    assert said.startswith("powód: ")
    assert said == f"powód: {pl}", said
    assert en is None or en in english.reasons([reason])


def test_the_two_strongest_reasons_are_said(polish):
    three = [Reason("duty"), Reason("workers"), Reason("area", area="zdrowie")]
    assert polish.reasons(three) == "powód: obowiązek z przepisu prawa, ich pracownicy już się spotykają"


def test_of_many_proposals_the_first_five_are_said_and_the_rest_counted(polish):
    many = [Proposal(("A", place), (Reason("duty"),)) for place in PLACES[:7]]
    said = polish.proposals(many).split("; ")
    assert said[0] == "Nazwa A – Nazwa P00 (powód: obowiązek z przepisu prawa)"
    assert (len(said), said[-1]) == (6, "i jeszcze 2")
    assert len(polish.proposals(many[:5]).split("; ")) == 5
    assert "jeszcze" not in polish.proposals(many[:5])


def test_of_a_long_list_ten_names_are_said(polish):
    assert polish.some(PLACES[:10]).split("; ") == [f"Nazwa {place}" for place in PLACES[:10]]
    assert polish.some(iter(PLACES)).split("; ")[9:] == ["Nazwa P09", "i jeszcze 2"]


def test_who_is_not_on_the_map_is_said_by_id(polish):
    assert polish.all(["A", "X"]) == "Nazwa A; X"
    assert polish.path(["A", "B", "X"]) == "Nazwa A → Nazwa B → X"
    assert polish.ties([("A", "B"), ("B", "X")]) == "Nazwa A – Nazwa B; Nazwa B – X"
    assert polish.leader == "Nazwa A"
    assert Names(snap(inst("B")), "pl").leader is None


@pytest.mark.parametrize(
    ("first", "last", "pl", "en"),
    [
        (None, None, "bez ograniczeń", "any"),
        (18, None, "od 18 lat", "18"),
        (None, 17, "do 17 lat", "17"),
        (3, 6, "3–6 lat", "3–6"),
        (0, 0, "0–0 lat", "0–0"),
    ],
)
def test_ages(polish, english, first, last, pl, en):
    ages = {"age_min": first, "age_max": last}
    assert polish.ages(ages) == pl
    assert en in english.ages(ages)


@pytest.mark.parametrize(
    ("number", "digits", "pl", "en"),
    [
        (2.0, 2, "2", "2"),
        (2.5, 2, "2,5", "2.5"),
        (0.126, 2, "0,13", "0.13"),
        (0.0126, 3, "0,013", "0.013"),
        (10.0, 1, "10", "10"),
    ],
)
def test_numbers(polish, english, number, digits, pl, en):
    assert (polish.decimal(number, digits), english.decimal(number, digits)) == (pl, en)


def test_what_is_not_known_is_said(polish):
    assert (polish.frequency(None), polish.form(None)) == ("brak danych", "brak danych")
    assert polish.frequency("monthly") != polish.frequency("weekly") != "brak danych"
    assert polish.form("statutory") != polish.form("verbal") != "brak danych"
    assert polish.levels([]) == "–"
    assert polish.levels(["gmina", "powiat"]) == "gmina, powiat"
