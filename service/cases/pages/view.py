"""What the page of a case tells: where it stands, what is due, what was found, agreed and recorded."""

from dataclasses import dataclass
from typing import Final

from graph.cases import (
    CHANNELS,
    GOALS,
    METHODS,
    OBLIGATIONS,
    REMINDERS,
    RESOURCES,
    STAGE_NAMES,
    STATE_NAMES,
    STATES,
    BasketVersion,
    Case,
    Kind,
    Reminder,
    State,
    allowed,
    due_dates,
)
from service.cases.files import CaseFile
from service.cases.pages.bases import Bases
from service.cases.pages.forms import StepFormContext
from service.cases.pages.forms_team import levels_hint
from service.cases.pages.items import item_row
from service.cases.pages.progress import goal_row, reached
from service.cases.pages.rows import Due, GoalRow, ItemRow, SeatRow, Stage, Status
from service.cases.pages.words import CaseWords
from service.runtime import today

#: The step that leads from each state to the next.
NEXT: Final[dict[State, Kind]] = {
    "requested": "diagnose",
    "diagnosed": "form_team",
    "team_formed": "plan_basket",
    "basket_planned": "agree_basket",
    "basket_agreed": "finalise_basket",
    "basket_final": "sign_contract",
    "contracted": "review",
    "closed": "follow_up",
}


