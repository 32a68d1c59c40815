"""What a partnership offers and covers, without any case: areas, levels, services and the area's demand.

Everybody may read it, so whoever argues for a change can show it before and after.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from graph.gaps.needs import latest_demand
from graph.gaps.places import gmina_place
from graph.recruitment.offers import UsableOffers
from graph.routes.usable import DEFAULT_MAX_WAIT
from graph.snapshot import Snapshot, government_levels
from graph.vocabulary import AREAS
from graph.whatif.answers import reachable

#: Fewer families than this in a demand are not counted or named.
_FEWEST: Final = 5
_LEVELS: Final = ("gmina", "powiat")

#: A gmina and a need with how many families of the area have it.
Demands = Mapping[tuple[str, str], int]


def covered(snapshot: Snapshot, max_wait: int = DEFAULT_MAX_WAIT) -> dict[str, Any]:
    """What the members cover.

    Parameters
    ----------
    snapshot
        The partnership as it is, or as it would be.
    max_wait
        Services with a wait of more days do not count.

    Returns
    -------
    dict
        ``areas`` and ``levels`` with a member, ``services``: codes of the active services of members,
        and ``demand``: the ``families`` of the area's latest demand, and how many of them a member
        answers (``by_member``) and a route from the leader leads to an answer (``by_route``). Rows of
        fewer than five families are left out.

    Examples
    --------
    >>> from datetime import date
    >>> from graph.model import Demand, Institution, Package, Partnership, Service
    >>> from graph.snapshot import snapshot_of
    >>> school = Institution("I1", "SP 1", "SP", membership="leader", teryt="2499011")
    >>> here = snapshot_of(
    ...     Package(
    ...         Partnership("p", "P", "2499011"),
    ...         (school,),
    ...         services=(Service("S1", "I1", "PED"),),
    ...         demand=(Demand("2499011", "S4", 12, 2025), Demand("2499011", "N01", 3, 2025)),
    ...     ),
    ...     date(2026, 6, 30),
    ... )
    >>> found = covered(here)
    >>> found["areas"], found["levels"], found["services"], found["demand"]["families"]
    (['edukacja'], ['gmina'], ['PED'], 12)
    """
    members = frozenset(snapshot.members)
    there = [snapshot.institutions[id] for id in members]
    areas = {one.area for one in there}
    levels = frozenset[str]().union(*map(government_levels, there))
    asked = _asked(snapshot)
    by_member, by_route = answered_demand(snapshot, max_wait)
    return {
        "areas": [area for area in AREAS if area in areas],
        "levels": [level for level in _LEVELS if level in levels],
        "services": sorted(
            {
                offer.service.service_code
                for offer in snapshot.offers
                if offer.service.institution_id in members and offer.service.status == "active"
            }
        ),
        "demand": {
            "families": sum(asked.values()),
            "by_member": sum(by_member.values()),
            "by_route": sum(by_route.values()),
        },
    }


def answered_demand(snapshot: Snapshot, max_wait: int = DEFAULT_MAX_WAIT) -> tuple[Demands, Demands]:
    """The demand that a member answers, and the demand that a route leads to an answer of."""
    offers = UsableOffers(snapshot, max_wait)
    members, reaches = frozenset(snapshot.members), reachable(snapshot)
    by_member: dict[tuple[str, str], int] = {}
    by_route: dict[tuple[str, str], int] = {}
    for (place, need), families in _asked(snapshot).items():
        found = offers.of(need, place)
        if any(offer.service.institution_id in members for offer in found):
            by_member[place, need] = families
        if any(map(reaches, found)):
            by_route[place, need] = families
    return by_member, by_route


def demand_changes(before: Snapshot, after: Snapshot, max_wait: int) -> dict[str, Any]:
    """Which demand comes to be answered, and which ceases to be, by a route and by a member."""
    old, new = answered_demand(before, max_wait), answered_demand(after, max_wait)
    return {
        name: {"appear": list(_rows(now, was)), "break": list(_rows(was, now))}
        for name, was, now in zip(("member_answers", "routes"), old, new, strict=True)
    }


def _rows(found: Demands, other: Demands) -> Iterator[dict[str, Any]]:
    for place, need in sorted(found.keys() - other.keys()):
        yield {"gmina": place, "need": need, "families": found[place, need]}


def _asked(snapshot: Snapshot) -> dict[tuple[str, str], int]:
    return {
        (gmina_place(row.teryt), row.need): row.families
        for row in latest_demand(snapshot.demand)
        if row.families >= _FEWEST
    }
