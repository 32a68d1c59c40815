"""The seven filters of a usable service, one by one and in order."""

import pytest

from graph.model import Institution, Offer, Service
from graph.routes.usable import Conditions, OfferIndex, capacity_state, usable
from route_town import GMINA

HERE = Institution("I1", "Instytucja", "NGO", teryt=GMINA)
HAVING = {"access": "open", "status": "active", "service_area": (GMINA,), "own_clients_only": False}


def offer(id="S1", code="PPS", **cells):
    return Offer(Service(id, "I1", code, **{**HAVING, **cells}), HERE)


def screened(*offers, need="PPS", **conditions):
    return usable(offers, need, Conditions(**{"gmina": GMINA, **conditions}))


def test_what_passes_everything_is_usable_and_sorted_by_id():
    found = screened(offer("S2"), offer("S1"), offer("S3", "TER"))
    assert [one.service.id for one in found.offers] == ["S1", "S2"]
    assert (found.blocked_by, found.nearest) == (None, ())


@pytest.mark.parametrize(
    ("cells", "blocked_by"),
    [
        ({"access": "court"}, "no_service"),
        ({"service_area": ("2499022",)}, "territory"),
        ({"service_area": ()}, "territory"),
        ({"status": "paused"}, "closed"),
        ({"status": "closed"}, "closed"),
        ({"age_min": 18}, "age"),
        ({"own_clients_only": True}, "own_clients"),
        ({"available": 0}, "capacity"),
        ({"wait_days": 181}, "wait"),
        ({"available": 3, "wait_days": 181}, "wait"),
    ],
)
def test_each_filter_blocks(cells, blocked_by):
    found = screened(offer(**cells), age_bands=("7-12",))
    assert (found.offers, found.blocked_by) == ((), blocked_by)
    assert [one.service.id for one in found.nearest] == ([] if blocked_by == "no_service" else ["S1"])


def test_no_service_where_nobody_offers_the_code():
    assert screened(offer(), need="TER").blocked_by == "no_service"


def test_the_first_filter_that_leaves_none_is_named_and_the_nearest_came_that_far():
    far = offer("S1", service_area=("2499022",), status="closed")
    paused = offer("S2", status="paused", age_min=60)
    old = offer("S3", age_min=60, available=0)
    assert screened(far, paused, age_bands=("0-2",)).blocked_by == "closed"
    found = screened(far, paused, old, age_bands=("0-2",))
    assert (found.blocked_by, [one.service.id for one in found.nearest]) == ("age", ["S3"])


def test_a_service_of_one_code_can_stand_in_for_another():
    clinics = offer("S1", "PSD", age_max=21), offer("S2", "PSY", age_min=13)
    assert [one.service.id for one in screened(*clinics, need="Z2").offers] == ["S1", "S2"]
    older = screened(*clinics, need="Z2", age_bands=("13-17",))
    assert len(older.offers) == 2
    younger = screened(*clinics, need="Z2", age_bands=("7-12",))
    assert [one.service.id for one in younger.offers] == ["S1"]
    one = usable(clinics, "Z2", Conditions(GMINA), ("PSY",))
    assert [one.service.id for one in one.offers] == ["S2"]


@pytest.mark.parametrize("area", [GMINA, "2499", "24"])
def test_an_area_holds_the_gminas_that_begin_with_its_code(area):
    assert screened(offer(service_area=("0202", area))).offers


@pytest.mark.parametrize(
    ("age_min", "age_max", "bands", "takes"),
    [
        (None, None, ("60+",), True),
        (18, None, (), True),
        (12, None, ("7-12",), True),
        (13, None, ("7-12",), False),
        (None, 7, ("7-12",), True),
        (None, 6, ("7-12",), False),
        (70, None, ("60+",), True),
        (None, 59, ("60+",), False),
        (8, 9, ("0-2", "7-12"), True),
        (6, 18, ("0-2", "18-25"), True),
    ],
)
def test_ages_overlap_in_one_band_at_least(age_min, age_max, bands, takes):
    found = screened(offer(age_min=age_min, age_max=age_max), age_bands=bands)
    assert (found.blocked_by is None) == takes


def test_own_clients_are_those_who_attend():
    assert screened(offer(own_clients_only=True), attends=frozenset({"I1"})).offers
    assert not screened(offer(own_clients_only=True), attends=frozenset({"I2"})).offers


@pytest.mark.parametrize(
    ("available", "wait_days", "state"),
    [
        (1, None, "capacity"),
        (2, 40, "capacity"),
        (0, 40, "waitlist"),
        (0, 0, "waitlist"),
        (None, 40, "unknown"),
        (None, None, "unknown"),
        (0, None, "no-capacity"),
    ],
)
def test_capacity_states(available, wait_days, state):
    assert capacity_state(Service("S1", "I1", "PPS", available=available, wait_days=wait_days)) == state


@pytest.mark.parametrize(
    ("wait_days", "max_wait", "passes"), [(180, 180, True), (8, 7, False), (None, 0, True)]
)
def test_the_wait_is_blank_or_at_most_the_longest(wait_days, max_wait, passes):
    assert (screened(offer(wait_days=wait_days), max_wait=max_wait).blocked_by is None) == passes


def test_an_index_answers_as_the_offers_do():
    offers = [offer("S2"), offer("S1", "TER"), offer("S3", service_area=())]
    conditions = Conditions(GMINA)
    for need in ("PPS", "W1", "KUL"):
        assert usable(OfferIndex.of(offers), need, conditions) == usable(offers, need, conditions)
