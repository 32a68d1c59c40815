"""Numbers of cases that are told once a month: frozen, rounded with a key, kept with the tokens."""

from datetime import date

import pytest

from service.access.database import AccessDatabase
from service.answers.published import count_rounded, published, round_with

AUGUST, LATER, SEPTEMBER = date(2026, 8, 3), date(2026, 8, 31), date(2026, 9, 1)
KEY = b"k" * 32


@pytest.fixture
def database(tmp_path):
    opened = AccessDatabase(tmp_path / "access.sqlite")
    yield opened
    opened.close()


def families(number):
    """Counts so many families."""
    return lambda rounding: {"families": count_rounded(rounding, "families", number)}


def told(database, day, number, id="p"):
    return published(database, day, "families", {id: families(number)})[id]["families"]


def test_within_a_month_a_number_stays_whatever_is_counted(database):
    first = told(database, AUGUST, 15)
    assert first == 15
    assert {told(database, day, number) for day in (AUGUST, LATER) for number in (0, 16, 400)} == {15}
    assert told(database, SEPTEMBER, 400) == 400


def test_nothing_is_counted_again_within_a_month(database):
    told(database, AUGUST, 15)
    # Whoever asks cannot tell by the time it takes whether cases came.
    published(database, LATER, "families", {"p": pytest.fail})


def test_numbers_below_five_are_not_told_and_others_are_multiples_of_five(database):
    for number in range(60):
        shown = told(database, AUGUST, number, f"p{number}")
        if number < 5:
            assert shown is None
        else:
            assert shown % 5 == 0
            assert abs(shown - number) < 5


def test_the_same_value_is_rounded_the_same_way_so_months_do_not_average_it_away(database):
    months = [date(2026, month, 1) for month in range(1, 13)]
    assert len({told(database, day, 13) for day in months}) == 1


def test_where_a_number_rises_depends_on_the_key_and_on_what_it_is_about():
    def steps(key, about):
        return tuple(round_with(key, about, "n", value, 5) for value in range(5, 40))

    keys = [bytes([n]) * 32 for n in range(8)]
    assert len({steps(key, "p") for key in keys}) == len(keys)
    assert len({steps(KEY, f"p{n}") for n in range(8)}) == 8
    # Half way up it is as often one as the other.
    up = sum(round_with(KEY, f"p{n}", "n", 12.5, 5) == 15 for n in range(2000))
    assert 900 < up < 1100


def test_key_and_numbers_outlast_a_restart_and_come_with_a_copy_of_the_file(tmp_path):
    file = tmp_path / "access.sqlite"
    numbers = range(5, 45)

    def every(day):
        database = AccessDatabase(file)
        shown = [told(database, day, number, f"p{number}") for number in numbers]
        with database.reading() as connection:
            rows = [tuple(row) for row in connection.execute("SELECT name, value FROM keys")]
        database.close()
        return shown, rows

    before, key = every(AUGUST)
    again, same = every(SEPTEMBER)
    assert (before, key) == (again, same)
    assert len(key[0][1]) == 32
    file.unlink()
    # Another file has another key.
    assert every(SEPTEMBER) != (before, key)


def test_what_is_kept_are_rounded_numbers_of_this_month_only(database):
    told(database, AUGUST, 13)
    told(database, SEPTEMBER, 13, "q")
    with database.reading() as connection:
        rows = [tuple(row) for row in connection.execute("SELECT * FROM published")]
    assert [row[:3] for row in rows] == [("q", "families", "2026-09")]
    assert "13" not in rows[0][3]


def test_of_two_that_count_at_once_both_get_the_numbers_of_the_first(database):
    def overtaken(rounding):
        told(database, AUGUST, 30)
        return {"families": count_rounded(rounding, "families", 50)}

    assert published(database, AUGUST, "families", {"p": overtaken})["p"]["families"] == 30
