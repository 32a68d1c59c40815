"""The answer as the JSON document that the command line, the API and the pages show."""

from typing import Any

from graph.model import Offer
from graph.routes.answer import Basket, Detour, Item, Rival, RouteAnswer, Unmet, Way
from graph.routes.contact import contact_of, shown_name
from graph.routes.costs import RouteCosts
from graph.routes.explain import Explanations
from graph.routes.index import RouteIndex, Step, index_of
from graph.routes.nearest import gap_of, nearest_first
from graph.routes.notices import Notice, address_is_hidden
from graph.snapshot import Snapshot
from graph.text import Language

#: Nearest misses listed for an unmet need.
MAX_NEAREST = 10


def route_document(
    answer: RouteAnswer,
    snapshot: Snapshot,
    lang: Language = "pl",
    costs: RouteCosts = RouteCosts(),  # noqa: B008  # immutable settings
) -> dict[str, Any]:
    """The answer in plain JSON values.

    Parameters
    ----------
    answer
        What :func:`graph.routes.find.find_routes` found.
    snapshot
        The snapshot it was found in.
    lang
        Language of the sentences.
    costs
        The settings it was found with.

    Returns
    -------
    dict
        ``gmina``, ``partnership``, ``needs``, ``services``, ``origin``, ``as_of``, ``baskets`` (with
        items, contacts, paths, supporting services and reasons), ``unmet``, ``notices`` and
        ``detours``.
    """
    return _Document(answer, snapshot, lang, costs).whole()


class _Document:
    def __init__(
        self, answer: RouteAnswer, snapshot: Snapshot, lang: Language, costs: RouteCosts
    ) -> None:
        self._answer = answer
        self._snapshot = snapshot
        self._lang: Language = lang
        self._costs = costs
        self._index: RouteIndex = index_of(snapshot)
        self._say = Explanations(answer, snapshot, self._index, lang)
        self._supporting = {
            need: [self._support(need, way) for way in ways] for need, ways in answer.supporting.items()
        }

    def whole(self) -> dict[str, Any]:
        request = self._answer.request
        return {
            "gmina": request.gmina,
            "partnership": self._answer.partnership,
            "needs": list(dict.fromkeys(request.needs)),
            "services": list(dict.fromkeys(request.services)),
            "origin": self._answer.origin,
            "as_of": self._snapshot.as_of.isoformat(),
            "baskets": [self._basket(basket) for basket in self._answer.baskets],
            "unmet": [self._unmet(unmet) for unmet in self._answer.unmet],
            "notices": [self._notice(notice) for notice in self._answer.notices],
            "detours": [self._detour(detour) for detour in self._answer.detours],
        }

    def _basket(self, basket: Basket) -> dict[str, Any]:
        return {
            "rank": basket.rank,
            "cost": basket.cost,
            "wait_days": basket.wait_days,
            "multisector": basket.multisector,
            "items": [self._item(item, best=basket.rank == 1) for item in basket.items],
            "explanation": self._say.basket(basket, self._costs),
        }

    def _item(self, item: Item, *, best: bool) -> dict[str, Any]:
        way = item.way
        offer = way.offer
        hidden = address_is_hidden(offer, violence=self._answer.violence)
        document: dict[str, Any] = {
            "need": list(item.needs),
            **self._named(offer),
            "contact": contact_of(offer, self._snapshot.as_of, self._lang, hidden=hidden),
            "age_min": offer.service.age_min,
            "age_max": offer.service.age_max,
            "wait_days": way.wait_days,
            "wait_known": way.wait_known,
            "capacity": way.capacity,
            "self_referral": way.path.self_referral,
            "path": list(way.path.institutions),
            "path_cost": way.path.cost,
            "cost": way.cost,
            "steps": [_step(step) for step in item.steps],
            "supporting": [row for need in item.needs for row in self._supporting[need]],
            "explanation": self._say.item(item),
        }
        if best:
            document["why"] = {
                "runner_up": item.rival and self._rival(item.rival),
                "text": self._say.why(item),
            }
        return document

    def _named(self, offer: Offer) -> dict[str, Any]:
        service = offer.service
        name = shown_name(offer, violence=self._answer.violence)
        return {
            "service_id": service.id,
            "service_code": service.service_code,
            "service": name or self._say.service(service.service_code),
            "institution_id": service.institution_id,
            "institution": offer.provider.name,
        }

    def _support(self, need: str, way: Way) -> dict[str, Any]:
        return {
            "need": need,
            **self._named(way.offer),
            "phone": way.offer.phone,
            "capacity": way.capacity,
            "wait_days": way.wait_days,
            "wait_known": way.wait_known,
            "self_referral": way.path.self_referral,
            "path": list(way.path.institutions),
        }

    def _rival(self, rival: Rival) -> dict[str, Any]:
        return {
            **self._named(rival.way.offer),
            "extra_cost": rival.extra,
            "wait_days": rival.way.wait_days,
            "path_cost": rival.way.path.cost,
            "would_win_if": {
                "wait_days_at_most": rival.wait_to_win,
                "path_cost_below": rival.cost_to_win,
            },
        }

    def _unmet(self, unmet: Unmet) -> dict[str, Any]:
        nearest = nearest_first(unmet, self._answer.request)
        return {
            "need": unmet.need,
            "blocked_by": unmet.blocked_by,
            "nearest": [self._miss(offer) for offer in nearest[:MAX_NEAREST]],
            "nearest_count": len(nearest),
            "gap": gap_of(unmet, self._answer.request, self._index),
            "explanation": self._say.unmet(unmet, nearest),
        }

    def _miss(self, offer: Offer) -> dict[str, Any]:
        service = offer.service
        return {
            **self._named(offer),
            "gmina": offer.provider.teryt,
            "service_area": list(service.service_area),
            "phone": offer.phone,
            "age_min": service.age_min,
            "age_max": service.age_max,
            "available": service.available,
            "wait_days": service.wait_days,
            "status": service.status,
        }

    def _notice(self, notice: Notice) -> dict[str, Any]:
        return {
            "code": notice.code,
            "need": notice.need,
            "kind": notice.kind,
            "phones": list(notice.phones),
            "institutions": [
                {"id": door.id, "name": door.name, "phone": door.phone} for door in notice.doors
            ],
            "withheld_services": list(notice.withheld),
            "text": self._say.notice(notice),
        }

    def _detour(self, detour: Detour) -> dict[str, Any]:
        return {
            "avoid": detour.avoided,
            "cost": detour.cost,
            "services": [
                {"service_id": offer.service.id, "institution_id": offer.service.institution_id}
                for offer in detour.offers
            ],
            "lost": list(detour.lost),
            "explanation": self._say.detour(detour),
        }


def _step(step: Step) -> dict[str, Any]:
    return {
        "from": step.start,
        "to": step.end,
        "formalisation": step.formalisation,
        "strength": step.strength,
        "confirmed": step.confirmed,
        "contact_role": step.contact_role,
        "partner_role": step.partner_role,
        "document": step.document,
    }
