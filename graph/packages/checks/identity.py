"""Ids that stand once and in one spelling, and references that lead to something."""

from graph.packages.cell_values import Value
from graph.packages.columns import Column, Table
from graph.packages.findings import Findings
from graph.packages.names import comparable
from graph.packages.parse import Row
from graph.packages.words import Words


def demand_unique(table: Table, rows: list[Row], findings: Findings) -> None:
    """Refuse rows that repeat the key of an earlier one."""
    private = table.name in {"families", "teams"}
    first: dict[tuple[Value, ...], int] = {}
    for row in rows:
        if not table.key or row.failed.intersection(table.key):
            continue
        key = tuple(row.values[name] for name in table.key)
        if first.setdefault(key, row.number) == row.number:
            continue
        findings.problem(
            table.name,
            Words(
                f"each {' + '.join(table.key)} only once",
                f"każda wartość ({' + '.join(table.key)}) tylko raz",
            ),
            row=row.number,
            column=table.key[0],
            value=None if private else row.text(table.key[0]),
        )


def demand_one_spelling(table: Table, rows: list[Row], findings: Findings) -> None:
    """Refuse ids that differ only in case, quotes or unseen signs: nobody can tell them apart."""
    first: dict[str, str] = {}
    for row in rows:
        id = row.text("id")
        if id is None or "id" in row.failed:
            continue
        before = first.setdefault(comparable(id), id)
        if before != id and not row.exact:
            findings.problem(
                table.name,
                Words(
                    "ids that differ in more than case and marks",
                    "id, które różnią się nie tylko wielkością liter i znakami",
                ),
                row=row.number,
                column="id",
                value=None if table.name == "families" else f"{before} / {id}",
            )


def demand_known(
    table: Table, column: Column, rows: list[Row], known: frozenset[str], findings: Findings
) -> None:
    """Refuse references to what no row has; each unknown id of a row once."""
    private = column.refers_to == "families"
    for row in rows:
        pairs = row.pairs(column.name) if column.kind == "pairs" else ()
        listed = row.texts(column.name) if column.kind == "ids" else ()
        single = row.text(column.name) if column.kind == "id" else None
        ends = [*(end for pair in pairs for end in pair), *listed, *([single] if single else [])]
        for end in dict.fromkeys(ends):
            if end not in known:
                findings.problem(
                    table.name,
                    column.expected,
                    row=row.number,
                    column=column.name,
                    value=None if private else end,
                )
