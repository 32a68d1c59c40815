"""The institutions of a register's file: every problem at once, nothing left out in silence."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from graph.packages.findings import Findings
from graph.packages.names import comparable
from graph.packages.people_values import date_of
from graph.packages.registers import EXPECTED as NUMBERS
from graph.packages.registers import register_number
from graph.packages.sources import Source
from graph.packages.territories import powiats_among
from graph.packages.words import Words
from graph.registers.entries import Entry, Fact, RegisterFile
from graph.registers.kinds import type_of
from graph.registers.layouts import InstitutionRegister
from graph.registers.places import KnownPlaces, gmina_code
from graph.registers.tables import RegisterTable, table_of

_TERC: Final = Words("a TERC code of a gmina: 7 or 6 digits", "kod TERC gminy: 7 albo 6 cyfr")
_BLANK: Final = Words("a value, not blank", "wartość; komórka nie może być pusta")
_DATE: Final = Words("a date, such as 2026-01-31", "data, np. 2026-01-31")
_DEGREES: Final = Words("degrees, such as 50.2613", "stopnie, np. 50,2613")
#: Takes what was expected and the field.
_Report = Callable[[Words, str], None]
_KEEPER: Final = re.compile(r"-[A-Z]+(-\d+)?$")
_POSTAL: Final = re.compile(r"\d{2}-?\d{3}")
#: Fields that are kept as they come.
_KEPT: Final = ("phone", "email", "website", "city")


def read_register(
    register: InstitutionRegister,
    source: Source,
    names: Mapping[str, str],
    findings: Findings,
    today: date,
) -> RegisterFile:
    """Read a file of a register.

    Parameters
    ----------
    register
        Which one.
    source
        The file.
    names
        Names of territories by code, for files that have no TERC codes.
    findings
        Takes the problems; whoever calls raises them.
    today
        What closed before it works no longer.
    """
    table = table_of(source, register, findings)
    places = KnownPlaces(names)
    powiats = powiats_among(row["teryt"] for _, row in table.rows if "teryt" in row)
    found: dict[tuple[str, ...], tuple[Entry, tuple[str, ...]]] = {}
    unplaced: list[int] = []
    repeated = 0
    for number, row in table.rows:
        teryt = _place(register, number, row, table, places, powiats, findings)
        if teryt == "":
            unplaced.append(number)
        entry = _entry(register, number, row, table, teryt or "", findings, today)
        if entry is None or not teryt:
            continue
        kinds = (row["kind"],) if "kind" in row else ()
        key = _key(entry)
        if key not in found:
            found[key] = (entry, kinds)
            continue
        repeated += 1
        known, before = found[key]
        if _contradicts(known, entry):
            findings.problem(
                register,
                Words(
                    "one row for each number; another one differs",
                    "jeden wiersz dla każdego numeru; inny wiersz ma inne dane",
                ),
                row=number,
                column=table.header("number"),
                value=entry.number or entry.name,
            )
        found[key] = (replace(known, rows=(*known.rows, number)), (*before, *kinds))
    entries = [_typed(entry, kinds) for entry, kinds in found.values()]
    return RegisterFile(
        register,
        tuple(one for one in entries if not one.closed),
        rows=len(table.rows),
        closed=sum(one.closed for one in entries),
        repeated=repeated,
        unplaced=tuple(unplaced),
        unused=table.unused,
        others=table.others,
        notes=tuple((note.pl, note.en) for note in findings.notes),
        closed_numbers=frozenset(one.number for one in entries if one.closed and one.number),
    )


def _place(
    register: InstitutionRegister,
    number: int,
    row: Mapping[str, str],
    table: RegisterTable,
    places: KnownPlaces,
    powiats: frozenset[str],
    findings: Findings,
) -> str | None:
    """The gmina of a row; blank where it is not known, ``None`` where that was reported."""
    if text := row.get("teryt"):
        code, offered = gmina_code(text, powiats, findings)
        if code is None:
            expected = _TERC
            if offered:
                expected = Words(f"{_TERC.en}; perhaps {offered}?", f"{_TERC.pl}; może {offered}?")
            findings.problem(register, expected, row=number, column=table.header("teryt"), value=text)
        return code
    return places.gmina(row.get("region", ""), row.get("powiat", ""), row.get("gmina", "")) or ""


def _entry(
    register: InstitutionRegister,
    row_number: int,
    row: Mapping[str, str],
    table: RegisterTable,
    teryt: str,
    findings: Findings,
    today: date,
) -> Entry | None:
    def problem(expected: Words, column: str) -> None:
        value, header = row.get(column) or None, table.header(column)
        findings.problem(register, expected, row=row_number, column=header, value=value)

    number = _number(register, row.get("number", ""), problem)
    name = row.get("name", "")
    if not name:
        problem(_BLANK, "name")
    facts = _facts(row, problem)
    if register != "rjps" and number:
        facts[register] = number
    days: dict[str, date | None] = {}
    for field in ("as_of", "closed_on"):
        days[field] = date_of(row[field]) if field in row else None
        if field in row and days[field] is None:
            problem(_DATE, field)
    as_of, closed = days["as_of"], days["closed_on"]
    if not name or number is None:
        return None
    return Entry(
        register=register,
        rows=(row_number,),
        number=number,
        unit=row.get("unit", ""),
        name=name,
        kind=row.get("kind", ""),
        type_code="",
        sure=False,
        teryt=teryt,
        facts=facts,
        as_of=min(as_of, today) if as_of else None,
        closed=closed is not None and closed <= today,
    )


def book_number(text: str) -> str:
    """The number of a book of health providers without the letters of who keeps it.

    >>> book_number("000000018602-W-12"), book_number("18602")
    ('000000018602', '18602')
    """
    return _KEEPER.sub("", text)


def _number(register: InstitutionRegister, text: str, problem: _Report) -> str | None:
    """The number in the register; ``None`` where that was reported."""
    if register == "rjps":
        return text
    digits = register_number(register, book_number(text)) if text else None
    if digits is None or not digits.strip("0"):
        problem(NUMBERS[register] if text else _BLANK, "number")
        return None
    return digits.lstrip("0") if register == "rspo" else digits


def _facts(row: Mapping[str, str], problem: _Report) -> dict[str, Fact]:
    facts: dict[str, Fact] = {name: row[name] for name in _KEPT if name in row}
    if text := row.get("regon"):
        if (regon := register_number("regon", text)) is None:
            problem(NUMBERS["regon"], "regon")
        else:
            facts["regon"] = regon
    if postal := row.get("postal_code"):
        plain = postal.replace(" ", "")
        whole = f"{plain[:2]}-{plain[-3:]}" if _POSTAL.fullmatch(plain) else postal
        facts["postal_code"] = whole
    building = row.get("building", "")
    if building and "flat" in row:
        building = f"{building}/{row['flat']}"
    if building or "street" in row:
        named = row.get("street") or row.get("city", "")
        facts["street"] = " ".join(filter(None, (named, building)))
    for field, most in (("lat", 90), ("lon", 180)):
        if field in row:
            try:
                degrees = float(row[field].replace(",", "."))
            except ValueError:
                degrees = most + 1.0
            if abs(degrees) <= most:
                facts[field] = degrees
            else:
                problem(_DEGREES, field)
    if ("lat" in facts) != ("lon" in facts):
        facts.pop("lat", None)
        facts.pop("lon", None)
    return facts


def _key(entry: Entry) -> tuple[str, ...]:
    if entry.register in {"rspo", "krs"}:
        return (entry.number,)
    regon = str(entry.facts.get("regon", ""))
    if entry.register == "rpwdl" and entry.unit:
        return (entry.number, entry.unit)
    if len(regon) == 14 and entry.register == "rpwdl":
        return (entry.number, regon)
    if entry.register == "rjps" and entry.number:
        return (entry.number,)
    return (entry.number, comparable(entry.name), entry.teryt[:6])


def _contradicts(one: Entry, other: Entry) -> bool:
    return comparable(one.name) != comparable(other.name) or one.teryt[:6] != other.teryt[:6]


def _typed(entry: Entry, kinds: tuple[str, ...]) -> Entry:
    code, sure = type_of(entry.register, list(kinds), entry.name)
    return replace(entry, type_code=code, sure=sure, kind=kinds[0] if kinds else "")
