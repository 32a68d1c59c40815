"""The fields of a form: what kind each is, what can be chosen, and what somebody put in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from graph.packages.labels import CODE_LISTS
from graph.packages.tables import TABLES
from graph.text import has
from graph.vocabulary.codes import SECTOR_NAMES
from service.pages.localizer import PageLocalizer, collated

FieldKind = Literal["text", "email", "tel", "area", "date", "number", "decimal", "select", "yes_no"]
Options = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Group:
    """Options under one heading; a blank heading has none."""

    label: str
    options: Options


@dataclass(frozen=True, slots=True)
class Field:
    """One field as it is shown.

    ``value`` is what it holds as text, ``fault`` what is wrong with it. ``fixed`` fields cannot be
    changed.
    """

    name: str
    kind: FieldKind
    label: str
    hint: str = ""
    value: str = ""
    required: bool = False
    groups: Sequence[Group] = ()
    lowest: int | None = None
    highest: int | None = None
    fault: str = ""
    fixed: bool = False

    @property
    def id(self) -> str:
        """Its id on the page."""
        return f"pole-{self.name.replace('.', '-')}"

    @property
    def wide(self) -> bool:
        """Whether it takes a row of its own."""
        return self.kind == "area" or self.name in {"name", "type_code", "service_code"}

    def told(self, cell: str, localizer: PageLocalizer) -> str:
        """A value in words: the text of an option, a date as it is written, a dash for a blank.

        >>> kinds = Group("", [("OPS", "ośrodek pomocy społecznej")])
        >>> Field("type_code", "select", "Rodzaj", groups=[kinds]).told("OPS", PageLocalizer())
        'ośrodek pomocy społecznej'
        """
        if not cell:
            return "–"
        if self.kind in {"select", "yes_no"}:
            found = (text for group in self.groups for value, text in group.options if value == cell)
            return next(found, cell)
        if self.kind == "date":
            try:
                return localizer.day(date.fromisoformat(cell))
            except ValueError:
                return cell
        return cell


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under one heading."""

    title: str
    fields: Sequence[Field]


@dataclass(frozen=True, slots=True)
class Faults:
    """What is wrong, by field, and what belongs to no field of the form."""

    fields: Mapping[str, str] = field(default_factory=dict[str, str])
    others: Sequence[str] = ()
    #: Fields whose text must not be shown again.
    hidden: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything is wrong."""
        return bool(self.fields or self.others)


class Fields:
    """Makes the fields of one table for one reader, over its cells and faults."""

    def __init__(
        self,
        table: str,
        localizer: PageLocalizer,
        cells: Mapping[str, str],
        faults: Faults | None = None,
    ) -> None:
        """``cells`` are what the fields hold now."""
        self._table = TABLES[table]
        self._reader = localizer
        self._cells = cells
        self._faults = faults or Faults()

    def text(self, name: str, kind: FieldKind = "text") -> Field:
        """A field to write into; numbers and dates know their kind from the table."""
        column = self._table.column(name)
        number = column.kind == "integer"
        return self._made(
            name,
            "number" if number else "date" if column.kind == "date" else kind,
            lowest=column.lowest if number else None,
            highest=column.highest if number and column.highest < 1_000_000_000 else None,
        )

    def codes(self, name: str, blank: str = "") -> Field:
        """A choice among the codes of the column, with their names; ``blank`` words no choice."""
        return self.choice(name, [Group("", self._named(self._table.column(name).codes))], blank)

    def yes_no(self, name: str, blank: str) -> Field:
        """Yes, no, or nothing said."""
        t = self._reader.t
        options = [("", blank), ("true", t("yes")), ("false", t("no"))]
        return self._made(name, "yes_no", groups=[Group("", options)])

    def choice(self, name: str, groups: Iterable[Group], blank: str = "") -> Field:
        """A choice among groups of options; a value that stands there already stays one of them."""
        offered = list(groups)
        if blank:
            offered.insert(0, Group("", [("", blank)]))
        value = self._cells.get(name, "")
        if value and not any(value == code for group in offered for code, _ in group.options):
            offered.append(Group("", [(value, value)]))
        return self._made(name, "select", groups=offered)

    def _named(self, codes: Iterable[str]) -> Options:
        listed = set(codes)
        meanings = next(words for _, words in CODE_LISTS if set(words) == listed)
        return [(code, self._word(words.pl, words.en)) for code, words in meanings.items()]

    def _word(self, pl: str, en: str) -> str:
        return pl if self._reader.lang == "pl" else en

    def _made(
        self,
        name: str,
        kind: FieldKind,
        *,
        groups: Sequence[Group] = (),
        lowest: int | None = None,
        highest: int | None = None,
    ) -> Field:
        column = self._table.column(name)
        words = f"form.{self._table.name}.{name}"
        return Field(
            name=name,
            kind=kind,
            label=self._reader.t(words),
            hint=self._reader.t(f"{words}.hint") if has(f"{words}.hint") else "",
            value="" if name in self._faults.hidden else self._cells.get(name, ""),
            required=column.required and not column.blank_allowed,
            groups=groups,
            lowest=lowest,
            highest=highest,
            fault=self._faults.fields.get(name, ""),
        )


def sectors(localizer: PageLocalizer) -> Group:
    """The sectors with their names."""
    return Group("", [(code, localizer.sector(code)) for code in SECTOR_NAMES])


def by_name(options: Iterable[tuple[str, str]]) -> Options:
    """Options in the order of their names."""
    return sorted(options, key=lambda option: (collated(option[1]), option[0]))
