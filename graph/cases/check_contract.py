"""Whether a contract, its reviews, the closing and the looks after it can be right."""

from collections.abc import Collection
from typing import Final

from graph.cases.case import Case
from graph.cases.codes import CLOSE_REASONS, CONTRACT_REASONS, FAMILY, LASTING, RESULTS
from graph.cases.context import CaseContext
from graph.cases.faults import Faults
from graph.cases.goals import GOALS, MEASURES, OBLIGATIONS
from graph.cases.steps import Closing, Contract, FollowUp, Review

_MOST: Final = 1_000_000


def contract(faults: Faults, case: Case, step: Contract, context: CaseContext) -> None:
    """Goals that can be counted, each once, and obligations of the family and of somebody else."""
    faults.codes("goals", [goal.code for goal in step.goals], GOALS, "a goal code", "kod celu", least=1)
    parties = {FAMILY, *context.institutions, *(one.item.institution_id for one in case.items)}
    party = ("family or the id of a known institution", "rodzina albo znana instytucja")
    for place, goal in enumerate(step.goals):
        field = f"goals[{place}]"
        faults.code(f"{field}.measure", goal.measure, MEASURES, "a measure code", "kod miary")
        _count(faults, f"{field}.baseline", goal.baseline)
        _count(faults, f"{field}.target", goal.target)
        faults.unless(
            goal.target != goal.baseline,
            f"{field}.target",
            "another value than the baseline",
            "inna wartość niż na początku",
        )
        faults.unless(goal.owner in parties, f"{field}.owner", *party)
        faults.unless(
            goal.due_on > step.on,
            f"{field}.due_on",
            "a day after the contract",
            "dzień po podpisaniu kontraktu",
        )
    for place, one in enumerate(step.obligations):
        field = f"obligations[{place}]"
        faults.unless(one.side in parties, f"{field}.side", *party)
        known = OBLIGATIONS["family" if one.side == FAMILY else "institution"]
        faults.code(
            f"{field}.code", one.code, known, "an obligation of this side", "zobowiązanie tej strony"
        )
    faults.unless(
        len(set(step.obligations)) == len(step.obligations),
        "obligations",
        "each only once",
        "każda pozycja tylko raz",
    )
    sides = {one.side == FAMILY for one in step.obligations}
    faults.unless(
        sides == {True, False},
        "obligations",
        "of the family and of an institution",
        "zobowiązania rodziny i instytucji",
    )


def review(faults: Faults, case: Case, step: Review, context: CaseContext) -> None:
    """Values of some goals of the contract, and a later day to look again."""
    _of_goals(faults, "progress", [one.goal for one in step.progress], case, least=1)
    for place, one in enumerate(step.progress):
        _count(faults, f"progress[{place}].value", one.value)
    faults.unless(
        step.next_on is None or step.next_on > step.on,
        "next_on",
        "a day after this review",
        "dzień po tej ocenie",
    )


def closing(faults: Faults, case: Case, step: Closing, context: CaseContext) -> None:
    """A result for each goal and a later look; without a contract neither is due."""
    reasons = [one for one in CLOSE_REASONS if case.contract or one not in CONTRACT_REASONS]
    faults.code("reason", step.reason, reasons, "a reason", "powód")
    named = [one.goal for one in step.results]
    _of_goals(faults, "results", named, case)
    missing = [goal.code for goal in case.goals if goal.code not in named]
    faults.unless(
        not missing,
        "results",
        f"a result of every goal: {', '.join(missing)}",
        f"wynik każdego celu: {', '.join(GOALS[code][0] for code in missing)}",
    )
    for place, one in enumerate(step.results):
        _count(faults, f"results[{place}].value", one.value)
        faults.code(f"results[{place}].result", one.result, RESULTS, "a result", "wynik")
    days = step.follow_up_on
    faults.unless(
        days or not case.contract, "follow_up_on", "at least one day", "co najmniej jeden dzień"
    )
    faults.unless(
        all(day > step.on for day in days),
        "follow_up_on",
        "days after the closing",
        "dni po zakończeniu",
    )
    faults.unless(
        len(set(days)) == len(days), "follow_up_on", "each day only once", "każdy dzień tylko raz"
    )


def follow_up(faults: Faults, case: Case, step: FollowUp, context: CaseContext) -> None:
    """A look on one of the days set at closing that nobody has looked on yet."""
    days = [day.isoformat() for day in case.open_follow_ups]
    faults.code(
        "planned_on", step.planned_on.isoformat(), days, "a day that was set", "jeden z ustalonych dni"
    )
    _of_goals(faults, "lasting", [one.goal for one in step.lasting], case)
    for place, one in enumerate(step.lasting):
        faults.code(f"lasting[{place}].lasting", one.lasting, LASTING, "an answer", "odpowiedź")


def _of_goals(faults: Faults, field: str, named: Collection[str], case: Case, least: int = 0) -> None:
    goals = [goal.code for goal in case.goals]
    faults.codes(field, named, goals, "a goal of the contract", "cel z kontraktu", least)


def _count(faults: Faults, field: str, value: int) -> None:
    expected = (f"a number from 0 to {_MOST}", f"liczba od 0 do {_MOST}")
    faults.unless(0 <= value <= _MOST, field, *expected)
