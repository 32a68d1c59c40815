"""References to institutions by id, register number or unique name; ids in their one spelling."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import cast

from graph.packages.columns import Column
from graph.packages.findings import Findings
from graph.packages.names import comparable
from graph.packages.parse import Row, Value
from graph.packages.tables import TABLES
from graph.packages.words import Words

#: Numbers that name one institution by themselves.
_REGISTERS = ("rspo", "regon", "rpwdl", "krs")


def resolve_references(rows: Mapping[str, list[Row]], exact: frozenset[str], findings: Findings) -> None:
    """Put ids in place of what else names an institution, and of other spellings of an id.

    Parameters
    ----------
    rows
        Rows of every table; references are changed here.
    exact
        Tables that were written by this product; they name everything by its id.
    findings
        Takes a problem for a name that several institutions share.
    """
    known = {name: _spellings(rows[name]) for name in TABLES if "id" in TABLES[name].key}
    known["institutions"] = _names_of(rows["institutions"], known["institutions"])
    shared = _shared_names(rows["institutions"])
    ids = {name: {row.text("id") for row in of} for name, of in rows.items()}
    for table in TABLES.values():
        if table.name in exact:
            continue
        for column in table.columns:
            if column.refers_to in known:
                target = column.refers_to
                for row in rows[table.name]:
                    _resolve(
                        table.name,
                        column,
                        row,
                        ids[target],
                        known[target],
                        findings,
                        shared if target == "institutions" else frozenset(),
                    )


def _spellings(rows: Iterable[Row]) -> dict[str, str]:
    """Each id by the spelling that all its writings share."""
    found: dict[str, str] = {}
    for row in rows:
        if id := row.text("id"):
            found.setdefault(comparable(id), id)
    return found


def _names_of(rows: list[Row], ids: dict[str, str]) -> dict[str, str]:
    """Each institution by its id, its register numbers and its name, as far as these are unique."""
    found: dict[str, str] = {}
    for column in ("name", *reversed(_REGISTERS)):
        values = [(comparable(text), row.text("id")) for row in rows if (text := row.text(column))]
        several = Counter(value for value, _ in values)
        found |= {value: id for value, id in values if id and several[value] == 1}
    return found | ids


def _shared_names(rows: Iterable[Row]) -> frozenset[str]:
    several = Counter(comparable(name) for row in rows if (name := row.text("name")))
    return frozenset(name for name, count in several.items() if count > 1)


def _resolve(
    table: str,
    column: Column,
    row: Row,
    ids: set[str | None],
    known: Mapping[str, str],
    findings: Findings,
    shared: frozenset[str],
) -> None:
    def one(text: str) -> str:
        if text in ids:
            return text
        plain = comparable(text)
        if plain in shared and plain not in known:
            row.failed.add(column.name)
            findings.problem(
                table,
                Words(
                    "an id; several institutions of the file have this name",
                    "id; tę nazwę ma w pliku kilka instytucji",
                ),
                row=row.number,
                column=column.name,
                value=text,
            )
        return known.get(plain, text)

    value = row.values.get(column.name)
    if isinstance(value, str):
        row.values[column.name] = one(value)
    elif isinstance(value, tuple) and column.kind == "ids":
        row.values[column.name] = tuple(dict.fromkeys(map(one, cast("tuple[str, ...]", value))))
    elif isinstance(value, tuple) and column.kind == "pairs":
        pairs = cast("tuple[tuple[str, str], ...]", value)
        row.values[column.name] = cast("Value", tuple((one(a), one(b)) for a, b in pairs))
    if column.name in row.failed:
        row.values.pop(column.name, None)
