"""The value of one cell: letter by letter where this product wrote it, else as people mean it."""

import re
from typing import Final

from graph.packages.broken import EXPECTED as WHOLE_LETTERS
from graph.packages.broken import is_broken
from graph.packages.cell_values import Faulty, How, Value
from graph.packages.columns import Column
from graph.packages.exact_values import EXACT
from graph.packages.grids import MOST_CHARACTERS
from graph.packages.lenient_values import LENIENT
from graph.packages.names import tidy
from graph.packages.people_values import is_dash, is_nothing
from graph.packages.words import Words

#: Controls and half characters that no spreadsheet or log can carry; tab and line ends may stay.
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ARMOUR: Final = re.compile(r"""=\s*"((?:[^"]|"")*)"|='([^']*)'""")
_LISTS: Final = frozenset({"codes", "tercs", "ids", "pairs"})
#: Columns of texts in which a question mark is an ordinary sign.
_ADDRESSES: Final = frozenset({"website", "email"})
_SHORTER: Final = Words(f"at most {MOST_CHARACTERS} characters", f"najwyżej {MOST_CHARACTERS} znaków")
_NO_CONTROLS: Final = Words("a text without control characters", "tekst bez znaków sterujących")

_AS_PEOPLE: Final = How()


def without_armour(cell: str) -> str:
    """The text that somebody wrapped so that a spreadsheet leaves its zeros alone.

    >>> without_armour('="0201011"'), without_armour("='32 234'"), without_armour("=1+1")
    ('0201011', '32 234', '=1+1')
    """
    if not cell.startswith("=") or (found := _ARMOUR.fullmatch(cell)) is None:
        return cell
    return (found[1].replace('""', '"') if found[1] is not None else found[2]).strip()


def parse_cell(column: Column, cell: str, how: How = _AS_PEOPLE) -> Value:
    """The value of one cell.

    Parameters
    ----------
    column
        Its declared column.
    cell
        Its text, already stripped.
    how
        Whether it is taken letter by letter.

    Returns
    -------
    Value
        ``None`` or an empty tuple for a blank cell.

    Raises
    ------
    Faulty
        Where the cell does not hold what the column expects, or not surely.

    Examples
    --------
    >>> from graph.packages.tables import TABLES
    >>> parse_cell(TABLES["families"].column("required_pairs"), "I01~I10 | I02~I03")
    (('I01', 'I10'), ('I02', 'I03'))
    >>> parse_cell(TABLES["waves"].column("opened_on"), "28.02.2026")
    datetime.date(2026, 2, 28)
    """
    if len(cell) > MOST_CHARACTERS:
        raise Faulty(expected=_SHORTER)
    if not how.exact:
        cell = without_armour(cell)
        _demand_whole_letters(column, cell)
        if column.kind == "text":
            cell = "" if is_dash(cell) else plain_text(cell)
        elif column.kind != "id" and is_nothing(cell):
            cell = ""
    if _CONTROLS.search(cell):
        raise Faulty(expected=_NO_CONTROLS)
    if not cell:
        if column.required and not column.blank_allowed and not column.made:
            raise Faulty
        return () if column.kind in _LISTS else None
    return (EXACT if how.exact else LENIENT)[column.kind](column, cell, how)


def _demand_whole_letters(column: Column, cell: str) -> None:
    if column.kind in {"text", "id"} and column.name not in _ADDRESSES and is_broken(cell):
        raise Faulty(expected=WHOLE_LETTERS)


def plain_text(text: str) -> str:
    """A text in composed letters, without signs that show nothing; its lines stay lines."""
    return "\n".join(map(tidy, text.split("\n"))).strip()
