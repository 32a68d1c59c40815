"""How far a case has come: the day it reached each state, and its goals."""

from datetime import date

from graph.cases import GOALS, LASTING, MEASURES, RESULTS, Case, Goal, State
from service.cases.pages.rows import GoalRow
from service.cases.pages.words import CaseWords


def reached(case: Case, state: State) -> date | None:
    """The day on which a case reached a state; of the baskets, the newest one."""
    newest = case.basket.number if case.basket else 0
    baskets = {one.stage: one.on for one in case.baskets if one.number == newest}
    days: dict[State, date | None] = {
        "requested": case.request.on,
        "diagnosed": case.diagnoses[0].on if case.diagnoses else None,
        "team_formed": case.teams[0].on if case.teams else None,
        "basket_planned": baskets.get("planned"),
        "basket_agreed": baskets.get("agreed"),
        "basket_final": baskets.get("final"),
        "contracted": case.contracts[0].on if case.contracts else None,
        "closed": case.closing.on if case.closing else None,
        "followed_up": case.follow_ups[-1].on if case.state == "followed_up" else None,
    }
    return days[state]


def goal_row(words: CaseWords, case: Case, goal: Goal) -> GoalRow:
    """A goal of the contract with how far it is, in words."""
    looked = [one for review in case.reviews for one in review.progress if one.goal == goal.code]
    ended = next(
        (one for one in (case.closing.results if case.closing else ()) if one.goal == goal.code),
        None,
    )
    latest = ended.value if ended else looked[-1].value if looked else None
    lasting = [one.lasting for look in case.follow_ups for one in look.lasting if one.goal == goal.code]
    return GoalRow(
        name=words.code(GOALS, goal.code),
        measure=words.code(MEASURES, goal.measure),
        baseline=words.localizer.number(goal.baseline),
        target=words.localizer.number(goal.target),
        latest=words.localizer.number(latest),
        owner=words.name(goal.owner),
        due=words.localizer.day(goal.due_on),
        result=words.code(RESULTS, ended.result) if ended else "",
        lasting=words.code(LASTING, lasting[-1]) if lasting else "",
    )
