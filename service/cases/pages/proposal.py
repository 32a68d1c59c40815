"""The proposal for a case, put into words: baskets side by side, areas, and the team they imply."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graph.cases import AreaPart, BasketItem, ProposedBasket
from graph.routes import route_document
from service.answers.documents import Document
from service.cases.files import CaseFile
from service.cases.pages.words import CaseWords
from service.cases.steps import proposal
from service.pages.shell import Link
from service.routes.cards import RouteCards

_MOST_SERVICES: Final = 6


@dataclass(frozen=True, slots=True)
class ItemCard:
    """A service of a proposed basket."""

    service: str
    place: Link
    needs: str
    wait: str
    phone: str


@dataclass(frozen=True, slots=True)
class BasketCard:
    """A proposed basket; ``team`` are institutions it implies, each with why."""

    rank: int
    longest: str
    multisector: bool
    items: Sequence[ItemCard]
    team: Sequence[tuple[Link, str]]
    missing: str


@dataclass(frozen=True, slots=True)
class AreaCard:
    """What one area can add: the needs that call for it, and services; ``more`` counts the rest."""

    name: str
    needs: str
    considered: bool
    services: Sequence[str]
    more: int


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """Everything proposed; ``unmet`` and ``notices`` as on the page of the routes."""

    baskets: Sequence[BasketCard]
    areas: Sequence[AreaCard]
    unmet: Sequence[Document]
    notices: Sequence[Document]


def proposal_shown(file: CaseFile, words: CaseWords, url: Callable[..., str]) -> ShownProposal:
    """The proposal for a case in the reader's words."""
    found = proposal(file)
    document: dict[str, Any] = route_document(found.answer, file.snapshot, words.localizer.lang)
    cards = RouteCards(file.snapshot, document, words.localizer, url)
    return ShownProposal(
        [_basket(file, words, one) for one in found.baskets],
        [_area(words, one) for one in found.areas],
        cards.unmet({}),
        cards.notices(),
    )


def _basket(file: CaseFile, words: CaseWords, basket: ProposedBasket) -> BasketCard:
    t = words.localizer.t
    providers = {item.institution_id for item in basket.items}
    team = [
        (
            words.place(id),
            t("cases.team.implied.provider" if id in providers else "cases.team.implied.lead"),
        )
        for id in basket.joining
    ]
    team += [
        (words.place(id), t("cases.team.implied.level")) for id in basket.suggested[:_MOST_SERVICES]
    ]
    return BasketCard(
        basket.rank,
        words.days(basket.wait_days),
        basket.multisector,
        [_item(words, item) for item in basket.items],
        team,
        ", ".join(words.localizer.level(level) for level in basket.missing_levels),
    )


def _item(words: CaseWords, item: BasketItem) -> ItemCard:
    offer = words.offer(item.institution_id, item.service_id)
    return ItemCard(
        words.service(item.institution_id, item.service_id, item.service_code),
        words.place(item.institution_id),
        words.needs(item.needs),
        words.days(item.wait_days),
        (offer.phone or "") if offer else "",
    )


def _area(words: CaseWords, area: AreaPart) -> AreaCard:
    listed = [
        f"{words.service(one.offer.provider.id, one.offer.service.id, one.offer.service.service_code)}"
        f" – {words.name(one.offer.provider.id)}"
        for one in area.services
    ]
    return AreaCard(
        words.localizer.area(area.area),
        words.needs(area.needs),
        area.considered,
        listed[:_MOST_SERVICES],
        max(len(listed) - _MOST_SERVICES, 0),
    )
