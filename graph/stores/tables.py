"""A package as tables of stored rows, each under a key that stays the same between imports.

Ids of workers and services belong to their institution, ids of families, waves and demand to their
partnership, so that two offices may use the same numbers.
"""

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from graph.model import Package
from graph.rows import Row, Value, key_of, row_of

TableName = Literal[
    "partnership", "institutions", "workers", "services", "families", "ties", "teams", "demand", "waves"
]
#: Tables of records that several partnerships may hold.
SharedName = Literal["institutions", "workers", "services"]
Tables = dict[TableName, dict[str, Row]]

TABLES: Final[tuple[TableName, ...]] = (
    "partnership",
    "institutions",
    "workers",
    "services",
    "families",
    "ties",
    "teams",
    "demand",
    "waves",
)
#: What belongs to one partnership's map, not to the institution wherever it stands.
MEMBERSHIP_FIELDS: Final = ("membership", "declared_on", "left_on")


def tables_of(package: Package) -> Tables:
    """Every record of a package as a row, by table and key, each table sorted by key."""
    here = package.partnership.id
    tables: Tables = {
        "partnership": {here: row_of(package.partnership)},
        "institutions": {i.id: row_of(i) for i in package.institutions},
        "workers": {key_of(w.institution_id, w.id): row_of(w) for w in package.workers},
        "services": {key_of(s.institution_id, s.id): row_of(s) for s in package.services},
        "families": {key_of(here, f.id): row_of(f) for f in package.families},
        "waves": {key_of(here, w.id): row_of(w) for w in package.waves},
        "ties": _numbered(
            (key_of(here, t.reporter_id, t.partner_id, t.wave, t.reported_on), row_of(t))
            for t in package.ties
        ),
        "teams": _numbered(
            (key_of(here, t.family_id, t.institution_id, t.worker_id), row_of(t)) for t in package.teams
        ),
        "demand": _numbered(
            (key_of(here, d.teryt, d.need, d.year, d.source), row_of(d)) for d in package.demand
        ),
    }
    return {name: dict(sorted(tables[name].items())) for name in TABLES}


def _numbered(rows: Iterable[tuple[str, Row]]) -> dict[str, Row]:
    """Rows under their key and their number among rows of the same key, kept in ``place``."""
    counts: dict[str, int] = {}
    found: dict[str, Row] = {}
    for key, row in rows:
        place = counts[key] = counts.get(key, 0) + 1
        found[key_of(key, place)] = {**row, "place": place}
    return found


def facts_of(row: Mapping[str, Value]) -> Row:
    """The part of an institution's row that is true in every partnership."""
    return {name: value for name, value in row.items() if name not in MEMBERSHIP_FIELDS}
