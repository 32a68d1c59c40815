"""Find the baskets a request asks for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from graph.routes.answer import (
    Basket,
    Detour,
    Item,
    RouteAnswer,
    Way,
    is_multisector,
    shared_out,
)
from graph.routes.baskets import cheapest_baskets
from graph.routes.costs import RouteCosts
from graph.routes.index import RouteIndex, Step, index_of
from graph.routes.notices import Notice, age_notice, is_about_violence, notice_of, withheld_codes
from graph.routes.plan import Plan, Ways, plan_of
from graph.routes.requests import RouteRequest, check_request
from graph.routes.rivals import rivals_of
from graph.routes.usable import codes_for, usable
from graph.snapshot import Snapshot
from graph.vocabulary import NEEDS, unstated

#: Supporting services listed for a need.
MAX_SUPPORTING = 20


def find_routes(
    snapshot: Snapshot,
    request: RouteRequest,
    costs: RouteCosts = RouteCosts(),  # noqa: B008  # immutable settings
    known: Collection[str] = (),
) -> RouteAnswer:
    """The cheapest baskets of services for a request, and why what is missing is missing.

    Parameters
    ----------
    snapshot
        The partnership whose contacts lead the way; its ``offers`` are those of the whole store.
    request
        Gmina, needs, services and conditions, as codes.
    costs
        Weights of the cost.
    known
        Ids of further institutions that may be named, beside those on the map and all providers.

    Returns
    -------
    RouteAnswer
        ``baskets``: the cheapest minimal ones, ascending by cost (equal: fewer institutions, then the
        sorted service ids); the first is a global optimum. When two or more needs are met and none of
        them has providers in two areas, the cheapest that does follows at the end, if there is one.
        The other needs stand in ``unmet``, or in ``notices`` where the law keeps them out.

    Raises
    ------
    InvalidRequest
        With every value that is not a known code.

    Notes
    -----
    Cost of a basket: for each service its path (sum of 6 - strength over the steps; at most
    ``costs.self_referral`` for an open service) plus its wait in weeks, and ``costs.institution`` for
    each distinct institution. The first call for a snapshot builds its index.

    Examples
    --------
    >>> from datetime import date
    >>> from graph.model import Institution, Package, Partnership, Service
    >>> from graph.snapshot import snapshot_of
    >>> centre = Institution("I1", "OPS", "OPS", membership="leader", teryt="2499011")
    >>> benefit = Service("S1", "I1", "PIE", wait_days=14)
    >>> here = Package(Partnership("P", "PZK", "2499011"), (centre,), services=(benefit,))
    >>> asked = RouteRequest("2499011", needs=("N01", "N04"))
    >>> answer = find_routes(snapshot_of(here, date(2026, 6, 1)), asked)
    >>> [(basket.cost, len(basket.items)) for basket in answer.baskets]
    [(4.0, 1)]
    >>> [(unmet.need, unmet.blocked_by) for unmet in answer.unmet]
    [('N04', 'no_service')]
    """
    index = index_of(snapshot)
    check_request(request, {*index.institutions, *known} if known else index.institutions)
    withheld = withheld_codes(request.needs)
    notices, wanted = sorted_out(snapshot, request, withheld)
    origin = request.origin or index.leader
    ways = Ways(index, origin, frozenset(request.avoid), costs)
    plan = plan_of(index, wanted, request.conditions, ways, costs)
    baskets = _baskets(index, plan, request.alternatives, costs)
    return RouteAnswer(
        request,
        snapshot.partnership.id,
        origin,
        baskets,
        plan.unmet,
        notices + tuple(map(age_notice, unstated(wanted, request.age_bands))),
        _supporting(index, plan, request, ways, withheld),
        _detours(index, plan, request, origin, baskets, costs),
        is_about_violence(request.needs, request.services),
    )


def sorted_out(
    snapshot: Snapshot, request: RouteRequest, withheld: frozenset[str]
) -> tuple[tuple[Notice, ...], Mapping[str, tuple[str, ...]]]:
    """What only a notice answers, and for everything else the service codes that do."""
    notices: list[Notice] = []
    wanted: dict[str, tuple[str, ...]] = {}
    for code in dict.fromkeys((*request.needs, *request.services)):
        notice = notice_of(code, snapshot.institutions.values(), request.gmina, withheld)
        if notice is not None:
            notices.append(notice)
        else:
            wanted[code] = tuple(c for c in codes_for(code) if c not in withheld)
    return tuple(notices), wanted


def _baskets(index: RouteIndex, plan: Plan, alternatives: int, costs: RouteCosts) -> tuple[Basket, ...]:
    if not plan.met:
        return ()
    surcharge = costs.points(costs.institution)
    found = cheapest_baskets(plan.choices, plan.needs, alternatives, surcharge)
    made = [_basket(index, plan, places, rank, costs) for rank, places in enumerate(found, 1)]
    if len(plan.met) >= 2 and not any(basket.multisector for basket in made):
        joint = cheapest_baskets(plan.choices, plan.needs, 1, surcharge, two_areas=True)
        made += [_basket(index, plan, places, len(made) + 1, costs) for places in joint]
    if made:
        best = found[0]
        rivals = rivals_of(plan, best, costs)
        by_way = {id(plan.ways[place]): rival for place, rival in zip(best, rivals, strict=True)}
        items = tuple(replace(item, rival=by_way[id(item.way)]) for item in made[0].items)
        made[0] = replace(made[0], items=items)
    return tuple(made)


def _basket(
    index: RouteIndex, plan: Plan, places: Sequence[int], rank: int, costs: RouteCosts
) -> Basket:
    ways = [plan.ways[place] for place in places]
    chosen = [(plan.ways[place], plan.choices[place].needs) for place in places]
    order = {need: position for position, (need, _) in enumerate(plan.met)}
    items = [
        Item(way, needs, _steps(index, way))
        for way, needs in zip(ways, shared_out([*order], chosen), strict=True)
    ]
    return Basket(
        rank,
        basket_units(plan, places, costs) / costs.unit,
        max(way.wait_days for way in ways),
        is_multisector(way.offer for way in ways),
        tuple(sorted(items, key=lambda item: order[item.needs[0]])),
    )


def basket_units(plan: Plan, places: Sequence[int], costs: RouteCosts) -> int:
    """Cost in units of a set of choices."""
    institutions = {plan.choices[place].institution for place in places}
    own = sum(plan.choices[place].cost for place in places)
    return own + costs.points(costs.institution) * len(institutions)


def _steps(index: RouteIndex, way: Way) -> tuple[Step, ...]:
    return tuple(index.step(start, end) for start, end in pairwise(way.path.institutions))


def _supporting(
    index: RouteIndex, plan: Plan, request: RouteRequest, ways: Ways, withheld: frozenset[str]
) -> Mapping[str, tuple[Way, ...]]:
    found: dict[str, tuple[Way, ...]] = {}
    for need, _ in plan.met:
        codes = [c for c in NEEDS[need].supported_by if c not in withheld] if need in NEEDS else []
        offers = usable(index.offers, need, request.conditions, codes).offers if codes else ()
        reached = [way for way in map(ways.to, offers) if way is not None]
        reached.sort(key=lambda way: (way.cost, way.offer.service.id, way.offer.service.institution_id))
        found[need] = tuple(reached[:MAX_SUPPORTING])
    return found


def _detours(
    index: RouteIndex,
    plan: Plan,
    request: RouteRequest,
    origin: str | None,
    baskets: Sequence[Basket],
    costs: RouteCosts,
) -> tuple[Detour, ...]:
    """For every cut vertex the best basket leans on, the best basket without it."""
    if not baskets:
        return ()
    used = {stop for item in baskets[0].items for stop in item.way.path.institutions} - {origin}
    wanted = dict(plan.met)
    detours: list[Detour] = []
    for avoided in sorted(used & index.cut_vertices):
        ways = Ways(index, origin, frozenset({*request.avoid, avoided}), costs)
        other = plan_of(index, wanted, request.conditions, ways, costs)
        lost = tuple(unmet.need for unmet in other.unmet)
        if not other.met:
            detours.append(Detour(avoided, None, (), lost))
            continue
        best = cheapest_baskets(other.choices, other.needs, 1, costs.points(costs.institution))[0]
        cost = basket_units(other, best, costs) / costs.unit
        offers = tuple(other.ways[place].offer for place in best)
        detours.append(Detour(avoided, cost, offers, lost))
    return tuple(detours)
