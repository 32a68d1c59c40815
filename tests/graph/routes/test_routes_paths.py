"""Paths of contacts: two steps at most, over live ties, through those who may hand over."""

from datetime import date

import pytest

from graph.model import Institution, Worker
from graph.routes import RouteCosts, RouteRequest, cheapest_path, find_routes, index_of
from route_town import ask, institution, service, town


def only_way(snapshot, need="N01", **conditions):
    answer = ask(snapshot, need, **conditions)
    assert [len(basket.items) for basket in answer.baskets] == [1]
    return answer.baskets[0].items[0]


def blocked(snapshot, need="N01", **conditions):
    answer = ask(snapshot, need, **conditions)
    assert not answer.baskets
    return answer.unmet[0].blocked_by


BENEFIT = service("S1", "A", "PIE")  # by application
MEAL = service("S1", "A", "POS")  # open


def test_a_direct_tie_costs_six_less_its_strength():
    item = only_way(town([institution("A")], [BENEFIT], [("L", "A", 4), ("A", "L", 3)]))
    assert item.way.path.institutions == ("L", "A")
    assert (item.way.path.cost, item.way.path.self_referral) == (2.5, False)


def test_two_good_steps_beat_a_bad_one():
    ties = [("L", "A", 1), ("L", "B", 5), ("B", "A", 5)]
    item = only_way(town([institution("A"), institution("B")], [BENEFIT], ties))
    assert (item.way.path.institutions, item.way.path.cost) == (("L", "B", "A"), 2.0)


def test_equal_paths_fewer_steps_then_the_smaller_id():
    houses = [institution(id) for id in "ABC"]
    two_ways = [("L", "C", 5), ("C", "A", 4), ("L", "B", 4), ("B", "A", 5)]
    assert only_way(town(houses, [BENEFIT], two_ways)).way.path.institutions == ("L", "B", "A")
    direct = [*two_ways, ("L", "A", 3)]
    assert only_way(town(houses, [BENEFIT], direct)).way.path.institutions == ("L", "A")


def test_three_steps_are_too_many():
    houses = [institution(id) for id in "ABC"]
    assert blocked(town(houses, [BENEFIT], [("L", "B", 5), ("B", "C", 5), ("C", "A", 5)])) == "no_path"


def test_a_tie_without_contact_leads_nowhere():
    sleeping = {"frequency": "none"}
    assert blocked(town([institution("A")], [BENEFIT], [("L", "A", 5, sleeping)])) == "no_path"
    one_side = [("L", "A", 5, sleeping), ("A", "L", 5)]
    assert only_way(town([institution("A")], [BENEFIT], one_side)).way.path.cost == 1


def test_police_may_end_a_path_and_begin_one_but_not_stand_between():
    police = institution("B", "POL")
    through = town([institution("A"), police], [BENEFIT], [("L", "B", 5), ("B", "A", 5)])
    assert blocked(through) == "no_path"
    assert only_way(through, origin="B").way.path.institutions == ("B", "A")
    at_the_end = town([police], [service("S1", "B", "PIE")], [("L", "B", 5)])
    assert only_way(at_the_end).way.path.institutions == ("L", "B")


def test_avoided_institutions_neither_provide_nor_stand_between():
    houses = [institution("A"), institution("B")]
    snapshot = town(houses, [BENEFIT], [("L", "B", 5), ("B", "A", 5)])
    assert blocked(snapshot, avoid=("B",)) == "no_path"
    assert blocked(snapshot, avoid=("A",)) == "no_path"
    open_runtime = town(houses, [MEAL], [("L", "B", 5), ("B", "A", 5)])
    assert blocked(open_runtime, avoid=("A",)) == "no_path"
    assert only_way(open_runtime, avoid=("B",)).way.path.self_referral


def test_the_origin_itself_is_no_path_at_all():
    snapshot = town([], [service("S1", "L", "PIE")])
    way = only_way(snapshot).way
    assert (way.path.institutions, way.path.cost, way.path.self_referral) == (("L",), 0, False)
    open_at_origin = town([], [service("S1", "L", "POS")])
    assert not only_way(open_at_origin).way.path.self_referral


