"""A case: the journal of its steps and everything that follows from it. Nothing is stored twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple, TypeVar

from graph.cases.codes import ItemState, Result, Stage, State
from graph.cases.steps import (
    BasketAgreed,
    BasketFinal,
    BasketItem,
    BasketPlanned,
    Closing,
    Contract,
    Diagnosis,
    FollowUp,
    Goal,
    ItemMoved,
    Kind,
    Met,
    Request,
    Review,
    Seat,
    Step,
    TeamFormed,
)

_Kind = TypeVar("_Kind", bound=Step)
_STAGES: Final[Mapping[Kind, Stage]] = MappingProxyType(
    {"plan_basket": "planned", "agree_basket": "agreed", "finalise_basket": "final"}
)


class BasketVersion(NamedTuple):
    """One version of the basket: its number rises with every new plan, its stages keep the number."""

    number: int
    stage: Stage
    on: date
    items: tuple[BasketItem, ...]


class CaseItem(NamedTuple):
    """A service of a basket as it stands: in which state, since when, begun and ended on which day.

    ``reason`` is set where it was dropped.
    """

    item: BasketItem
    state: ItemState
    since: date
    started_on: date | None = None
    ended_on: date | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Case:
    """A family's case, known by its pseudonym; ``steps`` is never empty and begins with a request."""

    partnership_id: str
    family_id: str
    steps: tuple[Step, ...]

    @property
    def version(self) -> int:
        """How many steps it has."""
        return len(self.steps)

    @property
    def state(self) -> State:
        """Where it stands; a revision of the basket takes it back to ``basket_planned``."""
        if self.closing is not None:
            done = self.closing.follow_up_on and not self.open_follow_ups
            return "followed_up" if done else "closed"
        if not self.diagnoses:
            return "requested"
        if not self.teams:
            return "diagnosed"
        basket = self.basket
        if basket is None:
            return "team_formed"
        if basket.stage == "planned":
            return "basket_planned"
        if basket.stage == "agreed":
            return "basket_agreed"
        return "contracted" if self.contracts else "basket_final"

    @property
    def is_open(self) -> bool:
        """Whether the support goes on."""
        return self.closing is None

    @property
    def request(self) -> Request:
        """The family's own request."""
        return self._all(Request)[0]

    @property
    def diagnoses(self) -> tuple[Diagnosis, ...]:
        """Every diagnosis, the newest last."""
        return self._all(Diagnosis)

    @property
    def diagnosis(self) -> Diagnosis | None:
        """The newest diagnosis."""
        return _last(self.diagnoses)

    @property
    def teams(self) -> tuple[TeamFormed, ...]:
        """Every composition of the task team (ZZK), the newest last."""
        return self._all(TeamFormed)

    @property
    def team(self) -> tuple[Seat, ...]:
        """The seats of the task team as it is now; empty before it was formed."""
        teams = self.teams
        return teams[-1].seats if teams else ()

    @property
    def lead(self) -> str | None:
        """Id of the institution that leads the team."""
        return next((seat.institution_id for seat in self.team if seat.role == "lead"), None)

    @property
    def meetings(self) -> tuple[Met, ...]:
        """The meetings of the team."""
        return self._all(Met)

    @property
    def baskets(self) -> tuple[BasketVersion, ...]:
        """Every version of the basket in every stage, the newest last."""
        found: list[BasketVersion] = []
        number = 0
        for step in self.steps:
            if isinstance(step, BasketPlanned | BasketAgreed | BasketFinal):
                number += isinstance(step, BasketPlanned)
                found.append(BasketVersion(number, _STAGES[step.kind], step.on, step.items))
        return tuple(found)

    @property
    def basket(self) -> BasketVersion | None:
        """The newest version of the basket, whatever its stage."""
        return _last(self.baskets)

    @property
    def basket_in_force(self) -> BasketVersion | None:
        """The newest final version: what is carried out, also while a revision is planned."""
        return _last(tuple(one for one in self.baskets if one.stage == "final"))

    @property
    def items(self) -> tuple[CaseItem, ...]:
        """The services of the basket in force, else of the newest one, as they stand."""
        basket = self.basket_in_force or self.basket
        return tuple(self.standing(item) for item in basket.items) if basket else ()

    @property
    def every_item(self) -> tuple[CaseItem, ...]:
        """Each service that ever was in a final basket, once, as it stands, in order of time."""
        finals = [one for one in self.baskets if one.stage == "final"]
        newest = {item.id: item for version in finals for item in version.items}
        return tuple(self.standing(item) for item in newest.values())

    @property
    def contracts(self) -> tuple[Contract, ...]:
        """The contract and its annexes, the newest last."""
        return self._all(Contract)

    @property
    def contract(self) -> Contract | None:
        """The contract as it is now."""
        return _last(self.contracts)

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals of the contract as it is now."""
        return self.contract.goals if self.contract else ()

    @property
    def reviews(self) -> tuple[Review, ...]:
        """The reviews, the newest last."""
        return self._all(Review)

    @property
    def closing(self) -> Closing | None:
        """The end of the support."""
        return _last(self._all(Closing))

    @property
    def follow_ups(self) -> tuple[FollowUp, ...]:
        """The looks after closing."""
        return self._all(FollowUp)

    @property
    def open_follow_ups(self) -> tuple[date, ...]:
        """Days set at closing on which nobody has looked yet, in order."""
        done = {one.planned_on for one in self.follow_ups}
        return tuple(sorted(set(self.closing.follow_up_on) - done)) if self.closing else ()

    def standing(self, item: BasketItem) -> CaseItem:
        """A service of one of the baskets as it stands now."""
        first = next(one.on for one in self._with(item.id))
        now = CaseItem(item, "planned", first)
        for move in self._all(ItemMoved):
            if move.item_id == item.id:
                ended = move.state in {"completed", "dropped"}
                now = CaseItem(
                    item,
                    move.state,
                    move.on,
                    move.on if move.state == "started" else now.started_on,
                    move.on if ended else None,
                    move.reason,
                )
        return now

    def _with(self, item_id: str) -> list[BasketVersion]:
        """The versions with a service; the final ones where there are any."""
        held = [one for one in self.baskets if any(item.id == item_id for item in one.items)]
        return [one for one in held if one.stage == "final"] or held

    def _all(self, kind: type[_Kind]) -> tuple[_Kind, ...]:
        return tuple(step for step in self.steps if isinstance(step, kind))


_Any = TypeVar("_Any")


def _last(found: Sequence[_Any]) -> _Any | None:
    return found[-1] if found else None


def case_of(partnership_id: str, family_id: str, steps: Sequence[Step]) -> Case:
    """The case that follows from a journal.

    Raises
    ------
    ValueError
        When the journal does not begin with the family's request.
    """
    if not steps or not isinstance(steps[0], Request):
        raise ValueError("a case begins with a request")
    return Case(partnership_id, family_id, tuple(steps))


def attained(goal: Goal, value: int) -> Result:
    """What a value of a goal's measure says about it, whichever way the measure should move.

    >>> goal = Goal("school_attendance", "absences_month", 20, 4, "family", date(2026, 9, 1))
    >>> [attained(goal, value) for value in (2, 10, 25)]
    ['reached', 'partly', 'not_reached']
    """
    sign = 1 if goal.target > goal.baseline else -1
    if sign * (value - goal.target) >= 0:
        return "reached"
    return "partly" if sign * (value - goal.baseline) > 0 else "not_reached"
