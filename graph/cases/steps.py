"""The steps of a case: what happened, on which day, in codes and ids only.

A journal of steps is never rewritten; :class:`~graph.cases.case.Case` is what follows from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar, Final, Literal, NamedTuple

from graph.cases.codes import ItemState, Lasting, Result, Source
from graph.vocabulary.codes import TeamRole, Unit

Kind = Literal[
    "request",
    "diagnose",
    "form_team",
    "meet",
    "plan_basket",
    "agree_basket",
    "finalise_basket",
    "move_item",
    "sign_contract",
    "review",
    "close",
    "follow_up",
]


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat in the task team (ZZK): an institution, one of its workers by id, a role."""

    institution_id: str
    worker_id: str | None = None
    role: TeamRole = "member"


@dataclass(frozen=True, slots=True)
class BasketItem:
    """A service in a basket for some of the needs; ``wait_days`` as told when it was put in.

    ``service_id`` is ``None`` where the service is on nobody's list. An id means one service for the
    whole life of a case.
    """

    id: str
    institution_id: str
    service_id: str | None
    service_code: str
    needs: tuple[str, ...]
    source: Source = "entered"
    wait_days: int | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal with how it is counted: from ``baseline`` to ``target`` by ``due_on``.

    ``owner`` is ``family`` or the id of an institution; ``measure`` is a code of ``MEASURES``.
    """

    code: str
    measure: str
    baseline: int
    target: int
    owner: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Obligation:
    """What a side of the contract (``family`` or an institution's id) takes on, as a code."""

    side: str
    code: str


class Progress(NamedTuple):
    """The value of a goal's measure on the day."""

    goal: str
    value: int


class GoalResult(NamedTuple):
    """What became of a goal in the end."""

    goal: str
    value: int
    result: Result


class GoalLasting(NamedTuple):
    """Whether what was reached still holds."""

    goal: str
    lasting: Lasting


@dataclass(frozen=True, slots=True)
class Request:
    """The family itself asks for support (zgłoszenie); no case begins without it.

    ``teryt`` is the TERC code of the gmina. ``guardian_consents`` is the fact that the legal guardian
    of a minor consents; the guardian is not recorded.
    """

    kind: ClassVar[Kind] = "request"
    on: date
    channel: str
    unit: Unit
    teryt: str
    age_bands: tuple[str, ...] = ()
    urgent: bool = False
    guardian_consents: bool | None = None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What the environmental interview (wywiad środowiskowy) found; ``considered`` are areas."""

    kind: ClassVar[Kind] = "diagnose"
    on: date
    needs: tuple[str, ...]
    resources: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    considered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamFormed:
    """The task team (ZZK) from this day on."""

    kind: ClassVar[Kind] = "form_team"
    on: date
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting of the task team and who of it was there."""

    kind: ClassVar[Kind] = "meet"
    on: date
    institution_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BasketPlanned:
    """A basket as the team plans it: the first, or a revision."""

    kind: ClassVar[Kind] = "plan_basket"
    on: date
    items: tuple[BasketItem, ...]


@dataclass(frozen=True, slots=True)
class BasketAgreed:
    """The planned basket as agreed with the family, which may differ from the plan."""

    kind: ClassVar[Kind] = "agree_basket"
    on: date
    items: tuple[BasketItem, ...]


@dataclass(frozen=True, slots=True)
class BasketFinal:
    """The agreed basket as it is to be carried out."""

    kind: ClassVar[Kind] = "finalise_basket"
    on: date
    items: tuple[BasketItem, ...]


@dataclass(frozen=True, slots=True)
class ItemMoved:
    """A service of the final basket moved on; ``reason`` only where it was dropped."""

    kind: ClassVar[Kind] = "move_item"
    on: date
    item_id: str
    state: ItemState
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Contract:
    """The contract with the family (kontrakt socjalny), or an annex that takes its place."""

    kind: ClassVar[Kind] = "sign_contract"
    on: date
    goals: tuple[Goal, ...]
    obligations: tuple[Obligation, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """Monitoring: where the goals stand, and when to look again."""

    kind: ClassVar[Kind] = "review"
    on: date
    progress: tuple[Progress, ...]
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of support, with what became of each goal and the days to look again."""

    kind: ClassVar[Kind] = "close"
    on: date
    reason: str
    results: tuple[GoalResult, ...] = ()
    follow_up_on: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A look after closing, on one of the days set then; goals that could not be seen are left out."""

    kind: ClassVar[Kind] = "follow_up"
    on: date
    planned_on: date
    lasting: tuple[GoalLasting, ...] = ()
    new_request: bool = False


Step = (
    Request
    | Diagnosis
    | TeamFormed
    | Met
    | BasketPlanned
    | BasketAgreed
    | BasketFinal
    | ItemMoved
    | Contract
    | Review
    | Closing
    | FollowUp
)
#: Every kind of step with its class, in the order of a case's life.
STEP_TYPES: Final[Mapping[Kind, type[Step]]] = MappingProxyType(
    {
        one.kind: one
        for one in (
            Request,
            Diagnosis,
            TeamFormed,
            Met,
            BasketPlanned,
            BasketAgreed,
            BasketFinal,
            ItemMoved,
            Contract,
            Review,
            Closing,
            FollowUp,
        )
    }
)
