"""Whether territories are called and joined as they should be, and putting that right."""

from collections.abc import Iterator
from typing import Final

from graph.stores.batching import batches
from graph.stores.derived import level_of, parts_in, with_holders
from graph.stores.following import letting_go
from graph.stores.port import Ask, Store, ask

_DIGITS_OF_GMINA: Final = 6


def territories_differing(store: Store) -> list[str]:
    """What is stored otherwise, as it is called in the graph."""
    found, covered, needless = store.read(
        *map(ask, ("derived_check.find_territories", "derived_check.find_covered")),
        ask("derived_check.find_needless"),
    )
    lent = {row["code"]: row["name"] for row in covered if len(str(row["code"])) == _DIGITS_OF_GMINA}
    nodes = {str(row["code"]): row for row in found}
    right = {
        code: (level_of(code), row["given_name"] or lent.get(code) or code)
        for code, row in nodes.items()
    }
    differing: list[str] = []
    if needless or right != {code: (row["level"], row["name"]) for code, row in nodes.items()}:
        differing.append("Territory")
    parts = [{"code": str(row["code"]), "parent": row["parent"]} for row in found if row["parent"]]
    if parts != parts_in(nodes):
        differing.append("PART_OF")
    return differing


def territories_mending(store: Store) -> Iterator[Ask]:
    """Steps that write them anew, and delete those that are needed no longer."""
    (found,) = store.read(ask("derived_check.find_territories"))
    codes = sorted({part for row in found for part in with_holders(str(row["code"]))})
    if not codes:
        return
    yield ask("derived_check.wipe_parts")
    yield from batches("derived.merge_territories", [{"code": c, "level": level_of(c)} for c in codes])
    yield from batches("derived.merge_parts", parts_in(codes))
    yield ask("derived.name_covered", codes=codes)
    yield from letting_go(codes)
