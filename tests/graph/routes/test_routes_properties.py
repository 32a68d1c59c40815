"""Routes over random partnerships, each answer against brute force over everything."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model import Institution, Offer, Package, Partnership, Service, TieReport
from graph.routes import RouteRequest, find_routes, route_document
from graph.snapshot import snapshot_of
from graph.vocabulary import AGE_BANDS, INSTITUTION_TYPES, NEEDS
from random_partnerships import AS_OF, CODES, USUAL_NEEDS, packages
from route_oracle import ORDER, expected, item_cost, passes, unsaid, way

GMINAS = ("2499011", "2499022", "2469011", "2499023", "249901", "2469")
ASKED = (*USUAL_NEEDS, "N02", "N07", "N08", "E2")
RELATED_NEEDS = ("N09", "W1", "W2", "P1", "E1", "E2", "Z1", "Z2", "K1")
RELATED_CODES = ("AR", "PWD", "TER", "RW", "MED", "PPS", "PED", "PPD", "PSY", "PSD", "KUL", "SPO")
moderate = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def request_for(random, snapshot):
    """Mostly for the partnership's own gmina and for needs that some service of the store answers."""
    offered = {offer.service.service_code for offer in snapshot.offers}
    answerable = sorted(code for code, need in NEEDS.items() if offered & set(need.answered_by))
    likely = answerable if random.random() < 0.7 and answerable else list(ASKED)
    gmina = snapshot.partnership.teryt
    ids = [*snapshot.institutions, *{offer.provider.id for offer in snapshot.offers}]
    codes = sorted({offer.service.service_code for offer in snapshot.offers} | {"NK", "MED", "INC"})
    return RouteRequest(
        gmina=gmina if len(gmina) == 7 and random.random() < 0.7 else random.choice(GMINAS),
        needs=tuple(random.sample(likely, random.randint(1, min(4, len(likely))))),
        services=tuple(random.sample(codes, random.choice((0, 0, 1, 2)))),
        age_bands=tuple(random.sample(AGE_BANDS, random.choice((0, 0, 1, 2)))),
        attends=tuple(random.sample(ids, random.choice((0, 1, 2)) if len(ids) > 1 else 0)),
        origin=random.choice((None, None, random.choice(ids))),
        alternatives=random.randint(1, 6),
        avoid=(random.choice(ids),) if random.random() < 0.25 else (),
        max_wait=random.choice((180, 180, 30, 0, 365)),
    )


@st.composite
def any_case(draw):
    """A random partnership of a store with services elsewhere, and a request."""
    package = draw(packages(9))
    random = Random(draw(st.integers(0, 2**32 - 1)))
    elsewhere = [
        Institution(f"X{n}", f"Sąsiad {n}", random.choice(("OPS", "PZP", "NGO")), teryt="2499022")
        for n in range(random.randint(0, 2))
    ]
    offers = [
        Offer(
            Service(f"X{n}", provider.id, random.choice(CODES), wait_days=random.choice((None, 9))),
            provider,
        )
        for n, provider in enumerate(elsewhere)
    ]
    snapshot = snapshot_of(package, AS_OF, offers)
    return snapshot, request_for(random, snapshot)


@st.composite
def dense_case(draw):
    """Many services with overlapping answers and equal costs, nearly all usable."""
    random = Random(draw(st.integers(0, 2**32 - 1)))
    ids = [f"I{number}" for number in range(1, draw(st.integers(2, 7)) + 1)]
    types = random.choices(("OPS", "NGO", "SP", "PZP", "DK", "POL", "SM"), k=len(ids))
    institutions = [
        Institution(id, f"Instytucja {id}", kind, teryt="2499011", membership=None)
        for id, kind in zip(ids, types, strict=True)
    ]
    institutions[0] = replace(institutions[0], membership="leader")
    services = [
        Service(
            id=f"U{number:02}",
            institution_id=random.choice(ids),
            service_code=random.choice(RELATED_CODES),
            available=random.choice((None, 1, 1)),
            wait_days=random.choice((None, 0, 7, 7, 14)),
            access=random.choice(("open", "application")),
            own_clients_only=False,
            service_area=("2499",),
        )
        for number in random.sample(range(100), draw(st.integers(3, 13)))
    ]
    ties = [
        TieReport(a, b, random.randint(1, 5), random.choice(("weekly", "weekly", "none")))
        for a in ids
        for b in ids
        if a != b and random.random() < 0.4
    ]
    package = Package(
        Partnership("gęste", "Gęste", "2499011"),
        tuple(institutions),
        (),
        tuple(services),
        (),
        tuple(ties),
    )
    snapshot = snapshot_of(package, AS_OF)
    asked = RouteRequest(
        gmina="2499011",
        needs=tuple(random.sample(RELATED_NEEDS, random.randint(1, 5))),
        services=random.choice(((), (), (random.choice(RELATED_CODES),))),
        alternatives=random.choice((1, 2, 3, 8, 100)),
    )
    return snapshot, asked


def found(basket):
    """The parts of a basket that brute force also gives."""
    services = [item.way.offer.service for item in basket.items]
    ids = tuple(sorted((service.id, service.institution_id) for service in services))
    return basket.cost, len({service.institution_id for service in services}), ids


