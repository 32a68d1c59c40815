"""Invitations: legal steps only, and the life of the partnership that follows from them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import Conflict, InvalidRequest
from graph.model import Institution, Package, Partnership
from graph.records.event import Event, Meeting, life_of
from graph.records.invitation import LIFE, STATE_NAMES, STATES, invitation_of, moved, recorded
from graph.snapshot import snapshot_of
from graph.vocabulary.barriers import BARRIERS as REFUSAL_REASONS

START = date(2026, 3, 2)


def day(number):
    return START + timedelta(days=number)


def walk(*states):
    """An invitation that took these states on days 1, 2, 3 ..."""
    invitation = invitation_of("I13", START, "animator")
    for number, state in enumerate(states, start=1):
        invitation = moved(invitation, state, day(number), "B5" if state == "refused" else None)
    return invitation


@given(st.lists(st.sampled_from(STATES), max_size=12))
def test_only_legal_steps_are_taken(states):
    invitation = invitation_of("I1", START, "animator")
    for number, state in enumerate(states):
        before = invitation
        reason = "B11" if state == "refused" else None
        if state in LIFE.following[before.state]:
            invitation = moved(before, state, day(number), reason)
            assert invitation.moves[:-1] == before.moves
            assert invitation.state == state
        else:
            with pytest.raises(Conflict) as refused:
                moved(before, state, day(number), reason)
            assert refused.value.id == "I1"
    assert [move.on for move in invitation.moves] == sorted(move.on for move in invitation.moves)
    assert all(
        later.state in LIFE.following[earlier.state] for earlier, later in pairwise(invitation.moves)
    )


def test_every_state_has_words_and_a_way_on():
    assert set(LIFE.following) == set(STATE_NAMES) == set(STATES)
    reached = {"planned"}
    for _ in STATES:
        reached |= {state for known in reached for state in LIFE.following[known]}
    assert reached == set(STATES)


@pytest.mark.parametrize(
    ("values", "columns"),
    [
        ({"state": "refused"}, ["reason"]),
        ({"state": "refused", "reason": "za daleko"}, ["reason"]),
        ({"state": "declared", "reason": "B1"}, ["reason"]),
        ({"state": "declared", "on": START, "due_on": day(-1)}, ["due_on", "on"]),
    ],
)
def test_values_that_do_not_fit_are_refused_together(values, columns):
    invitation = walk("invited")
    with pytest.raises(InvalidRequest) as refused:
        moved(invitation, **{"on": day(5), **values})
    assert [problem.column for problem in refused.value.problems] == columns


def test_a_plan_needs_somebody_responsible_and_time():
    with pytest.raises(InvalidRequest) as refused:
        invitation_of("I1", START, " ", day(-1))
    role, due = refused.value.problems
    assert (role.column, role.value, due.column, due.value) == (
        "responsible_role",
        None,
        "due_on",
        day(-1).isoformat(),
    )
    assert due.expected == f"a day not before {START.isoformat()}"
    assert due.expected_pl == f"dzień nie wcześniejszy niż {START.isoformat()}"
    assert role.expected_pl == "rola osoby odpowiedzialnej"


def test_only_waiting_steps_fall_due():
    planned = invitation_of("I1", START, "animator", day(10))
    assert not planned.is_overdue(day(10))
    assert planned.is_overdue(day(11))
    invited = moved(planned, "invited", day(12), due_on=day(20))
    assert not invited.is_overdue(day(11))
    assert invited.is_overdue(day(21))
    assert not moved(invited, "declared", day(22), due_on=day(23)).is_overdue(day(30))
    assert not walk("invited").is_overdue(day(99))


def test_the_life_of_the_partnership_follows():
    refused = moved(
        moved(invitation_of("I20", START, "lider"), "invited", day(1)), "refused", day(4), "B9"
    )
    meetings = [Meeting(day(1), "initiating", ("I13", "I01")), Meeting(day(2), "formalising", ("I01",))]
    life = life_of([walk("invited", "declared", "left"), refused], meetings)
    assert life == (
        Event(day(1), "meeting", ("I01", "I13"), "initiating"),
        Event(day(1), "invitation", ("I13",)),
        Event(day(1), "invitation", ("I20",)),
        Event(day(2), "meeting", ("I01",), "formalising"),
        Event(day(2), "declaration", ("I13",)),
        Event(day(2), "joined", ("I13",)),
        Event(day(3), "left", ("I13",)),
        Event(day(4), "refusal", ("I20",), "B9"),
    )
    assert life[-1].detail in REFUSAL_REASONS


@pytest.mark.parametrize(
    ("states", "member_on"),
    [
        (("invited",), []),
        (("invited", "refused"), []),
        (("invited", "declared"), [2, 3, 4, 5, 6, 7]),
        (("invited", "declared", "left"), [2]),
        (("invited", "declared", "left", "planned", "invited", "declared"), [6, 7]),
    ],
)
def test_the_record_makes_a_member_from_the_declaration_to_the_leaving(states, member_on):
    school = recorded(Institution("I13", "SP 5", "SP"), walk(*states))
    package = Package(Partnership("p", "P"), (school,))
    days = [number for number in range(8) if snapshot_of(package, day(number)).members]
    assert days == member_on
