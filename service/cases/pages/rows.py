"""The rows that the page of a case shows, in the reader's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from service.pages.shell import Link

Status = Literal["done", "now", "later", "skipped"]


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the life of a case; ``on`` is blank where it was not reached."""

    name: str
    status: Status
    on: str


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done."""

    text: str
    on: str
    day: date
    overdue: bool


@dataclass(frozen=True, slots=True)
class Passed:
    """An institution that data would reach, and the base in words; blank where it is missing."""

    name: str
    base: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A service of the basket with its state, its contact, and what allows to pass data on."""

    id: str
    service: str
    place: Link
    needs: str
    state: str
    state_code: str
    since: str
    reason: str
    wait: str
    entered: bool
    contact: dict[str, Any]
    passing: Sequence[Passed]
    alone: bool
    can_refer: bool
    institution_id: str
    service_id: str | None
    need_codes: Sequence[str]
    next: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat of the team."""

    place: Link
    worker: str
    leads: bool
    level: str


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal with how far it is; blanks where nothing is known yet."""

    name: str
    measure: str
    baseline: str
    target: str
    latest: str
    owner: str
    due: str
    result: str
    lasting: str


@dataclass(frozen=True, slots=True)
class BaseRow:
    """What one institution may be told: for each class of data the base in words, else blank."""

    place: Link
    bases: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PermissionRow:
    """A consent or a legal base on record."""

    id: str
    name: str
    data_class: str
    base: str
    given: str
    expires: str
    state: str
    in_force: bool
    withdrawable: bool
    by_guardian: bool
