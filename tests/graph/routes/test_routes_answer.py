"""The rules of an answer, one by one: needs, notices, baskets, their costs and their areas."""

from datetime import date

import pytest

from graph.errors import InvalidRequest
from graph.model import Institution, Service
from graph.routes import capacity_overview
from graph.routes.notices import _KINDS
from graph.vocabulary import NEEDS, NEEDS_WITHOUT_BASKET, SERVICE_TYPES
from route_town import GMINA, ask, ids, institution, service, town


def test_the_cost_is_paths_waits_in_weeks_and_two_for_each_institution():
    snapshot = town(
        [institution("A")],
        [service("S1", "L", "PIE", wait_days=14), service("S2", "A", "POP", wait_days=7)],
        [("L", "A", 4)],
    )
    basket = ask(snapshot, "N01", "N04").baskets[0]
    assert basket.cost == (0 + 2) + (2 + 1) + 2 * 2
    assert basket.wait_days == 14


@pytest.mark.parametrize(
    ("available", "wait_days", "counted", "known"),
    [
        (2, None, 0, True),
        (2, 21, 21, True),
        (0, 21, 21, True),
        (None, None, 28, False),
        (None, 7, 7, True),
    ],
)
def test_what_wait_is_counted(available, wait_days, counted, known):
    snapshot = town([], [Service("S1", "L", "PIE", available=available, wait_days=wait_days)])
    item = ask(snapshot, "N01").baskets[0].items[0]
    assert (item.way.wait_days, item.way.wait_known) == (counted, known)
    assert item.way.cost == counted / 7


def test_one_service_may_answer_several_needs_and_one_institution_costs_once():
    snapshot = town([], [service("S1", "L", "PPD"), service("S2", "L", "POS"), service("S3", "L", "AR")])
    basket = ask(snapshot, "E1", "P1", "N01", "N09").baskets[0]
    assert {item.way.offer.service.id: item.needs for item in basket.items} == {
        "S1": ("E1", "P1"),
        "S2": ("N01",),
        "S3": ("N09",),
    }
    assert basket.cost == 2


def test_a_service_named_directly_is_a_need_of_its_own():
    snapshot = town([], [service("S1", "L", "POS"), service("S2", "L", "LOK")])
    answer = ask(snapshot, "N01", services=("POS", "TER"))
    assert [item.needs for item in answer.baskets[0].items] == [("N01", "POS")]
    assert [(unmet.need, unmet.blocked_by) for unmet in answer.unmet] == [("TER", "no_service")]


def test_supporting_services_never_answer():
    snapshot = town([], [service("S1", "L", "SOC"), service("S2", "L", "PIE")])
    only_support = town([], [service("S1", "L", "SOC")])
    assert ask(only_support, "N01").unmet[0].blocked_by == "no_service"
    answer = ask(snapshot, "N01")
    assert ids(answer.baskets[0]) == ["S2"]
    assert [way.offer.service.id for way in answer.supporting["N01"]] == ["S1"]


def test_supporting_services_are_usable_and_reachable():
    support = [
        service("S2", "L", "SOC", status="closed"),
        service("S3", "A", "PRA", access="application"),
        service("S4", "A", "PRA"),
    ]
    answer = ask(town([institution("A")], [service("S1", "L", "PIE"), *support]), "N01")
    assert [way.offer.service.id for way in answer.supporting["N01"]] == ["S4"]


def test_nothing_to_meet_gives_no_basket():
    answer = ask(town([], []), "N01", "N02")
    assert (answer.baskets, [unmet.need for unmet in answer.unmet]) == ((), ["N01"])


def test_a_need_asked_for_twice_counts_once():
    snapshot = town([], [service("S1", "L", "PIE")])
    answer = ask(snapshot, "N01", "N01", services=("PIE", "PIE"))
    assert [item.needs for item in answer.baskets[0].items] == [("N01", "PIE")]


# Notices


@pytest.mark.parametrize("code", sorted(NEEDS_WITHOUT_BASKET))
def test_needs_without_basket_give_a_notice_and_are_never_unmet(code):
    everything = [service(f"S{n}", "L", kind) for n, kind in enumerate(SERVICE_TYPES)]
    answer = ask(town([], everything), code)
    assert (answer.baskets, answer.unmet, [n.code for n in answer.notices]) == ((), (), [code])
    assert set(_KINDS) == NEEDS_WITHOUT_BASKET


@pytest.mark.parametrize(
    "code", sorted(c for c, kind in SERVICE_TYPES.items() if kind.access == "court")
)
def test_court_services_named_directly_give_a_notice(code):
    answer = ask(town([], [service("S1", "L", code, access="open")]), services=(code,))
    assert (answer.baskets, answer.unmet, [n.code for n in answer.notices]) == ((), (), [code])


def test_a_service_that_only_a_court_assigns_is_no_service():
    answer = ask(town([], [service("S1", "L", "PIE", access="court")]), "N01")
    assert (answer.unmet[0].blocked_by, answer.unmet[0].nearest, answer.notices) == (
        "no_service",
        (),
        (),
    )


