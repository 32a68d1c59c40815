"""The forms of what follows a contract: reviews, the end of support, checks after it."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from graph.cases import (
    CLOSE_REASONS,
    CONTRACT_REASONS,
    GOALS,
    LASTING,
    MEASURES,
    RESULTS,
    Goal,
)
from service.cases.pages.fields import Fields, Filled, Part, Reading, filled
from service.cases.pages.forms import Mapped, StepFormContext, happened, later

_CHECKS: Final = 3


class ReviewForm:
    """Where the goals stand, and when to look again."""

    def begin(self, context: StepFormContext) -> Filled:
        """Today; the values are asked for anew."""
        return filled(on=context.today.isoformat())

    def parts(self, context: StepFormContext, fields: Fields) -> Sequence[Part]:
        """The day, a value for each goal, the next review."""
        t = context.localizer.t
        values = [
            fields.number(
                f"progress.{goal.code}",
                t("cases.form.review.value", goal=context.words.code(GOALS, goal.code)),
                _counted(context, goal),
                required=False,
            )
            for goal in context.known.goals
        ]
        days = [
            fields.day("on", t("cases.form.on")),
            fields.day("next_on", t("cases.form.review.next"), required=False),
        ]
        return [Part("", days), Part(t("cases.goals"), values)]

    def read(self, context: StepFormContext, reading: Reading) -> Mapped:
        """The review; at least one goal was looked at."""
        found: list[Mapped] = []
        for goal in context.known.goals:
            value = reading.number(f"progress.{goal.code}", required=False)
            if value is not None:
                found.append({"goal": goal.code, "value": value})
        if not found and not reading.faults:
            reading.wrong(f"progress.{context.known.goals[0].code}", "form.fault.blank")
        next_on = later(reading, "next_on", required=False)
        return {"on": happened(context, reading), "progress": found, "next_on": next_on}


class CloseForm:
    """The end of support: a result for each goal, and when to look again."""

    def begin(self, context: StepFormContext) -> Filled:
        """Today, with checks after three and twelve months where there was a contract."""
        values = {"on": context.today.isoformat()}
        for row, months in enumerate((3, 12)):
            values[f"checks.{row}.on"] = _months_after(context.today, months).isoformat()
        return filled(**values)

    def parts(self, context: StepFormContext, fields: Fields) -> Sequence[Part]:
        """The day and the reason, the goals, the checks."""
        t, words = context.localizer.t, context.words
        contracted = bool(context.known.goals)
        reasons = [
            (code, words.code(CLOSE_REASONS, code))
            for code in CLOSE_REASONS
            if contracted or code not in CONTRACT_REASONS
        ]
        first = [
            fields.day("on", t("cases.form.on")),
            fields.choice("reason", t("cases.form.close.reason"), reasons),
        ]
        goals = [
            Part(
                words.code(GOALS, goal.code).capitalize(),
                [
                    fields.number(
                        *(f"results.{goal.code}.value", t("cases.form.close.value")),
                        _counted(context, goal),
                    ),
                    fields.choice(
                        f"results.{goal.code}.result",
                        t("cases.form.close.result"),
                        words.options(RESULTS),
                    ),
                ],
            )
            for goal in context.known.goals
        ]
        number = fields.holds.rows("checks", _CHECKS)
        checks = [
            fields.day(
                *(f"checks.{row}.on", t("cases.form.close.check", n=row + 1)),
                required=row == 0 and contracted,
            )
            for row in range(number)
        ]
        lead = "" if contracted else t("cases.form.close.no_contract")
        return [
            Part("", first, lead),
            *goals,
            Part(t("cases.form.close.checks"), checks, more="checks", columns=3),
        ]

    def read(self, context: StepFormContext, reading: Reading) -> Mapped:
        """The closing; every goal of the contract has a result."""
        results = [
            {
                "goal": goal.code,
                "value": reading.number(f"results.{goal.code}.value"),
                "result": reading.text(f"results.{goal.code}.result"),
            }
            for goal in context.known.goals
        ]
        rows = reading.sent.filled_rows("checks", "on")
        days = [later(reading, f"checks.{row}.on") for row in rows]
        if not rows and results:
            reading.wrong("checks.0.on", "cases.fault.checks")
        return {
            "on": happened(context, reading),
            "reason": reading.text("reason"),
            "results": results,
            "follow_up_on": sorted({day for day in days if day}),
        }


class FollowUpForm:
    """Whether what was reached still holds, on one of the days set at the end."""

    def begin(self, context: StepFormContext) -> Filled:
        """The first check that has not been made."""
        planned = next((day.isoformat() for day in context.known.open_follow_ups), "")
        return filled(on=context.today.isoformat(), planned_on=planned)

    def parts(self, context: StepFormContext, fields: Fields) -> Sequence[Part]:
        """Which check, when, each goal, and whether the family asks for more."""
        t, words = context.localizer.t, context.words
        planned = [
            (day.isoformat(), context.localizer.day(day)) for day in context.known.open_follow_ups
        ]
        goals = [
            fields.choice(
                *(f"lasting.{goal.code}", t("cases.form.follow_up.lasting", goal=_told(context, goal))),
                words.options(LASTING),
                required=False,
            )
            for goal in context.known.goals
        ]
        new = [("yes", t("cases.form.follow_up.new.yes"))]
        first = [
            fields.choice("planned_on", t("cases.form.follow_up.planned"), planned),
            fields.day("on", t("cases.form.on")),
        ]
        return [
            Part("", first),
            Part(t("cases.goals"), goals),
            Part("", [fields.ticks("new_request", t("cases.form.follow_up.new"), new)], columns=1),
        ]

    def read(self, context: StepFormContext, reading: Reading) -> Mapped:
        """The check; goals that could not be seen are left out."""
        sent = reading.sent
        lasting = [
            {"goal": goal.code, "lasting": sent.one(f"lasting.{goal.code}")}
            for goal in context.known.goals
            if sent.one(f"lasting.{goal.code}")
        ]
        return {
            "on": happened(context, reading),
            "planned_on": reading.text("planned_on"),
            "lasting": lasting,
            "new_request": bool(sent.all("new_request")),
        }


def _told(context: StepFormContext, goal: Goal) -> str:
    return context.words.code(GOALS, goal.code)


def _counted(context: StepFormContext, goal: Goal) -> str:
    return context.localizer.t(
        "cases.form.goal.hint",
        measure=context.words.code(MEASURES, goal.measure),
        baseline=context.localizer.number(goal.baseline),
        target=context.localizer.number(goal.target),
    )


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    return date(day.year + year, month + 1, min(day.day, 28))
