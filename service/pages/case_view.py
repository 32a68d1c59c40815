"""What the page of a case tells: where it stands, what is due, what was found, agreed and recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, get_args

from graph.cases import (
    CHANNELS,
    DROP_REASONS,
    GOALS,
    ITEM_STATES,
    LASTING,
    MEASURES,
    METHODS,
    NEXT_ITEM_STATES,
    OBLIGATIONS,
    REMINDERS,
    RESOURCES,
    RESULTS,
    STAGE_NAMES,
    STATE_NAMES,
    STATES,
    BasketVersion,
    Case,
    CaseItem,
    Goal,
    ItemState,
    Kind,
    Reminder,
    State,
    allowed,
    due_dates,
)
from graph.permissions import DataClass, Permission, base_for, in_force, passed_on
from graph.routes import address_is_hidden, index_of
from graph.routes.contact import contact_of
from graph.routes.paths import way_to
from service.cases import CaseFile
from service.house import today
from service.pages.case_forms import Desk, levels_hint
from service.pages.case_words import CaseWords
from service.pages.reader import collated
from service.pages.shell import Link

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
_CLASSES: Final[tuple[DataClass, ...]] = get_args(DataClass)
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


@dataclass(frozen=True, slots=True)
class CaseView:
    """Speaks about one case in one language; a member of the team sees what a base covers."""

    file: CaseFile
    words: CaseWords

    @property
    def held(self) -> Sequence[Permission]:
        """Permissions that may be shown: all of the family's, to a member those of its institution."""
        own = self.file.institution
        return [one for one in self.file.held if own in {None, one.institution_id}]

    @property
    def case(self) -> Case:
        """The case."""
        return self.file.case

    @property
    def sees_needs(self) -> bool:
        """Whether needs may be shown: a base for the diagnosis covers them as well."""
        return self.file.sees("needs") or self.file.sees("diagnosis")

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        return self.words.code(STATE_NAMES, self.case.state)

    def stages(self) -> list[Stage]:
        """The life of the case; what a case that ended early never reached is skipped."""
        place = STATES.index(self.case.state)
        found: list[Stage] = []
        for number, state in enumerate(STATES):
            day = self._reached(state)
            status: Status = "now" if number == place else "done" if day else "later"
            if status == "later" and number < place:
                status = "skipped"
            name = self.words.reader.t(f"cases.stage.{state}")
            found.append(Stage(name, status, self.words.reader.day(day) if day else ""))
        return found

    def due(self) -> list[Due]:
        """What is due, overdue things first."""
        return [
            Due(self._reminder(one), self.words.reader.day(one.due_on), one.due_on, one.overdue)
            for one in self.file.reminders
        ]

    def next_kind(self) -> Kind | None:
        """The step that leads on."""
        kind = NEXT.get(self.case.state)
        return kind if kind in allowed(self.case) else None

    def other_kinds(self) -> list[tuple[Kind, str]]:
        """The other steps that may be taken now, with the words that lead there."""
        t = self.words.reader.t
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
        t, words, asked = self.words.reader.t, self.words, self.case.request
        found = [
            (t("cases.column.unit"), t(f"cases.unit.{asked.unit}")),
            (t("cases.column.requested"), words.reader.day(asked.on)),
            (t("cases.channel"), words.code(CHANNELS, asked.channel)),
            (t("cases.gmina"), asked.teryt),
            (t("cases.ages"), words.bands(asked.age_bands) if asked.age_bands else t("unknown")),
        ]
        if asked.guardian_consents is not None:
            found.append((t("cases.guardian"), t("yes") if asked.guardian_consents else t("no")))
        return found

    def diagnosis(self) -> list[tuple[str, str]]:
        """The newest diagnosis, as far as it may be seen."""
        t, words, found = self.words.reader.t, self.words, self.case.diagnosis
        if found is None:
            return []
        rows = [(t("cases.diagnosis.on"), words.reader.day(found.on))]
        if self.sees_needs:
            rows.append((t("cases.diagnosis.needs"), words.needs(found.needs)))
        if self.file.sees("diagnosis"):
            considered = ", ".join(words.reader.area(area) for area in found.considered)
            rows += [
                (t("cases.diagnosis.resources"), words.codes(RESOURCES, found.resources)),
                (t("cases.diagnosis.methods"), words.codes(METHODS, found.methods)),
                (t("cases.diagnosis.considered"), considered),
            ]
        return [(label, text or "–") for label, text in rows]

    def clock(self) -> tuple[str, bool]:
        """By when the interview is due, in words, and whether it is late."""
        due = due_dates(self.case)
        late = due.diagnosis_is_late(self.case, today())
        key = "cases.diagnosis.late" if late else "cases.diagnosis.clock"
        return self.words.reader.t(key, date=self.words.reader.day(due.diagnosis)), late

    def team(self) -> list[SeatRow]:
        """The team as it is now, its lead first."""
        words = self.words
        rows = [
            SeatRow(
                words.place(seat.institution_id),
                words.worker(seat.worker_id) if self.file.visitor.sight.workers else "",
                seat.role == "lead",
                words.level(seat.institution_id),
            )
            for seat in self.case.team
        ]
        return sorted(rows, key=lambda row: not row.leads)

    def team_levels(self, desk: Desk) -> str:
        """Whether the team has both levels of self-government, in words."""
        return levels_hint(desk, [seat.institution_id for seat in self.case.team])

    def items(self) -> list[ItemRow]:
        """The services of the basket in force, else of the newest one."""
        return [self._item(one) for one in self.case.items]

    def versions(self) -> list[tuple[str, list[str]]]:
        """Every version of the basket, the newest first."""
        return [(self.version(one), self.services(one)) for one in reversed(self.case.baskets)]

    def version(self, basket: BasketVersion) -> str:
        """Which version of the basket, in words."""
        return self.words.reader.t(
            "cases.basket.version",
            n=basket.number,
            stage=self.words.code(STAGE_NAMES, basket.stage),
            date=self.words.reader.day(basket.on),
        )

    def services(self, basket: BasketVersion) -> list[str]:
        """The services of a version, with the needs they are for where those may be seen."""
        return [
            self.words.service_of(item)
            + (f" ({self.words.needs(item.needs)})" if self.sees_needs else "")
            for item in basket.items
        ]

    def goals(self) -> list[GoalRow]:
        """The goals of the contract as it is now."""
        return [self._goal(goal) for goal in self.case.goals]

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

    def bases(self) -> list[BaseRow]:
        """What each institution of the case may be told now, and on what base."""
        ids = {one.institution_id for one in self.case.team if one.role != "lead"}
        ids |= {one.item.institution_id for one in self.case.items}
        ids |= {one.institution_id for one in self.held}
        ids -= {self.case.lead or ""}
        return [
            BaseRow(
                self.words.place(id),
                [(self.words.data_class(code), self.base(id, code)) for code in _CLASSES],
            )
            for id in sorted(ids, key=self._by_name)
        ]

    def base(self, institution_id: str, data_class: DataClass) -> str:
        """The base in force, in words; blank where there is none."""
        found = base_for(institution_id, data_class, self.held, today())
        return self._base(found.base, found.expires_on) if found else ""

    def permissions(self) -> list[PermissionRow]:
        """Every consent and legal base on record, those in force first."""
        rows = [self._permission(one) for one in self.held]
        return sorted(rows, key=lambda row: not row.in_force)

    def next_look(self) -> str:
        """The day of the next review, where one was set."""
        days = [review.next_on for review in self.case.reviews if review.next_on]
        return self.words.reader.day(days[-1]) if days and days[-1] >= today() else ""

    def tasks(self) -> list[tuple[str, list[str]]]:
        """Who does what by when: obligations, and goals with their deadlines; the family first."""
        t, words = self.words.reader.t, self.words
        found = {name: list(duties) for name, duties in self.obligations()}
        for goal in self.case.goals:
            by = t("cases.sheet.by", date=words.reader.day(goal.due_on))
            found.setdefault(words.name(goal.owner), []).append(f"{words.code(GOALS, goal.code)} ({by})")
        return list(found.items())

    def door(self) -> tuple[str, str]:
        """Name and phone of whoever leads the case."""
        snapshot = self.file.snapshot
        lead = snapshot.institutions.get(self.case.lead or snapshot.leader or "")
        return (lead.name, lead.phone or "") if lead else ("", "")

    def _by_name(self, institution_id: str) -> tuple[object, str]:
        return collated(self.words.name(institution_id)), institution_id

    def _permission(self, one: Permission) -> PermissionRow:
        t, day = self.words.reader.t, self.words.reader.day
        holds = in_force(one, today())
        state = t("cases.bases.in_force") if holds else t("cases.bases.ended")
        if one.withdrawn_on:
            state = t("cases.bases.withdrawn", date=day(one.withdrawn_on))
        elif one.given_on > today():
            state = t("cases.bases.later")
        return PermissionRow(
            id=one.id,
            name=self.words.name(one.institution_id),
            data_class=self.words.data_class(one.data_class),
            base=self.words.base(one.base),
            given=day(one.given_on),
            expires=day(one.expires_on) if one.expires_on else t("cases.bases.unending"),
            state=state,
            in_force=holds,
            withdrawable=one.base == "consent" and not one.withdrawn_on,
            by_guardian=one.by_guardian,
        )

    def _base(self, base: str, expires: date | None) -> str:
        until = self.words.reader.day(expires) if expires else ""
        said = self.words.base(base)
        return f"{said}, {self.words.reader.t('cases.bases.until', date=until)}" if until else said

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

    def _reached(self, state: State) -> date | None:
        case = self.case
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

    def _item(self, one: CaseItem) -> ItemRow:
        words, item, snapshot = self.words, one.item, self.file.snapshot
        offer = words.offer(item.institution_id, item.service_id)
        path: Sequence[str] = [self.case.lead or snapshot.leader or "", item.institution_id]
        path = path[:1] if path[0] == path[1] else path
        alone = False
        contact: dict[str, Any] = {}
        if offer:
            way = way_to(index_of(snapshot), self.case.lead or snapshot.leader, offer)
            alone = way is not None and way.self_referral
            path = way.institutions if way else path
            hidden = address_is_hidden(offer, violence=False)
            contact = contact_of(offer, snapshot.as_of, words.reader.lang, hidden=hidden)
        elif known := snapshot.institutions.get(item.institution_id):
            contact = {"phone": known.phone, "hours": known.opening_hours, "address": known.address}
        passing = () if alone else passed_on(path, self.held, today())
        return ItemRow(
            id=item.id,
            service=words.service(item.institution_id, item.service_id, item.service_code),
            place=words.place(item.institution_id),
            needs=words.needs(item.needs) if self.sees_needs else "",
            state=words.code(ITEM_STATES, one.state),
            state_code=one.state,
            since=words.reader.day(one.since),
            reason=words.code(DROP_REASONS, one.reason) if one.reason else "",
            wait=words.days(item.wait_days),
            entered=item.source == "entered",
            contact=contact,
            passing=[
                Passed(
                    words.name(row.institution_id),
                    self._base(row.base, row.expires_on) if row.base else "",
                )
                for row in passing
            ],
            alone=alone or len(path) < 2,
            can_refer=bool(offer) and all(row.base for row in passing),
            institution_id=item.institution_id,
            service_id=item.service_id,
            need_codes=item.needs,
            next=[(code, words.code(ITEM_STATES, code)) for code in self._following(one)],
        )

    def _following(self, one: CaseItem) -> Sequence[ItemState]:
        """The states that a service may be moved to now."""
        return NEXT_ITEM_STATES[one.state] if "move_item" in allowed(self.case) else ()

    def _goal(self, goal: Goal) -> GoalRow:
        words, case = self.words, self.case
        looked = [one for review in case.reviews for one in review.progress if one.goal == goal.code]
        ended = next(
            (one for one in (case.closing.results if case.closing else ()) if one.goal == goal.code),
            None,
        )
        latest = ended.value if ended else looked[-1].value if looked else None
        lasting = [
            one.lasting for look in case.follow_ups for one in look.lasting if one.goal == goal.code
        ]
        return GoalRow(
            name=words.code(GOALS, goal.code),
            measure=words.code(MEASURES, goal.measure),
            baseline=words.reader.number(goal.baseline),
            target=words.reader.number(goal.target),
            latest=words.reader.number(latest),
            owner=words.name(goal.owner),
            due=words.reader.day(goal.due_on),
            result=words.code(RESULTS, ended.result) if ended else "",
            lasting=words.code(LASTING, lasting[-1]) if lasting else "",
        )


_AGAIN: Final = ("diagnose", "form_team", "plan_basket", "sign_contract")
