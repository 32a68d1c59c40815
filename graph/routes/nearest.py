"""The nearest miss of an unmet need: of the offers that came furthest, the one that missed by least."""

from graph.gaps.places import need_place
from graph.model import Offer
from graph.routes.answer import Unmet
from graph.routes.index import RouteIndex
from graph.routes.requests import RouteRequest
from graph.routes.usable import DEFAULT_MAX_WAIT, offer_key
from graph.vocabulary import NEEDS, ages_asked, extent_of, gmina_of, years_off


def nearest_first(unmet: Unmet, request: RouteRequest) -> list[Offer]:
    """The offers of an unmet need, those that missed by least first.

    By territory: the longest common beginning of the TERC codes; by age: the fewest years; by wait:
    the fewest days; else by id.
    """
    here = gmina_of(request.gmina)
    asked = ages_asked(unmet.need, request.age_bands).ages

    def miss(offer: Offer) -> int:
        service = offer.service
        if unmet.blocked_by == "territory":
            return -max((_shared(extent_of(code), here) for code in service.service_area), default=0)
        if unmet.blocked_by == "age":
            return years_off(service.age_min, service.age_max, asked)
        if unmet.blocked_by == "wait":
            return service.wait_days or 0
        return 0

    return sorted(unmet.nearest, key=lambda offer: (miss(offer), offer_key(offer)))


def gap_of(unmet: Unmet, request: RouteRequest, index: RouteIndex) -> str | None:
    """Id of the coordination gap an unmet need belongs to, ``None`` where it is none.

    A service asked for directly is no need of a family; a queue shorter than the usual limit is no
    gap, nor is what is kept back from a request about violence. Without a path from the leader the
    gap is the unused service of an institution on the map that has no live tie with the leader.
    """
    if unmet.need not in NEEDS or unmet.codes != NEEDS[unmet.need].answered_by:
        return None
    if unmet.blocked_by == "no_path":
        leader = index.leader
        if leader is None or request.origin not in {None, leader} or request.avoid:
            return None
        for offer in unmet.nearest:
            service = offer.service
            ties = index.costs.get(service.institution_id)
            if ties is not None and leader not in ties:
                return f"unused_service:{service.institution_id}/{service.id}"
        return None
    waits = [offer.service.wait_days or 0 for offer in unmet.nearest]
    if unmet.blocked_by == "wait" and min(waits) <= DEFAULT_MAX_WAIT:
        return None
    return f"unmet_need:{need_place(request.gmina, unmet.need)}"


def _shared(code: str, gmina: str) -> int:
    count = 0
    for one, other in zip(code, gmina, strict=False):
        if one != other:
            break
        count += 1
    return count
