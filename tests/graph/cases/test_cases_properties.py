"""Whatever is tried in whatever order: no case in an illegal state, nothing in a journal lost."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from case_by_hand import FAMILY, GOOD, HERE, ITEM, LATE, OTHER_ITEM, after, closing, day
from graph.cases import (
    ALLOWED,
    NEXT_ITEM_STATES,
    STATES,
    STEP_TYPES,
    BasketFinal,
    FollowUp,
    GoalResult,
    ItemMoved,
    allowed,
    case_of,
    due_dates,
    reminders,
    step_document,
    step_from,
    tallies,
    with_case,
)
from graph.errors import Conflict, InvalidRequest
from graph.model import Institution, Package, Partnership

PACKAGE = Package(
    Partnership(HERE, "Partnerstwo", "2499011"),
    (Institution("I1", "MOPS", "OPS", membership="leader"), Institution("I2", "PCPR", "PCPR")),
)
KINDS = list(STEP_TYPES)
ITEMS = st.lists(
    st.sampled_from([ITEM, OTHER_ITEM, replace(OTHER_ITEM, id="i3", institution_id="I1")]),
    unique_by=lambda item: item.id,
    min_size=1,
    max_size=3,
).map(tuple)


def _likely(case, chance):
    """Kinds to choose from: mostly such that late states are reached, else anything at all."""
    further = [kind for kind in allowed(case) if kind != "close" or chance > 7]
    if chance == 0 or not further:
        return KINDS
    return further[-1:] if chance < 6 else further


def _step(draw, kind, on):
    step = GOOD[kind](on)
    if kind.endswith("basket"):
        return replace(step, items=draw(ITEMS))
    if kind == "move_item":
        state = draw(st.sampled_from(list(NEXT_ITEM_STATES)))
        reason = draw(st.sampled_from(["capacity", "family_choice", None]))
        return ItemMoved(on, draw(st.sampled_from(["i1", "i2", "i9"])), state, reason)
    if kind == "close":
        reason = draw(st.sampled_from(["moved_away", "goals_reached"]))
        results = step.results if draw(st.booleans()) else ()
        return closing(on, reason=reason, results=results)
    if kind == "follow_up":
        return FollowUp(on, draw(st.sampled_from([on, day(90), day(91)])))
    return step


@given(st.data())
@settings(max_examples=60)
def test_no_order_of_events_leads_where_it_must_not(data):
    case, taken_steps, number = None, [], 0
    for _ in range(data.draw(st.integers(1, 30))):
        number = max(0, number + data.draw(st.integers(-1, 9)))
        kind = data.draw(st.sampled_from(_likely(case, data.draw(st.integers(0, 9)))))
        step = _step(data.draw, kind, day(number))
        before = case
        try:
            case = after(case, step)
        except Conflict:
            assert step.kind not in allowed(before)
            continue
        except InvalidRequest:
            assert step.kind in allowed(before)
            continue
        taken_steps.append(step)
        assert step.kind in allowed(before)
        assert case.steps == tuple(taken_steps)
        _hold_together(before, case)
        # What is kept is what was done: the journal alone gives the same case again.
        assert case_of(HERE, FAMILY, taken_steps) == case
    for step in taken_steps:
        told = json.loads(json.dumps(step_document(step)))
        assert step_from(step.kind, told) == step


@given(st.permutations([*STEP_TYPES, *STEP_TYPES]))
@settings(max_examples=40)
def test_in_any_order_only_what_is_allowed_is_taken(kinds):
    case = None
    for number, kind in enumerate(kinds):
        expected = kind in allowed(case)
        step = GOOD[kind](day(number))
        if kind == "close" and case and not case.contracts:
            step = closing(day(number), reason="no_contact", results=())
        try:
            case = after(case, step)
            assert expected
        except Conflict:
            assert not expected
        except InvalidRequest:
            # Only what the steps before leave no values for: a service done with, a day not set.
            assert expected
            assert kind in {"move_item", "follow_up"}


def _hold_together(before, case):
    """What is true of every case, whatever happened."""
    assert case.state in STATES
    days = [step.on for step in case.steps]
    assert days == sorted(days)
    assert case.steps[0].kind == "request"
    assert [step.kind for step in case.steps].count("request") == 1
    assert set(allowed(case)) <= {*ALLOWED[case.state], "move_item", "review"}
    _keeps_every_version(before, case)
    _stages_follow(case)
    if case.contracts:
        assert any(isinstance(step, BasketFinal) for step in case.steps)
    if case.closing:
        assert {one.goal for one in case.closing.results} == {goal.code for goal in case.goals}
        assert all(type(one) is GoalResult for one in case.closing.results)
        closed_at = case.steps.index(case.closing)
        assert all(isinstance(step, FollowUp) for step in case.steps[closed_at + 1 :])
    for one in case.every_item:
        assert (one.reason is not None) == (one.state == "dropped")
        assert one.started_on is None or one.ended_on is None or one.started_on <= one.ended_on
    # Whatever is made of a case can be made of this one.
    assert reminders(case, LATE) == tuple(sorted(reminders(case, LATE)))
    assert due_dates(case).diagnosis > case.request.on
    assert all(one.value > 0 for one in tallies(case))
    families = with_case(PACKAGE, case).families
    assert len(families) == (case.is_open and case.diagnosis is not None)


def _keeps_every_version(before, case):
    if before is None:
        return
    for name in ("baskets", "teams", "diagnoses", "contracts", "meetings", "reviews", "follow_ups"):
        earlier, now = getattr(before, name), getattr(case, name)
        assert now[: len(earlier)] == earlier
        assert len(now) - len(earlier) in {0, 1}
    assert {one.item.id for one in before.every_item} <= {one.item.id for one in case.every_item}


def _stages_follow(case):
    """Planned, agreed, final, in this order within each version; a number for each plan."""
    stages = {}
    for version in case.baskets:
        stages.setdefault(version.number, []).append(version.stage)
    assert list(stages) == list(range(1, len(stages) + 1))
    for found in stages.values():
        assert found == ["planned", "agreed", "final"][: len(found)]
