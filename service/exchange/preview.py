"""What an import would change and what is wrong with a file, as rows to read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.errors import Problem
from graph.model import Package
from graph.packages.tables import TABLES
from graph.rows import Row, Value
from graph.stores.changes import Changes, TableChanges
from graph.stores.tables import TableName
from graph.understanding import Guess, Understood
from graph.vocabulary import INSTITUTION_TYPES
from graph.vocabulary.words import service_name
from service.pages.localizer import PageLocalizer
from service.pages.need_words import plain_need

_MOST_NAMES: Final = 50
#: Rows of a problem that are named.
_MOST_ROWS: Final = 5
#: Tables whose records are pseudonymous cases: only counted.
_CASES: Final = frozenset({"families", "teams"})
#: Tables whose values may be read by everybody.
_OPEN: Final = frozenset({"partnership", "institutions", "services", "demand", "waves"})


@dataclass(frozen=True, slots=True)
class TableView:
    """One table: how many records of each kind, and their names as far as they are told."""

    name: str
    counts: tuple[int, int, int, int]
    created: Sequence[str]
    updated: Sequence[str]
    retired: Sequence[str]
    more: int
    told: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """One problem of a file; ``found`` is blank where nothing stands there."""

    table: str
    row: str
    column: str
    found: str
    expected: str


def faults_of(problems: Sequence[Problem], localizer: PageLocalizer) -> list[Fault]:
    """The problems of a file, in reading order, equal ones in one row."""
    return [
        Fault(
            localizer.t(f"table.{one.table}") if one.table in {*TABLES, "package"} else one.table,
            "" if one.row is None else _rows(one, localizer),
            _column(one.table, one.column, localizer) if one.column else "",
            one.value or "",
            one.expected_pl if localizer.lang == "pl" and one.expected_pl else one.expected,
        )
        for one in problems
    ]


def _rows(problem: Problem, localizer: PageLocalizer) -> str:
    """The rows of a problem: the first of them, and how many more there are."""
    first = list(map(localizer.number, (problem.rows or (problem.row or 0,))[:_MOST_ROWS]))
    more = problem.count - len(first)
    text = ", ".join(first)
    return localizer.count("load.rows.more", more, rows=text) if more > 0 else text


@dataclass(frozen=True, slots=True)
class FoundView:
    """A sheet or file: what table it holds, blank for none, and the fields of its headers."""

    sheet: str
    table: str
    columns: Sequence[tuple[str, str]]
    unused: Sequence[str]


def found_rows(understood: Sequence[Understood], localizer: PageLocalizer) -> list[FoundView]:
    """How each sheet or file was understood."""
    return [
        FoundView(
            one.sheet,
            localizer.t(f"table.{one.table}") if one.table else "",
            [
                (header, _column(one.table or "", name, localizer))
                for header, name in one.columns.items()
            ],
            one.unused,
        )
        for one in understood
    ]


@dataclass(frozen=True, slots=True)
class GuessView:
    """Something made or guessed: where, which field, its value, and the words it came from."""

    row: str
    field: str
    value: str
    source: str


def guess_rows(guessed: Sequence[Guess], localizer: PageLocalizer) -> list[GuessView]:
    """What was made of names, to be looked over."""
    return [
        GuessView(
            localizer.number(one.row),
            _column(one.table, one.field, localizer),
            f"{one.value} – {_kind(one.value, localizer)}" if one.field == "type_code" else one.value,
            one.source,
        )
        for one in guessed
    ]


def _kind(code: str, localizer: PageLocalizer) -> str:
    kind = INSTITUTION_TYPES[code]
    return kind.name_pl if localizer.lang == "pl" else kind.name_en


def table_views(
    changes: Changes, before: Package | None, after: Package, localizer: PageLocalizer
) -> list[TableView]:
    """The tables that hold anything, before or after."""
    institutions = {
        one.id: one.name for package in (before, after) if package for one in package.institutions
    }
    views = (_view(name, table, institutions, localizer) for name, table in changes.items())
    return [view for view in views if any(view.counts)]


def _view(
    name: TableName, table: TableChanges, institutions: Mapping[str, str], localizer: PageLocalizer
) -> TableView:
    told = name not in _CASES
    title = _titles(name, institutions, localizer)
    created = [title(row) for row in table.created.values()] if told else []
    retired = [title(row) for row in table.retired.values()] if told else []
    updated = [
        f"{title(after)}: {_differences(name, old, after, localizer)}"
        for old, after in (table.updated.values() if told else ())
    ]
    longest = max(map(len, (created, updated, retired)))
    return TableView(
        name=localizer.t(f"table.{name}"),
        counts=(len(table.created), len(table.updated), len(table.retired), table.unchanged),
        created=created[:_MOST_NAMES],
        updated=updated[:_MOST_NAMES],
        retired=retired[:_MOST_NAMES],
        more=max(0, longest - _MOST_NAMES),
        told=told,
    )


def _titles(name: TableName, names: Mapping[str, str], localizer: PageLocalizer) -> Callable[[Row], str]:
    """The function that names a record of a table."""

    def institution(id: Value) -> str:
        return names.get(str(id), str(id))

    def title(row: Row) -> str:
        match name:
            case "services":
                kind = service_name(str(row["service_code"]), localizer.lang)
                return f"{row['name'] or kind} – {institution(row['institution_id'])}"
            case "workers":
                return f"{row['role']} – {institution(row['institution_id'])}"
            case "ties":
                return f"{institution(row['reporter_id'])} → {institution(row['partner_id'])}"
            case "demand":
                return f"{plain_need(str(row['need']), localizer)} ({row['teryt']})"
            case "institutions" | "partnership":
                return str(row["name"])
            case _:
                return str(row["id"])

    return title


def _differences(name: TableName, before: Row, after: Row, localizer: PageLocalizer) -> str:
    changed = [column for column in after if before.get(column) != after[column]]
    if name not in _OPEN:
        return ", ".join(_column(name, column, localizer) for column in changed)
    return "; ".join(
        f"{_column(name, column, localizer)}: {_shown(before.get(column), localizer)} → "
        f"{_shown(after[column], localizer)}"
        for column in changed
    )


def _shown(value: Value, localizer: PageLocalizer) -> str:
    if value is None or value == "":
        return localizer.t("load.blank")
    if isinstance(value, bool):
        return localizer.t("yes" if value else "no")
    return str(value)


def _column(table: str, name: str, localizer: PageLocalizer) -> str:
    """The header that stands above a column in the reader's template."""
    known = (
        {column.name: column.header_pl for column in TABLES[table].columns} if table in TABLES else {}
    )
    return known.get(name, name) if localizer.lang == "pl" else name
