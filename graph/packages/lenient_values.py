"""Cells as people and spreadsheets write them, where the meaning is sure."""

import re
from datetime import date
from typing import Final

from graph.packages.cell_values import Faulty, How, Parser, Value
from graph.packages.code_words import code_of
from graph.packages.columns import Column, folded
from graph.packages.exact_values import decimal_of, exact_id, truth
from graph.packages.listed_values import SEPARATORS, paired, several
from graph.packages.names import tidy
from graph.packages.people_values import band_from_date, date_of, integer_of
from graph.packages.registers import EXPECTED as REGISTERS
from graph.packages.registers import register_number
from graph.packages.territories import territory_of
from graph.packages.words import Words

_SCIENTIFIC: Final = re.compile(r"\d([.,]\d+)?E\+\d{1,3}", re.IGNORECASE)
_WITHOUT_ZERO_PART: Final = re.compile(r"^(\d+)\.0+$", re.ASCII)
#: Columns of texts whose digits are a number that must be whole.
_NUMBERED: Final = frozenset({"phone", "regon", "rspo", "rpwdl", "krs", "postal_code"})
#: How people say that an institution does not belong to the team.
_NO_MEMBER: Final = frozenset({"nie", "n", "no", "poza_pzk", "spoza_pzk", "brak", "nie_nalezy"})

LONG_NUMBER: Final = Words(
    "all digits of the number; a spreadsheet shortened it: format the column as text",
    "wszystkie cyfry numeru; arkusz go skrócił: ustaw dla kolumny format tekstowy",
)


def _plain_text(column: Column, cell: str, how: How) -> str:
    if column.name in _NUMBERED and _SCIENTIFIC.fullmatch(cell):
        raise Faulty(expected=LONG_NUMBER)
    if column.name in REGISTERS:
        number = register_number(column.name, cell)
        if number is None:
            raise Faulty(expected=REGISTERS[column.name])
        return number
    return cell


def _plain_id(column: Column, cell: str, how: How) -> str:
    id = tidy(cell)
    if not id or (not column.refers_to and len(cell.splitlines()) > 1):
        raise Faulty  # a name that a sheet breaks over lines may refer to an id, but is none
    if _SCIENTIFIC.fullmatch(id):
        raise Faulty(expected=LONG_NUMBER)
    return exact_id(column, _WITHOUT_ZERO_PART.sub(r"\1", id), how)


def _integer(column: Column, cell: str, how: How) -> int:
    number = integer_of(cell, column.lowest, column.highest)
    if number is None:
        raise Faulty
    return number


def _date(column: Column, cell: str, how: How) -> date:
    day = date_of(cell, from_1904=how.from_1904)
    if day is None:
        raise Faulty
    return day


def _code(column: Column, cell: str, how: How) -> str | None:
    if column.name == "membership" and folded(cell) in _NO_MEMBER:
        return None
    code = code_of(column.codes, cell)
    if code is None and column.name == "age_bands":
        code = band_from_date(cell, column.codes)
    if code is None:
        raise Faulty(cell)
    return code


def _terc(column: Column, cell: str, how: How) -> str:
    found = territory_of(cell, column.digits, how.powiats)
    if found.code is None:
        raise Faulty(cell, offered=found.offered)
    return found.code


def _codes(column: Column, cell: str, how: How) -> Value:
    whole = code_of(column.codes, cell)  # a name may hold a comma
    return (whole,) if whole else several(_code, SEPARATORS)(column, cell, how)


LENIENT: Final[dict[str, Parser]] = {
    "id": _plain_id,
    "text": _plain_text,
    "integer": _integer,
    "decimal": decimal_of,
    "date": _date,
    "boolean": truth,
    "code": _code,
    "codes": _codes,
    "terc": _terc,
    "tercs": several(_terc, SEPARATORS),
    "ids": several(_plain_id),
    "pairs": paired(_plain_id),
}