def test_with_violence_the_other_needs_get_no_mediation_therapy_or_supporting_family():
    services = [
        service("S1", "L", "MED"),
        service("S2", "L", "TER"),
        service("S3", "L", "RW"),
        service("S4", "L", "PPS", wait_days=70),
        service("S5", "L", "AR", wait_days=70),
        service("S6", "L", "KUL"),
    ]
    snapshot = town([], services)
    without = {
        one for basket in ask(snapshot, "W1", "N09", alternatives=2).baskets for one in ids(basket)
    }
    assert without == {"S1", "S2", "S3"}
    answer = ask(snapshot, "W1", "N09", "N07")
    assert {one for basket in answer.baskets for one in ids(basket)} == {"S4", "S5"}
    assert [way.offer.service.id for way in answer.supporting["W1"]] == ["S6"]
    assert [notice.kind for notice in answer.notices] == ["closed_circle"]


@pytest.mark.parametrize(
    ("teryt", "level", "listed"),
    [
        ("2499022", "powiat", True),  # in another gmina of the powiat, but there for all of it
        ("2499022", "gmina", False),
        ("2499011", "gmina", True),
        ("2498011", "powiat", False),
    ],
)
def test_a_door_works_for_its_gmina_or_the_whole_powiat(teryt, level, listed):
    centre = Institution("P", "PCPR", "PCPR", teryt=teryt, level=level)
    (notice,) = ask(town([centre], []), "N02").notices
    assert ([door.id for door in notice.doors] == ["P"]) == listed


def test_with_violence_mediation_named_directly_is_a_notice():
    snapshot = town([], [service("S1", "L", "MED")])
    answer = ask(snapshot, "N07", services=("MED",))
    assert (answer.baskets, answer.unmet) == ((), ())
    assert [(notice.code, notice.kind) for notice in answer.notices] == [
        ("N07", "closed_circle"),
        ("MED", "not_with_violence"),
    ]
    assert ids(ask(snapshot, services=("MED",)).baskets[0]) == ["S1"]


def test_with_violence_a_need_can_be_left_without_service():
    answer = ask(town([], [service("S1", "L", "TER")]), "N07", "W1")
    assert [(unmet.need, unmet.blocked_by) for unmet in answer.unmet] == [("W1", "no_service")]


def test_doors_are_those_that_work_for_the_gmina():
    houses = [
        institution("A", "POL", level="panstwo", teryt="2499"),
        institution("B", "POL", level="panstwo", teryt="2498"),
        institution("C", "OPS", level="gmina", teryt="2499022"),
        institution("D", "SOW", level="powiat"),
    ]
    notice = ask(town(houses, []), "N07").notices[0]
    assert [door.id for door in notice.doors] == ["A", "L"]
    assert notice.phones == ("112", "800 120 002", "116 111")


# Areas


def test_a_basket_of_two_areas_is_added_when_none_of_the_answer_is_one():
    school = institution("A", "SP")
    ngo = institution("B", "NGO")
    services = [
        service("S1", "L", "PWD", wait_days=0),
        service("S2", "L", "PPS", wait_days=0),
        service("S3", "B", "PWD", wait_days=7),
        service("S4", "B", "PPS", wait_days=7),
        service("S5", "A", "PWD", wait_days=70),
    ]
    snapshot = town([school, ngo], services, [("L", "A", 5), ("L", "B", 5)])
    answer = ask(snapshot, "N09", "W1", alternatives=2)
    assert [basket.multisector for basket in answer.baskets] == [False, False, True]
    assert [basket.rank for basket in answer.baskets] == [1, 2, 3]
    assert sorted(ids(answer.baskets[2])) == ["S2", "S5"]
    assert len(ask(snapshot, "N09", alternatives=2).baskets) == 2
    assert len(ask(snapshot, "N09", "W1", alternatives=2, avoid=("A",)).baskets) == 2


def test_an_institution_without_an_area_makes_no_basket_multisector():
    guard = institution("A", "SM")
    snapshot = town([guard], [service("S1", "A", "PWD"), service("S2", "L", "PPS")])
    answer = ask(snapshot, "N09", "W1")
    assert [basket.multisector for basket in answer.baskets] == [False]


# Detours, rivals, capacity


def test_the_best_basket_without_a_cut_vertex():
    houses = [institution("A"), institution("B"), institution("C")]
    services = [service("S1", "A", "PIE"), service("S2", "C", "LOK", wait_days=35)]
    ties = [("L", "B", 5), ("B", "A", 5), ("L", "C", 5)]
    answer = ask(town(houses, services, ties), "N01")
    assert ids(answer.baskets[0]) == ["S1"]
    assert [(d.avoided, d.cost, [o.service.id for o in d.offers]) for d in answer.detours] == [
        ("B", 1 + 5 + 2, ["S2"])
    ]
    alone = ask(town(houses, services[:1], ties), "N01")
    assert [(d.avoided, d.cost, d.lost) for d in alone.detours] == [("B", None, ("N01",))]


