"""What follows beside relationships: leads among those involved, what teams are called, facts in steps.

It is written with the facts themselves; here it is compared with them, and written anew.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from graph.rows import Row, key_of
from graph.stores.batching import batches
from graph.stores.journal import facts_in
from graph.stores.port import Ask, Cell, Store, ask
from graph.stores.steps import involvements
from graph.stores.tables import Tables

_NO_PLACE: Final = -1
_READ: Final = ("involvements", "teams", "units", "steps")


def beside_differing(store: Store, id: str, tables: Tables) -> list[str]:
    """What of it is stored otherwise for a partnership, as it is called in the graph.

    Parameters
    ----------
    tables
        The partnership as the store has it.
    """
    involved, teams, units, steps = store.read(
        *(ask(f"derived_check.find_{name}", id=id) for name in _READ)
    )
    families = tables["families"]
    followed = (row["family_key"] for row in steps)
    due: dict[str, tuple[object, object]] = {
        "INVOLVES": (_sorted(involved), _sorted(_involved(families))),
        "Team": (_sorted(teams), _sorted(_teams(id, tables))),
        "Family": (_sorted(units), _sorted(_units(families))),
        "HAS_STEP": (
            [row["linked"] for row in steps],
            [key if key in families else None for key in followed],
        ),
        "CaseStep": (
            [row["facts"] or "" for row in steps],
            ["|".join(facts_in(str(row["data"]))) for row in steps],
        ),
    }
    return [name for name, (stored, right) in due.items() if stored != right]


def beside_mending(store: Store, id: str, tables: Tables) -> Iterator[Ask]:
    """Steps that write all of it anew for a partnership."""
    families = tables["families"]
    yield ask("derived_check.wipe_involvements", id=id)
    rows = [one for key, row in families.items() for one in involvements(key, row)]
    yield from batches("write.merge_involvements", rows)
    yield ask("derived_check.name_teams", id=id)
    yield from batches("derived_check.merge_units", _units(families))
    (steps,) = store.read(ask("derived_check.find_steps", id=id))
    facts = {str(row["key"]): facts_in(str(row["data"])) or [""] for row in steps}
    yield from batches("derived_check.merge_facts", [{"key": k, "facts": v} for k, v in facts.items()])
    yield ask("derived_check.wipe_steps", id=id)
    yield ask("derived.link_steps", keys=sorted(families))


def _involved(families: Mapping[str, Row]) -> Iterator[Row]:
    for key, row in families.items():
        for one in involvements(key, row):
            yield {**one, "place": None if one["place"] == _NO_PLACE else one["place"]}


def _teams(id: str, tables: Tables) -> list[Row]:
    served = {str(row["family_id"]) for row in tables["teams"].values()}
    return [{"key": key_of(id, family), "id": family} for family in served]


def _units(families: Mapping[str, Row]) -> list[dict[str, Cell]]:
    return [{"key": key, "unit": row["unit"] or "family"} for key, row in families.items()]


def _sorted(rows: Iterable[Mapping[str, Cell]]) -> list[str]:
    return sorted(repr(sorted(row.items())) for row in rows)
