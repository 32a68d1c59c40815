"""The forms of a case from the request to the team: what each asks, and how it is read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from graph.cases import (
    CHANNELS,
    METHODS,
    NEED_AREAS,
    RESOURCES,
    Case,
    areas_called_for,
    context_of,
    missing_levels,
)
from graph.snapshot import Snapshot
from graph.vocabulary import AGE_BANDS, AREAS
from graph.vocabulary.codes import UNITS
from service.pages.case_fields import Fields, Filled, Part, Reading, filled
from service.pages.case_words import CaseWords
from service.pages.reader import Reader

_SEATS: Final = 4
_MINORS: Final = frozenset({"0-2", "3-6", "7-12", "13-17"})
Mapped = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """What a form is filled in over: the case, the partnership, whose words, and which day it is."""

    snapshot: Snapshot
    case: Case | None
    words: CaseWords
    today: date
    gminas: Sequence[str] = ()
    #: What the form may begin with beyond the case itself, e.g. the items of a chosen basket.
    given: Sequence[Mapping[str, Any]] = ()

    @property
    def reader(self) -> Reader:
        """For whom it is worded."""
        return self.words.reader

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

    def begin(self, desk: Desk) -> Filled:
        """What it holds before anybody wrote into it."""
        ...

    def parts(self, desk: Desk, fields: Fields) -> Sequence[Part]:
        """Its fields."""
        ...

    def read(self, desk: Desk, reading: Reading) -> Mapped:
        """The step that was put in, as plain values; what is wrong stands in the reading."""
        ...


def happened(desk: Desk, reading: Reading) -> str | None:
    """The day of the step: not after today, not before the step before."""
    day = reading.day("on")
    if day and date.fromisoformat(day) > desk.today:
        reading.wrong("on", "cases.fault.future")
    elif day and desk.earliest and date.fromisoformat(day) < desk.earliest:
        reading.wrong("on", "cases.fault.early", date=desk.reader.day(desk.earliest))
    return day


def later(reading: Reading, name: str, *, required: bool = True) -> str | None:
    """A day after that of the step itself."""
    day, on = reading.day(name, required=required), reading.sent.one("on")
    # Days as year-month-day are in the order of their text.
    if day and on and day <= on:
        reading.wrong(name, "cases.fault.later")
    return day


class RequestForm:
    """The family's own request."""

    def begin(self, desk: Desk) -> Filled:
        """Today, of a family, in the only municipality if there is one."""
        only = desk.gminas[0] if len(desk.gminas) == 1 else ""
        return filled(on=desk.today.isoformat(), unit="family", teryt=only)

    def parts(self, desk: Desk, fields: Fields) -> Sequence[Part]:
        """Day, channel, unit, municipality, ages; urgency and a guardian's consent as ticks."""
        t, words = desk.reader.t, desk.words
        gminas = [(code, code) for code in desk.gminas]
        units = [(code, t(f"cases.unit.{code}")) for code in UNITS]
        guardian = [("yes", t("cases.form.request.guardian.yes"))]
        return [
            Part(
                "",
                [
                    fields.day("on", t("cases.form.request.on")),
                    fields.choice("channel", t("cases.form.request.channel"), words.options(CHANNELS)),
                    fields.choice("unit", t("cases.form.request.unit"), units),
                    fields.choice("teryt", t("cases.gmina"), gminas),
                    fields.ticks(
                        *("age_bands", t("cases.form.request.ages")),
                        [(band, words.band(band)) for band in AGE_BANDS],
                        inline=True,
                    ),
                    fields.ticks(
                        *("urgent", t("cases.form.request.urgent")),
                        [("yes", t("cases.form.request.urgent.yes"))],
                    ),
                    fields.ticks(
                        *("guardian_consents", t("cases.form.request.guardian"), guardian),
                        t("cases.form.request.guardian.hint"),
                    ),
                ],
            )
        ]

    def read(self, desk: Desk, reading: Reading) -> Mapped:
        """The request."""
        sent = reading.sent
        bands = [band for band in AGE_BANDS if band in sent.all("age_bands")]
        unit = reading.text("unit")
        if not bands and unit == "person":
            reading.wrong("age_bands", "cases.fault.ticks")
        consents = bool(sent.all("guardian_consents"))
        if unit == "person" and not _MINORS.isdisjoint(bands) and not consents:
            reading.wrong("guardian_consents", "cases.fault.guardian")
        return {
            "on": happened(desk, reading),
            "channel": reading.text("channel"),
            "unit": unit,
            "teryt": reading.text("teryt"),
            "age_bands": bands,
            "urgent": bool(sent.all("urgent")),
            "guardian_consents": consents or None,
        }


