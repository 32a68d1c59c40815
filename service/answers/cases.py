"""Cases of families: codes only."""

from datetime import date
from typing import Literal

from graph.cases import Kind
from graph.cases.clock import ReminderCode
from graph.cases.codes import ItemState, Source, Stage, State
from graph.vocabulary.codes import Area, Level, TeamRole, Unit
from service.answers.families import PermissionRecord, ReferralAnswer
from service.answers.gaps import Gap
from service.answers.journals import BasketService, Goal, Seat, StepTaken
from service.answers.model import AnswerModel, Count
from service.answers.routes import Notice, Unmet


class Reminder(AnswerModel):
    """Something that is due."""

    code: ReminderCode
    about: str | None
    due_on: date
    overdue: bool


class CaseListed(AnswerModel):
    """A case in the list."""

    family_id: str
    state: State
    version: int
    reminders: list[Reminder]


class CaseService(AnswerModel):
    """A service of the basket and its state."""

    id: str
    institution_id: str
    service_id: str | None
    service_code: str
    needs: list[str] | None = None
    """Left out where the needs may not be shown."""
    source: Source
    wait_days: int | None
    state: ItemState
    since: date
    started_on: date | None
    ended_on: date | None
    reason: str | None


class CaseBasket(AnswerModel):
    """The basket in force, or the newest."""

    number: int
    stage: Stage
    on: date
    items: list[CaseService]


class CaseAnswer(AnswerModel):
    """A case as its reader may see it; what is left out may not be shown, or is not there yet."""

    partnership: str
    state: State
    version: int
    reminders: list[Reminder]
    team: list[Seat]
    needs: list[str] | None = None
    resources: list[str] | None = None
    goals: list[Goal] | None = None
    basket: CaseBasket | None = None
    allowed: list[Kind] | None = None
    """Kinds of steps that may follow."""
    warnings: list[str] | None = None
    diagnosis_due_on: date | None = None
    diagnosis_late: bool | None = None
    open_follow_ups: list[date] | None = None
    journal: list[StepTaken] | None = None


class CaseStarted(CaseAnswer):
    """A new case under its new pseudonym."""

    family_id: str


class ProposedBasket(AnswerModel):
    """A basket and the task team that it implies."""

    rank: int
    cost: float
    wait_days: Count
    multisector: bool
    items: list[BasketService]
    lead: str | None
    members: list[str]
    joining: list[str]
    """Ids of members without a seat yet."""
    outside: list[str]
    """Ids of providers from other partnerships."""
    missing_levels: list[Level]
    suggested: list[str]


class ServiceFound(AnswerModel):
    """A service that the family can use."""

    institution_id: str
    service_id: str
    service_code: str
    wait_days: int | None
    answers: list[str]
    supports: list[str]


class AreaPart(AnswerModel):
    """What one area of cooperation can add."""

    area: Area
    needs: list[str]
    considered: bool
    services: list[ServiceFound]


class ProposalAnswer(AnswerModel):
    """What can be proposed for the diagnosis."""

    baskets: list[ProposedBasket]
    areas: list[AreaPart]
    unmet: list[Unmet]
    notices: list[Notice]
    gaps: list[Gap]


class Journal(AnswerModel):
    """The journal of one case."""

    family_id: str
    steps: list[StepTaken]


class JournalsAnswer(AnswerModel):
    """Every journal of a partnership, as it can be imported."""

    format: Literal["kooperacje-cases"]
    version: int
    partnership: str
    exported_on: date
    cases: list[Journal]


class JournalsImported(AnswerModel):
    """What an import of journals did."""

    partnership: str
    new: Count
    continued: Count
    unchanged: Count
    expired: Count
    """Left out because their time is over."""
    steps: Count


class FamilyRecord(AnswerModel):
    """What the package says of a family."""

    id: str
    teryt: str
    needs: list[str]
    unit: Unit | None
    lead_institution_id: str | None
    involved_institution_ids: list[str]
    age_bands: list[str]
    required_pairs: list[list[str]]
    requested_on: date | None
    request_channel: str | None


class PackageSeat(AnswerModel):
    """A seat in the task team as the package says."""

    institution_id: str
    worker_id: str | None
    role: TeamRole | None


class FamilyExport(AnswerModel):
    """Everything that is held on one family."""

    format: Literal["kooperacje-family"]
    version: int
    exported_on: date
    partnership: str
    family_id: str
    record: FamilyRecord | None
    team: list[PackageSeat]
    journal: list[StepTaken]
    permissions: list[PermissionRecord]
    referrals: list[ReferralAnswer]
