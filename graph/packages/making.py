"""What a file lacks and its names tell: ids from names, kinds guessed, institutions of ties alone."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from graph.packages.code_words import code_of
from graph.packages.findings import Findings
from graph.packages.guessing import OTHER, guessed_type
from graph.packages.names import comparable, tidy
from graph.packages.parse import Row
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
                Words(
                    "an id, or a name unlike all others; the same name stands in another row too",
                    "id albo nazwa inna niż pozostałe; ta sama nazwa jest też w innym wierszu",
                ),
                row=row.number,
                column="name",
                value=name,
            )
            continue
        row.values["id"] = f"{partnership}-{short}"
        made.append(Guess("institutions", row.number, "id", f"{partnership}-{short}", name))
    return made


def guess_types(rows: list[Row]) -> list[Guess]:
    """Give institutions without a kind the one their name tells, else "other"."""
    made: list[Guess] = []
    for row in rows:
        name = row.text("name")
        if row.values.get("type_code") is None and "type_code" not in row.failed and name:
            kind = guessed_type(name) or OTHER
            row.values["type_code"] = kind
            made.append(Guess("institutions", row.number, "type_code", kind, name))
    return made


def understand_types(raw: RawTable) -> list[Guess]:
    """Put codes in place of words for kinds of institutions that only a guess understands.

    Only in a column that people named; in the template's own column a code or its name is expected.
    """
    column = TABLES["institutions"].column("type_code")
    spot = raw.place.get("type_code")
    if spot is None or raw.exact or raw.header[spot].strip().casefold() in {"type_code", "kod typu"}:
        return []
    made: list[Guess] = []
    for number, cells in raw.rows:
        text = cells[spot].strip()
        if text and code_of(column.codes, text) is None and (kind := guessed_type(text)):
            cells[spot] = kind
            made.append(Guess("institutions", number, "type_code", kind, text))
    return made


def institutions_of(ties: Iterable[Row]) -> list[Row]:
    """The institutions that ties name, where no list of institutions is there."""
    found: dict[str, Row] = {}
    for row in ties:
        for column in ("reporter_id", "partner_id"):
            if name := row.text(column):
                values = dict.fromkeys((c.name for c in TABLES["institutions"].columns), None)
                found.setdefault(comparable(name), Row(row.number, {**values, "name": tidy(name)}))
    return list(found.values())