def assert_right(snapshot, request):
    answer = find_routes(snapshot, request)
    truth = expected(snapshot, request)
    assert {u.need: u.blocked_by for u in answer.unmet} == {
        n: why for n, (why, _) in truth.unmet.items()
    }
    for unmet in answer.unmet:
        near = {(offer.service.id, offer.service.institution_id) for offer in unmet.nearest}
        assert near == truth.unmet[unmet.need][1]

    unstated = [one.need for one in answer.notices if one.code == "age_not_given"]
    asked = (*truth.met, *truth.unmet)
    assert sorted(unstated) == sorted(need for need in asked if unsaid(need, request))

    cheapest = truth.baskets[: request.alternatives]
    if len(truth.met) >= 2 and not any(len(basket[3]) >= 2 for basket in cheapest):
        cheapest += [basket for basket in truth.baskets if len(basket[3]) >= 2][:1]
    baskets = [found(basket) for basket in answer.baskets]
    assert [basket[1:] for basket in baskets] == [basket[1:3] for basket in cheapest]
    assert [basket[0] for basket in baskets] == pytest.approx([float(basket[0]) for basket in cheapest])
    assert [basket.multisector for basket in answer.baskets] == [len(b[3]) >= 2 for b in cheapest]
    assert [basket.rank for basket in answer.baskets] == list(range(1, len(cheapest) + 1))
    for basket in answer.baskets:
        assert_items_right(snapshot, request, basket, truth)
    return answer


def assert_items_right(snapshot, request, basket, truth):
    assert sorted(need for item in basket.items for need in item.needs) == sorted(truth.met)
    assert basket.wait_days == max(item.way.wait_days for item in basket.items)
    for item in basket.items:
        service = item.way.offer.service
        assert item.needs
        key = (service.id, service.institution_id)
        assert all(key in truth.met[need] for need in item.needs)
        assert item.way.cost == pytest.approx(float(item_cost(snapshot, request, service)))
        cost, path, alone = way(snapshot, request, service)
        route = item.way.path
        assert (route.cost, route.institutions, route.self_referral) == (float(cost), path, alone)
        for start, end, step in zip(path, path[1:], item.steps, strict=False):
            tie = snapshot.tie(start, end)
            assert tie is not None
            assert tie.live
            assert (step.start, step.end, step.strength) == (start, end, tie.strength)
        for between in path[1:-1]:
            assert between not in request.avoid
            assert INSTITUTION_TYPES[snapshot.institutions[between].type_code].may_hand_over


@moderate
@given(any_case())
def test_answers_equal_brute_force_on_random_partnerships(case):
    assert_right(*case)


@moderate
@given(dense_case())
def test_baskets_are_the_cheapest_minimal_ones_where_many_overlap(case):
    assert_right(*case)


def without_constraint(snapshot, request, blocked_by):
    """The same question with the one named obstacle out of the way."""
    if blocked_by == "wait":
        return snapshot, replace(request, max_wait=3650)
    if blocked_by == "own_clients":
        everyone = tuple({offer.provider.id for offer in snapshot.offers})
        return snapshot, replace(request, attends=everyone)
    changes = {
        "territory": {"service_area": (request.gmina,)},
        "closed": {"status": "active"},
        "age": {"age_min": None, "age_max": None},
        "capacity": {"available": 1},
        "no_path": {"access": "open"},
    }[blocked_by]
    offers = tuple(replace(o, service=replace(o.service, **changes)) for o in snapshot.offers)
    asked = replace(request, avoid=()) if blocked_by == "no_path" else request
    return snapshot.replace(offers=offers), asked


@moderate
@given(any_case())
def test_removing_the_named_obstacle_lets_an_offer_pass_it(case):
    snapshot, request = case
    for unmet in find_routes(snapshot, request).unmet:
        if unmet.blocked_by == "no_service":
            codes = NEEDS[unmet.need].answered_by if unmet.need in NEEDS else (unmet.need,)
            offered = {o.service.service_code for o in snapshot.offers if o.service.access != "court"}
            withheld = {"MED", "TER", "RW"} if "N07" in request.needs else set()
            assert not offered & (set(codes) - withheld)
            continue
        assert unmet.nearest
        # No offer that came so far passes the named filter ...
        if unmet.blocked_by != "no_path":
            assert not any(
                passes(unmet.blocked_by, o.service, request, unmet.need) for o in unmet.nearest
            )
        # ... and without that obstacle the need is met, or a later filter blocks it.
        later = {
            u.need: u.blocked_by for u in find_routes(*without_constraint(*case, unmet.blocked_by)).unmet
        }
        position = ORDER.index(later[unmet.need]) if unmet.need in later else len(ORDER)
        assert position > ORDER.index(unmet.blocked_by)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_case(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(case, random):
    snapshot, request = case
    document = route_document(find_routes(snapshot, request), snapshot)
    shuffled = list(snapshot.offers)
    random.shuffle(shuffled)
    ties = list(snapshot.ties.items())
    random.shuffle(ties)
    again = snapshot.replace(offers=tuple(shuffled), ties=dict(ties))
    assert route_document(find_routes(again, request), again) == document


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dense_case())
def test_the_runner_up_wins_when_its_queue_is_as_short_as_said(case):
    snapshot, request = case
    request = replace(request, alternatives=1)
    baskets = find_routes(snapshot, request).baskets
    for item in baskets[0].items if baskets else ():
        rival = item.rival
        if rival is None or rival.wait_to_win is None:
            continue
        key = (rival.way.offer.service.id, rival.way.offer.service.institution_id)
        offers = tuple(
            replace(o, service=replace(o.service, wait_days=rival.wait_to_win))
            if (o.service.id, o.service.institution_id) == key
            else o
            for o in snapshot.offers
        )
        best = find_routes(snapshot.replace(offers=offers), request).baskets[0]
        assert best.cost < baskets[0].cost
        assert key in found(best)[2]
