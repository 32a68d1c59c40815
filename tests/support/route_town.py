"""A small partnership to ask routes of, built from a few lines."""

from datetime import date

from graph.model import Institution, Offer, Package, Partnership, Service, TieReport
from graph.routes import RouteRequest, find_routes
from graph.snapshot import snapshot_of

AS_OF = date(2026, 6, 30)
GMINA = "2499011"


def institution(id, type_code="NGO", **cells):
    return Institution(id, f"Instytucja {id}", type_code, **{"teryt": GMINA, **cells})


def service(id, institution_id, code, **cells):
    return Service(id, institution_id, code, **{"available": 1, "wait_days": 0, **cells})


def town(institutions, services, ties=(), workers=(), elsewhere=(), leader="L"):
    """Ties are (a, b, strength) or (a, b, strength, cells); the leader is an OPS unless given."""
    known = {one.id: one for one in institutions}
    if leader and leader not in known:
        known[leader] = institution(leader, "OPS", membership="leader")
    reports = tuple(
        TieReport(a, b, strength, **{"frequency": "weekly", **(cells[0] if cells else {})})
        for a, b, strength, *cells in ties
    )
    return snapshot_of(
        Package(
            partnership=Partnership("P", "PZK", GMINA),
            institutions=tuple(known.values()),
            services=tuple(services),
            ties=reports,
            workers=tuple(workers),
        ),
        AS_OF,
        [Offer(one, provider) for one, provider in elsewhere],
    )


def ask(snapshot, *needs, **conditions):
    return find_routes(snapshot, RouteRequest(**{"gmina": GMINA, "needs": needs, **conditions}))


def ids(basket):
    return [item.way.offer.service.id for item in basket.items]
