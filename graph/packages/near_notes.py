"""Asks whether names that nearly agree mean one institution; nothing is merged in silence."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from graph.packages.columns import Column
from graph.packages.findings import Findings
from graph.packages.grids import shown
from graph.packages.near_names import NearNames, Written, near_pairs
from graph.packages.parse import Row
from graph.packages.tables import TABLES
from graph.packages.words import Words

#: Questions asked at most, of each kind.
_MOST: Final = 100


def note_near(rows: dict[str, list[Row]], findings: Findings) -> None:
    """Ask about names in the list of institutions, and about references that lead nowhere.

    Parameters
    ----------
    rows
        Rows of every table, references already resolved.
    findings
        Takes the questions.
    """
    named = [row for row in rows["institutions"] if row.text("name")]
    first = {row.number: row for row in reversed(named)}
    written = [Written(row.number, row.text("name") or "") for row in named]
    pairs = (
        (before, after)
        for before, after in near_pairs(written)
        if before.row == after.row or not _are_two(first[before.row], first[after.row])
    )
    for before, after in islice(pairs, _MOST):
        findings.note(_one_or_two(before, after), table="institutions", row=after.row)
    for table, column, row, text, near in islice(_lost(rows, written), _MOST):
        findings.note(
            Words(
                f"column {column.name}: {shown(text)} is not in the list; perhaps {shown(near.name)}?",
                f"kolumna {column.name}: na liście nie ma {shown(text)}; może {shown(near.name)}?",
            ),
            table=table,
            row=row.number,
        )


def _one_or_two(before: Written, after: Written) -> Words:
    one, other = shown(before.name), shown(after.name)
    return Words(
        f"{one} (row {before.row}) and {other} nearly agree: if both are one institution, write one"
        " name",
        f"{one} (wiersz {before.row}) i {other} to prawie ta sama nazwa: jeśli to jedna instytucja,"
        " wpisz jedną nazwę",
    )


def _are_two(one: Row, other: Row) -> bool:
    """Whether numbers or places say that two institutions are two."""
    pairs = [(one.text(number), other.text(number)) for number in ("rspo", "regon")]
    # A place is six digits; the seventh tells parts of one gmina.
    pairs.append(((one.text("teryt") or "")[:6], (other.text("teryt") or "")[:6]))
    return any(left and right and left != right for left, right in pairs)


def _lost(
    rows: dict[str, list[Row]], written: list[Written]
) -> Iterator[tuple[str, Column, Row, str, Written]]:
    """References to institutions that are not there, with a name that nearly agrees, each once."""
    ids = {row.text("id") for row in rows["institutions"]}
    asked: set[str] = set()
    index: NearNames | None = None
    for table in TABLES.values():
        for column in table.columns:
            if column.refers_to != "institutions" or column.kind != "id":
                continue
            for row in rows[table.name]:
                text = row.text(column.name)
                if not text or text in ids or text in asked:
                    continue
                asked.add(text)
                index = index or NearNames(written)
                if (near := index.near(text)) is not None:
                    yield table.name, column, row, text, near