def test_the_runner_up_and_what_would_let_it_win():
    houses = [institution("A"), institution("B")]
    services = [service("S1", "A", "PIE", wait_days=7), service("S2", "B", "LOK", wait_days=21)]
    answer = ask(town(houses, services, [("L", "A", 4), ("L", "B", 4)]), "N01")
    rival = answer.baskets[0].items[0].rival
    assert (rival.way.offer.service.id, rival.extra) == ("S2", 2)
    assert (rival.wait_to_win, rival.cost_to_win) == (6, None)
    near = ask(town(houses, services, [("L", "A", 2), ("L", "B", 3)]), "N01").baskets[0].items[0].rival
    assert (near.extra, near.wait_to_win, near.cost_to_win) == (1, 13, 2)
    assert ask(town(houses, services[:1], [("L", "A", 4)]), "N01").baskets[0].items[0].rival is None


def test_capacity_of_many_needs_at_once():
    services = [
        service("S1", "L", "PIE", available=0, wait_days=40),
        service("S2", "L", "POS", available=None, wait_days=None),
        service("S3", "L", "AR", available=0, wait_days=None),
        service("S4", "L", "PWD", status="paused"),
        service("S5", "L", "PED", own_clients_only=True),
        service("S6", "L", "PPD", service_area=("2498",)),
    ]
    overview = capacity_overview(town([], services), GMINA, ["N01", "N09", "E1", "N07"], ["PIE"])
    states = {need["need"]: need["state"] for need in overview["needs"]}
    assert states == {"N01": "waitlist", "N09": "no-capacity", "E1": "capacity", "PIE": "waitlist"}
    shown = {need["need"]: [row["service_id"] for row in need["services"]] for need in overview["needs"]}
    assert shown == {"N01": ["S1", "S2"], "N09": ["S3"], "E1": ["S5"], "PIE": ["S1"]}
    assert [notice["code"] for notice in overview["notices"]] == ["N07"]
    with pytest.raises(InvalidRequest):
        capacity_overview(town([], services), "2499", ["N01"])


def test_an_unknown_institution_is_refused_unless_the_store_knows_it():
    stranger = Institution("X", "Sąsiad", "NGO", teryt=GMINA)
    snapshot = town([], [service("S1", "L", "PIE")], elsewhere=[(service("S2", "X", "POS"), stranger)])
    assert ask(snapshot, "N01", attends=("X",)).baskets
    with pytest.raises(InvalidRequest):
        ask(snapshot, "N01", attends=("Z",))


@pytest.mark.parametrize("need", sorted(set(NEEDS) - NEEDS_WITHOUT_BASKET))
def test_each_code_of_a_need_answers_it(need):
    for code in NEEDS[need].answered_by:
        answer = ask(town([], [service("S1", "L", code, age_min=0)]), need, attends=("L",))
        assert ids(answer.baskets[0]) == ["S1"]


def test_free_places_are_those_of_services_that_can_be_had_here():
    """Each cell as answered; without those of a court, closed, elsewhere or for children alone."""
    day = date(2026, 5, 4)
    rows = [
        service("S1", "L", "PPS", available=0, wait_days=12, updated_on=day),
        service("S2", "B", "PPS", available=3, wait_days=4),
        service("S3", "L", "PPS", access="court"),
        service("S4", "L", "PPS", status="paused"),
        service("S5", "L", "PPS", service_area=("0202011",)),
        service("S6", "L", "PSY", available=0, wait_days=None),
        service("S7", "L", "PSY", age_max=17),
    ]
    here = town([institution("B", updated_on=date(2026, 3, 1))], rows)
    found = capacity_overview(here, GMINA, [], ["PPS", "PSY", "TER"])
    assert (found["gmina"], found["partnership"]) == (GMINA, "P")
    assert found["needs"] == [
        {
            "need": "PPS",
            "state": "capacity",
            "services": [
                {
                    "service_id": "S1",
                    "service_code": "PPS",
                    "institution_id": "L",
                    "capacity": "waitlist",
                    "available": 0,
                    "wait_days": 12,
                    "updated_on": "2026-05-04",
                },
                {
                    "service_id": "S2",
                    "service_code": "PPS",
                    "institution_id": "B",
                    "capacity": "capacity",
                    "available": 3,
                    "wait_days": 4,
                    "updated_on": "2026-03-01",
                },
            ],
        },
        {
            "need": "PSY",
            "state": "no-capacity",
            "services": [
                {
                    "service_id": "S6",
                    "service_code": "PSY",
                    "institution_id": "L",
                    "capacity": "no-capacity",
                    "available": 0,
                    "wait_days": None,
                    "updated_on": None,
                },
            ],
        },
        {"need": "TER", "state": "no-capacity", "services": []},
    ]
