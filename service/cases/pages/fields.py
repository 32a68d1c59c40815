"""The forms of a case: fields, boxes to tick, rows that grow; what was put in is never lost."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Final

from fastapi import Depends, Request

from graph.errors import Problem
from graph.packages.people_values import date_of
from service.access.guard import CSRF_FIELD
from service.answers import render_json
from service.forms.fields import Faults, Field, Group, Options
from service.http.idempotency import Sent
from service.pages.localizer import PageLocalizer

#: Button that asks for more rows of a group instead of saving.
MORE: Final = "wiecej"
VERSION: Final = "wersja"
KEY: Final = "klucz"
_MOST_ROWS: Final = 40
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Ticks:
    """Boxes of one question; several may be ticked. ``options`` are (value, text, note)."""

    name: str
    label: str
    options: Sequence[tuple[str, str, str]]
    chosen: frozenset[str] = frozenset()
    hint: str = ""
    fault: str = ""
    kind: str = "ticks"
    inline: bool = False

    @property
    def id(self) -> str:
        """Its id on the page."""
        return f"pole-{self.name.replace('.', '-')}"


@dataclass(frozen=True, slots=True)
class Part:
    """Fields under one heading. ``more`` names the group of rows that a button behind it makes grow."""

    title: str
    fields: Sequence[Field | Ticks]
    hint: str = ""
    more: str = ""
    #: Name and value of what goes with the fields unseen.
    carried: Sequence[tuple[str, str]] = ()
    columns: int = 2
    #: What is said below the fields about what was chosen so far.
    note: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form holds: values by name, in the order in which they stand there."""

    values: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])

    def one(self, name: str) -> str:
        """The last value of a name, blank where there is none."""
        return next(reversed(self.values.get(name, ())), "").strip()

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a name that is not blank, each once."""
        return tuple(dict.fromkeys(value for value in self.values.get(name, ()) if value))

    def rows(self, group: str, least: int) -> int:
        """How many rows of a group the form has."""
        numbers = (name.split(".")[1] for name in self.values if name.startswith(f"{group}."))
        filled = max(
            (int(number) + 1 for number in numbers if number.isdecimal() and len(number) < 4), default=0
        )
        asked = 2 if self.one(MORE) == group else 0
        return min(max(filled + asked, least), _MOST_ROWS)

    def filled_rows(self, group: str, *names: str) -> list[int]:
        """The numbers of the rows in which something was put into one of the fields."""
        return [
            row
            for row in range(self.rows(group, 0))
            if any(self.one(f"{group}.{row}.{name}") for name in names)
        ]


def filled(**values: str | Iterable[str]) -> Filled:
    """A form that holds these values.

    >>> filled(on="2026-01-01", needs=["N01", "N04"]).all("needs")
    ('N01', 'N04')
    """
    return Filled({name: (one,) if isinstance(one, str) else tuple(one) for name, one in values.items()})


async def sent_form(request: Request) -> Filled:
    """The texts of a posted form."""
    found: dict[str, list[str]] = {}
    for name, value in (await request.form()).multi_items():
        if isinstance(value, str):
            found.setdefault(name[:_LONGEST], []).append(value[:_LONGEST])
    return Filled(found)


def once(request: Request, sent: Filled) -> Sent:
    """A posted form by its key: sent twice it acts once."""
    values = {name: given for name, given in sent.values.items() if name != CSRF_FIELD}
    return Sent(request.url.path, sent.one(KEY) or None, render_json(values))


SentForm = Annotated[Filled, Depends(sent_form)]


class Reading:
    """Reads the values of a form into what the domain takes, and keeps what is wrong by field."""

    def __init__(self, sent: Filled, localizer: PageLocalizer) -> None:
        """Nothing is wrong yet."""
        self.sent = sent
        self._reader = localizer
        self._fields: dict[str, str] = {}
        self._others: list[str] = []
        self._places: dict[str, str] = {}

    @property
    def faults(self) -> Faults:
        """What is wrong so far."""
        return Faults(dict(self._fields), tuple(self._others))

    def wrong(self, name: str, key: str, **values: object) -> None:
        """A field is wrong; the first thing said about it stays."""
        self._fields.setdefault(name, self._reader.t(key, **values))

    def wrong_as_a_whole(self, text: str) -> None:
        """Something is wrong that belongs to no field."""
        if text not in self._others:
            self._others.append(text)

    def stands(self, path: str, row: str) -> None:
        """A part of the step stands in a row of the form, where its faults belong."""
        self._places[path] = row

    def refused(self, problem: Problem) -> None:
        """What the domain found wrong goes to its field, where the form has one."""
        column = problem.column or ""
        text = problem.expected_pl if self._reader.lang == "pl" else problem.expected
        text = text or self._reader.t("cases.fault.other")
        head, dot, tail = column.partition(".")
        place = self._places.get(head)
        if place is not None:
            self._fields.setdefault(f"{place}{dot}{tail}", text)
        elif head in self.sent.values:
            self._fields.setdefault(head, text)
        else:
            self.wrong_as_a_whole(f"{column}: {text}")

    def text(self, name: str) -> str:
        """A choice that has to be made."""
        value = self.sent.one(name)
        if not value:
            self.wrong(name, "form.fault.blank")
        return value

    def day(self, name: str, *, required: bool = True) -> str | None:
        """A day as year-month-day."""
        value = self.sent.one(name)
        if not value:
            if required:
                self.wrong(name, "form.fault.blank")
            return None
        if (read := date_of(value)) is None:
            self.wrong(name, "cases.fault.date")
            return None
        return read.isoformat()

    def number(self, name: str, *, required: bool = True) -> int | None:
        """A whole number from 0 up."""
        value = self.sent.one(name).replace("\u00a0", "").replace(" ", "")
        if not value:
            if required:
                self.wrong(name, "form.fault.blank")
            return None
        if not value.isascii() or not value.isdigit() or len(value) > 6:
            self.wrong(name, "cases.fault.number")
            return None
        return int(value)


class Fields:
    """Makes the fields of one form for one reader, over what it holds and what is wrong with it."""

    def __init__(self, localizer: PageLocalizer, holds: Filled, faults: Faults) -> None:
        """``holds`` are the values to be shown."""
        self.localizer = localizer
        self.holds = holds
        self._faults = faults

    def day(self, name: str, label: str, hint: str = "", *, required: bool = True) -> Field:
        """A date."""
        fault = self._faults.fields.get(name, "")
        return Field(name, "date", label, hint, self.holds.one(name), required, fault=fault)

    def number(self, name: str, label: str, hint: str = "", *, required: bool = True) -> Field:
        """A whole number from 0 up."""
        return Field(
            name,
            "number",
            label,
            hint,
            self.holds.one(name),
            required,
            lowest=0,
            fault=self._faults.fields.get(name, ""),
        )

    def choice(
        self,
        name: str,
        label: str,
        options: Options | Sequence[Group],
        hint: str = "",
        *,
        required: bool = True,
    ) -> Field:
        """One of several; a blank one comes first, so that nothing is chosen by accident."""
        groups = [one for one in options if isinstance(one, Group)]
        plain = [one for one in options if not isinstance(one, Group)]
        blank = Group("", [("", self.localizer.t("pick.none"))])
        return Field(
            name,
            "select",
            label,
            hint,
            self.holds.one(name),
            required,
            [blank, Group("", plain), *groups] if plain else [blank, *groups],
            fault=self._faults.fields.get(name, ""),
        )

    def ticks(
        self,
        name: str,
        label: str,
        options: Iterable[tuple[str, str] | tuple[str, str, str]],
        hint: str = "",
        *,
        inline: bool = False,
    ) -> Ticks:
        """Boxes."""
        return Ticks(
            name,
            label,
            [(one[0], one[1], one[2] if len(one) == 3 else "") for one in options],
            frozenset(self.holds.all(name)),
            hint,
            self._faults.fields.get(name, ""),
            inline=inline,
        )
