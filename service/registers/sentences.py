"""What an import of a register did, as sentences for the terminal and the page."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeVar

from graph.packages.tables import TABLES
from graph.registers.facts import FactChange
from graph.registers.planning import Candidate, RegisterPlan, Vanished
from graph.registers.waiting import REASONS, WaitChange, WaitPlan
from graph.rows import Value
from graph.text import Localizer
from graph.vocabulary import INSTITUTION_TYPES
from service.registers.outcome import NamesPlan, Outcome

#: Lines of one kind that are shown; the rest is counted.
_SHOWN: Final = 20
_Line = TypeVar("_Line")


def lines_of(outcome: Outcome, localizer: Localizer) -> Iterator[str]:
    """Each thing that somebody should know of an import, in the order of its weight."""
    plan = outcome.plan
    if isinstance(plan, RegisterPlan):
        yield from _of_institutions(plan, outcome, localizer)
    elif isinstance(plan, WaitPlan):
        yield from _shown((wait_line(one, localizer) for one in plan.changes), localizer)
        yield from _unmatched(plan, localizer)
    else:
        renamed = (f"{code}: {old} → {new}" for code, old, new in plan.changed)
        yield from _shown(renamed, localizer)
    yield from _counted(outcome, localizer)


def _of_institutions(plan: RegisterPlan, outcome: Outcome, localizer: Localizer) -> Iterator[str]:
    yield from _shown((difference_line(one, localizer) for one in plan.changes), localizer)
    if any(not one.written for one in plan.changes) and not outcome.request.update:
        yield localizer.t("registers.kept")
    yield from _shown((vanished_line(one, localizer) for one in plan.vanished), localizer)
    yield from _shown(
        (
            localizer.t("registers.unclear", row=one.row, name=one.name, ids=", ".join(one.ids))
            for one in plan.unclear
        ),
        localizer,
    )
    yield from _shown((candidate_line(one, localizer) for one in plan.candidates), localizer)


def candidate_line(one: Candidate, localizer: Localizer) -> str:
    """An institution that comes onto maps, with its kind, and what to look at."""
    kind = INSTITUTION_TYPES[one.type_code]
    named = kind.name_pl if localizer.lang == "pl" else kind.name_en
    where = ", ".join(one.partnerships)
    parts = {"name": one.name, "kind": named, "where": where}
    line = localizer.t("registers.new", **parts) if one.new else localizer.t("registers.added", **parts)
    if one.guessed:
        line = f"{line} {localizer.t('registers.guessed', kind=one.kind or one.name)}"
    if one.near:
        line = f"{line} {localizer.t('registers.near', name=one.near)}"
    return line


def difference_line(one: FactChange, localizer: Localizer) -> str:
    """A fact that differs, old → new; of hidden places without the values."""
    field = field_name(one.field, localizer)
    if one.hidden:
        return localizer.t("registers.differs_hidden", name=one.name, field=field)
    old, new = _value(one.before), _value(one.after)
    return localizer.t("registers.differs", name=one.name, field=field, old=old, new=new)


def field_name(field: str, localizer: Localizer) -> str:
    """What a fact is called on the screen.

    >>> field_name("phone", Localizer("pl"))
    'telefon'
    """
    column = TABLES["institutions"].column(field)
    return column.header_pl if localizer.lang == "pl" else column.name


def vanished_line(one: Vanished, localizer: Localizer) -> str:
    """An institution that the register does not list any more."""
    parts = {"name": one.name, "number": one.number}
    if one.closed:
        return localizer.t("registers.closed_one", **parts)
    return localizer.t("registers.vanished", **parts)


def wait_line(one: WaitChange, localizer: Localizer) -> str:
    """A waiting time, old → new."""
    return localizer.t(
        "registers.wait",
        name=one.institution,
        benefit=one.benefit,
        old=_value(one.before),
        days=localizer.count("registers.days", one.after),
        day=localizer.day(one.as_of),
    )


def _unmatched(plan: WaitPlan, localizer: Localizer) -> Iterator[str]:
    for reason in REASONS:
        found = [one for one in plan.unmatched if one.reason == reason]
        if not found:
            continue
        named = list(dict.fromkeys(f"{one.provider}: {one.benefit}" for one in found))
        text = "; ".join(_shown(named, localizer))
        yield localizer.t(f"registers.unmatched.{reason}", n=len(found), named=text)


def _counted(outcome: Outcome, localizer: Localizer) -> Iterator[str]:
    plan, file = outcome.plan, outcome.file
    if not isinstance(plan, WaitPlan) and plan.outside:
        if isinstance(plan, NamesPlan):
            yield localizer.count("registers.outside_names", plan.outside)
        else:
            yield localizer.count("registers.outside", plan.outside)
    if unplaced := getattr(file, "unplaced", ()):
        rows = ", ".join(map(str, unplaced[:_SHOWN]))
        yield localizer.count("registers.unplaced", len(unplaced), rows=rows)
    if closed := getattr(file, "closed", 0):
        yield localizer.count("registers.closed", closed)
    if repeated := getattr(file, "repeated", 0):
        yield localizer.count("registers.repeated", repeated)
    if urgent := getattr(file, "urgent", 0):
        yield localizer.count("registers.urgent", urgent)
    if parts := getattr(file, "parts", 0):
        yield localizer.count("registers.parts", parts)
    if unused := [*file.unused, *file.others]:
        yield localizer.t("registers.unused", names=", ".join(unused))
    yield from (note[localizer.lang != "pl"] for note in file.notes)


def _shown(lines: Iterable[_Line], localizer: Localizer) -> Iterator[str]:
    listed: Sequence[_Line] = list(lines)
    yield from map(str, listed[:_SHOWN])
    if len(listed) > _SHOWN:
        yield localizer.t("and_more", n=len(listed) - _SHOWN)


def _value(value: Value) -> str:
    return "–" if value is None or value == "" else str(value)
