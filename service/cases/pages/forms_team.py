"""The forms of the task team: who sits in it, and its meetings."""

from collections.abc import Sequence
from typing import Final

from graph.cases import context_of, missing_levels
from service.cases.pages.fields import Fields, Filled, Part, Reading, filled
from service.cases.pages.forms import Mapped, StepFormContext, happened

_SEATS: Final = 4


class TeamForm:
    """The institutions of the team, with the roles of their workers."""

    def begin(self, context: StepFormContext) -> Filled:
        """The team as it is; else whoever the case needs first: the leader of the partnership."""
        team, leader = context.known.team, context.snapshot.leader
        rows = [(f"{one.institution_id}|{one.worker_id or ''}", str(one.role)) for one in team]
        if not rows and leader:
            rows = [(f"{leader}|", "lead")]
        values: dict[str, str] = {"on": context.today.isoformat()}
        for row, (who, role) in enumerate(rows):
            values |= {f"seats.{row}.who": who, f"seats.{row}.role": role}
        return filled(**values)

    def parts(self, context: StepFormContext, fields: Fields) -> Sequence[Part]:
        """The day, and a row for each seat."""
        t = context.localizer.t
        people = context.words.seat_groups()
        roles = [("lead", t("code.team_role.lead")), ("member", t("code.team_role.member"))]
        number = fields.holds.rows("seats", _SEATS)
        rows = [
            Part(
                t("cases.form.team.seat", n=row + 1),
                [
                    fields.choice(
                        f"seats.{row}.who", t("cases.form.team.who"), people, required=row == 0
                    ),
                    fields.choice(
                        f"seats.{row}.role", t("cases.form.team.role"), roles, required=row == 0
                    ),
                ],
                note=self.levels(context, fields.holds) if row == number - 1 else "",
                more="seats" if row == number - 1 else "",
            )
            for row in range(number)
        ]
        return [Part("", [fields.day("on", t("cases.form.on"))], t("cases.form.team.lead")), *rows]

    def levels(self, context: StepFormContext, holds: Filled) -> str:
        """Whether the seats chosen so far come from both levels of self-government."""
        chosen = [holds.one(f"seats.{row}.who").split("|")[0] for row in range(holds.rows("seats", 0))]
        return levels_hint(context, [id for id in chosen if id])

    def read(self, context: StepFormContext, reading: Reading) -> Mapped:
        """The seats; exactly one leads."""
        sent = reading.sent
        seats: list[Mapped] = []
        for row in sent.filled_rows("seats", "who"):
            name = f"seats.{row}"
            institution, _, worker = sent.one(f"{name}.who").partition("|")
            seat: Mapped = {"institution_id": institution, "worker_id": worker or None}
            reading.stands(f"seats[{len(seats)}]", name)
            if any(seat.items() <= one.items() for one in seats):
                reading.wrong(f"{name}.who", "cases.fault.twice")
            role = sent.one(f"{name}.role") or "member"
            if role == "lead" and any(one["role"] == "lead" for one in seats):
                reading.wrong(f"{name}.role", "cases.fault.one_lead")
            seats.append(seat | {"role": role})
        if not seats:
            reading.wrong("seats.0.who", "cases.fault.seats")
        elif not any(one["role"] == "lead" for one in seats):
            reading.wrong("seats.0.role", "cases.fault.one_lead")
        return {"on": happened(context, reading), "seats": seats}


class MeetForm:
    """A meeting of the team."""

    def begin(self, context: StepFormContext) -> Filled:
        """Today."""
        return filled(on=context.today.isoformat())

    def parts(self, context: StepFormContext, fields: Fields) -> Sequence[Part]:
        """The day and who was there."""
        t = context.localizer.t
        options = context.words.institution_options({seat.institution_id for seat in context.known.team})
        return [
            Part(
                "",
                [
                    fields.day("on", t("cases.form.on")),
                    fields.ticks("institution_ids", t("cases.form.meet.present"), options),
                ],
                columns=1,
            )
        ]

    def read(self, context: StepFormContext, reading: Reading) -> Mapped:
        """The meeting; somebody was there."""
        present = reading.sent.all("institution_ids")
        if not present:
            reading.wrong("institution_ids", "cases.fault.ticks")
        return {"on": happened(context, reading), "institution_ids": list(present)}


def levels_hint(context: StepFormContext, institutions: Sequence[str]) -> str:
    """Whether these institutions count for both levels of self-government."""
    missing = missing_levels(institutions, context_of(context.snapshot))
    if missing:
        levels = ", ".join(context.localizer.level(level) for level in missing)
        return context.localizer.t("cases.team.two_levels", levels=levels)
    return context.localizer.t("cases.team.two_levels.ok")
