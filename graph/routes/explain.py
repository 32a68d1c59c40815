"""Why this basket, why this provider, why not: the sentences of one answer in one language."""

from collections.abc import Iterable

from graph.gaps.names import Names
from graph.model import Offer
from graph.routes.answer import Basket, Detour, Item, RouteAnswer, Unmet, Way
from graph.routes.costs import RouteCosts
from graph.routes.index import RouteIndex
from graph.routes.notices import Notice
from graph.routes.wording import say
from graph.snapshot import Snapshot
from graph.text import Language
from graph.vocabulary import AREAS, NEEDS


class Explanations:
    """Speaks about one answer. Institutions of other partnerships are known by name, too."""

    def __init__(
        self, answer: RouteAnswer, snapshot: Snapshot, index: RouteIndex, language: Language
    ) -> None:
        self.language: Language = language
        self._answer = answer
        self._index = index
        self._names = Names(snapshot, language)

    def name(self, id: str) -> str:
        """Name of an institution; its id where it is not known."""
        institution = self._index.institutions.get(id)
        return institution.name if institution else id

    def service(self, code: str) -> str:
        """Name of a kind of service."""
        return self._names.service(code)

    def topic(self, code: str) -> str:
        """Name of a need, or of a service asked for directly."""
        return self._names.need(code) if code in NEEDS else self._names.service(code)

    def basket(self, basket: Basket, costs: RouteCosts) -> str:
        """What a basket holds, what it costs and where it leads."""
        institutions = {item.way.offer.service.institution_id for item in basket.items}
        paths = sum(item.way.path.cost for item in basket.items)
        surcharge = len(institutions) * costs.institution
        sentences = [
            self._say(
                "basket",
                rank=basket.rank,
                services=len(basket.items),
                institutions=len(institutions),
                cost=self._number(basket.cost),
                paths=self._number(paths),
                waits=self._number(basket.cost - paths - surcharge),
                surcharge=self._number(surcharge),
                wait=basket.wait_days,
            )
        ]
        extra = basket.cost - self._answer.baskets[0].cost
        if basket.rank > 1:
            sentences.append(self._say("dearer", extra=self._number(extra)))
        covered = {item.way.offer.provider.area for item in basket.items}
        areas = "; ".join(self._names.area(area) for area in AREAS if area in covered)
        if areas:
            sentences.append(self._say("areas", areas=areas))
        sentences += [self.item(item) for item in basket.items]
        if any(item.steps for item in basket.items):
            sentences.append(self._say("consent"))
        return " ".join(sentences)

    def item(self, item: Item) -> str:
        """One service: need, provider, wait and path."""
        way = item.way
        service = way.offer.service
        sentences = [
            self._say(
                "item",
                needs="; ".join(self.topic(code) for code in item.needs),
                service=self.service(service.service_code),
                provider=self.name(service.institution_id),
            ),
            self._say("wait" if way.wait_known else "wait_guessed", days=way.wait_days),
            self._path(way),
        ]
        expired = [step for step in item.steps if step.document == "expired"]
        for step in expired:
            pair = f"{self.name(step.start)} – {self.name(step.end)}"
            sentences.append(self._say("expired", pair=pair))
        return " ".join(sentences)

    def why(self, item: Item) -> str:
        """Why this provider and not the next, and what would have to change."""
        rival = item.rival
        if rival is None:
            return self._say("only_one")
        way = rival.way
        service = way.offer.service
        sentences = [
            self._say(
                "next" if rival.extra else "next_equal",
                service=self.service(service.service_code),
                provider=self.name(service.institution_id),
                extra=self._number(rival.extra),
            )
        ]
        if rival.wait_to_win is not None:
            now = str(way.wait_days) if way.wait_known else self._say("unknown")
            sentences.append(self._say("wins_by_wait", days=rival.wait_to_win, now=now))
        if rival.cost_to_win is not None:
            sentences.append(
                self._say(
                    "wins_by_path",
                    cost=self._number(rival.cost_to_win),
                    now=self._number(way.path.cost),
                    strength=self._number(6.0 - rival.cost_to_win),
                )
            )
        if rival.wait_to_win is None and rival.cost_to_win is None:
            sentences.append(self._say("wins_by_neither"))
        return " ".join(sentences)

    def unmet(self, unmet: Unmet, nearest: Iterable[Offer]) -> str:
        """What blocks a need, and the nearest miss."""
        closest = next(iter(nearest), None)
        sentences = [
            self._say("unmet", need=self.topic(unmet.need), reason=self._reason(unmet, closest))
        ]
        if closest is not None:
            sentences.append(
                self._say(
                    "nearest",
                    service=self.service(closest.service.service_code),
                    provider=self.name(closest.service.institution_id),
                    gmina=closest.provider.teryt or self._say("unknown"),
                )
            )
        return " ".join(sentences)

    def detour(self, detour: Detour) -> str:
        """What remains without one institution."""
        avoided = self.name(detour.avoided)
        if detour.cost is None:
            return self._say("detour_none", avoided=avoided)
        sentences = [self._say("detour", avoided=avoided, cost=self._number(detour.cost))]
        if detour.lost:
            lost = "; ".join(self.topic(code) for code in detour.lost)
            sentences.append(self._say("detour_lost", needs=lost))
        return " ".join(sentences)

    def notice(self, notice: Notice) -> str:
        """Where to turn instead of a basket, or whose age to ask for."""
        if notice.kind == "age_not_given":
            return self._age_not_given(notice.need)
        doors = "; ".join(
            f"{door.name} ({door.phone})" if door.phone else door.name for door in notice.doors
        )
        if not doors and notice.kind != "not_with_violence":
            doors = self._say(f"doors_generic_{notice.kind}")
        text = self._say(f"notice_{notice.kind}", topic=self.topic(notice.need), doors=doors)
        if not notice.withheld:
            return text
        services = "; ".join(self.service(code) for code in notice.withheld)
        return f"{text} {self._say('notice_others_limited', services=services)}"

    def _age_not_given(self, need: str) -> str:
        ages = self._names.ages({"age_min": NEEDS[need].age_min, "age_max": NEEDS[need].age_max})
        bands = ", ".join(self._answer.request.age_bands).replace("-", "–")
        return self._say("notice_age_not_given", topic=self.topic(need), ages=ages, bands=bands)

    def _reason(self, unmet: Unmet, closest: Offer | None) -> str:
        request = self._answer.request
        blocked = unmet.blocked_by
        if blocked == "no_service":
            looked_for = "; ".join(self.service(code) for code in unmet.codes)
            return self._say("no_service", services=looked_for)
        if blocked == "territory":
            return self._say("territory", gmina=request.gmina)
        if blocked == "no_path":
            if self._answer.origin is None:
                return self._say("no_origin")
            return self._say("no_path_avoided" if request.avoid else "no_path")
        if closest is not None and blocked == "age":
            service = closest.service
            ages = {"age_min": service.age_min, "age_max": service.age_max}
            return self._say("age", ages=self._names.ages(ages))
        if closest is not None and blocked == "wait":
            return self._say("wait_too_long", days=closest.service.wait_days, limit=request.max_wait)
        return self._say(blocked)

    def _path(self, way: Way) -> str:
        if way.path.self_referral:
            return self._say("self_referral")
        if len(way.path.institutions) == 1:
            return self._say("at_origin")
        return self._say("path", path=" → ".join(self.name(id) for id in way.path.institutions))

    def _number(self, value: float) -> str:
        return self._names.decimal(value)

    def _say(self, text: str, **values: object) -> str:
        return say(self.language, text, **values)
