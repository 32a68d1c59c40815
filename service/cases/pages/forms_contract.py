"""The form of a contract: goals that can be counted, and what each side takes on."""

from collections.abc import Sequence
from typing import Final

from graph.cases import (
    FAMILY,
    GOALS_BY_AREA,
    MEASURES,
    OBLIGATIONS,
)
from service.cases.pages.fields import Fields, Filled, Part, Reading, filled
from service.cases.pages.forms import Mapped, StepFormContext, happened, later
from service.forms.fields import Group, Options

_GOALS: Final = 2
_DUTIES: Final = 3


class ContractForm:
    """Goals, each counted from a baseline to a target, and what each side takes on."""

    def begin(self, context: StepFormContext) -> Filled:
        """The contract as it is, for an annex."""
        values = {"on": context.today.isoformat()}
        contract = context.known.contract
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

    def parts(self, context: StepFormContext, fields: Fields) -> Sequence[Part]:
        """The day, a row for each goal, a row for each obligation."""
        t = context.localizer.t
        goals, duties = fields.holds.rows("goals", _GOALS), fields.holds.rows("duties", _DUTIES)
        return [
            Part("", [fields.day("on", t("cases.form.on"))], t("cases.form.contract.lead")),
            *(self._goal(context, fields, row, last=row == goals - 1) for row in range(goals)),
            *(self._duty(context, fields, row, last=row == duties - 1) for row in range(duties)),
        ]

    def read(self, context: StepFormContext, reading: Reading) -> Mapped:
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
                    "due_on": later(reading, f"{name}.due_on"),
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
            reading.wrong_as_a_whole(context.localizer.t("cases.fault.sides"))
        return {"on": happened(context, reading), "goals": goals, "obligations": duties}

    def _goal(self, context: StepFormContext, fields: Fields, row: int, *, last: bool) -> Part:
        t, words, name = context.localizer.t, context.words, f"goals.{row}"
        codes = [
            Group(context.localizer.area(area), words.options(goals))
            for area, goals in GOALS_BY_AREA.items()
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
                f"{name}.owner", t("cases.form.contract.owner"), _sides(context), required=needed
            ),
            fields.day(f"{name}.due_on", t("cases.form.contract.due"), required=needed),
        ]
        return Part(t("cases.form.contract.goal", n=row + 1), made, more="goals" if last else "")

    def _duty(self, context: StepFormContext, fields: Fields, row: int, *, last: bool) -> Part:
        t, words, name = context.localizer.t, context.words, f"duties.{row}"
        codes = [
            Group(t(f"cases.form.contract.duties.{side}"), words.options(duties))
            for side, duties in OBLIGATIONS.items()
        ]
        made = [
            fields.choice(
                f"{name}.side", t("cases.form.contract.side"), _sides(context), required=False
            ),
            fields.choice(f"{name}.code", t("cases.form.contract.duty"), codes, required=False),
        ]
        title = t("cases.form.contract.obligation", n=row + 1)
        return Part(title, made, more="duties" if last else "")


def _sides(context: StepFormContext) -> Options:
    """The family, and the institutions of the team and of the basket."""
    case = context.known
    ids = {seat.institution_id for seat in case.team}
    ids |= {one.item.institution_id for one in case.items}
    return [(FAMILY, context.localizer.t("cases.family")), *context.words.institution_options(ids)]


def _kind(side: str) -> str:
    return FAMILY if side == FAMILY else "institution"


def _target(reading: Reading, name: str) -> int | None:
    """The value to reach, which is another one than at the start."""
    value = reading.number(f"{name}.target")
    if value is not None and reading.sent.one(f"{name}.baseline") == str(value):
        reading.wrong(f"{name}.target", "cases.fault.target")
    return value
