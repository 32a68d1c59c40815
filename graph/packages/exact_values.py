"""Cells as this product writes them, letter by letter."""

import re
from datetime import date
from typing import Final

from graph.packages.cell_values import Faulty, How, Parser
from graph.packages.columns import Column
from graph.packages.listed_values import paired, several
from graph.packages.people_values import truth_of

_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WHOLE: Final = re.compile(r"[+-]?\d{1,12}", re.ASCII)
_DECIMAL: Final = re.compile(r"[+-]?\d{1,3}([.,]\d{1,12})?", re.ASCII)
_LONGEST_ID: Final = 200


def truth(column: Column, cell: str, how: How) -> bool:
    """Yes or no."""
    truth = truth_of(cell)
    if truth is None:
        raise Faulty
    return truth


def _text(column: Column, cell: str, how: How) -> str:
    return cell


def exact_id(column: Column, cell: str, how: How) -> str:
    """An id, which may be anything that can be printed and is not too long."""
    if len(cell) > _LONGEST_ID or not cell.isprintable():
        raise Faulty
    return cell


def _exact_integer(column: Column, cell: str, how: How) -> int:
    if not _WHOLE.fullmatch(cell) or not column.lowest <= int(cell) <= column.highest:
        raise Faulty
    return int(cell)


def _exact_date(column: Column, cell: str, how: How) -> date:
    if not _ISO.fullmatch(cell):
        raise Faulty
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise Faulty from None


def _exact_code(column: Column, cell: str, how: How) -> str:
    if cell not in column.codes:
        raise Faulty(cell)
    return cell


def _exact_terc(column: Column, cell: str, how: How) -> str:
    lengths = {*column.digits, *((6,) if 7 in column.digits else ())}
    if not (cell.isascii() and cell.isdigit() and len(cell) in lengths):
        raise Faulty(cell)
    return cell


def decimal_of(column: Column, cell: str, how: How) -> float:
    """A number, whichever of both signs parts its fraction."""
    if not _DECIMAL.fullmatch(cell):
        raise Faulty
    number = float(cell.replace(",", "."))
    if not column.lowest <= number <= column.highest:
        raise Faulty
    return number


EXACT: Final[dict[str, Parser]] = {
    "id": exact_id,
    "text": _text,
    "integer": _exact_integer,
    "decimal": decimal_of,
    "date": _exact_date,
    "boolean": truth,
    "code": _exact_code,
    "codes": several(_exact_code),
    "terc": _exact_terc,
    "tercs": several(_exact_terc),
    "ids": several(exact_id),
    "pairs": paired(exact_id),
}
