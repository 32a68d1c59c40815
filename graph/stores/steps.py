"""The write steps that carry out the changes of an import, in an order that never dangles."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from graph.stores.changes import Changes, TableChanges
from graph.stores.digest import seal_of
from graph.stores.port import Ask, Row, Value, ask
from graph.stores.tables import MEMBERSHIP_FIELDS, facts_of, key_of

#: The tables of the register, whose entries can be about institutions.
REGISTER: Final = ("barriers", "recommendations", "flows")
#: Rows in one step; both engines are at their best near this size.
_BATCH: Final = 2000


def write_steps(id: str, revision: int, digest: str, changes: Changes) -> Iterator[Ask]:
    """Steps that write what is new or changed of one partnership, its digest and its revision."""
    if not any(table.written or table.retired for table in changes.values()):
        return
    partnership = changes["partnership"].written.get(id)
    if partnership is not None:
        yield ask("write.merge_partnership", revision=revision, digest=digest, **partnership)
    else:
        yield ask("write.note_partnership", id=id, revision=revision, digest=digest)
    institutions = changes["institutions"].written
    yield from batches(
        "write.merge_institutions",
        [
            {**wire(facts_of(row)), "digest": seal_of("institutions", row)}
            for row in institutions.values()
        ],
    )
    maps = [{"id": row["id"], **{n: row[n] for n in MEMBERSHIP_FIELDS}} for row in institutions.values()]
    yield from batches("write.merge_maps", maps, id=id)
    for name in ("workers", "services"):
        sealed = [
            {"key": key, **wire(row), "digest": seal_of(name, row)}
            for key, row in changes[name].written.items()
        ]
        yield from batches(f"write.merge_{name}", sealed, id=id)
    yield from batches("write.merge_waves", _keyed(changes["waves"].written), id=id)
    families = changes["families"]
    cases = [{n: v for n, v in row.items() if n not in _INVOLVED} for row in _keyed(families.written)]
    yield from batches("write.merge_families", cases, id=id)
    yield from batches("write.retire_involvements", list(_involvements_gone(families)))
    yield from batches("write.merge_involvements", _all_involvements(families.written))
    yield from batches("write.merge_teams", _seats(id, changes["teams"].written))
    yield from batches("write.merge_reports", _keyed(changes["ties"].written), id=id)
    yield from batches("write.merge_demand", _keyed(changes["demand"].written), id=id)


def retire_steps(id: str, changes: Changes) -> Iterator[Ask]:
    """Steps that delete what is gone; shared records stay while another partnership holds them."""
    yield from batches(
        "write.retire_reports", _keyed(changes["ties"].retired, "reporter_id", "partner_id")
    )
    yield from batches("write.retire_teams", _seats(id, changes["teams"].retired))
    if keys := sorted(changes["families"].retired):
        yield ask("casework.retire_permissions", keys=keys)
        yield ask("casework.retire_referrals", keys=keys)
    for name in ("families", "demand", "waves"):
        if keys := sorted(changes[name].retired):
            yield ask(f"write.retire_{name}", keys=keys)
    for name in ("workers", "services"):
        if keys := sorted(changes[name].retired):
            yield ask(f"write.release_{name}", id=id, keys=keys)
            yield ask(f"write.retire_{name}", keys=keys)
    if ids := sorted(changes["institutions"].retired):
        yield ask("planning.retire_invitations", keys=[key_of(id, gone) for gone in ids])
        for name in REGISTER:
            yield ask(f"register.release_{name}", id=id, ids=ids)
        yield ask("write.release_institutions", id=id, ids=ids)
        yield ask("write.retire_institutions", ids=ids)


_INVOLVED: Final = ("lead_institution_id", "involved_institution_ids")


def _keyed(rows: Mapping[str, Row], *only: str) -> list[dict[str, Value]]:
    return [
        {"key": key, **({name: row[name] for name in only} if only else wire(row))}
        for key, row in rows.items()
    ]


#: Columns of numbers and truth values that may be unknown.
_NUMBERS: Final = frozenset(
    {"caseload", "caseload_max", "capacity", "available", "wait_days", "age_min", "age_max", "year"}
    | {"own_clients_only", "community_based", "by_guardian", "residential", "strength"}
)
#: Columns of decimals that may be unknown.
_DECIMALS: Final = frozenset({"lat", "lon"})


def wire(row: Row) -> Row:
    """The row as it travels: an unknown number is -1, an unknown decimal -1000, a truth value 0 or 1.

    The embedded engine takes the type of a column from its values and cannot tell one that is
    unknown throughout; the queries turn -1 back into nothing.

    >>> wire({"year": None, "own_clients_only": True, "name": None})
    {'year': -1, 'own_clients_only': 1, 'name': None}
    """
    return {name: _travelling(name, value) for name, value in row.items()}


def _travelling(name: str, value: Value) -> Value:
    if name in _NUMBERS:
        return -1 if value is None else int(value)
    if name in _DECIMALS:
        return -1000.0 if value is None else float(value)
    return value


def _seats(id: str, rows: Mapping[str, Row]) -> list[dict[str, Value]]:
    kept = ("institution_id", "worker_id", "role")
    return [
        {"key": key, "family_key": key_of(id, row["family_id"]), **{name: row[name] for name in kept}}
        for key, row in rows.items()
    ]


def _involvements(key: str, row: Row) -> Iterator[dict[str, Value]]:
    if row["lead_institution_id"]:
        yield {
            "family_key": key,
            "institution_id": row["lead_institution_id"],
            "role": "lead",
            "place": 0,
        }
    for place, institution in enumerate(str(row["involved_institution_ids"] or "").split("|")):
        if institution:
            yield {"family_key": key, "institution_id": institution, "role": "involved", "place": place}


def _all_involvements(rows: Mapping[str, Row]) -> list[dict[str, Value]]:
    return [one for key, row in rows.items() for one in _involvements(key, row)]


def _involvements_gone(families: TableChanges) -> Iterator[dict[str, Value]]:
    for key, (before, after) in families.updated.items():
        stays = {(one["institution_id"], one["role"]) for one in _involvements(key, after)}
        for one in _involvements(key, before):
            if (one["institution_id"], one["role"]) not in stays:
                yield {name: one[name] for name in ("family_key", "institution_id", "role")}


def batches(name: str, rows: Iterable[Mapping[str, Value]], **params: str) -> Iterator[Ask]:
    """A query over many rows as several of a good size; none where there are no rows."""
    remaining = iter(rows)
    while batch := list(islice(remaining, _BATCH)):
        yield ask(name, rows=batch, **params)
