"""Tables that a Polish spreadsheet opens by double click."""

import csv
import io
from collections.abc import Iterable, Sequence

from graph.packages.escaping import escaped
from graph.text import Language

Cell = str | int | float | None


def csv_table(heads: Sequence[str], rows: Iterable[Sequence[Cell]], lang: Language) -> bytes:
    """A CSV file with semicolons and a mark of its encoding; no text in it is a formula.

    Parameters
    ----------
    heads, rows
        The headings, and the cells below them; numbers are written as the language writes them.

    Examples
    --------
    >>> csv_table(["a", "b"], [("=1+1", 2.5)], "pl").decode("utf-8-sig").splitlines()[1]
    "'=1+1;2,5"
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([_cell(value, comma=lang == "pl") for value in row])
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Cell, *, comma: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return escaped(value)
    return f"{value}".replace(".", ",") if comma else f"{value}"
