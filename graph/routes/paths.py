"""The cheapest chain of known contacts from the origin to a provider: at most two steps."""

from collections.abc import Collection
from dataclasses import dataclass

from graph.model import Offer
from graph.routes.costs import RouteCosts
from graph.routes.index import RouteIndex


@dataclass(frozen=True, slots=True)
class Route:
    """How a family gets to a provider: the institutions on the way and what that costs, in points.

    ``self_referral``: the family goes by itself, and the provider stands alone.
    """

    institutions: tuple[str, ...]
    cost: float
    self_referral: bool = False


def cheapest_path(
    index: RouteIndex, origin: str | None, provider: str, avoid: Collection[str] = ()
) -> Route | None:
    """The cheapest path over live ties on the map, of at most 2 steps.

    Parameters
    ----------
    index
        The prepared snapshot.
    origin, provider
        Ids of the ends; they may be of a type that hands nothing over.
    avoid
        Institutions that may not stand between the ends.

    Returns
    -------
    Route or None
        ``None`` if there is no such path. Equal costs: fewer steps, then the smaller id between.

    Notes
    -----
    A step costs 6 - strength. O(smaller degree of the two ends).
    """
    if origin is None:
        return None
    if origin == provider:
        return Route((origin,), 0.0)
    near = index.costs.get(origin, {})
    far = index.costs.get(provider, {})
    fewer, more = (near, far) if len(near) <= len(far) else (far, near)
    through = min(
        (
            (cost + more[between], between)
            for between, cost in fewer.items()
            if between in more and between in index.may_hand_over and between not in avoid
        ),
        default=None,
    )
    direct = near.get(provider)
    if direct is not None and (through is None or direct <= through[0]):
        return Route((origin, provider), direct)
    return Route((origin, through[1], provider), through[0]) if through else None


def way_to(
    index: RouteIndex,
    origin: str | None,
    offer: Offer,
    avoid: Collection[str] = (),
    costs: RouteCosts = RouteCosts(),  # noqa: B008  # immutable settings
) -> Route | None:
    """How a family reaches an offer: by contacts, or by itself where the service is open.

    ``None`` if it cannot: the last filter, ``no_path``. Going by itself is chosen where it is
    strictly cheaper than the path or no path exists.
    """
    provider = offer.service.institution_id
    if provider in avoid:
        return None
    path = cheapest_path(index, origin, provider, avoid)
    if offer.service.access == "open" and (path is None or costs.self_referral < path.cost):
        return Route((provider,), costs.self_referral, self_referral=True)
    return path
