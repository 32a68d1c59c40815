"""The forms of a contract and of what follows: reviews, closing, checks after closing."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from graph.cases import (
    CLOSE_REASONS,
    CONTRACT_REASONS,
    FAMILY,
    GOALS,
    GOALS_BY_AREA,
    LASTING,
    MEASURES,
    OBLIGATIONS,
    RESULTS,
    Goal,
)
from service.pages.case_fields import Fields, Filled, Part, Reading, filled
from service.pages.case_forms import Desk, Mapped, happened
from service.pages.form_fields import Group, Options

_GOALS: Final = 2
_DUTIES: Final = 3
_CHECKS: Final = 3


class ContractForm:
    """Goals, each counted from a baseline to a target, and what each side takes on."""

    def begin(self, desk: Desk) -> Filled:
        """The contract as it is, for an annex."""
        values = {"on": desk.today.isoformat()}
        contract = desk.known.contract
        if contract is None:
            return filled(**values)
        for row, goal in enumerate(contract.goals):
            name = f"goals.{row}"
            values |= {
                f"{name}.code": goal.code,
                f"{name}.measure": goal.measure,
                f"{name}.baseline": str(goal.baseline),
                f"{name}.target": str(goal.target),
                f"{name}.owner": goal.owner,
                f"{name}.due_on": goal.due_on.isoformat(),
            }
        for row, duty in enumerate(contract.obligations):
            values |= {f"duties.{row}.side": duty.side, f"duties.{row}.code": duty.code}
        return filled(**values)

    def parts(self, desk: Desk, fields: Fields) -> Sequence[Part]:
        """The day, a row for each goal, a row for each obligation."""
        t = desk.reader.t
        goals, duties = fields.holds.rows("goals", _GOALS), fields.holds.rows("duties", _DUTIES)
        return [
            Part("", [fields.day("on", t("cases.form.on"))], t("cases.form.contract.lead")),
            *(self._goal(desk, fields, row, last=row == goals - 1) for row in range(goals)),
            *(self._duty(desk, fields, row, last=row == duties - 1) for row in range(duties)),
        ]

    def read(self, desk: Desk, reading: Reading) -> Mapped:
        """The contract; what stands in a row has to be whole."""
        sent = reading.sent
        goals: list[Mapped] = []
        names = ("code", "measure", "baseline", "target", "owner", "due_on")
        for row in sent.filled_rows("goals", *names):
            name = f"goals.{row}"
            code = reading.text(f"{name}.code")
            if code and any(one["code"] == code for one in goals):
                reading.wrong(f"{name}.code", "cases.fault.twice")
            reading.stands(f"goals[{len(goals)}]", name)
            goals.append(
                {
                    "code": code,
                    "measure": reading.text(f"{name}.measure"),
                    "baseline": reading.number(f"{name}.baseline"),
                    "target": _target(reading, name),
                    "owner": reading.text(f"{name}.owner"),
                    "due_on": _later(reading, f"{name}.due_on"),
                }
            )
        if not goals:
            reading.wrong("goals.0.code", "cases.fault.goals")
        duties: list[Mapped] = []
        for row in sent.filled_rows("duties", "side", "code"):
            name = f"duties.{row}"
            reading.stands(f"obligations[{len(duties)}]", name)
            duty = {"side": reading.text(f"{name}.side"), "code": reading.text(f"{name}.code")}
            if all(duty.values()) and duty["code"] not in OBLIGATIONS[_kind(duty["side"])]:
                reading.wrong(f"{name}.code", "cases.fault.side")
            if duty in duties:
                reading.wrong(f"{name}.code", "cases.fault.twice")
            duties.append(duty)
        sides = {duty["side"] == FAMILY for duty in duties if duty["side"]}
        if len(sides) < 2 and not (duties and not sides):
            reading.wrong_as_a_whole(desk.reader.t("cases.fault.sides"))
        return {"on": happened(desk, reading), "goals": goals, "obligations": duties}

    def _goal(self, desk: Desk, fields: Fields, row: int, *, last: bool) -> Part:
        t, words, name = desk.reader.t, desk.words, f"goals.{row}"
        codes = [
            Group(desk.reader.area(area), words.options(goals)) for area, goals in GOALS_BY_AREA.items()
        ]
        needed = row == 0
        made = [
            fields.choice(f"{name}.code", t("cases.form.contract.code"), codes, required=needed),
            fields.choice(
                *(f"{name}.measure", t("cases.form.contract.measure"), words.options(MEASURES)),
                required=needed,
            ),
            fields.number(f"{name}.baseline", t("cases.form.contract.baseline"), required=needed),
            fields.number(f"{name}.target", t("cases.form.contract.target"), required=needed),
            fields.choice(
                f"{name}.owner", t("cases.form.contract.owner"), _sides(desk), required=needed
            ),
            fields.day(f"{name}.due_on", t("cases.form.contract.due"), required=needed),
        ]
        return Part(t("cases.form.contract.goal", n=row + 1), made, more="goals" if last else "")

    def _duty(self, desk: Desk, fields: Fields, row: int, *, last: bool) -> Part:
        t, words, name = desk.reader.t, desk.words, f"duties.{row}"
        codes = [
            Group(t(f"cases.form.contract.duties.{side}"), words.options(duties))
            for side, duties in OBLIGATIONS.items()
        ]
        made = [
            fields.choice(f"{name}.side", t("cases.form.contract.side"), _sides(desk), required=False),
            fields.choice(f"{name}.code", t("cases.form.contract.duty"), codes, required=False),
        ]
        title = t("cases.form.contract.obligation", n=row + 1)
        return Part(title, made, more="duties" if last else "")


class ReviewForm:
    """Where the goals stand, and when to look again."""

    def begin(self, desk: Desk) -> Filled:
        """Today; the values are asked for anew."""
        return filled(on=desk.today.isoformat())

    def parts(self, desk: Desk, fields: Fields) -> Sequence[Part]:
        """The day, a value for each goal, the next review."""
        t = desk.reader.t
        values = [
            fields.number(
                f"progress.{goal.code}",
                t("cases.form.review.value", goal=desk.words.code(GOALS, goal.code)),
                _counted(desk, goal),
                required=False,
            )
            for goal in _goals(desk)
        ]
        days = [
            fields.day("on", t("cases.form.on")),
            fields.day("next_on", t("cases.form.review.next"), required=False),
        ]
        return [Part("", days), Part(t("cases.goals"), values)]

    def read(self, desk: Desk, reading: Reading) -> Mapped:
        """The review; at least one goal was looked at."""
        found: list[Mapped] = []
        for goal in _goals(desk):
            value = reading.number(f"progress.{goal.code}", required=False)
            if value is not None:
                found.append({"goal": goal.code, "value": value})
        if not found and not reading.faults:
            reading.wrong(f"progress.{_goals(desk)[0].code}", "form.fault.blank")
        next_on = _later(reading, "next_on", required=False)
        return {"on": happened(desk, reading), "progress": found, "next_on": next_on}


class CloseForm:
    """The end of support: a result for each goal, and when to look again."""

    def begin(self, desk: Desk) -> Filled:
        """Today, with checks after three and twelve months where there was a contract."""
        values = {"on": desk.today.isoformat()}
        for row, months in enumerate((3, 12)):
            values[f"checks.{row}.on"] = _months_after(desk.today, months).isoformat()
        return filled(**values)

    def parts(self, desk: Desk, fields: Fields) -> Sequence[Part]:
        """The day and the reason, the goals, the checks."""
        t, words = desk.reader.t, desk.words
        contracted = bool(_goals(desk))
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
                        _counted(desk, goal),
                    ),
                    fields.choice(
                        f"results.{goal.code}.result",
                        t("cases.form.close.result"),
                        words.options(RESULTS),
                    ),
                ],
            )
            for goal in _goals(desk)
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

    def read(self, desk: Desk, reading: Reading) -> Mapped:
        """The closing; every goal of the contract has a result."""
        results = [
            {
                "goal": goal.code,
                "value": reading.number(f"results.{goal.code}.value"),
                "result": reading.text(f"results.{goal.code}.result"),
            }
            for goal in _goals(desk)
        ]
        rows = reading.sent.filled_rows("checks", "on")
        days = [_later(reading, f"checks.{row}.on") for row in rows]
        if not rows and results:
            reading.wrong("checks.0.on", "cases.fault.checks")
        return {
            "on": happened(desk, reading),
            "reason": reading.text("reason"),
            "results": results,
            "follow_up_on": sorted({day for day in days if day}),
        }


class FollowUpForm:
    """Whether what was reached still holds, on one of the days set at the end."""

    def begin(self, desk: Desk) -> Filled:
        """The first check that has not been made."""
        planned = next((day.isoformat() for day in desk.known.open_follow_ups), "")
        return filled(on=desk.today.isoformat(), planned_on=planned)

    def parts(self, desk: Desk, fields: Fields) -> Sequence[Part]:
        """Which check, when, each goal, and whether the family asks for more."""
        t, words = desk.reader.t, desk.words
        planned = [(day.isoformat(), desk.reader.day(day)) for day in desk.known.open_follow_ups]
        goals = [
            fields.choice(
                *(f"lasting.{goal.code}", t("cases.form.follow_up.lasting", goal=_told(desk, goal))),
                words.options(LASTING),
                required=False,
            )
            for goal in _goals(desk)
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

    def read(self, desk: Desk, reading: Reading) -> Mapped:
        """The check; goals that could not be seen are left out."""
        sent = reading.sent
        lasting = [
            {"goal": goal.code, "lasting": sent.one(f"lasting.{goal.code}")}
            for goal in _goals(desk)
            if sent.one(f"lasting.{goal.code}")
        ]
        return {
            "on": happened(desk, reading),
            "planned_on": reading.text("planned_on"),
            "lasting": lasting,
            "new_request": bool(sent.all("new_request")),
        }


def _goals(desk: Desk) -> Sequence[Goal]:
    return desk.known.goals


def _told(desk: Desk, goal: Goal) -> str:
    return desk.words.code(GOALS, goal.code)


def _counted(desk: Desk, goal: Goal) -> str:
    return desk.reader.t(
        "cases.form.goal.hint",
        measure=desk.words.code(MEASURES, goal.measure),
        baseline=desk.reader.number(goal.baseline),
        target=desk.reader.number(goal.target),
    )


def _sides(desk: Desk) -> Options:
    """The family, and the institutions of the team and of the basket."""
    case = desk.known
    ids = {seat.institution_id for seat in case.team}
    ids |= {one.item.institution_id for one in case.items}
    return [(FAMILY, desk.reader.t("cases.family")), *desk.words.institution_options(ids)]


def _kind(side: str) -> str:
    return FAMILY if side == FAMILY else "institution"


def _target(reading: Reading, name: str) -> int | None:
    """The value to reach, which is another one than at the start."""
    value = reading.number(f"{name}.target")
    if value is not None and reading.sent.one(f"{name}.baseline") == str(value):
        reading.wrong(f"{name}.target", "cases.fault.target")
    return value


def _later(reading: Reading, name: str, *, required: bool = True) -> str | None:
    """A day after that of the step itself."""
    day, on = reading.day(name, required=required), reading.sent.one("on")
    # Days as year-month-day are in the order of their text.
    if day and on and day <= on:
        reading.wrong(name, "cases.fault.later")
    return day


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    return date(day.year + year, month + 1, min(day.day, 28))
