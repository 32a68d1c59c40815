"""A change to try out as a form of lists that grow by one row with each sending."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final
from urllib.parse import urlencode

from graph.errors import InvalidRequest, NotFound
from graph.gaps.names import Names
from graph.snapshot import Pair, Snapshot, pair_of
from graph.whatif import Change
from service.pages.localizer import PageLocalizer, collated

Options = Sequence[tuple[str, str]]
#: Between the ids of a pair in a value of the form.
_JOINT: Final = "~"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the form sent; ids of institutions, blank where nothing was chosen."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    tie_a: tuple[str, ...] = ()
    tie_b: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The rows of new cooperation with at least one side chosen."""
        rows = zip_longest(self.tie_a, self.tie_b, fillvalue="")
        return tuple(dict.fromkeys(row for row in rows if any(row)))

    @property
    def half(self) -> bool:
        """Whether a row of new cooperation lacks a side."""
        return any(not all(row) for row in self.pairs)

    @property
    def empty(self) -> bool:
        """Whether nothing was chosen."""
        return not any((*self.add, *self.remove, *self.tie_a, *self.tie_b, *self.cut, *self.gone))

    def change(self, snapshot: Snapshot) -> Change:
        """The change in the domain's words; rows with one side only are left out."""
        known = {_value(pair): pair for pair in snapshot.ties}
        unknown = [value for value in _chosen(self.cut) if value not in known]
        if unknown:
            raise NotFound("tie", unknown[0])
        return Change(
            add=_chosen(self.add),
            remove=_chosen(self.remove),
            tie=tuple(sorted({pair_of(*row) for row in self.pairs if all(row)})),
            cut=tuple(sorted(known[value] for value in _chosen(self.cut))),
            gone=_chosen(self.gone),
        )


@dataclass(frozen=True, slots=True)
class Choices:
    """What each list of the form offers."""

    outside: Options
    members: Options
    all: Options
    ties: Options


def choices(snapshot: Snapshot) -> Choices:
    """The lists of a partnership."""
    members = frozenset(snapshot.members)
    everyone = _sorted((id, one.name) for id, one in snapshot.institutions.items())
    return Choices(
        outside=[row for row in everyone if row[0] not in members],
        members=[row for row in everyone if row[0] in members],
        all=everyone,
        ties=_sorted(
            (
                _value(pair),
                " – ".join(sorted((snapshot.institutions[id].name for id in pair), key=collated)),
            )
            for pair in snapshot.live_ties
            if all(id in snapshot.institutions for id in pair)
        ),
    )


def rows(values: Sequence[str]) -> tuple[str, ...]:
    """The chosen values with one blank row for one more.

    >>> rows(("", "I13", "I13"))
    ('I13', '')
    """
    return (*dict.fromkeys(value for value in values if value), "")


def said(change: Change, snapshot: Snapshot, localizer: PageLocalizer) -> list[str]:
    """A change in words."""
    names = Names(snapshot, localizer.lang)
    lists = {
        "add": names.all(change.add),
        "remove": names.all(change.remove),
        "tie": names.ties(change.tie),
        "cut": names.ties(change.cut),
        "gone": names.all(change.gone),
    }
    return [localizer.t(f"if.said.{kind}", names=text) for kind, text in lists.items() if text]


def query(change: Change) -> str:
    """A change as the address of its page holds it."""
    fields: list[tuple[str, str]] = [("dodaj", id) for id in change.add]
    fields += [("usun", id) for id in change.remove]
    for one, other in change.tie:
        fields += [("wiez_a", one), ("wiez_b", other)]
    fields += [("zerwij", _value(pair)) for pair in change.cut]
    fields += [("znika", id) for id in change.gone]
    return urlencode(fields)


def faults(error: InvalidRequest | NotFound, snapshot: Snapshot, localizer: PageLocalizer) -> list[str]:
    """Why a change cannot be tried out."""
    names: Mapping[str, str] = {id: one.name for id, one in snapshot.institutions.items()}
    if isinstance(error, NotFound):
        return [localizer.t("if.wrong.unknown", value=error.id)]
    found: list[str] = []
    for problem in error.problems:
        ends = (problem.value or "").split(_JOINT)
        value = " – ".join(names.get(id, id) for id in ends)
        found.append(localizer.t(f"if.wrong.{problem.column}", value=value))
    return found


def _chosen(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}))


def _value(pair: Pair) -> str:
    return _JOINT.join(pair)


def _sorted(options: Iterable[tuple[str, str]]) -> Options:
    return sorted(options, key=lambda row: (collated(row[1]), row[0]))
