"""Free places at a glance (pre-flight): many needs at once, nothing about a person, nothing changed."""

from collections.abc import Sequence
from typing import Any

from graph.model import Offer
from graph.routes.find import sorted_out
from graph.routes.index import index_of
from graph.routes.notices import withheld_codes
from graph.routes.requests import RouteRequest, check_request
from graph.routes.usable import CapacityState, capacity_state, serves, takes_need
from graph.snapshot import Snapshot

#: From the best state to the worst.
_STATES: tuple[CapacityState, ...] = ("capacity", "waitlist", "unknown", "no-capacity")


def capacity_overview(
    snapshot: Snapshot, gmina: str, needs: Sequence[str], services: Sequence[str] = ()
) -> dict[str, Any]:
    """For each need the active services that reach the gmina, with free places and waits.

    Own clients, paths and the family's ages are left aside: they depend on who asks. The need's own age
    counts. ``state`` is the best of the services' states; ``no-capacity`` where there is no service.

    Raises
    ------
    InvalidRequest
        With every value that is not a known code.
    """
    index = index_of(snapshot)
    request = RouteRequest(gmina, tuple(needs), tuple(services))
    check_request(request, index.institutions)
    notices, wanted = sorted_out(snapshot, request, withheld_codes(needs))
    return {
        "gmina": gmina,
        "partnership": snapshot.partnership.id,
        "needs": [
            _need(need, [o for o in index.offers.offering(codes) if _counts(o, gmina, need)])
            for need, codes in wanted.items()
        ],
        "notices": [{"code": notice.code, "phones": list(notice.phones)} for notice in notices],
    }


def _counts(offer: Offer, gmina: str, need: str) -> bool:
    service = offer.service
    can_be_had = service.access != "court" and service.status == "active"
    return can_be_had and serves(service, gmina) and takes_need(service, need)


def _need(need: str, offers: Sequence[Offer]) -> dict[str, Any]:
    states: list[CapacityState] = [capacity_state(offer.service) for offer in offers]
    return {
        "need": need,
        "state": min(states, key=_STATES.index, default="no-capacity"),
        "services": [_row(offer) for offer in offers],
    }


def _row(offer: Offer) -> dict[str, Any]:
    service = offer.service
    updated = service.updated_on or offer.provider.updated_on
    return {
        "service_id": service.id,
        "service_code": service.service_code,
        "institution_id": service.institution_id,
        "capacity": capacity_state(service),
        "available": service.available,
        "wait_days": service.wait_days,
        "updated_on": updated and updated.isoformat(),
    }
