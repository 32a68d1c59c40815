"""The value of one cell: letter by letter where this product wrote it, else as people mean it."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple, cast

from graph.packages.broken import EXPECTED as WHOLE_LETTERS
from graph.packages.broken import is_broken
from graph.packages.code_words import code_of
from graph.packages.columns import Column, folded
from graph.packages.grids import MOST_CHARACTERS
from graph.packages.names import tidy
from graph.packages.people_values import (
    band_from_date,
    date_of,
    integer_of,
    is_dash,
    is_nothing,
    truth_of,
)
from graph.packages.registers import EXPECTED as REGISTERS
from graph.packages.registers import register_number
from graph.packages.territories import territory_of
from graph.packages.words import Words

Value = str | int | float | bool | date | tuple[str, ...] | tuple[tuple[str, str], ...] | None

#: Controls and half characters that no spreadsheet or log can carry; tab and line ends may stay.
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WHOLE: Final = re.compile(r"[+-]?\d{1,12}", re.ASCII)
_DECIMAL: Final = re.compile(r"[+-]?\d{1,3}([.,]\d{1,12})?", re.ASCII)
_ARMOUR: Final = re.compile(r"""=\s*"((?:[^"]|"")*)"|='([^']*)'""")
_SCIENTIFIC: Final = re.compile(r"\d([.,]\d+)?E\+\d{1,3}", re.IGNORECASE)
_WITHOUT_ZERO_PART: Final = re.compile(r"^(\d+)\.0+$", re.ASCII)
_BAR: Final = re.compile(r"\|")
_SEPARATORS: Final = re.compile(r"[|;,\n]")
#: Columns of texts whose digits are a number that must be whole.
_NUMBERED: Final = frozenset({"phone", "regon", "rspo", "rpwdl", "krs", "postal_code"})
_LONGEST_ID: Final = 200
_LISTS: Final = frozenset({"codes", "tercs", "ids", "pairs"})
#: How people say that an institution does not belong to the team.
_NO_MEMBER: Final = frozenset({"nie", "n", "no", "poza_pzk", "spoza_pzk", "brak", "nie_nalezy"})
#: Columns of texts in which a question mark is an ordinary sign.
_ADDRESSES: Final = frozenset({"website", "email"})

LONG_NUMBER: Final = Words(
    "all digits of the number; a spreadsheet shortened it: format the column as text",
    "wszystkie cyfry numeru; arkusz go skrócił: ustaw dla kolumny format tekstowy",
)


class Faulty(ValueError):
    """A cell that does not hold what its column expects.

    ``part`` is the faulty part of a list, ``expected`` says more than the column does, and
    ``offered`` what may have been meant.
    """

    def __init__(
        self, part: str | None = None, expected: Words | None = None, offered: str = ""
    ) -> None:
        super().__init__()
        self.part = part
        self.expected = expected
        self.offered = offered


class How(NamedTuple):
    """How a cell is taken: ``exact`` letter by letter; ``from_1904`` days count from 1904.

    ``powiats`` are those of the file's sure TERC codes.
    """

    exact: bool = False
    from_1904: bool = False
    powiats: frozenset[str] = frozenset()


_AS_PEOPLE: Final = How()
Parser = Callable[[Column, str, How], Value]


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
    return (_EXACT if how.exact else _LENIENT)[column.kind](column, cell, how)


_SHORTER: Final = Words(f"at most {MOST_CHARACTERS} characters", f"najwyżej {MOST_CHARACTERS} znaków")
_NO_CONTROLS: Final = Words("a text without control characters", "tekst bez znaków sterujących")


def _demand_whole_letters(column: Column, cell: str) -> None:
    if column.kind in {"text", "id"} and column.name not in _ADDRESSES and is_broken(cell):
        raise Faulty(expected=WHOLE_LETTERS)


def plain_text(text: str) -> str:
    """A text in composed letters, without signs that show nothing; its lines stay lines."""
    return "\n".join(map(tidy, text.split("\n"))).strip()


def _text(column: Column, cell: str, how: How) -> str:
    return cell


def _plain_text(column: Column, cell: str, how: How) -> str:
    if column.name in _NUMBERED and _SCIENTIFIC.fullmatch(cell):
        raise Faulty(expected=LONG_NUMBER)
    if column.name in REGISTERS:
        number = register_number(column.name, cell)
        if number is None:
            raise Faulty(expected=REGISTERS[column.name])
        return number
    return cell


def _id(column: Column, cell: str, how: How) -> str:
    if len(cell) > _LONGEST_ID or not cell.isprintable():
        raise Faulty
    return cell


