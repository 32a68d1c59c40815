"""A proposal for a case: baskets by the routes, what each area can add, and whom the team needs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.cases.case import Case
from graph.cases.check import areas_called_for
from graph.cases.context import CaseContext, context_of, missing_levels
from graph.cases.steps import BasketItem
from graph.errors import Conflict
from graph.model import Offer
from graph.snapshot import Snapshot, government_levels
from graph.vocabulary import AREAS, NEEDS
from graph.vocabulary.codes import Area, Level

if TYPE_CHECKING:
    from graph.routes import RouteAnswer, RouteCosts


@dataclass(frozen=True, slots=True)
class ServiceFound:
    """A service that the family can use, and the needs it ``answers`` or at least ``supports``."""

    offer: Offer
    answers: tuple[str, ...]
    supports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreaPart:
    """What one area of cooperation can add.

    ``needs`` are those that call for it; without one it was ``considered`` in the diagnosis.
    """

    area: Area
    needs: tuple[str, ...]
    considered: bool
    services: tuple[ServiceFound, ...]


@dataclass(frozen=True, slots=True)
class ProposedBasket:
    """A basket, and the team (ZZK) that it implies.

    ``members`` are the providers on the map and the lead, ``joining`` those of them that have no seat
    yet. ``outside`` are providers from other partnerships. ``missing_levels`` are levels of
    self-government that the members do not have, ``suggested`` members of the partnership that do.
    """

    rank: int
    cost: float
    wait_days: int
    multisector: bool
    items: tuple[BasketItem, ...]
    lead: str | None
    members: tuple[str, ...]
    joining: tuple[str, ...]
    outside: tuple[str, ...]
    missing_levels: tuple[Level, ...]
    suggested: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What can be proposed; ``answer`` tells of unmet needs and of notices besides."""

    baskets: tuple[ProposedBasket, ...]
    areas: tuple[AreaPart, ...]
    answer: "RouteAnswer"


def propose(
    snapshot: Snapshot,
    case: Case,
    costs: "RouteCosts | None" = None,
    *,
    alternatives: int = 3,
    max_wait: int | None = None,
    avoid: Sequence[str] = (),
) -> Proposal:
    """Baskets for the needs of the newest diagnosis, by area and with their teams.

    Parameters
    ----------
    snapshot
        The partnership with the offers of the whole store.
    case
        A case with a diagnosis.
    costs
        Weights of a basket's cost; the usual ones if not given.
    alternatives, max_wait, avoid
        How many baskets, the longest wait in days, institutions to be left out.

    Raises
    ------
    Conflict
        When there is no diagnosis yet.
    InvalidRequest
        When ``alternatives``, ``max_wait`` or ``avoid`` cannot be.

    Notes
    -----
    A service that the case has had in a basket keeps its item id, so that its state stays its own.
    """
    # Routes bring their solver along, which nothing else of a case needs.
    from graph.routes import RouteCosts, RouteRequest, find_routes
    from graph.routes.usable import DEFAULT_MAX_WAIT

    if case.diagnosis is None:
        raise Conflict("case", "proposal", "there is no diagnosis yet")
    request = RouteRequest(
        case.request.teryt,
        case.diagnosis.needs,
        age_bands=case.request.age_bands,
        attends=_attended(snapshot, case),
        alternatives=alternatives,
        avoid=tuple(avoid),
        partnership=snapshot.partnership.id,
        max_wait=DEFAULT_MAX_WAIT if max_wait is None else max_wait,
    )
    answer = find_routes(snapshot, request, costs or RouteCosts())
    lead = case.lead or snapshot.leader
    context = context_of(snapshot)
    baskets: list[ProposedBasket] = []
    for basket in answer.baskets:
        items = _items(case, [(item.way.offer, item.needs) for item in basket.items])
        team = _team(snapshot, context, case, lead, items)
        baskets.append(
            ProposedBasket(
                basket.rank, basket.cost, basket.wait_days, basket.multisector, items, lead, *team
            )
        )
    return Proposal(tuple(baskets), _areas(snapshot, case, answer), answer)


def _attended(snapshot: Snapshot, case: Case) -> tuple[str, ...]:
    """Institutions that the family belongs to: those involved and those that already help it."""
    family = snapshot.families.get(case.family_id)
    known = {*(family.institutions if family else ()), *(i.item.institution_id for i in case.items)}
    return tuple(sorted(known & snapshot.institutions.keys()))


def _items(case: Case, chosen: Iterable[tuple[Offer, tuple[str, ...]]]) -> tuple[BasketItem, ...]:
    ids = {
        (item.institution_id, item.service_id): item.id
        for version in case.baskets
        for item in version.items
    }
    used = set(ids.values())
    found: list[BasketItem] = []
    for offer, needs in chosen:
        service = offer.service
        key = (service.institution_id, service.id)
        if key not in ids:
            number = next(n for n in range(1, len(used) + 2) if f"i{n}" not in used)
            ids[key] = f"i{number}"
            used.add(ids[key])
        found.append(BasketItem(ids[key], *key, service.service_code, needs, "route", service.wait_days))
    return tuple(found)


def _team(
    snapshot: Snapshot,
    context: CaseContext,
    case: Case,
    lead: str | None,
    items: Sequence[BasketItem],
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[Level, ...], tuple[str, ...]]:
    providers = {item.institution_id for item in items}
    on_map = providers & snapshot.institutions.keys()
    members = sorted(on_map | ({lead} if lead else set[str]()))
    seated = {seat.institution_id for seat in case.team}
    missing = missing_levels(members, context)
    suggested = [
        id
        for id in snapshot.members
        if id not in members and government_levels(snapshot.institutions[id]) & set(missing)
    ]
    return (
        tuple(members),
        tuple(id for id in members if id not in seated),
        tuple(sorted(providers - on_map)),
        missing,
        tuple(suggested),
    )


def _areas(snapshot: Snapshot, case: Case, answer: "RouteAnswer") -> tuple[AreaPart, ...]:
    from graph.routes import index_of, usable
    from graph.routes.usable import offer_key

    asked = answer.request
    # A need that nothing answers has a door of its own: the answer holds a notice of it.
    needs = [need for need in asked.needs if NEEDS[need].answered_by]
    offers = index_of(snapshot).offers
    found: dict[tuple[str, str], tuple[Offer, list[str], list[str]]] = {}
    for need in needs:
        for offer in usable(offers, need, asked.conditions).offers:
            found.setdefault(offer_key(offer), (offer, [], []))[1].append(need)
        for offer in usable(offers, need, asked.conditions, NEEDS[need].supported_by).offers:
            found.setdefault(offer_key(offer), (offer, [], []))[2].append(need)
    screened = [
        ServiceFound(offer, tuple(answers), tuple(supports))
        for _, (offer, answers, supports) in sorted(found.items())
        if offer.provider.id not in asked.avoid
    ]
    considered = case.diagnosis.considered if case.diagnosis else ()
    return tuple(
        AreaPart(
            area,
            tuple(need for need in asked.needs if area in areas_called_for((need,))),
            area in considered,
            tuple(one for one in screened if one.offer.provider.area == area),
        )
        for area in AREAS
    )
