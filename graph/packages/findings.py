"""Collects what is wrong with a package and what somebody should know of it, equal things once."""

from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from graph.errors import InvalidPackage, Problem, rows_named
from graph.packages.encodings import UNDECODED
from graph.packages.words import TABLE_NAMES_PL, Words
from graph.understanding import Understood

#: Different problems listed at most; the rest are counted.
MOST_PROBLEMS: Final = 1000
#: Rows kept of each problem and note, to be named.
_ROWS_KEPT: Final = 20
#: Characters of a faulty value that are shown.
_SHOWN: Final = 80
#: Seconds that the reading of one package may take, whatever it holds.
SECONDS: Final = 60.0
_ORDER: Final = {name: place for place, name in enumerate(TABLE_NAMES_PL)}


@dataclass(slots=True)
class _Group:
    """One thing found in one column for one reason: its first rows, its number, its first value."""

    value: str | None
    rows: list[int] = field(default_factory=list[int])
    count: int = 0


@dataclass(slots=True)
class _Note:
    """A warning: the tables it is about and their rows; ``danger`` where data would be replaced."""

    danger: bool
    places: dict[str, _Group] = field(default_factory=dict[str, _Group])


class Findings:
    """Every problem and note of one reading: equal ones grouped, none cut off in silence.

    Parameters
    ----------
    seconds
        How long the reading may take before it is given up.
    """

    def __init__(self, seconds: float | None = None) -> None:
        self._problems: dict[tuple[str, str | None, Words], _Group] = {}
        self._notes: dict[Words, _Note] = {}
        self._unlisted = self._unnoted = 0
        self.understood: list[Understood] = []
        self._until = monotonic() + (SECONDS if seconds is None else seconds)

    def __bool__(self) -> bool:
        """Whether there is any problem."""
        return bool(self._problems)

    def problem(
        self,
        table: str,
        expected: Words,
        *,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
    ) -> None:
        """Add one problem; ``value`` must not be given where showing it could disclose a person."""
        key = (table, column, expected)
        group = self._problems.get(key)
        if group is None:
            if len(self._problems) >= MOST_PROBLEMS:
                self._unlisted += 1
                return
            group = self._problems[key] = _Group(_shown(value))
        _add(group, row)

    def note(
        self, reason: Words, *, table: str = "package", row: int | None = None, danger: bool = False
    ) -> None:
        """Add one warning: the data are taken as they are, but somebody should know.

        ``danger`` marks what replaces, renames or leaves out data; such warnings come first.
        """
        if reason not in self._notes and len(self._notes) >= MOST_PROBLEMS and not danger:
            self._unnoted += 1
            return
        note = self._notes.setdefault(reason, _Note(danger))
        _add(note.places.setdefault(table, _Group(None)), row)

    def check_time(self) -> None:
        """Give up once the time is over.

        Raises
        ------
        InvalidPackage
            With a problem that says so, and with all that was found before.
        """
        if monotonic() > self._until:
            self.problem(
                "package",
                Words(
                    "a smaller or simpler file; reading this one takes too long",
                    "mniejszy albo prostszy plik; odczytywanie tego trwa zbyt długo",
                ),
            )
            self.raise_problems()

    @property
    def seconds_left(self) -> float:
        """How much of the time is left, at least a little."""
        return max(0.1, self._until - monotonic())

    @property
    def notes(self) -> tuple[Words, ...]:
        """Every note in one line, those that mean danger first."""
        ordered = sorted(self._notes.items(), key=lambda item: not item[1].danger)
        lines = [_line(reason, note) for reason, note in ordered]
        if self._unnoted:
            lines.append(
                Words(f"warnings not listed: {self._unnoted}", f"dalsze uwagi: {self._unnoted}")
            )
        return tuple(lines)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem, equal ones as one, ordered by table and row."""
        found = [
            Problem(
                *(table, group.rows[0] if group.rows else None, column, group.value),
                *expected,
                count=group.count,
                rows=tuple(group.rows),
            )
            for (table, column, expected), group in self._problems.items()
        ]
        found.sort(key=lambda p: (_ORDER.get(p.table, len(_ORDER)), p.row or 0))
        if self._unlisted:
            more = Words(
                f"fewer faults: {self._unlisted} more problems are not listed",
                f"mniej błędów: liczba błędów poza tą listą: {self._unlisted}",
            )
            found.append(Problem("package", None, None, None, more.en, more.pl))
        return tuple(found)

    def raise_problems(self) -> None:
        """Stop here if anything is wrong.

        Raises
        ------
        InvalidPackage
            With every problem and every note found so far.
        """
        if self._problems:
            raise InvalidPackage(self.problems, notes=self.notes, understood=self.understood)


def _shown(value: str | None) -> str | None:
    if value is None:
        return None
    whole = UNDECODED.sub("\ufffd", value)
    return whole if len(whole) <= _SHOWN else whole[:_SHOWN] + "…"


def _add(group: _Group, row: int | None) -> None:
    group.count += 1
    if row is not None and len(group.rows) < _ROWS_KEPT and row not in group.rows[-1:]:
        group.rows.append(row)


def _line(reason: Words, note: _Note) -> Words:
    """A note as one line: where, and what."""
    places = [(table, group) for table, group in note.places.items() if table != "package"]
    if not places:
        return reason
    where_en: list[str] = []
    where_pl: list[str] = []
    for table, group in places:
        rows_en, rows_pl = rows_named(group.rows, group.count) if group.rows else ("", "")
        where_en.append(", ".join(filter(None, (table, rows_en))))
        where_pl.append(", ".join(filter(None, (TABLE_NAMES_PL.get(table, table), rows_pl))))
    return Words(f"{'; '.join(where_en)}: {reason.en}", f"{'; '.join(where_pl)}: {reason.pl}")
