"""Which steps a referral may take, and which codes they ask for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import Conflict, InvalidRequest
from graph.records.referral import LIFE, OUTCOMES, REJECTION_REASONS, moved, requested

DAY = datetime(2026, 6, 30, 10, tzinfo=UTC)
STATES = sorted(LIFE.following)
CODES = [None, *REJECTION_REASONS, *OUTCOMES, "unknown"]


def fresh():
    return requested("1", "p", "R", ("I1", "S1"), ("N04",), DAY, "case_lead")


def due_codes(state):
    return {"rejected": list(REJECTION_REASONS), "completed": list(OUTCOMES)}.get(state, [None])


@given(st.lists(st.tuples(st.sampled_from(STATES), st.sampled_from(CODES)), max_size=12))
def test_only_allowed_steps_with_their_codes_are_taken(steps):
    referral = fresh()
    for state, code in steps:
        before = referral
        if state not in LIFE.following[referral.state]:
            with pytest.raises(Conflict):
                moved(referral, state, DAY, "case_lead", code)
        elif code not in due_codes(state):
            with pytest.raises(InvalidRequest):
                moved(referral, state, DAY, "case_lead", code)
        else:
            referral = moved(referral, state, DAY, "case_lead", code)
            assert referral.history[:-1] == before.history
            assert (referral.state, referral.history[-1].code) == (state, code)


def test_every_state_can_be_reached_and_the_final_ones_are_final():
    reached, open_ends = {"requested"}, [fresh()]
    while open_ends:
        referral = open_ends.pop()
        assert referral.closed == (LIFE.following[referral.state] == ())
        for state in LIFE.following[referral.state]:
            if state not in reached:
                reached.add(state)
                open_ends.append(moved(referral, state, DAY, "case_lead", due_codes(state)[0]))
    assert reached == set(STATES)
