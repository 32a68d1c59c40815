"""Which steps a family's case may take, which values they hold, and what follows from them."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest

from case_by_hand import (
    CONTEXT,
    FAMILY,
    GOOD,
    HERE,
    ITEM,
    LATE,
    OTHER_ITEM,
    PATHS,
    after,
    along,
    case_in,
    closing,
    contract,
    day,
    diagnosis,
    follow_up,
    goal,
    request,
    team,
)
from graph.cases import (
    ALLOWED,
    BASKET_SERVICES,
    CLOSE_REASONS,
    CONTRACT_REASONS,
    DROP_REASONS,
    GOAL_AREAS,
    GOALS,
    ITEM_STATES,
    KIND_NAMES,
    LASTING,
    MEASURES,
    METHODS,
    NEED_AREAS,
    NEXT_ITEM_STATES,
    OBLIGATIONS,
    PROVIDER_REASONS,
    REFUSED_NEEDS,
    RESOURCES,
    RESULTS,
    STATE_NAMES,
    STATES,
    STEP_TYPES,
    BasketAgreed,
    BasketFinal,
    BasketPlanned,
    GoalLasting,
    GoalResult,
    ItemMoved,
    Met,
    Obligation,
    Progress,
    Review,
    Seat,
    allowed,
    attained,
    case_of,
    step_document,
    step_from,
    warnings_of,
)
from graph.errors import Conflict, InvalidRequest
from graph.records.referral import REJECTION_REASONS
from graph.vocabulary import AREAS, NEEDS

OPEN = ("diagnose", "form_team", "close")
TEAM = (*OPEN, "meet", "plan_basket")
#: What each sort of case allows, written down apart from the code; everything else is illegal.
LEGAL = {
    None: {"request"},
    "requested": {"diagnose", "close"},
    "diagnosed": {*OPEN},
    "team_formed": {*TEAM},
    "basket_planned": {*TEAM, "agree_basket"},
    "basket_agreed": {*TEAM, "finalise_basket"},
    "basket_final": {*TEAM, "move_item", "sign_contract"},
    "contracted": {*TEAM, "move_item", "sign_contract", "review"},
    "closed": {"follow_up"},
    "followed_up": set(),
    "closed without looks": set(),
    "basket_planned in force": {*TEAM, "agree_basket", "move_item"},
    "basket_agreed in force": {*TEAM, "finalise_basket", "move_item"},
    "basket_planned contracted": {*TEAM, "agree_basket", "move_item", "review"},
    "basket_agreed contracted": {*TEAM, "finalise_basket", "move_item", "review"},
}


def faults(case, step, today=LATE):
    """The fields that are wrong with a step."""
    with pytest.raises(InvalidRequest) as caught:
        after(case, step, today=today)
    assert all(one.value is None for one in caught.value.problems)
    assert all(one.expected_pl for one in caught.value.problems)
    return [one.column for one in caught.value.problems]


@pytest.mark.parametrize("kind", STEP_TYPES)
@pytest.mark.parametrize("sort", LEGAL)
def test_every_illegal_move_is_refused_and_every_legal_one_taken(sort, kind):
    case = case_in(sort) if sort else None
    on = case.closing.follow_up_on[0] if sort == "closed" else day(case.version if case else 0)
    step = GOOD[kind](on)
    assert (kind in allowed(case)) == (kind in LEGAL[sort])
    if kind in LEGAL[sort]:
        if kind == "close" and not case.contracts:
            step = closing(on, reason="moved_away", results=())
        further = after(case, step)
        assert further.steps == (*(case.steps if case else ()), step)
    else:
        with pytest.raises(Conflict) as caught:
            after(case, step)
        assert FAMILY not in str(caught.value)


def test_every_state_is_reached_and_only_the_known_ones():
    reached = {case_in(sort).state for sort in [*PATHS, "followed_up", "closed without looks"]}
    assert reached == set(STATES) == set(ALLOWED) == set(STATE_NAMES)
    assert {sort.split()[0] for sort in LEGAL if sort} == set(STATES)
    for sort in PATHS:
        assert case_in(sort).state == sort.split()[0]


def test_a_revision_goes_through_its_stages_again_and_keeps_every_version():
    case = along(*PATHS["contracted"])
    assert [(one.number, one.stage) for one in case.baskets] == [
        (1, "planned"),
        (1, "agreed"),
        (1, "final"),
    ]
    case = after(case, ItemMoved(day(7), "i1", "started"), BasketPlanned(day(8), (OTHER_ITEM,)))
    assert (case.state, case.basket.number, case.basket_in_force.number) == ("basket_planned", 2, 1)
    assert [one.state for one in case.items] == ["started", "planned"]
    case = after(case, BasketAgreed(day(9), (OTHER_ITEM, ITEM)), BasketFinal(day(10), (ITEM,)))
    assert (case.state, case.contract is not None) == ("contracted", True)
    assert [(one.number, one.stage, one.on) for one in case.baskets[3:]] == [
        (2, "planned", day(8)),
        (2, "agreed", day(9)),
        (2, "final", day(10)),
    ]
    assert [one.items for one in case.baskets[2:]] == [
        (ITEM, OTHER_ITEM),
        (OTHER_ITEM,),
        (OTHER_ITEM, ITEM),
        (ITEM,),
    ]
    # The service kept its state over the revision; both ever agreed services are known.
    assert [(one.item.id, one.state, one.started_on) for one in case.items] == [
        ("i1", "started", day(7))
    ]
    assert {one.item.id for one in case.every_item} == {"i1", "i2"}


def test_a_plan_may_be_made_anew_before_it_is_agreed():
    case = after(case_in("basket_agreed"), BasketPlanned(day(6), (ITEM,)))
    assert (case.state, case.basket.number, case.basket_in_force) == ("basket_planned", 2, None)


def test_diagnosis_team_and_contract_keep_their_earlier_versions():
    case = case_in("contracted")
    again = diagnosis(day(8), needs=("Z1",), considered=AREAS)
    case = after(case, again, team(day(9), Seat("I3", None, "lead")), contract(day(10), goals=(goal(),)))
    assert (len(case.diagnoses), len(case.teams), len(case.contracts)) == (2, 2, 2)
    assert (case.diagnosis, case.lead, len(case.goals)) == (again, "I3", 1)
    assert case.state == "contracted"
    assert [seat.institution_id for seat in case.teams[0].seats] == ["I1", "I2", "I3"]


def test_days_never_go_back_and_never_lie_ahead():
    case = case_in("diagnosed")
    assert faults(case, team(day(0))) == ["on"]
    assert faults(case, team(day(9)), today=day(8)) == ["on"]
    assert after(case, team(day(1)), today=day(1)).state == "team_formed"
    assert faults(None, request(day(1)), today=day(0)) == ["on"]


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"channel": "pigeon"}, ["channel"]),
        ({"unit": "clan"}, ["unit"]),
        ({"teryt": "2499"}, ["teryt"]),
        ({"teryt": "24990１1"}, ["teryt"]),
        ({"age_bands": ("7-12", "8-9")}, ["age_bands[1]"]),
        ({"age_bands": ("7-12", "7-12")}, ["age_bands"]),
        ({"unit": "person"}, ["age_bands"]),
        ({"unit": "person", "age_bands": ("13-17",)}, ["guardian_consents"]),
        (
            {"unit": "person", "age_bands": ("13-17", "18-25"), "guardian_consents": False},
            ["guardian_consents"],
        ),
        ({"channel": "x", "teryt": "", "age_bands": ("1",)}, ["channel", "teryt", "age_bands[0]"]),
    ],
)
def test_a_request_names_all_that_is_wrong_with_it(cells, wrong):
    assert faults(None, request(**cells)) == wrong


def test_a_child_needs_the_consent_of_its_guardian_and_a_grown_up_or_a_family_does_not():
    for cells in (
        {"unit": "person", "age_bands": ("13-17",), "guardian_consents": True},
        {"unit": "person", "age_bands": ("18-25",)},
        {"unit": "family", "age_bands": ("0-2", "26-59")},
        {"unit": "group"},
    ):
        assert after(None, request(**cells)).state == "requested"


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"needs": ()}, ["needs", "considered"]),
        ({"needs": ("N04", "Z1", "N07")}, ["needs[2]"]),
        ({"needs": ("N04", "Z1", "N07a")}, ["needs[2]"]),
        ({"needs": ("Z1", "Z1", "N04")}, ["needs"]),
        ({"resources": ("luck",)}, ["resources[0]"]),
        ({"methods": ()}, ["methods"]),
        ({"methods": ("hypnosis",)}, ["methods[0]"]),
        ({"considered": ("edukacja", "kultura_sport")}, ["considered"]),
        ({"considered": (*AREAS, "kosmos")}, ["considered[5]"]),
    ],
)
def test_a_diagnosis_names_all_that_is_wrong_with_it(cells, wrong):
    assert faults(case_in("requested"), diagnosis(day(1), **cells)) == wrong


@pytest.mark.parametrize("need", sorted(NEEDS.keys() - REFUSED_NEEDS))
def test_every_area_is_called_for_by_a_need_or_was_considered(need):
    called = NEED_AREAS[need]
    rest = tuple(area for area in AREAS if area not in called)
    case = case_in("requested")
    assert after(case, diagnosis(day(1), needs=(need,), considered=rest)).diagnosis
    assert after(case, diagnosis(day(1), needs=(need,), considered=AREAS)).diagnosis
    for left_out in rest:
        fewer = tuple(area for area in rest if area != left_out)
        assert faults(case, diagnosis(day(1), needs=(need,), considered=fewer)) == ["considered"]


@pytest.mark.parametrize(
    ("seats", "wrong"),
    [
        ((Seat("I9", None, "lead"),), ["seats[0].institution_id"]),
        ((Seat("I1", "W2", "lead"),), ["seats[0].worker_id"]),
        ((Seat("I1"), Seat("I2")), ["seats"]),
        ((Seat("I1", None, "lead"), Seat("I2", None, "lead")), ["seats"]),
        ((Seat("I1", "W1", "lead"), Seat("I1", "W1")), ["seats"]),
        ((Seat("I1", None, "boss"),), ["seats[0].role", "seats"]),
    ],
)
def test_a_team_names_all_that_is_wrong_with_it(seats, wrong):
    assert faults(case_in("diagnosed"), team(day(2), *seats)) == wrong


def test_an_empty_team_is_none():
    empty = replace(team(day(2)), seats=())
    assert faults(case_in("diagnosed"), empty) == ["seats", "seats"]


def test_a_team_of_one_level_is_warned_of_and_not_refused():
    case = case_in("diagnosed")
    one_level = after(case, team(day(2), Seat("I1", None, "lead"), Seat("I3")))
    assert warnings_of(one_level, CONTEXT) == ("one_level_team",)
    assert warnings_of(after(case, team(day(2))), CONTEXT) == warnings_of(case, CONTEXT) == ()
    city = replace(CONTEXT, of_two_levels=frozenset({"I1"}))
    assert warnings_of(one_level, city) == ()


def test_only_the_team_meets():
    case = case_in("team_formed")
    assert faults(case, Met(day(3), ())) == ["institution_ids"]
    assert faults(case, Met(day(3), ("I1", "I9"))) == ["institution_ids[1]"]
    assert faults(case, Met(day(3), ("I1", "I1"))) == ["institution_ids"]


@pytest.mark.parametrize("kind", ["plan_basket", "agree_basket", "finalise_basket"])
@pytest.mark.parametrize(
    ("items", "wrong"),
    [
        ((), ["items"]),
        ((replace(ITEM, id="a b"),), ["items[0].id"]),
        ((replace(ITEM, id="x" * 33),), ["items[0].id"]),
        ((replace(OTHER_ITEM, institution_id="I8"),), ["items[0].institution_id"]),
        ((replace(OTHER_ITEM, service_code="XYZ"),), ["items[0].service_code"]),
        ((replace(OTHER_ITEM, service_code="NAD"),), ["items[0].service_code"]),
        ((replace(ITEM, needs=()),), ["items[0].needs"]),
        ((replace(ITEM, needs=("N01",)),), ["items[0].needs[0]"]),
        ((replace(ITEM, wait_days=-1),), ["items[0].wait_days"]),
        ((replace(ITEM, service_id="S2"),), ["items[0].service_id"]),
        ((replace(ITEM, service_code="TER"),), ["items[0].service_code"]),
        ((replace(OTHER_ITEM, source="route"),), ["items[0].service_id"]),
        ((ITEM, replace(OTHER_ITEM, id="i1")), ["items"]),
    ],
)
def test_a_basket_names_all_that_is_wrong_with_it(kind, items, wrong):
    sort = {"plan_basket": "team_formed", "agree_basket": "basket_planned"}.get(kind, "basket_agreed")
    # New ids, so that nothing is known of these services yet.
    items = tuple(replace(one, id=one.id.replace("i", "n")) for one in items)
    assert faults(case_in(sort), replace(GOOD[kind](day(9)), items=items)) == wrong


def test_a_service_of_another_partnership_can_be_in_a_basket():
    elsewhere = replace(ITEM, institution_id="I9", service_id="S9", service_code="POP")
    assert after(case_in("team_formed"), BasketPlanned(day(3), (elsewhere,))).basket.items == (
        elsewhere,
    )


def test_an_id_stays_with_its_service():
    case = case_in("basket_final")
    for other in (
        replace(ITEM, service_id=None, source="entered"),
        replace(OTHER_ITEM, id="i1"),
    ):
        assert faults(case, BasketPlanned(day(9), (other,))) == ["items[0].id"]
    known = replace(ITEM, needs=("N04",), wait_days=30)
    assert after(case, BasketPlanned(day(9), (known,))).basket.items == (known,)


@pytest.mark.parametrize("before", NEXT_ITEM_STATES)
@pytest.mark.parametrize("state", ITEM_STATES)
def test_a_service_moves_only_where_its_state_leads(before, state):
    ways = {"planned": (), "waiting": ("waiting",), "started": ("started",)}
    ways |= {"completed": ("started", "completed"), "dropped": ("dropped",)}

    def move(to):
        return ItemMoved(day(9), "i1", to, "capacity" if to == "dropped" else None)

    case = after(case_in("basket_final"), *map(move, ways[before]))
    if state in NEXT_ITEM_STATES[before]:
        (now, other) = after(case, move(state)).items
        assert (now.state, now.since, other.state) == (state, day(9), "planned")
        assert (now.reason, now.ended_on) == (
            "capacity" if state == "dropped" else None,
            day(9) if state in {"completed", "dropped"} else None,
        )
    else:
        assert faults(case, move(state)) == ["state"]


def test_a_service_is_dropped_for_a_reason_and_only_then():
    case = case_in("basket_final")
    assert faults(case, ItemMoved(day(9), "i1", "dropped")) == ["reason"]
    assert faults(case, ItemMoved(day(9), "i1", "dropped", "bad luck")) == ["reason"]
    assert faults(case, ItemMoved(day(9), "i1", "started", "capacity")) == ["reason"]
    assert faults(case, ItemMoved(day(9), "i7", "started")) == ["item_id"]


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"goals": ()}, ["goals"]),
        ({"goals": (goal(), goal())}, ["goals"]),
        ({"goals": (goal("happiness"),)}, ["goals[0]"]),
        ({"goals": (goal(measure="smiles"),)}, ["goals[0].measure"]),
        ({"goals": (goal(baseline=-1),)}, ["goals[0].baseline"]),
        ({"goals": (goal(target=10**7),)}, ["goals[0].target"]),
        ({"goals": (goal(target=0),)}, ["goals[0].target"]),
        ({"goals": (goal(owner="I8"),)}, ["goals[0].owner"]),
        ({"goals": (goal(due_on=day(9)),)}, ["goals[0].due_on"]),
        ({"obligations": ()}, ["obligations"]),
        ({"obligations": (Obligation("family", "seek_work"),)}, ["obligations"]),
        (
            {"obligations": (Obligation("family", "accompany"), Obligation("I8", "seek_work"))},
            ["obligations[0].code", "obligations[1].side", "obligations[1].code"],
        ),
    ],
)
def test_a_contract_names_all_that_is_wrong_with_it(cells, wrong):
    assert faults(case_in("basket_final"), contract(day(9), **cells)) == wrong


def test_a_review_is_about_the_goals_of_the_contract():
    case = case_in("contracted")
    assert faults(case, Review(day(9), ())) == ["progress"]
    assert faults(case, Review(day(9), (Progress("debts", 1),))) == ["progress[0]"]
    assert faults(case, Review(day(9), (Progress("work", 1), Progress("work", 2)))) == ["progress"]
    assert faults(case, Review(day(9), (Progress("work", -1),))) == ["progress[0].value"]
    assert faults(case, Review(day(9), (Progress("work", 1),), day(9))) == ["next_on"]


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"reason": "whim"}, ["reason"]),
        ({"results": ()}, ["results"]),
        ({"results": (GoalResult("work", 20, "reached"),)}, ["results"]),
        ({"follow_up_on": ()}, ["follow_up_on"]),
        ({"follow_up_on": (day(9),)}, ["follow_up_on"]),
        ({"follow_up_on": (day(99), day(99))}, ["follow_up_on"]),
        (
            {"results": (GoalResult("work", -1, "reached"), GoalResult("wellbeing", 1, "well"))},
            ["results[0].value", "results[1].result"],
        ),
        (
            {
                "results": (
                    GoalResult("work", 1, "reached"),
                    GoalResult("wellbeing", 1, "partly"),
                    GoalResult("debts", 1, "partly"),
                )
            },
            ["results[2]"],
        ),
    ],
)
def test_a_closing_names_all_that_is_wrong_with_it(cells, wrong):
    assert faults(case_in("contracted"), closing(day(9), **cells)) == wrong


@pytest.mark.parametrize("sort", ["requested", "diagnosed", "team_formed", "basket_final"])
def test_a_case_without_a_contract_is_closed_without_results(sort):
    case = case_in(sort)
    assert faults(case, closing(day(9), results=())) == ["reason"]
    assert faults(case, closing(day(9), reason="moved_away")) == ["results[0]", "results[1]"]
    closed = after(case, closing(day(9), reason="moved_away", results=(), follow_up_on=()))
    assert (closed.state, closed.open_follow_ups, allowed(closed)) == ("closed", (), ())


def test_looks_after_closing_are_on_the_days_set_each_once():
    case = after(case_in("contracted"), closing(day(9), follow_up_on=(day(99), day(40))))
    assert case.open_follow_ups == (day(40), day(99))
    assert faults(case, follow_up(day(50), day(41))) == ["planned_on"]
    case = after(case, follow_up(day(50), day(99)))
    assert (case.state, case.open_follow_ups) == ("closed", (day(40),))
    assert faults(case, follow_up(day(60), day(99))) == ["planned_on"]
    assert faults(case, follow_up(day(60), day(40), lasting=(GoalLasting("debts", "yes"),))) == [
        "lasting[0]"
    ]
    case = after(case, follow_up(day(60), day(40), lasting=(), new_request=True))
    assert (case.state, len(case.follow_ups)) == ("followed_up", 2)


def test_a_goal_is_attained_whichever_way_it_counts():
    assert [attained(goal(), value) for value in (0, 1, 19, 20, 30)] == [
        "not_reached",
        "partly",
        "partly",
        "reached",
        "reached",
    ]


@pytest.mark.parametrize("kind", STEP_TYPES)
def test_a_step_is_read_back_from_its_json(kind):
    step = GOOD[kind](day(5))
    told = json.loads(json.dumps(step_document(step)))
    assert step_from(kind, told) == step
    assert list(told) == ["kind", *(field.name for field in fields(step))]
    assert step_from(kind, {name: v for name, v in told.items() if name != "kind"}) == step


def wrong_fields(kind, mapping):
    with pytest.raises(InvalidRequest) as caught:
        step_from(kind, mapping)
    assert all(one.value is None for one in caught.value.problems)
    return [one.column for one in caught.value.problems]


def test_each_field_that_cannot_be_read_is_named_and_not_repeated():
    told = step_document(GOOD["sign_contract"](day(5)))
    told["goals"][0] |= {"target": "20", "due_on": "2026-02-30", "baseline": True}
    told["obligations"] = "Jan Kowalski"
    assert wrong_fields("sign_contract", told) == [
        "goals[0].baseline",
        "goals[0].target",
        "goals[0].due_on",
        "obligations",
    ]
    assert wrong_fields("meet", {"kind": "review"}) == ["kind", "on", "institution_ids"]
    assert wrong_fields("dance", {}) == ["kind"]
    assert wrong_fields("meet", {"on": "2026-03-02", "institution_ids": [], "Jan": 1}) == ["fields"]
    assert wrong_fields("meet", {"on": "2026-03-02", "institution_ids": ["I1"] * 61}) == [
        "institution_ids"
    ]
    assert wrong_fields("meet", {"on": "20260302", "institution_ids": ["x" * 201]}) == [
        "on",
        "institution_ids[0]",
    ]
    assert wrong_fields("review", {"on": "2026-03-02", "progress": [["work", 1]]}) == ["progress[0]"]
    assert wrong_fields("request", {**step_document(request()), "unit": "clan"}) == ["unit"]


def test_a_field_with_a_usual_value_may_be_left_out():
    found = step_from(
        "request",
        {"on": "2026-03-02", "channel": "phone", "unit": "family", "teryt": "2499011"},
    )
    assert found == request()


def test_a_journal_begins_with_a_request():
    for steps in ([], [diagnosis()]):
        with pytest.raises(ValueError, match="request"):
            case_of(HERE, FAMILY, steps)


def test_the_lists_of_codes_hang_together():
    assert set(NEED_AREAS) == NEEDS.keys() - REFUSED_NEEDS
    assert all(set(areas) <= set(AREAS) and areas for areas in NEED_AREAS.values())
    assert set(KIND_NAMES) == set(STEP_TYPES)
    assert PROVIDER_REASONS == set(REJECTION_REASONS) <= set(DROP_REASONS)
    assert set(CLOSE_REASONS) >= CONTRACT_REASONS
    assert set(GOAL_AREAS) == set(GOALS)
    assert set(GOAL_AREAS.values()) == set(AREAS)
    assert {"adult_education", "child_education", "family_bonds", "upbringing"} <= set(GOALS)
    assert not {"NK", "NAD", "PZ"} & set(BASKET_SERVICES)
    lists = (GOALS, MEASURES, RESOURCES, METHODS, *OBLIGATIONS.values(), CLOSE_REASONS, DROP_REASONS)
    for names in (*lists, KIND_NAMES, STATE_NAMES, ITEM_STATES, RESULTS, LASTING):
        assert len(set(names.values())) == len(names)
        assert all(pl.strip() and en.strip() for pl, en in names.values())
        with pytest.raises(TypeError):
            names["new"] = ("nowy", "new")
