"""What the forms of a case share: what they are filled in over, and the days that they ask for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from graph.cases import Case
from graph.snapshot import Snapshot
from service.cases.pages.fields import Fields, Filled, Part, Reading
from service.cases.pages.words import CaseWords
from service.pages.localizer import PageLocalizer

Mapped = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StepFormContext:
    """What a form is filled in over: the case, the partnership, whose words, and which day it is."""

    snapshot: Snapshot
    case: Case | None
    words: CaseWords
    today: date
    gminas: Sequence[str] = ()
    #: What the form may begin with beyond the case itself, e.g. the items of a chosen basket.
    given: Sequence[Mapping[str, Any]] = ()

    @property
    def localizer(self) -> PageLocalizer:
        """For whom it is worded."""
        return self.words.localizer

    @property
    def earliest(self) -> date | None:
        """The day of the last step, before which nothing can have happened."""
        return self.case.steps[-1].on if self.case else None

    @property
    def known(self) -> Case:
        """The case, where there is one."""
        if self.case is None:
            raise LookupError("no case yet")
        return self.case


class StepForm(Protocol):
    """The form of one kind of step."""

    def begin(self, context: StepFormContext) -> Filled:
        """What it holds before anybody wrote into it."""
        ...

    def parts(self, context: StepFormContext, fields: Fields) -> Sequence[Part]:
        """Its fields."""
        ...

    def read(self, context: StepFormContext, reading: Reading) -> Mapped:
        """The step that was put in, as plain values; what is wrong stands in the reading."""
        ...


def happened(context: StepFormContext, reading: Reading) -> str | None:
    """The day of the step: not after today, not before the step before."""
    day = reading.day("on")
    if day and date.fromisoformat(day) > context.today:
        reading.wrong("on", "cases.fault.future")
    elif day and context.earliest and date.fromisoformat(day) < context.earliest:
        reading.wrong("on", "cases.fault.early", date=context.localizer.day(context.earliest))
    return day


def later(reading: Reading, name: str, *, required: bool = True) -> str | None:
    """A day after that of the step itself."""
    day, on = reading.day(name, required=required), reading.sent.one("on")
    # Days as year-month-day are in the order of their text.
    if day and on and day <= on:
        reading.wrong(name, "cases.fault.later")
    return day
