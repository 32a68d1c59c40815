"""Names that were given to territories. Where none is known, a partnership or the code lends its own."""

from collections.abc import Mapping

from graph.stores.batching import batches
from graph.stores.derived import level_of, parts_in, with_holders
from graph.stores.port import Ask, Store, ask


def territory_names(store: Store) -> dict[str, str]:
    """The name of each territory by its code (a gmina's of six digits), where one was given."""
    (rows,) = store.read(ask("derived.find_territories"))
    return {str(row["code"]): str(row["name"]) for row in rows}


def naming_steps(store: Store, names: Mapping[str, str]) -> tuple[Ask, ...]:
    """The steps that give territories these names; none where they have them."""
    if not names:
        return ()
    known = territory_names(store)
    return _naming({code: name for code, name in names.items() if known.get(code) != name})


def naming_again(store: Store) -> tuple[Ask, ...]:
    """The steps that give the territories of another store the names that were given in this one."""
    return _naming(territory_names(store))


def _naming(names: Mapping[str, str]) -> tuple[Ask, ...]:
    named = [
        {"code": code, "level": level_of(code), "name": name} for code, name in sorted(names.items())
    ]
    codes = sorted({part for code in names for part in with_holders(code)})
    return (
        *batches("derived.merge_territories", [{"code": c, "level": level_of(c)} for c in codes]),
        *batches("derived.merge_parts", parts_in(codes)),
        *batches("derived.name_territories", named),
    )