class DiagnoseForm:
    """Needs area by area, the family's own resources, methods of social work."""

    def begin(self, desk: Desk) -> Filled:
        """The last diagnosis, if there is one."""
        last = desk.known.diagnosis
        if last is None:
            return filled(on=desk.today.isoformat())
        needs = {
            f"needs.{area}": [c for c in codes if c in last.needs] for area, codes in _AREAS.items()
        }
        considered = {f"considered.{area}": ["yes"] for area in last.considered}
        return filled(
            on=desk.today.isoformat(),
            resources=last.resources,
            methods=last.methods,
            **needs,
            **considered,
        )

    def parts(self, desk: Desk, fields: Fields) -> Sequence[Part]:
        """The day; the five areas, each with its needs; the family and the methods."""
        t, words = desk.reader.t, desk.words
        considered = [("yes", t("cases.form.diagnose.considered"))]
        areas = [
            Part(
                t("cases.form.diagnose.area", area=desk.reader.area(area)),
                [
                    fields.ticks(
                        *(f"needs.{area}", t("cases.form.diagnose.needs")),
                        [(code, words.need(code), _note(desk, code, area)) for code in codes],
                    ),
                    fields.ticks(
                        f"considered.{area}",
                        t("cases.form.diagnose.none", area=desk.reader.area(area)),
                        considered,
                    ),
                ],
                columns=1,
            )
            for area, codes in _AREAS.items()
        ]
        family = [
            fields.ticks("resources", t("cases.diagnosis.resources"), words.options(RESOURCES)),
            fields.ticks("methods", t("cases.diagnosis.methods"), words.options(METHODS)),
        ]
        first = Part("", [fields.day("on", t("cases.form.diagnose.on"))])
        return [first, *areas, Part(t("cases.form.diagnose.family"), family, columns=1)]

    def read(self, desk: Desk, reading: Reading) -> Mapped:
        """The diagnosis; every area has a need or was considered."""
        sent = reading.sent
        needs = [code for area in _AREAS for code in sent.all(f"needs.{area}")]
        called = areas_called_for(tuple(needs))
        considered = [area for area in _AREAS if sent.all(f"considered.{area}")]
        for area in _AREAS:
            if area not in called and area not in considered:
                reading.wrong(f"considered.{area}", "cases.fault.area")
        if not needs:
            reading.wrong_as_a_whole(desk.reader.t("cases.fault.needs"))
        if not sent.all("methods"):
            reading.wrong("methods", "cases.fault.ticks")
        return {
            "on": happened(desk, reading),
            "needs": needs,
            "resources": list(sent.all("resources")),
            "methods": list(sent.all("methods")),
            "considered": considered,
        }


class TeamForm:
    """The institutions of the team, with the roles of their workers."""

    def begin(self, desk: Desk) -> Filled:
        """The team as it is; else whoever the case needs first: the leader of the partnership."""
        team, leader = desk.known.team, desk.snapshot.leader
        rows = [(f"{one.institution_id}|{one.worker_id or ''}", str(one.role)) for one in team]
        if not rows and leader:
            rows = [(f"{leader}|", "lead")]
        values: dict[str, str] = {"on": desk.today.isoformat()}
        for row, (who, role) in enumerate(rows):
            values |= {f"seats.{row}.who": who, f"seats.{row}.role": role}
        return filled(**values)

    def parts(self, desk: Desk, fields: Fields) -> Sequence[Part]:
        """The day, and a row for each seat."""
        t = desk.reader.t
        people = desk.words.seat_groups()
        roles = [("lead", t("cases.team.lead")), ("member", t("cases.team.member"))]
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
                note=self.levels(desk, fields.holds) if row == number - 1 else "",
                more="seats" if row == number - 1 else "",
            )
            for row in range(number)
        ]
        return [Part("", [fields.day("on", t("cases.form.on"))], t("cases.form.team.lead")), *rows]

    def levels(self, desk: Desk, holds: Filled) -> str:
        """Whether the seats chosen so far come from both levels of self-government."""
        chosen = [holds.one(f"seats.{row}.who").split("|")[0] for row in range(holds.rows("seats", 0))]
        return levels_hint(desk, [id for id in chosen if id])

    def read(self, desk: Desk, reading: Reading) -> Mapped:
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
        return {"on": happened(desk, reading), "seats": seats}


class MeetForm:
    """A meeting of the team."""

    def begin(self, desk: Desk) -> Filled:
        """Today."""
        return filled(on=desk.today.isoformat())

    def parts(self, desk: Desk, fields: Fields) -> Sequence[Part]:
        """The day and who was there."""
        t = desk.reader.t
        options = desk.words.institution_options({seat.institution_id for seat in desk.known.team})
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

    def read(self, desk: Desk, reading: Reading) -> Mapped:
        """The meeting; somebody was there."""
        present = reading.sent.all("institution_ids")
        if not present:
            reading.wrong("institution_ids", "cases.fault.ticks")
        return {"on": happened(desk, reading), "institution_ids": list(present)}


def levels_hint(desk: Desk, institutions: Sequence[str]) -> str:
    """Whether these institutions count for both levels of self-government."""
    missing = missing_levels(institutions, context_of(desk.snapshot))
    if missing:
        levels = ", ".join(desk.reader.level(level) for level in missing)
        return desk.reader.t("cases.team.two_levels", levels=levels)
    return desk.reader.t("cases.team.two_levels.ok")


def needs_by_area() -> Mapping[str, Sequence[str]]:
    """Every need that a case can have, once: under the area that is least often called for."""
    found: dict[str, list[str]] = {area: [] for area in AREAS}
    calls = Counter(area for areas in NEED_AREAS.values() for area in areas)
    for code, areas in NEED_AREAS.items():
        found[min(areas, key=lambda area: calls[area])].append(code)
    return found


def _note(desk: Desk, code: str, area: str) -> str:
    """The official name of a need, and the other areas that it calls for."""
    others = [desk.reader.area(one) for one in NEED_AREAS[code] if one != area]
    also = desk.reader.t("cases.form.diagnose.also", areas=", ".join(others)) if others else ""
    return "; ".join(part for part in (desk.words.official(code), also) if part)


_AREAS: Final = needs_by_area()