def _plain_id(column: Column, cell: str, how: How) -> str:
    id = tidy(cell)
    if not id or (not column.refers_to and len(cell.splitlines()) > 1):
        raise Faulty  # a name that a sheet breaks over lines may refer to an id, but is none
    if _SCIENTIFIC.fullmatch(id):
        raise Faulty(expected=LONG_NUMBER)
    return _id(column, _WITHOUT_ZERO_PART.sub(r"\1", id), how)


def _exact_integer(column: Column, cell: str, how: How) -> int:
    if not _WHOLE.fullmatch(cell) or not column.lowest <= int(cell) <= column.highest:
        raise Faulty
    return int(cell)


def _integer(column: Column, cell: str, how: How) -> int:
    number = integer_of(cell, column.lowest, column.highest)
    if number is None:
        raise Faulty
    return number


def _decimal(column: Column, cell: str, how: How) -> float:
    if not _DECIMAL.fullmatch(cell):
        raise Faulty
    number = float(cell.replace(",", "."))
    if not column.lowest <= number <= column.highest:
        raise Faulty
    return number


def _exact_date(column: Column, cell: str, how: How) -> date:
    if not _ISO.fullmatch(cell):
        raise Faulty
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise Faulty from None


def _date(column: Column, cell: str, how: How) -> date:
    day = date_of(cell, from_1904=how.from_1904)
    if day is None:
        raise Faulty
    return day


def _boolean(column: Column, cell: str, how: How) -> bool:
    truth = truth_of(cell)
    if truth is None:
        raise Faulty
    return truth


def _exact_code(column: Column, cell: str, how: How) -> str:
    if cell not in column.codes:
        raise Faulty(cell)
    return cell


def _code(column: Column, cell: str, how: How) -> str | None:
    if column.name == "membership" and folded(cell) in _NO_MEMBER:
        return None
    code = code_of(column.codes, cell)
    if code is None and column.name == "age_bands":
        code = band_from_date(cell, column.codes)
    if code is None:
        raise Faulty(cell)
    return code


def _exact_terc(column: Column, cell: str, how: How) -> str:
    lengths = {*column.digits, *((6,) if 7 in column.digits else ())}
    if not (cell.isascii() and cell.isdigit() and len(cell) in lengths):
        raise Faulty(cell)
    return cell


def _terc(column: Column, cell: str, how: How) -> str:
    found = territory_of(cell, column.digits, how.powiats)
    if found.code is None:
        raise Faulty(cell, offered=found.offered)
    return found.code


def _parts(cell: str, separators: re.Pattern[str] = _BAR) -> list[str]:
    """The parts of a list, each once, in their order."""
    parts = map(str.strip, separators.split(cell))
    return list(dict.fromkeys(part for part in parts if part))


def _several(one: Parser, separators: re.Pattern[str]) -> Parser:
    def parse(column: Column, cell: str, how: How) -> Value:
        values = [one(column, part, how) for part in _parts(cell, separators)]
        return tuple(dict.fromkeys(cast("list[str]", values)))

    return parse


def _codes(column: Column, cell: str, how: How) -> Value:
    whole = code_of(column.codes, cell)  # a name may hold a comma
    return (whole,) if whole else _several(_code, _SEPARATORS)(column, cell, how)


def _paired(id: Parser) -> Parser:
    def parse(column: Column, cell: str, how: How) -> Value:
        found: list[tuple[str, str]] = []
        for part in _parts(cell):
            ends = [end.strip() for end in part.split("~")]
            if len(ends) != 2 or not all(ends) or ends[0] == ends[1]:
                raise Faulty(part)
            one, other = (cast("str", id(column, end, how)) for end in ends)
            found.append((one, other))
        return tuple(dict.fromkeys(found))

    return parse


_EXACT: Final[dict[str, Parser]] = {
    "id": _id,
    "text": _text,
    "integer": _exact_integer,
    "decimal": _decimal,
    "date": _exact_date,
    "boolean": _boolean,
    "code": _exact_code,
    "codes": _several(_exact_code, _BAR),
    "terc": _exact_terc,
    "tercs": _several(_exact_terc, _BAR),
    "ids": _several(_id, _BAR),
    "pairs": _paired(_id),
}
_LENIENT: Final[dict[str, Parser]] = {
    "id": _plain_id,
    "text": _plain_text,
    "integer": _integer,
    "decimal": _decimal,
    "date": _date,
    "boolean": _boolean,
    "code": _code,
    "codes": _codes,
    "terc": _terc,
    "tercs": _several(_terc, _SEPARATORS),
    "ids": _several(_plain_id, _BAR),
    "pairs": _paired(_plain_id),
}
