"""The clocks of a case: working days, days by which something is due, and reminders of them.

References
----------
Regulation of 8 April 2021 on the environmental interview (rodzinny wywiad środowiskowy): within 14
working days after the request, in urgent cases within 2. Act of 18 January 1951 on days free from work
(ustawa o dniach wolnych od pracy), as amended; the days are those of the library ``holidays``. The other
intervals are the product's own: no law sets them.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Final, Literal

from graph.cases.case import Case, attained
from graph.cases.codes import Names
from graph.records.permission import Permission, in_force

ReminderCode = Literal[
    "diagnosis", "team", "meeting", "basket", "item", "review", "goal", "follow_up", "consent"
]

#: Working days from the request to the environmental interview.
DIAGNOSIS_DAYS: Final = 14
URGENT_DIAGNOSIS_DAYS: Final = 2
#: Days from the diagnosis to the team, and from the team to the final basket.
TEAM_DAYS: Final = 14
BASKET_DAYS: Final = 30
#: Most days between two meetings of a team, and from the contract to the first review.
MEETING_DAYS: Final = 60
REVIEW_DAYS: Final = 90
#: A reminder comes so many days before its day.
AHEAD_DAYS: Final = 14

REMINDERS: Final[Names] = MappingProxyType(
    {
        "diagnosis": ("wywiad środowiskowy", "environmental interview"),
        "team": ("powołanie zespołu (ZZK)", "forming the team"),
        "meeting": ("spotkanie zespołu", "meeting of the team"),
        "basket": ("koszyk ostateczny", "final basket"),
        "item": ("rozpoczęcie usługi", "start of a service"),
        "review": ("ocena postępów", "review"),
        "goal": ("termin celu", "goal due"),
        "follow_up": ("sprawdzenie po zakończeniu", "follow-up"),
        "consent": ("koniec zgody", "end of a consent"),
    }
)


@dataclass(frozen=True, slots=True)
class DueDates:
    """Days by which something of a case is due; ``None`` or left out where nothing is.

    ``diagnosis`` stays when the diagnosis is made, so that a late one can be shown. ``items`` are by
    item id, ``goals`` by goal code.
    """

    diagnosis: date
    team: date | None
    meeting: date | None
    basket: date | None
    review: date | None
    items: Mapping[str, date]
    goals: Mapping[str, date]
    follow_ups: tuple[date, ...]

    def diagnosis_is_late(self, case: Case, today: date) -> bool:
        """Whether the interview came, or is coming, after its last day."""
        return (case.diagnoses[0].on if case.diagnoses else today) > self.diagnosis


@dataclass(frozen=True, slots=True, order=True)
class Reminder:
    """Something that is due. ``about`` is the item, goal or institution that it is about."""

    due_on: date
    code: ReminderCode
    about: str = ""
    overdue: bool = False


@cache
def _free_days(year: int) -> AbstractSet[date]:
    # The library takes a third of a second to load, which most commands do not need.
    from holidays.countries.poland import Poland

    return frozenset(Poland(years=year))


def is_working_day(day: date) -> bool:
    """Monday to Friday, unless it is a statutory holiday in Poland.

    >>> is_working_day(date(2026, 6, 4)), is_working_day(date(2026, 6, 5))  # Corpus Christi
    (False, True)
    """
    return day.weekday() < 5 and day not in _free_days(day.year)


def working_days_after(day: date, n: int) -> date:
    """The n-th working day after a day, that day itself not counted; the day itself where n is 0.

    >>> working_days_after(date(2026, 4, 30), 2)  # 1 and 3 May are holidays, 2 and 3 a weekend
    datetime.date(2026, 5, 5)
    """
    while n > 0:
        day += timedelta(days=1)
        n -= is_working_day(day)
    return day


def due_dates(case: Case) -> DueDates:
    """The days by which the next things of a case are due."""
    urgent = case.request.urgent
    diagnosis = working_days_after(case.request.on, URGENT_DIAGNOSIS_DAYS if urgent else DIAGNOSIS_DAYS)
    if not case.is_open:
        return DueDates(diagnosis, None, None, None, None, {}, {}, case.open_follow_ups)
    team = None
    if case.diagnoses and not case.teams:
        team = case.diagnoses[0].on + timedelta(days=TEAM_DAYS)
    basket = None
    if case.teams and (case.basket is None or case.basket.stage != "final"):
        first = case.teams[0].on if case.basket is None else case.basket.on
        basket = first + timedelta(days=BASKET_DAYS)
    return DueDates(
        diagnosis, team, _meeting(case), basket, _review(case), _waits(case), _goals(case), ()
    )


def reminders(
    case: Case, today: date, permissions: Sequence[Permission] = (), ahead: int = AHEAD_DAYS
) -> tuple[Reminder, ...]:
    """What is due in a case, overdue things and those of the next days, in order of their days.

    Parameters
    ----------
    case
        The case.
    today
        A thing is overdue from the day after it was due.
    permissions
        The family's permissions: consents that end soon, with nothing after them, are told.
    ahead
        How many days ahead reminders come. The interview and the team are told at once.

    Examples
    --------
    >>> from graph.cases.case import case_of
    >>> from graph.cases.steps import Request
    >>> case = case_of("p", "R", [Request(date(2026, 3, 2), "phone", "family", "2499011", urgent=True)])
    >>> [(one.code, one.due_on.isoformat(), one.overdue) for one in reminders(case, date(2026, 3, 5))]
    [('diagnosis', '2026-03-04', True)]
    """
    last = today + timedelta(days=ahead)
    found = [
        Reminder(day, code, about, day < today)
        for day, code, about in (*_due(case), *_consents(case, permissions, today))
        if day <= last or code in {"diagnosis", "team"}
    ]
    return tuple(sorted(found))


def is_over(case: Case, today: date, keep_days: int) -> bool:
    """Whether a case was closed so long ago that nothing of it is kept any more.

    Parameters
    ----------
    today, keep_days
        The time runs from the closing or, where looks were set after it, from the last of their days
        (or the last look, if that came later): no case goes before its last look was due. It goes on
        the day so many days after that.

    Examples
    --------
    >>> from graph.cases.case import case_of
    >>> from graph.cases.steps import Closing, Request
    >>> steps = [Request(date(2026, 3, 2), "phone", "family", "2499011")]
    >>> steps += [Closing(date(2026, 4, 1), "moved_away")]
    >>> case = case_of("p", "R", steps)
    >>> is_over(case, date(2027, 3, 31), 365), is_over(case, date(2027, 4, 1), 365)
    (False, True)
    """
    if case.closing is None:
        return False
    last = max(case.steps[-1].on, *case.closing.follow_up_on, case.closing.on)
    return last + timedelta(days=keep_days) <= today


def _due(case: Case) -> Iterator[tuple[date, ReminderCode, str]]:
    due = due_dates(case)
    if case.is_open and not case.diagnoses:
        yield due.diagnosis, "diagnosis", ""
    if due.team:
        yield due.team, "team", ""
    if due.meeting:
        yield due.meeting, "meeting", ""
    if due.basket:
        yield due.basket, "basket", ""
    if due.review:
        yield due.review, "review", ""
    for item_id, day in due.items.items():
        yield day, "item", item_id
    for code, day in due.goals.items():
        yield day, "goal", code
    for day in due.follow_ups:
        yield day, "follow_up", ""


def _meeting(case: Case) -> date | None:
    if not case.teams:
        return None
    last = max(case.teams[0].on, *(met.on for met in case.meetings), date.min)
    return last + timedelta(days=MEETING_DAYS)


def _review(case: Case) -> date | None:
    """The day set at the last review, else the usual time after it or after the first contract."""
    if case.reviews:
        last = case.reviews[-1]
        return last.next_on or last.on + timedelta(days=REVIEW_DAYS)
    return case.contracts[0].on + timedelta(days=REVIEW_DAYS) if case.contracts else None


def _waits(case: Case) -> dict[str, date]:
    """The last day of the told wait of each service in force that has not begun."""
    if case.basket_in_force is None:
        return {}
    return {
        one.item.id: one.since + timedelta(days=one.item.wait_days)
        for one in case.items
        if one.state in {"planned", "waiting"} and one.item.wait_days is not None
    }


def _goals(case: Case) -> dict[str, date]:
    """The deadlines of the goals that no review has found reached."""
    newest = {one.goal: one.value for review in case.reviews for one in review.progress}
    return {
        goal.code: goal.due_on
        for goal in case.goals
        if goal.code not in newest or attained(goal, newest[goal.code]) != "reached"
    }


def _consents(
    case: Case, permissions: Sequence[Permission], today: date
) -> Iterator[tuple[date, ReminderCode, str]]:
    if not case.is_open:
        return
    kinds = sorted({(one.institution_id, one.data_class) for one in permissions})
    for kind in kinds:
        held = [one for one in permissions if (one.institution_id, one.data_class) == kind]
        ends = [one.expires_on for one in held if in_force(one, today) or one.given_on > today]
        if ends and None not in ends:
            yield max(end for end in ends if end), "consent", kind[0]