@pytest.mark.parametrize(("strength", "alone", "cost"), [(2, True, 3), (3, False, 3), (4, False, 2)])
def test_a_family_goes_by_itself_only_where_that_is_strictly_cheaper(strength, alone, cost):
    path = only_way(town([institution("A")], [MEAL], [("L", "A", strength)])).way.path
    assert (path.self_referral, path.cost) == (alone, cost)
    assert path.institutions == (("A",) if alone else ("L", "A"))


def test_without_leader_or_origin_only_open_services_are_reached():
    houses = [institution("A")]
    assert blocked(town(houses, [BENEFIT], leader=None)) == "no_path"
    item = only_way(town(houses, [MEAL], leader=None))
    assert (item.way.path.institutions, item.way.path.cost, item.steps) == (("A",), 3, ())


def test_a_provider_of_another_partnership_is_reached_only_if_open():
    stranger = Institution("X", "Sąsiad", "NGO", teryt="2499022")
    area = {"service_area": ("2499",)}
    shut = town([], [], elsewhere=[(service("S1", "X", "PIE", **area), stranger)])
    assert blocked(shut) == "no_path"
    item = only_way(town([], [], elsewhere=[(service("S1", "X", "POS", **area), stranger)]))
    assert item.way.path.self_referral


def test_no_path_names_the_offers_that_passed_all_else():
    snapshot = town([institution("A")], [BENEFIT, service("S2", "A", "POS", status="closed")])
    unmet = ask(snapshot, "N01").unmet[0]
    assert (unmet.blocked_by, [o.service.id for o in unmet.nearest]) == ("no_path", ["S1"])


def test_steps_say_who_holds_the_contact_and_whether_the_document_is_valid():
    workers = [
        Worker("w1", "L", "asystent rodziny"),
        Worker("w2", "A", "pedagog"),
        Worker("w3", "L", "psycholog"),
    ]
    given = {
        "contact_worker_id": "w1",
        "formalisation": "verbal",
        "document_valid_to": date(2026, 6, 29),
    }
    taken = {"contact_worker_id": "w2", "partner_worker_id": "w3", "formalisation": "agreement"}
    ties = [("L", "A", 5, given), ("A", "L", 4, taken)]
    step = only_way(town([institution("A")], [BENEFIT], ties, workers)).steps[0]
    assert (step.start, step.end, step.strength, step.formalisation) == ("L", "A", 4.5, "agreement")
    assert (step.confirmed, step.document) == (True, "expired")
    assert (step.contact_role, step.partner_role) == ("asystent rodziny", "pedagog")


@pytest.mark.parametrize(
    ("valid_to", "document"),
    [(None, "none"), (date(2026, 6, 29), "expired"), (date(2026, 6, 30), "valid")],
)
def test_a_document_runs_out_after_its_last_day(valid_to, document):
    ties = [("L", "A", 5, {"document_valid_to": valid_to})]
    assert only_way(town([institution("A")], [BENEFIT], ties)).steps[0].document == document


def test_where_only_the_other_side_reports_it_names_the_contact():
    workers = [Worker("w2", "A", "pedagog"), Worker("w3", "L", "psycholog")]
    ties = [("A", "L", 5, {"contact_worker_id": "w2", "partner_worker_id": "w3"})]
    step = only_way(town([institution("A")], [BENEFIT], ties, workers)).steps[0]
    assert (step.contact_role, step.partner_role, step.confirmed) == ("psycholog", "pedagog", False)


def test_costs_are_settings():
    snapshot = town([institution("A")], [service("S1", "A", "POS", wait_days=10)], [("L", "A", 2)])
    costs = RouteCosts(self_referral=1.3, institution=0.7, days_per_point=10)
    basket = find_routes(snapshot, RouteRequest("2499011", ("N01",)), costs).baskets[0]
    assert basket.cost == pytest.approx(1.3 + 1 + 0.7)
    with pytest.raises(ValueError, match="negative"):
        RouteCosts(institution=-1)
    with pytest.raises(ValueError, match="days_per_point"):
        RouteCosts(days_per_point=0)


def test_an_index_is_built_once_for_a_snapshot_and_knows_its_cut_vertices():
    snapshot = town([institution("A"), institution("B")], [BENEFIT], [("L", "B", 5), ("B", "A", 5)])
    index = index_of(snapshot)
    assert index_of(snapshot) is index
    assert index_of(snapshot.replace(ties={})) is not index
    assert index.cut_vertices == {"B"}
    assert cheapest_path(index, "L", "A").institutions == ("L", "B", "A")
