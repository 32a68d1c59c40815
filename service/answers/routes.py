"""Baskets of services, the contacts that lead there, and free places."""

from datetime import date

from graph.routes.index import Document
from graph.routes.notices import NoticeKind
from graph.routes.usable import BlockedBy, CapacityState
from graph.vocabulary.codes import ServiceStatus
from service.answers.model import AnswerModel, Count, Handover


class RouteContact(AnswerModel):
    """How to ask for a service, and how old the entry is."""

    phone: str | None
    email: str | None
    address: str | None
    website: str | None
    hours: str | None
    how_to_apply: str | None
    documents: str | None
    price: str | None
    address_note: str | None = None
    """Why no address is shown."""
    updated_on: date | None
    age_days: int | None
    warning: str | None


class NamedService(AnswerModel):
    """A service with its institution."""

    service_id: str
    service_code: str
    service: str
    institution_id: str
    institution: str


class RouteStep(Handover):
    """One handover, with whom it is made and the document it rests on."""

    partner_role: str | None
    document: Document


class Supporting(NamedService):
    """A service that supports a need, never instead of what answers it."""

    need: str
    phone: str | None
    capacity: CapacityState
    wait_days: Count
    wait_known: bool
    self_referral: bool
    path: list[str]


class WouldWin(AnswerModel):
    """What alone would put the runner-up into the basket; null where that cannot do it."""

    wait_days_at_most: int | None
    path_cost_below: float | None


class RunnerUp(NamedService):
    """The service that would be in the basket instead."""

    extra_cost: float
    wait_days: Count
    path_cost: float
    would_win_if: WouldWin


class Why(AnswerModel):
    """Why this service and no other."""

    runner_up: RunnerUp | None
    text: str


class BasketItem(NamedService):
    """A service of a basket, the needs it answers, and the contacts that lead there."""

    need: list[str]
    contact: RouteContact
    age_min: int | None
    age_max: int | None
    wait_days: Count
    wait_known: bool
    capacity: CapacityState
    self_referral: bool
    """The family can go by itself."""
    path: list[str]
    path_cost: float | None
    cost: float | None
    steps: list[RouteStep]
    supporting: list[Supporting]
    explanation: str
    why: Why | None = None
    """Of the first basket, where costs are shown."""


class Basket(AnswerModel):
    """Services that together answer every need that can be met."""

    rank: int
    cost: float | None
    wait_days: Count
    multisector: bool
    items: list[BasketItem]
    explanation: str


class NearMiss(NamedService):
    """A service that nearly answers a need."""

    gmina: str | None
    service_area: list[str]
    phone: str | None
    age_min: int | None
    age_max: int | None
    available: int | None
    wait_days: int | None
    status: ServiceStatus


class Unmet(AnswerModel):
    """A need that nothing answers, and why."""

    need: str
    blocked_by: BlockedBy
    nearest: list[NearMiss]
    nearest_count: Count
    gap: str | None
    """Id of the coordination gap it belongs to."""
    explanation: str


class InstitutionToAsk(AnswerModel):
    """Whom to turn to."""

    id: str
    name: str
    phone: str | None


class Notice(AnswerModel):
    """Where to turn instead of a basket."""

    code: str
    need: str
    kind: NoticeKind
    phones: list[str]
    institutions: list[InstitutionToAsk]
    withheld_services: list[str]
    text: str


class ServiceOfInstitution(AnswerModel):
    """A service by its ids."""

    service_id: str
    institution_id: str


class Detour(AnswerModel):
    """The best basket without an institution whose loss would split the network."""

    avoid: str
    cost: float | None
    services: list[ServiceOfInstitution]
    lost: list[str]
    """Needs that then go unanswered."""
    explanation: str


class RoutesAnswer(AnswerModel):
    """Baskets by cost, what is unmet, and notices."""

    gmina: str
    partnership: str
    needs: list[str]
    services: list[str]
    origin: str | None
    as_of: date
    baskets: list[Basket]
    unmet: list[Unmet]
    notices: list[Notice]
    detours: list[Detour]


class ServiceCapacity(ServiceOfInstitution):
    """Free places of one service."""

    service_code: str
    capacity: CapacityState
    available: int | None
    wait_days: int | None
    updated_on: date | None


class NeedCapacity(AnswerModel):
    """A need with the services that answer it; ``state`` is the best of theirs."""

    need: str
    state: CapacityState
    services: list[ServiceCapacity]


class NoticeCode(AnswerModel):
    """A need with a door of its own."""

    code: str
    phones: list[str]


class CapacityAnswer(AnswerModel):
    """Free places and waits for many needs at once."""

    gmina: str
    partnership: str
    needs: list[NeedCapacity]
    notices: list[NoticeCode]
