"""Names of territories: what imports bring, and what is known."""

from collections.abc import Mapping

from graph.stores.batching import batches
from graph.stores.derived import level_of
from graph.stores.port import Ask, Store, ask


def territory_names(store: Store) -> dict[str, str]:
    """The name of each territory by its code (a gmina's of six digits), where one is known."""
    (rows,) = store.read(ask("derived.find_territories"))
    return {
        str(row["code"]): str(row["name"]) for row in rows if row["name"] and row["name"] != row["code"]
    }


def naming_steps(store: Store, names: Mapping[str, str]) -> tuple[Ask, ...]:
    """The steps that give territories these names; none where they have them."""
    if not names:
        return ()
    known = territory_names(store)
    rows = [
        {"code": code, "level": level_of(code), "name": name}
        for code, name in sorted(names.items())
        if known.get(code) != name
    ]
    return tuple(batches("derived.name_territories", rows))
