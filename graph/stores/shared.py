"""What a store knows of the records that further partnerships hold, as a write finds them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph.errors import Holder
from graph.rows import Row
from graph.stores.derived import SharedRows
from graph.stores.differences import Difference, differences, kept_facts, with_known_facts
from graph.stores.port import Store, ask
from graph.stores.tables import SharedName, Tables

_QUERIES: Final[Mapping[SharedName, tuple[str, str]]] = {
    "workers": ("offers.find_known_workers", "offers.find_worker_holders"),
    "services": ("offers.find_known_services", "offers.find_service_holders"),
}


@dataclass(frozen=True, slots=True)
class Shared:
    """The institutions, workers and services of a package that other partnerships hold.

    Attributes
    ----------
    known
        What the store has of them, by table and key.
    holders
        The other partnerships that hold them; of institutions also those that no longer arrive.
    """

    known: Mapping[SharedName, Mapping[str, Row]]
    holders: Mapping[SharedName, Mapping[str, tuple[Holder, ...]]]

    @property
    def institutions(self) -> Mapping[str, Row]:
        """What the store has of the institutions that arrive and others hold."""
        return self.known["institutions"]

    def filled(self, arriving: Tables) -> Tables:
        """The arriving tables, blank facts of shared institutions filled with what is known."""
        filled = with_known_facts(arriving["institutions"], self.institutions)
        return {**arriving, "institutions": filled}

    def rows_before(self, before: Tables) -> SharedRows:
        """Institutions and services as the store has them, where a change of the partnership reaches."""
        return SharedRows(
            {**self.known["institutions"], **before["institutions"]},
            {**self.known.get("services", {}), **before["services"]},
            self._homes(before),
        )

    def rows_after(self, before: Tables, arriving: Tables) -> SharedRows:
        """The same after the change; what others hold stays when the partnership lets go of it."""
        held = self.holders["institutions"]
        institutions = {id: row for id, row in before["institutions"].items() if id in held}
        institutions |= arriving["institutions"]
        services = {
            key: row for key, row in before["services"].items() if row["institution_id"] in institutions
        }
        return SharedRows(institutions, {**services, **arriving["services"]}, self._homes(arriving))

    def _homes(self, tables: Tables) -> dict[str, str | None]:
        """Where an institution is that does not say so: the first of its partnerships by TERC code."""
        codes = [row["teryt"] for row in tables["partnership"].values()]
        here = str(codes[0]) if codes and codes[0] else None
        found: dict[str, str | None] = dict.fromkeys(tables["institutions"], here)
        for id, holders in self.holders["institutions"].items():
            known = [one.teryt for one in holders if one.teryt]
            own = found.get(id)
            found[id] = min([*known, *([own] if own else [])], default=None)
        return found

    def differences(self, arriving: Tables) -> Iterator[Difference]:
        """What of the shared records changes, and then what of them the package leaves blank."""
        filled = self.filled(arriving)
        for name, known in self.known.items():
            yield from differences(name, filled[name], known, self.holders[name], self.institutions)
        yield from kept_facts(arriving["institutions"], self.institutions, self.holders["institutions"])


def read_shared(store: Store, id: str, before: Collection[str], arriving: Tables) -> Shared:
    """What other partnerships than one hold of the institutions that it has or shall have.

    Parameters
    ----------
    store, id
        The store, and the partnership that is written.
    before
        Ids of the institutions on its map now.
    arriving
        What it shall hold.
    """
    ids = sorted({*before, *arriving["institutions"]})
    (held,) = store.read(ask("offers.find_holders", ids=ids))
    partnerships = {str(row["partnership_id"]): _holder(row) for row in held}
    partnerships.pop(id, None)
    holders = _by_key("institution_id", held, partnerships)
    known: dict[SharedName, Mapping[str, Row]] = {"institutions": {}}
    whose: dict[SharedName, Mapping[str, tuple[Holder, ...]]] = {"institutions": holders}
    if theirs := sorted(arriving["institutions"].keys() & holders.keys()):
        (found,) = store.read(ask("offers.find_known_institutions", ids=theirs))
        known["institutions"] = {str(row["id"]): row for row in found}
        for name, (facts, holding) in _QUERIES.items():
            keys = sorted(k for k, row in arriving[name].items() if row["institution_id"] in holders)
            rows, listed = store.read(ask(facts, keys=keys), ask(holding, keys=keys))
            known[name] = {str(row["key"]): row for row in rows}
            whose[name] = _by_key("key", listed, partnerships)
    return Shared(known, whose)


def _holder(row: Row) -> Holder:
    teryt = row["teryt"]
    return Holder(str(row["partnership_id"]), str(row["name"]), None if teryt is None else str(teryt))


def _by_key(
    name: str, rows: Collection[Row], partnerships: Mapping[str, Holder]
) -> dict[str, tuple[Holder, ...]]:
    found: dict[str, tuple[Holder, ...]] = {}
    for row in rows:
        if holder := partnerships.get(str(row["partnership_id"])):
            key = str(row[name])
            found[key] = (*found.get(key, ()), holder)
    return found