@dataclass(frozen=True, slots=True)
class CaseView:
    """Speaks about one case in one language; a member of the team sees what a base covers."""

    file: CaseFile
    words: CaseWords

    @property
    def bases(self) -> Bases:
        """Its consents and legal bases."""
        return Bases(self.file, self.words)

    @property
    def case(self) -> Case:
        """The case."""
        return self.file.case

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        return self.words.code(STATE_NAMES, self.case.state)

    def stages(self) -> list[Stage]:
        """The life of the case; what a case that ended early never reached is skipped."""
        place = STATES.index(self.case.state)
        found: list[Stage] = []
        for number, state in enumerate(STATES):
            day = reached(self.case, state)
            status: Status = "now" if number == place else "done" if day else "later"
            if status == "later" and number < place:
                status = "skipped"
            name = self.words.localizer.t(f"cases.stage.{state}")
            told = self.words.localizer.day(day) if day and self.file.institution is None else ""
            found.append(Stage(name, status, told))
        return found

    def due(self) -> list[Due]:
        """What is due, overdue things first."""
        return [
            Due(self._reminder(one), self.words.localizer.day(one.due_on), one.due_on, one.overdue)
            for one in self.file.reminders
        ]

    def next_kind(self) -> Kind | None:
        """The step that leads on."""
        kind = NEXT.get(self.case.state)
        return kind if kind in allowed(self.case) else None

    def other_kinds(self) -> list[tuple[Kind, str]]:
        """The other steps that may be taken now, with the words that lead there."""
        t = self.words.localizer.t
        done = {step.kind for step in self.case.steps}
        return [
            (
                kind,
                t(f"cases.again.{kind}") if kind in _AGAIN and kind in done else t(f"cases.do.{kind}"),
            )
            for kind in allowed(self.case)
            if kind not in {self.next_kind(), "move_item"}
        ]

    def facts(self) -> list[tuple[str, str]]:
        """The request."""
        t, words, asked = self.words.localizer.t, self.words, self.case.request
        found = [
            (t("cases.column.unit"), t(f"code.unit.{asked.unit}")),
            (t("cases.column.requested"), words.localizer.day(asked.on)),
            (t("cases.channel"), words.code(CHANNELS, asked.channel)),
            (t("cases.gmina"), asked.teryt),
            (t("cases.ages"), words.bands(asked.age_bands) if asked.age_bands else t("unknown")),
        ]
        if asked.guardian_consents is not None:
            found.append((t("cases.guardian"), t("yes") if asked.guardian_consents else t("no")))
        return found

    def diagnosis(self) -> list[tuple[str, str]]:
        """The newest diagnosis, as far as it may be seen."""
        t, words, found = self.words.localizer.t, self.words, self.case.diagnosis
        if found is None:
            return []
        rows: list[tuple[str, str]] = []
        if self.file.institution is None:
            rows.append((t("cases.diagnosis.on"), words.localizer.day(found.on)))
        if self.file.sees("needs"):
            rows.append((t("cases.diagnosis.needs"), words.needs(found.needs)))
        if self.file.sees("diagnosis"):
            rows.append((t("cases.diagnosis.resources"), words.codes(RESOURCES, found.resources)))
        if self.file.institution is None:
            considered = ", ".join(words.localizer.area(area) for area in found.considered)
            rows += [
                (t("cases.diagnosis.methods"), words.codes(METHODS, found.methods)),
                (t("cases.diagnosis.considered"), considered),
            ]
        return [(label, text or "–") for label, text in rows]

    def clock(self) -> tuple[str, bool]:
        """By when the interview is due, in words, and whether it is late."""
        due = due_dates(self.case)
        late = due.diagnosis_is_late(self.case, today())
        key = "cases.diagnosis.late" if late else "cases.diagnosis.clock"
        return self.words.localizer.t(key, date=self.words.localizer.day(due.diagnosis)), late

    def team(self) -> list[SeatRow]:
        """The team as it is now, its lead first."""
        words = self.words
        rows = [
            SeatRow(
                words.place(seat.institution_id),
                words.worker(seat.worker_id) if self.file.principal.visibility.workers else "",
                seat.role == "lead",
                words.level(seat.institution_id),
            )
            for seat in self.case.team
        ]
        return sorted(rows, key=lambda row: not row.leads)

    def team_levels(self, context: StepFormContext) -> str:
        """Whether the team has both levels of self-government, in words."""
        return levels_hint(context, [seat.institution_id for seat in self.case.team])

    def items(self) -> list[ItemRow]:
        """The services of the basket in force, else of the newest one."""
        bases = self.bases
        return [item_row(bases, self.case, one) for one in self.case.items]

    def versions(self) -> list[tuple[str, list[str]]]:
        """Every version of the basket, the newest first."""
        return [(self.version(one), self.services(one)) for one in reversed(self.case.baskets)]

    def version(self, basket: BasketVersion) -> str:
        """Which version of the basket, in words."""
        return self.words.localizer.t(
            "cases.basket.version",
            n=basket.number,
            stage=self.words.code(STAGE_NAMES, basket.stage),
            date=self.words.localizer.day(basket.on),
        )

    def services(self, basket: BasketVersion) -> list[str]:
        """The services of a version, with the needs they are for where those may be seen."""
        return [
            self.words.service_of(item)
            + (f" ({self.words.needs(item.needs)})" if self.file.sees("needs") else "")
            for item in basket.items
        ]

    def goals(self) -> list[GoalRow]:
        """The goals of the contract as it is now."""
        return [goal_row(self.words, self.case, goal) for goal in self.case.goals]

    def obligations(self) -> list[tuple[str, list[str]]]:
        """What each side takes on, the family first."""
        contract = self.case.contract
        found: dict[str, list[str]] = {}
        for one in sorted(
            contract.obligations if contract else (), key=lambda one: one.side != "family"
        ):
            names = OBLIGATIONS["family" if one.side == "family" else "institution"]
            found.setdefault(self.words.name(one.side), []).append(self.words.code(names, one.code))
        return list(found.items())

    def next_look(self) -> str:
        """The day of the next review, where one was set."""
        days = [review.next_on for review in self.case.reviews if review.next_on]
        return self.words.localizer.day(days[-1]) if days and days[-1] >= today() else ""

    def tasks(self) -> list[tuple[str, list[str]]]:
        """Who does what by when: obligations, and goals with their deadlines; the family first."""
        t, words = self.words.localizer.t, self.words
        found = {name: list(duties) for name, duties in self.obligations()}
        for goal in self.case.goals:
            by = t("cases.sheet.by", date=words.localizer.day(goal.due_on))
            found.setdefault(words.name(goal.owner), []).append(f"{words.code(GOALS, goal.code)} ({by})")
        return list(found.items())

    def door(self) -> tuple[str, str]:
        """Name and phone of whoever leads the case."""
        snapshot = self.file.snapshot
        lead = snapshot.institutions.get(self.case.lead or snapshot.leader or "")
        return (lead.name, lead.phone or "") if lead else ("", "")

    def _reminder(self, one: Reminder) -> str:
        said = self.words.code(REMINDERS, one.code)
        about = ""
        if one.code == "goal":
            about = self.words.code(GOALS, one.about)
        elif one.code == "consent":
            about = self.words.name(one.about)
        elif one.code == "item":
            found = (row.item for row in self.case.every_item if row.item.id == one.about)
            about = next((self.words.service_of(item) for item in found), "")
        return f"{said}: {about}" if about else said


_AGAIN: Final = ("diagnose", "form_team", "plan_basket", "sign_contract")
