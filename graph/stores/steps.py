"""The write steps that carry out the changes of an import, in an order that never dangles."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from graph.rows import Row, Value, key_of
from graph.stores.batching import batches, wire, wire_lists
from graph.stores.changes import Changes, TableChanges
from graph.stores.derived import INSTITUTION_FACTS, SERVICE_FACTS
from graph.stores.digest import seal_of
from graph.stores.following import Following, following_steps
from graph.stores.port import Ask, Cell, ask
from graph.stores.record_tables import releasing, retiring
from graph.stores.tables import MEMBERSHIP_FIELDS, facts_of


def write_steps(
    id: str, revision: int, digest: str, changes: Changes, after: Following
) -> Iterator[Ask]:
    """Steps that write what is new or changed of one partnership, its digest and its revision.

    Parameters
    ----------
    after
        What follows from the tables as they are to be; it is written with them.
    """
    if not any(table.written or table.retired for table in changes.values()):
        return
    noted = {
        "revision": revision,
        "digest": digest,
        "ties_as_of": after.as_of.isoformat(),
        "ties_change_on": after.change_on.isoformat() if after.change_on else None,
    }
    partnership = changes["partnership"].written.get(id)
    if partnership is not None:
        yield ask("write.merge_partnership", **noted, **partnership)
    else:
        yield ask("write.note_partnership", id=id, **noted)
    institutions = changes["institutions"].written
    facts = after.facts["institution_facts"]
    yield from batches(
        "write.merge_institutions",
        [
            {
                **wire_lists(_resolved(facts_of(row), INSTITUTION_FACTS, facts[id])),
                "digest": seal_of("institutions", row),
            }
            for id, row in institutions.items()
        ],
    )
    maps = [{"id": row["id"], **{n: row[n] for n in MEMBERSHIP_FIELDS}} for row in institutions.values()]
    yield from batches("write.merge_maps", maps, id=id)
    workers = [
        {"key": key, **wire(row), "digest": seal_of("workers", row)}
        for key, row in changes["workers"].written.items()
    ]
    yield from batches("write.merge_workers", workers, id=id)
    facts = after.facts["service_facts"]
    services = [
        {
            "key": key,
            **wire_lists(_resolved(row, SERVICE_FACTS, facts[key])),
            "digest": seal_of("services", row),
        }
        for key, row in changes["services"].written.items()
    ]
    yield from batches("write.merge_services", services, id=id)
    yield from batches("write.merge_waves", _keyed(changes["waves"].written), id=id)
    yield from _family_steps(id, changes["families"])
    if changes["families"].written and not changes["partnership"].created:
        # A partnership that is new has no journals yet.
        yield ask("derived.link_steps", keys=sorted(changes["families"].written))
    seats = _seats(id, changes["teams"].written)
    yield from batches("write.merge_team_nodes", _teams(seats))
    yield from batches("write.merge_teams", seats)
    yield from batches("write.merge_reports", _keyed(changes["ties"].written), id=id)
    yield from batches("write.merge_demand", _keyed(changes["demand"].written), id=id)
    yield from following_steps(
        id,
        after,
        {"institution_facts": institutions, "service_facts": changes["services"].written},
    )


def _family_steps(id: str, families: TableChanges) -> Iterator[Ask]:
    cases = [
        wire_lists(
            {
                **{n: v for n, v in row.items() if n not in _INVOLVED},
                "key": key,
                "unit": row["unit"] or "family",
                "given_unit": row["unit"],
            }
        )
        for key, row in families.written.items()
    ]
    yield from batches("write.merge_families", cases, id=id)
    yield from batches("write.retire_leads", _gone(families, _leads))
    yield from batches("write.retire_involvements", _gone(families, involvements))
    written = families.written
    yield from batches(
        "write.merge_leads", [one for k, row in written.items() for one in _leads(k, row)]
    )
    yield from batches(
        "write.merge_involvements",
        [one for k, row in written.items() for one in involvements(k, row)],
    )


def retire_steps(id: str, changes: Changes) -> Iterator[Ask]:
    """Steps that delete what is gone; shared records stay while another partnership holds them."""
    yield from batches(
        "write.retire_reports", _keyed(changes["ties"].retired, "reporter_id", "partner_id")
    )
    seats = _seats(id, changes["teams"].retired)
    yield from batches("write.retire_teams", seats)
    if seats:
        keys = sorted({str(row["key"]) for row in _teams(seats)})
        yield ask("write.retire_team_nodes", keys=keys)
    if keys := sorted(changes["families"].retired):
        yield from retiring(keys)
    for name in ("families", "demand", "waves"):
        if keys := sorted(changes[name].retired):
            yield ask(f"write.retire_{name}", keys=keys)
    for name in ("workers", "services"):
        if keys := sorted(changes[name].retired):
            yield ask(f"write.release_{name}", id=id, keys=keys)
            yield ask(f"write.retire_{name}", keys=keys)
    if ids := sorted(changes["institutions"].retired):
        yield from releasing(id, ids)
        yield ask("write.release_institutions", id=id, ids=ids)
        yield ask("write.retire_institutions", ids=ids)


_INVOLVED: Final = ("lead_institution_id", "involved_institution_ids")


def _keyed(rows: Mapping[str, Row], *only: str) -> list[dict[str, Cell]]:
    return [
        {"key": key, **({name: row[name] for name in only} if only else wire(row))}
        for key, row in rows.items()
    ]


def _seats(id: str, rows: Mapping[str, Row]) -> list[dict[str, Cell]]:
    kept = ("institution_id", "worker_id", "role")
    return [
        {"key": key, "family_key": key_of(id, row["family_id"]), **{name: row[name] for name in kept}}
        for key, row in rows.items()
    ]


def _teams(seats: list[dict[str, Cell]]) -> list[dict[str, Cell]]:
    return [{"key": key} for key in dict.fromkeys(seat["family_key"] for seat in seats)]


def _leads(key: str, row: Row) -> Iterator[dict[str, Value]]:
    if lead := row["lead_institution_id"]:
        yield {"family_key": key, "institution_id": lead}


def involvements(key: str, row: Row) -> Iterator[dict[str, Value]]:
    """Who is involved, each once; the lead is, too, in no place if it is not listed."""
    listed = [one for one in str(row["involved_institution_ids"] or "").split("|") if one]
    lead = row["lead_institution_id"]
    if lead and lead not in listed:
        yield {"family_key": key, "institution_id": lead, "place": -1}
    for place, institution in enumerate(listed):
        yield {"family_key": key, "institution_id": institution, "place": place}


def _gone(
    families: TableChanges, of: Callable[[str, Row], Iterator[dict[str, Value]]]
) -> Iterator[dict[str, Value]]:
    for key, (before, after) in families.updated.items():
        stays = {one["institution_id"] for one in of(key, after)}
        for one in of(key, before):
            if one["institution_id"] not in stays:
                yield {name: one[name] for name in ("family_key", "institution_id")}


def _resolved(
    row: Mapping[str, Value], names: Sequence[str], facts: Mapping[str, Cell]
) -> dict[str, Cell]:
    """The row with what blank cells mean, and what was given under names of its own."""
    given = {f"given_{name}": row[name] for name in names}
    return {**row, **{name: facts[name] for name in names}, **given}
