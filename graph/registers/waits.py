"""Waiting times of the health fund: which service of whom, how many days, as of when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from graph.packages.columns import folded
from graph.packages.findings import Findings
from graph.packages.people_values import date_of, integer_of
from graph.packages.registers import EXPECTED as NUMBERS
from graph.packages.registers import register_number
from graph.packages.sources import Source
from graph.packages.territories import powiats_among
from graph.packages.words import Words
from graph.registers.places import gmina_code
from graph.registers.reading import book_number
from graph.registers.tables import RegisterTable, table_of

#: Takes what was expected and the field.
_Report = Callable[[Words, str], None]
_MOST_DAYS: Final = 10_000
_BLANK: Final = Words("a value, not blank", "wartość; komórka nie może być pusta")
_DATE: Final = Words("a date, such as 2026-01-31", "data, np. 2026-01-31")
_DAYS: Final = Words("a number of days", "liczba dni")
_AFTER: Final = Words(
    "a first free day that is not before the day of the report",
    "pierwszy wolny termin nie wcześniejszy niż dzień przekazania danych",
)
_TERC: Final = Words("a TERC code of a gmina: 7 or 6 digits", "kod TERC gminy: 7 albo 6 cyfr")
#: How urgent cases are marked, folded; waiting times of others are those that people are told.
_URGENT: Final = frozenset({"2", "pilny", "przypadek_pilny", "pilne"})

#: Words in the name of a benefit, folded, and the service types that it is; the first that fits.
SERVICES: Final[tuple[tuple[tuple[str, ...], str], ...]] = (
    (("srodowiskowej_opieki_psychologicznej", "dzieci"), "PSD"),
    (("zdrowia_psychicznego", "dzieci"), "PSD"),
    (("psychologiczn", "dzieci"), "PSD"),
    (("psychiatryczn", "dzieci"), "PSD"),
    (("uzaleznie",), "UZ"),
    (("alkohol",), "UZ"),
    (("zdrowia_psychicznego",), "PSY"),
    (("psychiatryczn",), "PSY"),
    (("psychologiczn",), "PPS"),
    (("opiekunczo_leczniczy",), "OPL"),
    (("pielegnacyjno_opiekunczy",), "OPL"),
    (("opieki_dlugoterminowej",), "OPL"),
    (("paliatywn",), "OPL"),
    (("hospicj",), "OPL"),
    (("wczesnej_interwencji",), "WWR"),
    (("rehabilitac",), "REH"),
    (("fizjoterapi",), "REH"),
)


@dataclass(frozen=True, slots=True)
class Wait:
    """How long people wait for a benefit at a provider.

    Attributes
    ----------
    code
        The service type that the benefit is; blank where none is sure.
    names
        The provider and its place of service.
    """

    row: int
    benefit: str
    code: str
    names: tuple[str, ...]
    numbers: Mapping[str, str]
    teryt: str
    city: str
    days: int
    as_of: date


@dataclass(frozen=True, slots=True)
class WaitFile:
    """The waiting times in a file, those of urgent cases left out and counted."""

    waits: tuple[Wait, ...]
    rows: int = 0
    urgent: int = 0
    unused: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


def service_code_of(benefit: str) -> str:
    """The service type that a benefit of the health fund is; blank where none is sure.

    >>> service_code_of("PORADNIA ZDROWIA PSYCHICZNEGO DLA DZIECI I MŁODZIEŻY")
    'PSD'
    >>> service_code_of("ODDZIAŁ LECZENIA UZALEŻNIEŃ"), service_code_of("PORADNIA OKULISTYCZNA")
    ('UZ', '')
    """
    text = folded(benefit)
    return next((code for words, code in SERVICES if all(word in text for word in words)), "")


def read_waits(source: Source, findings: Findings, today: date) -> WaitFile:
    """Read a file of waiting times.

    Parameters
    ----------
    source
        The file.
    findings
        Takes the problems; whoever calls raises them.
    today
        The day that a report without one is of.
    """
    table = table_of(source, "nfz", findings)
    powiats = powiats_among(row["teryt"] for _, row in table.rows if "teryt" in row)
    waits: list[Wait] = []
    urgent = 0
    for number, row in table.rows:
        if folded(row.get("case", "")) in _URGENT:
            urgent += 1
            continue
        if (wait := _wait(number, row, table, powiats, findings, today)) is not None:
            waits.append(wait)
    notes = tuple((note.pl, note.en) for note in findings.notes)
    return WaitFile(tuple(waits), len(table.rows), urgent, table.unused, table.others, notes)


def _wait(
    number: int,
    row: Mapping[str, str],
    table: RegisterTable,
    powiats: frozenset[str],
    findings: Findings,
    today: date,
) -> Wait | None:
    good = True

    def problem(expected: Words, column: str) -> None:
        nonlocal good
        good = False
        value, header = row.get(column) or None, table.header(column)
        findings.problem("nfz", expected, row=number, column=header, value=value)

    if not row.get("benefit"):
        problem(_BLANK, "benefit")
    names = tuple(dict.fromkeys(row[name] for name in ("place", "provider") if name in row))
    if not names:
        problem(_BLANK, "provider")
    numbers: dict[str, str] = {}
    for field, register in (("number", "rpwdl"), ("regon", "regon")):
        if text := row.get(field):
            digits = register_number(register, book_number(text))
            if digits is None:
                problem(NUMBERS[register], field)
            else:
                numbers[register] = digits
    teryt = ""
    if text := row.get("teryt"):
        teryt = gmina_code(text, powiats, findings)[0] or ""
        if not teryt:
            problem(_TERC, "teryt")
    as_of = today
    if text := row.get("as_of"):
        day = date_of(text)
        if day is None:
            problem(_DATE, "as_of")
        else:
            as_of = min(day, today)
    days = _days(row, as_of, problem)
    if not good or days is None:
        return None
    benefit = row["benefit"]
    return Wait(
        *(number, benefit, service_code_of(benefit), names, MappingProxyType(numbers)),
        *(teryt, row.get("city", ""), days, as_of),
    )


def _days(row: Mapping[str, str], as_of: date, problem: _Report) -> int | None:
    """Days until the first free one, else the average that was waited."""
    if text := row.get("free_on"):
        free = date_of(text)
        if free is None:
            problem(_DATE, "free_on")
            return None
        if free < as_of:
            problem(_AFTER, "free_on")
            return None
        return (free - as_of).days
    if text := row.get("average"):
        days = integer_of(text, 0, _MOST_DAYS)
        if days is None:
            problem(_DAYS, "average")
        return days
    problem(_BLANK, "free_on")
    return None
