"""What a file lacks and its names tell: ids from names, kinds guessed, institutions of ties alone."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from graph.packages.broken import is_broken
from graph.packages.choices import Choices
from graph.packages.code_words import code_of
from graph.packages.findings import Findings
from graph.packages.grids import shown
from graph.packages.guessing import OTHER, guessed_type
from graph.packages.names import comparable, tidy
from graph.packages.parse import Row
from graph.packages.people_values import is_nothing
from graph.packages.personal import looks_personal
from graph.packages.raw import RawTable
from graph.packages.tables import TABLES
from graph.packages.words import Words
from graph.understanding import Guess

_LONGEST_SLUG: Final = 120
_NO_LETTER: Final = re.compile(r"[^0-9a-z]+")


def slug(name: str) -> str:
    """A name in small letters, digits and dashes.

    >>> slug("Szkoła Podstawowa nr 2 „Łąka”"), slug("„…”")
    ('szkola-podstawowa-nr-2-laka', '')
    """
    plain = unicodedata.normalize("NFKD", comparable(name).replace("ł", "l"))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _NO_LETTER.sub("-", letters).strip("-")[:_LONGEST_SLUG].strip("-")


def make_ids(rows: list[Row], partnership: str, findings: Findings) -> list[Guess]:
    """Give institutions without an id one made of the partnership's id and their name."""
    made: list[Guess] = []
    first: dict[str, Row] = {}
    for row in rows:
        name = row.text("name")
        if row.values.get("id") is not None or "id" in row.failed or not name:
            continue
        short = slug(name)
        before = first.setdefault(short, row)
        if not short or before is not row:
            row.failed.add("id")
            findings.problem(
                "institutions",
                _twice(name, before.text("name") or ""),
                row=row.number,
                column="name",
                value=name,
            )
            continue
        row.values["id"] = f"{partnership}-{short}"
        made.append(Guess("institutions", row.number, "id", f"{partnership}-{short}", name))
    return made


def _twice(name: str, before: str) -> Words:
    """What is expected of a name that makes the same id as an earlier one."""
    if comparable(name) == comparable(before) or not before:
        return Words(
            "an id, or a name unlike all others; the same name stands in another row too",
            "id albo nazwa inna niż pozostałe; ta sama nazwa jest też w innym wierszu",
        )
    return Words(
        f"one spelling of the name where it is the same as {shown(before)}, else an id for both",
        f"jedna pisownia nazwy, jeśli to ta sama instytucja co {shown(before)}; jeśli inna, id dla obu",
    )


def guess_types(rows: list[Row], choices: Choices) -> list[Guess]:
    """Give institutions without a kind the one that was chosen, else that of their name, else other."""
    made: list[Guess] = []
    for row in rows:
        name = row.text("name")
        if row.values.get("type_code") is None and "type_code" not in row.failed and name:
            if chosen := choices.kind(name):
                row.values["type_code"] = chosen
                continue
            kind = guessed_type(name) or OTHER
            row.values["type_code"] = kind
            made.append(Guess("institutions", row.number, "type_code", kind, name))
    return made


def understand_types(raw: RawTable, choices: Choices, findings: Findings) -> list[Guess]:
    """Put codes in place of words for kinds of institutions that only a guess understands.

    Only in a column that people named; in the template's own column a code or its name is expected.
    Words that nobody understands are left out with a warning, so that the name tells the kind.
    """
    column = TABLES["institutions"].column("type_code")
    spot = raw.place.get("type_code")
    if spot is None or raw.exact or raw.header[spot].strip().casefold() in {"type_code", "kod typu"}:
        return []
    made: list[Guess] = []
    for number, cells in raw.rows:
        text = cells[spot].strip()
        if not text or is_nothing(text) or code_of(column.codes, text):
            continue
        if is_broken(text) or looks_personal(text):
            continue  # reported as such
        if chosen := choices.kind(text):
            cells[spot] = chosen
        elif kind := guessed_type(text):
            cells[spot] = kind
            made.append(Guess("institutions", number, "type_code", kind, text))
        elif not text.startswith(("=", "'")):
            cells[spot] = ""
            findings.note(
                Words(
                    f"no kind of institution is called {shown(text)}; it was guessed from the name",
                    f"nie ma rodzaju instytucji {shown(text)}; rodzaj odgadnięto z nazwy",
                ),
                table="institutions",
                row=number,
            )
    return made


def institutions_of(ties: Iterable[Row], names: Iterable[tuple[int, str]] = ()) -> list[Row]:
    """The institutions that ties name, where no list of institutions is there.

    Parameters
    ----------
    ties
        Reports.
    names
        Further names with their rows: members of a square that report nothing.
    """
    reported = [
        (row.number, name)
        for row in ties
        for column in ("reporter_id", "partner_id")
        if (name := row.text(column))
    ]
    found: dict[str, Row] = {}
    for number, name in (*reported, *names):
        values = dict.fromkeys((c.name for c in TABLES["institutions"].columns), None)
        found.setdefault(comparable(name), Row(number, {**values, "name": tidy(name)}))
    return list(found.values())
