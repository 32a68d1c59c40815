"""What counts on the very day: the last day in and the first day out of every rule of dates."""

from datetime import date, timedelta

import pytest

from graph.cases.case import case_of
from graph.cases.clock import is_over
from graph.cases.steps import Closing, FollowUp, Request
from graph.model import TieReport, Wave
from graph.snapshot.ties import ties_of
from small_partnerships import AS_OF, inst, leader, snap, tie

DAY = AS_OF
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


@pytest.mark.parametrize(("on", "known"), [(BEFORE, True), (DAY, True), (AFTER, False), (None, True)])
def test_a_report_counts_from_its_own_day(on, known):
    here = snap(leader("A"), inst("B"), ties=(tie("A", "B", reported_on=on),))
    assert (("A", "B") in here.ties) == known


@pytest.mark.parametrize(("opened", "known"), [(DAY, True), (AFTER, False)])
def test_a_report_without_a_day_counts_from_the_opening_of_its_wave(opened, known):
    reports = (TieReport("A", "B", 3, "monthly", wave="w"),)
    assert bool(ties_of(reports, {"w": Wave("w", opened)}, DAY)) == known


def test_of_one_side_the_latest_report_counts_and_of_one_day_the_later_row():
    older, newer = tie("A", "B", 1, reported_on=BEFORE), tie("A", "B", 4, reported_on=DAY)
    for rows in ((older, newer), (newer, older)):
        assert ties_of(rows, {}, DAY)["A", "B"].strength == 4
    again = tie("A", "B", 2, reported_on=DAY)
    assert ties_of((newer, again), {}, DAY)["A", "B"].strength == 2
    assert ties_of((again, newer), {}, DAY)["A", "B"].strength == 4
    # An undated report is older than any dated one.
    assert ties_of((older, tie("A", "B", 5)), {}, DAY)["A", "B"].strength == 1


@pytest.mark.parametrize(
    ("cells", "member"),
    [
        ({"declared_on": DAY}, True),
        ({"declared_on": AFTER}, False),
        ({"left_on": AFTER}, True),
        ({"left_on": DAY}, False),
        ({"declared_on": date(2020, 1, 1), "left_on": BEFORE}, False),
        ({}, True),
    ],
)
def test_membership_begins_on_the_day_it_is_declared_and_ends_on_the_day_it_is_left(cells, member):
    assert snap(leader("A"), inst("B", **cells)).members == (("A", "B") if member else ("A",))


@pytest.mark.parametrize(
    ("looks", "looked", "last"),
    [
        ((), (), DAY),
        ((DAY + timedelta(days=90),), (), DAY + timedelta(days=90)),
        ((DAY + timedelta(days=90),), (DAY + timedelta(days=95),), DAY + timedelta(days=95)),
        ((DAY + timedelta(days=90),), (DAY + timedelta(days=80),), DAY + timedelta(days=90)),
    ],
)
def test_a_closed_case_is_kept_until_so_many_days_after_its_last_look(looks, looked, last):
    steps = [Request(DAY, "phone", "family", "2499011"), Closing(DAY, "moved_away", follow_up_on=looks)]
    steps += [FollowUp(on, planned) for on, planned in zip(looked, looks, strict=False)]
    case = case_of("p", "R", steps)
    assert not is_over(case, last + timedelta(days=364), 365)
    assert is_over(case, last + timedelta(days=365), 365)
