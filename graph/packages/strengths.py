"""What numbers of ties mean: 1 to 5 as they are, anything else only as somebody says."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from graph.errors import InvalidRequest, Problem
from graph.packages.broken import is_broken
from graph.packages.code_words import code_of
from graph.packages.findings import Findings
from graph.packages.people_values import truth_of
from graph.packages.raw import RawTable
from graph.packages.values import without_armour
from graph.packages.words import Words
from graph.vocabulary.codes import FREQUENCIES

_NUMBER: Final = re.compile(r"\d{1,9}([.,]\d{1,9})?", re.ASCII)
_RANGE: Final = re.compile(r"\s*(\d{1,6}(?:[.,]\d{1,6})?)\s*[-–]\s*(\d{1,6}(?:[.,]\d{1,6})?)\s*")
_LOWEST, _HIGHEST = 1, 5
#: From how many reports on it is worth a word that all of them say 1.
_MANY: Final = 5

_NO_NUMBER: Final = Words(
    "a column strength, or the option --strength N for ties without a number",
    "kolumna z oceną współpracy (1–5) albo opcja --strength N (ocena, gdy lista nie podaje liczb)",
)
_YES_OR_NO: Final = Words(
    "whole numbers from 1 to 5; 0 and 1 need the option --strength N (what a 1 means; 0: no contact)",
    "liczby całkowite od 1 do 5; zera i jedynki wymagają opcji --strength N (co znaczy 1; 0: brak "
    "kontaktu)",
)
_MARKS: Final = Words(
    "whole numbers from 1 to 5; marks such as x or tak need the option --strength N (what they mean)",
    "liczby całkowite od 1 do 5; znaki takie jak x albo tak wymagają opcji --strength N (co znaczą)",
)
_USUAL_ENDS: Final = (5, 7, 10, 100)


@dataclass(frozen=True, slots=True)
class Strengths:
    """What the sender says of numbers: the strength of ties without one, the scale of the others."""

    default: int | None = None
    scale: tuple[Decimal, Decimal] | None = None

    def on_scale(self, number: Decimal) -> int | None:
        """A number of the scale as a strength, ``None`` outside of it.

        >>> ten = Strengths(scale=(Decimal(1), Decimal(10)))
        >>> [ten.on_scale(Decimal(n)) for n in (1, 5, 7, 10, 11)]
        [1, 3, 4, 5, None]
        """
        if self.scale is None or not self.scale[0] <= number <= self.scale[1]:
            return None
        low, high = self.scale
        exact = _LOWEST + (number - low) * (_HIGHEST - _LOWEST) / (high - low)
        return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def _other_scale(numbers: Iterable[Decimal | None]) -> Words:
    """What is expected of numbers that are no strengths, with a scale that would hold them all."""
    found = [one for one in numbers if one is not None]
    highest, low = max(found, default=Decimal(0)), 1
    if any(0 < one < 1 for one in found):
        low = 0  # shares, such as 0,5
    ends = (1, *_USUAL_ENDS) if not low else _USUAL_ENDS
    scale = f"{low}-{next((one for one in ends if highest <= one), int(highest) + 1)}"
    return Words(
        "whole numbers from 1 to 5; other numbers need the option --scale MIN-MAX, perhaps "
        f"--scale {scale} (0 outside the scale: no contact)",
        "liczby całkowite od 1 do 5; inne liczby wymagają opcji --scale MIN-MAX, być może "
        f"--scale {scale} (0 poza skalą: brak kontaktu)",
    )


#: Where the sender says nothing.
AS_WRITTEN: Final = Strengths()


def scale_of(text: str) -> tuple[Decimal, Decimal] | None:
    """The ends of a scale as somebody writes it; ``None`` where it is none.

    >>> scale_of("1-10"), scale_of("0,5-3"), scale_of("5-1")
    ((Decimal('1'), Decimal('10')), (Decimal('0.5'), Decimal('3')), None)
    """
    found = _RANGE.fullmatch(text)
    if not found:
        return None
    low, high = (Decimal(end.replace(",", ".")) for end in found.groups())
    return (low, high) if low < high else None


def strengths_said(default: int | None, scale: str | None) -> Strengths:
    """What a sender says of the numbers of ties, from the words of an option or an address.

    Raises
    ------
    InvalidRequest
        Where the strength is none from 1 to 5, or the scale has no two ends in order.

    Examples
    --------
    >>> strengths_said(3, "1-10").scale
    (Decimal('1'), Decimal('10'))
    """
    problems: list[Problem] = []
    if default is not None and not _LOWEST <= default <= _HIGHEST:
        five = ("a whole number from 1 to 5", "liczba całkowita od 1 do 5")
        problems.append(Problem("request", None, "strength", str(default), *five))
    ends = scale_of(scale) if scale is not None else None
    if scale is not None and ends is None:
        two = ("a scale as MIN-MAX, such as 1-10", "skala MIN-MAX, np. 1-10")
        problems.append(Problem("request", None, "scale", scale[:20], *two))
    if problems:
        raise InvalidRequest(problems)
    return Strengths(default, ends)


def settle_strengths(raw: RawTable, strengths: Strengths, findings: Findings) -> None:
    """Turn the numbers of a table of ties into strengths, or report what an option must say.

    A mark such as x or tak is a tie without a number. Cells that hold neither are left for the reading
    of cells; a 0 or nie that means no contact becomes a blank strength and the frequency ``none``.
    """
    if "strength" not in raw.place:
        broken = any(map(is_broken, raw.header))  # reported already
        _add_column(raw, "strength")
        if strengths.default is None or broken:
            if raw.rows and not broken:
                findings.problem("ties", _NO_NUMBER, row=raw.header_row, column="strength")
            raw.refused |= {(number, raw.place["strength"]) for number, _ in raw.rows}
            return
    if "frequency" not in raw.place:
        _add_column(raw, "frequency")
    spot, often = raw.place["strength"], raw.place["frequency"]
    numbers = {place: _number(cells[spot]) for place, (_, cells) in enumerate(raw.rows)}
    yes_or_no = {0, 1} >= {one for one in numbers.values() if one is not None}
    other = _other_scale(numbers.values())
    for place, (number, cells) in enumerate(raw.rows):
        found = numbers[place]
        silent = code_of(FREQUENCIES, cells[often].strip()) == "none"
        if not cells[spot].strip():
            if strengths.default is not None and not silent:
                cells[spot] = str(strengths.default)
        elif found is not None:
            strength = _settled(found, strengths, yes_or_no=yes_or_no)
            if strength is None and found == 0 and _said(strengths, yes_or_no=yes_or_no):
                cells[spot], cells[often] = "", "none"
            elif strength is None:
                zeros = yes_or_no and strengths.scale is None
                _refuse(raw, number, spot, cells, _YES_OR_NO if zeros else other, findings)
            else:
                cells[spot] = str(strength)
        elif (marked := truth_of(without_armour(cells[spot].strip()))) is not None:
            if strengths.default is None:
                _refuse(raw, number, spot, cells, _MARKS, findings)
            elif marked:
                cells[spot] = "" if silent else str(strengths.default)
            else:
                cells[spot], cells[often] = "", "none"
    _note_ones(raw, numbers.values(), strengths, findings)


def _said(strengths: Strengths, *, yes_or_no: bool) -> bool:
    """Whether an option says what a 0 means."""
    return strengths.scale is not None or (yes_or_no and strengths.default is not None)


def _settled(number: Decimal, strengths: Strengths, *, yes_or_no: bool) -> int | None:
    if strengths.scale is not None:
        return strengths.on_scale(number)
    if yes_or_no and strengths.default is not None:
        return strengths.default if number else None
    whole = number == number.to_integral_value()
    return int(number) if whole and _LOWEST <= number <= _HIGHEST else None


def _refuse(
    raw: RawTable, number: int, spot: int, cells: list[str], expected: Words, findings: Findings
) -> None:
    findings.problem("ties", expected, row=number, column="strength", value=cells[spot].strip())
    raw.refused.add((number, spot))
    cells[spot] = ""


def _note_ones(
    raw: RawTable, numbers: Iterable[Decimal | None], strengths: Strengths, findings: Findings
) -> None:
    found = [number for number in numbers if number is not None]
    if len(found) >= _MANY and set(found) == {1} and strengths == Strengths():
        findings.note(
            Words(
                "every strength is 1; if a 1 only means that there is a tie, load the file again with "
                "the option --strength N",
                "każda ocena współpracy to 1; jeśli jedynka znaczy tylko, że współpraca jest, wczytaj "
                "plik ponownie z opcją --strength N",
            ),
            table=raw.name,
        )


def _number(cell: str) -> Decimal | None:
    text = without_armour(cell.strip())
    return Decimal(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def _add_column(raw: RawTable, name: str) -> None:
    raw.place[name] = len(raw.header)
    raw.header.append(name)
    for _, cells in raw.rows:
        cells.append("")
