"""A family's file: permissions, referrals, and routes with the bases they have and lack."""

from datetime import date, datetime

from graph.records.permission import DataClass
from graph.records.referral import State
from service.answers.model import AnswerModel, Count
from service.answers.routes import BasketItem, Notice, RoutesAnswer, RouteStep, Unmet


class PermissionRecord(AnswerModel):
    """A consent, or a rule of law, for one institution and one class of data."""

    id: str
    institution_id: str
    data_class: DataClass
    base: str
    """``consent`` or a code of the vocabulary ``legal_bases``."""
    given_on: date
    expires_on: date | None
    """The first day without it."""
    withdrawn_on: date | None
    by_guardian: bool


class PermissionAnswer(PermissionRecord):
    """A permission with its version."""

    version: int


class ReferralEvent(AnswerModel):
    """One state of a referral: when it began and which role wrote it down."""

    state: State
    at: datetime
    role: str
    code: str | None
    """Reason of a rejection, outcome of a completion."""


class ReferralAnswer(AnswerModel):
    """A service asked for, and everything that became of it."""

    id: str
    institution_id: str
    service_id: str
    needs: list[str] | None = None
    """Left out where the needs may not be shown."""
    state: State
    version: int
    history: list[ReferralEvent]


class Acceptance(AnswerModel):
    """How many referrals a provider answered, and accepted."""

    answered: Count
    accepted: Count


class PassedOn(AnswerModel):
    """Data that an institution receives on the way, and the base for it."""

    institution_id: str
    data_class: DataClass
    base: str | None
    expires_on: date | None


class FamilyRouteStep(RouteStep):
    """A handover with the history of whoever receives it."""

    acceptance: Acceptance | None


class FamilyBasketItem(BasketItem):
    """A service with the bases it has and those it lacks."""

    steps: list[FamilyRouteStep]  # pyright: ignore[reportIncompatibleVariableOverride]  # frozen
    passed_on: list[PassedOn]
    missing_bases: list[str]
    """Ids of institutions for which there is no base."""
    acceptance: Acceptance | None


class FamilyBasket(AnswerModel):
    """Services that together answer every need that can be met."""

    rank: int
    cost: float | None
    wait_days: Count
    multisector: bool
    items: list[FamilyBasketItem]
    explanation: str


class FamilyRoutesAnswer(RoutesAnswer):
    """Baskets for the needs in the family's file."""

    baskets: list[FamilyBasket]  # pyright: ignore[reportIncompatibleVariableOverride]  # frozen


class ReferralAfterStep(ReferralAnswer):
    """A referral after a step; after a rejection also the next basket."""

    next_basket: FamilyBasket | None = None
    unmet: list[Unmet] | None = None
    notices: list[Notice] | None = None
