"""Checksums of what was written, kept with it and compared with what is read.

A partnership carries the row count and SHA-256 of each of its own tables. Institutions, workers and
services belong to several partnerships, each of which may change them, so their facts are sealed
record by record: of these the partnership's digest covers which ones it holds and the membership
of institutions on its map.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

import orjson

from graph.rows import Row
from graph.stores.tables import MEMBERSHIP_FIELDS, TABLES, SharedName, TableName, Tables, facts_of

_SEAL_SIGNS: Final = 16


@dataclass(frozen=True, slots=True)
class Form:
    """What of a row a checksum covers.

    ``blanks`` says whether blank cells are covered; where they are not, a column that is added later
    changes no checksum. ``lacks`` names columns by table that did not exist when it was written.
    """

    blanks: bool = False
    lacks: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])

    def facts(self, table: str, row: Row) -> Row:
        """The part of a row that is covered."""
        absent = self.lacks.get(table, frozenset[str]())
        return {n: v for n, v in row.items() if n not in absent and (self.blanks or v is not None)}


CURRENT: Final = Form()
#: Up to version 4 of the schema.
VERSION_4: Final = Form(
    blanks=True,
    lacks={
        "partnership": frozenset({"id_prefix"}),
        "institutions": frozenset(
            {"regon", "rspo", "rpwdl", "krs", "description", "street", "postal_code", "city"}
            | {"lat", "lon", "residential"}
        ),
        "services": frozenset({"phone", "email", "address", "opening_hours"}),
        "ties": frozenset({"contact_role"}),
    },
)
#: What the checksums of records covered up to version 6 of the schema.
RECORDS_6: Final = Form(
    blanks=True,
    lacks={
        "permissions": frozenset({"version"}),
        "meetings": frozenset({"version"}),
        "recommendations": frozenset(
            {"ground_severity", "ground_blocked_by", "ground_evidence", "rules"}
        ),
    },
)


def digest_of(tables: Tables, form: Form = CURRENT) -> str:
    """One word for each table: its name, row count and checksum.

    >>> from graph.model import Package, Partnership
    >>> from graph.stores.tables import tables_of
    >>> digest_of(tables_of(Package(Partnership("p", "P")))).split()[1][:17]
    'institutions:0:44'
    """
    return " ".join(
        f"{name}:{len(tables[name])}:{_checksum(name, tables[name], form)}" for name in TABLES
    )


def seal_of(name: SharedName, row: Row, form: Form = CURRENT) -> str:
    """The checksum of a shared record, the same in every partnership that holds it."""
    facts = facts_of(row) if name == "institutions" else row
    return _hash([name, form.facts(name, facts)])[:_SEAL_SIGNS]


def damage(
    id: str,
    digest: str | None,
    seals: Mapping[SharedName, Mapping[str, str | None]],
    counts: Mapping[TableName, int],
    tables: Tables,
    form: Form = CURRENT,
) -> tuple[str, ...]:
    """What differs from what was written to a partnership: one sentence a table, no values in it.

    Parameters
    ----------
    id
        The partnership.
    digest, seals
        The checksums in the store: of the partnership, and of each shared record by its key.
    counts
        Rows read from each table; more than ``tables`` hold when some came twice.
    tables
        What was read.
    form
        What of a row the checksums cover.
    """
    if digest is None:
        return (f"partnership {id}: it has no checksum",)
    written = dict(_word(word) for word in digest.split())
    found: list[str] = []
    for name in TABLES:
        rows, checksum = written.get(name, (0, ""))
        if counts[name] != rows:
            found.append(f"partnership {id}: {name}: {counts[name]} rows, {rows} were written")
        elif _checksum(name, tables[name], form) != checksum:
            found.append(f"partnership {id}: {name}: not the rows that were written")
    for name, known in seals.items():
        wrong = sum(seal_of(name, row, form) != known.get(key) for key, row in tables[name].items())
        if wrong:
            found.append(f"partnership {id}: {name}: {wrong} records are not as they were written")
    return tuple(found)


def _word(word: str) -> tuple[str, tuple[int, str]]:
    name, rows, checksum = word.split(":")
    return name, (int(rows), checksum)


def _checksum(name: TableName, rows: Mapping[str, Row], form: Form) -> str:
    if name in {"workers", "services"}:
        return _hash(sorted(rows))
    if name == "institutions":
        rows = {key: {n: row[n] for n in MEMBERSHIP_FIELDS} for key, row in rows.items()}
    return _hash({key: form.facts(name, row) for key, row in rows.items()})


def _hash(value: object) -> str:
    return sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).hexdigest()
