"""What can be asked, and how a bad question is refused without repeating what was sent."""

from dataclasses import replace

import pytest

from graph.errors import Ambiguous, InvalidRequest, NotFound
from graph.model import Partnership
from graph.routes import RouteRequest, check_request, choose_partnership
from graph.vocabulary import NEEDS, SERVICE_TYPES

GOOD = RouteRequest("2499011", ("N01",), ("PPS",), ("7-12",), ("I1",), "I1", 3, ("I1",), 180)


def problems(**changes):
    with pytest.raises(InvalidRequest) as caught:
        check_request(replace(GOOD, **changes), {"I1"})
    return caught.value.problems


def test_known_codes_pass():
    check_request(GOOD, {"I1"})
    check_request(RouteRequest("2499011", tuple(NEEDS), tuple(SERVICE_TYPES)), ())


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"gmina": "2499"}, "gmina"),
        ({"gmina": "24990111"}, "gmina"),
        ({"gmina": ""}, "gmina"),
        ({"gmina": "٢٤٩٩٠١١"}, "gmina"),
        ({"needs": ("N01", "n01")}, "needs[1]"),
        ({"services": ("N01",)}, "services[0]"),
        ({"age_bands": ("7-13",)}, "age_bands[0]"),
        ({"attends": ("I2",)}, "attends[0]"),
        ({"avoid": ("I1", "I2")}, "avoid[1]"),
        ({"origin": "I2"}, "origin"),
        ({"origin": ""}, "origin"),
        ({"alternatives": 0}, "alternatives"),
        ({"alternatives": 101}, "alternatives"),
        ({"max_wait": -1}, "max_wait"),
        ({"max_wait": 3651}, "max_wait"),
        ({"needs": (), "services": ()}, "needs"),
        ({"needs": ("N01",) * 10_000}, "needs"),
    ],
)
def test_everything_else_is_refused(changes, column):
    found = problems(**changes)
    assert [problem.column for problem in found] == [column]
    assert all(problem.expected for problem in found)
    assert all(problem.expected_pl not in {"", problem.expected} for problem in found)


@pytest.mark.parametrize(
    ("changes", "shown", "expected", "expected_pl"),
    [
        ({"needs": ("N99",)}, "N99", "a need code", "kod potrzeby"),
        ({"services": ("X1",)}, "X1", "a service code", "kod usługi"),
        (
            {"age_bands": ("7-13",)},
            "7-13",
            "one of 0-2, 3-6, 7-12, 13-17, 18-25, 26-59, 60+",
            "jeden z: 0-2, 3-6, 7-12, 13-17, 18-25, 26-59, 60+",
        ),
        ({"avoid": ("I2",)}, "I2", "the id of a known institution", "identyfikator znanej instytucji"),
        ({"origin": "I2"}, "I2", "the id of a known institution", "identyfikator znanej instytucji"),
        (
            {"needs": (), "services": ()},
            None,
            "at least one need or service code",
            "co najmniej jeden kod potrzeby albo usługi",
        ),
        ({"alternatives": 101}, "101", "a number from 1 to 100", "liczba od 1 do 100"),
        (
            {"max_wait": 3651},
            "3651",
            "days, a number from 0 to 3650",
            "liczba dni od 0 do 3650",
        ),
        ({"needs": ("N01",) * 81}, "81", "at most 80 entries", "liczba pozycji: najwyżej 80"),
    ],
)
def test_a_refusal_says_what_was_sent_and_what_is_expected(changes, shown, expected, expected_pl):
    (problem,) = problems(**changes)
    assert (problem.table, problem.row) == ("request", None)
    assert (problem.value, problem.expected, problem.expected_pl) == (shown, expected, expected_pl)


@pytest.mark.parametrize(
    "changes",
    [
        {"alternatives": 1},
        {"alternatives": 100},
        {"max_wait": 0},
        {"max_wait": 3650},
        {"needs": ("N01",) * 80},
        {"needs": ()},
        {"services": ()},
        {"gmina": "249901"},
    ],
)
def test_the_ends_of_what_is_allowed_pass(changes):
    check_request(replace(GOOD, **changes), {"I1"})


def test_every_problem_is_told_at_once():
    found = problems(gmina="1", needs=("N99",), age_bands=("x",), origin="I7")
    assert [problem.column for problem in found] == ["gmina", "needs[0]", "age_bands[0]", "origin"]


@pytest.mark.parametrize(
    "personal",
    ["Jan Kowalski", "Kowalski", "44051401359", "600 100 200", "600100200", "jan@example.pl", "ANNA"],
)
@pytest.mark.parametrize(
    "field", ["gmina", "needs", "services", "age_bands", "attends", "avoid", "origin"]
)
def test_what_may_be_personal_is_not_repeated(field, personal):
    value = personal if field in {"gmina", "origin"} else (personal,)
    with pytest.raises(InvalidRequest) as caught:
        check_request(replace(GOOD, **{field: value}), {"I1"})
    assert personal not in str(caught.value)
    assert [problem.value for problem in caught.value.problems] == [None]


def test_a_mistyped_code_is_shown():
    assert problems(needs=("N99",))[0].value == "N99"
    assert problems(age_bands=("7-13",))[0].value == "7-13"


def partnership(id, teryt):
    return Partnership(id, id, teryt)


def test_the_partnership_of_the_gmina_comes_before_that_of_its_powiat():
    known = [partnership("P", "2499"), partnership("G", "2499011"), partnership("O", "2498011")]
    assert choose_partnership(known, "2499011") == "G"
    assert choose_partnership(known, "2499022") == "P"
    assert choose_partnership(known, "2499011", "O") == "O"


def test_no_partnership_or_too_many():
    known = [partnership("A", "2499011"), partnership("B", "2499011"), partnership("N", None)]
    with pytest.raises(Ambiguous) as caught:
        choose_partnership(known, "2499011")
    assert caught.value.ids == ("A", "B")
    assert choose_partnership(known, "2499011", "B") == "B"
    with pytest.raises(NotFound):
        choose_partnership(known, "2499022")
    with pytest.raises(NotFound, match="jarzebin-slaski"):
        choose_partnership(known, "2499011", "jarzebin-slaski")
    with pytest.raises(NotFound) as nobody:
        choose_partnership(known, "2499011", "Jan Kowalski")
    assert "Kowalski" not in str(nobody.value)
    with pytest.raises(Ambiguous):
        choose_partnership([partnership("A", "2499"), partnership("B", "2499")], "2499033")


def test_a_gmina_that_is_no_code_is_not_looked_for():
    with pytest.raises(InvalidRequest) as caught:
        choose_partnership([], "Jan Kowalski")
    assert "Kowalski" not in str(caught.value)
