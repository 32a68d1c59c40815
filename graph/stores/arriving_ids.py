"""Under which ids the institutions of an arriving package are stored.

As they arrive, but for three things: an id that was made of a name stays what it was before; a register
number leads to the institution that the store has; and the prefix of a partnership tells the numbers of
its own lists from those of others.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from graph.errors import InvalidPackage, Problem
from graph.model import Institution, Package
from graph.rows import Row, row_of
from graph.stores.identity import all_numbers, exact_places_of, is_same
from graph.stores.port import Store, ask
from graph.stores.strangers import IdChoice

_LONGEST_ID: Final = 200


class Arranged(NamedTuple):
    """A package under the ids it is stored by, and what to tell of it in Polish and English."""

    package: Package
    told: tuple[tuple[str, str], ...]


def arranged(store: Store, package: Package, before: Package | None, choice: IdChoice) -> Arranged:
    """The package under the ids it is to be stored by.

    A prefix is given once: the partnership remembers it, and the next file gets it without asking. A
    package that names its prefix itself was exported with it; its ids are those of a store already.

    Parameters
    ----------
    store
        Where it goes.
    package
        What arrives.
    before
        What the store holds for its partnership; ``None`` where nothing.
    choice
        What is said of its ids.

    Raises
    ------
    InvalidPackage
        When the prefix cannot be used, or two institutions would have one id.
    """
    if choice.as_stored:
        return Arranged(package, ())
    from graph.packages.renaming import with_other_ids  # brings spreadsheet libraries along

    known = (before.partnership.id_prefix if before else None) or package.partnership.id_prefix
    exported = package.partnership.id_prefix is not None and not choice.prefix
    prefix = choice.prefix or known
    if prefix:
        _demand_usable(prefix, known, package)
    here = {one.id: one for one in before.institutions} if before else {}
    alike = _alike(store, package, here, choice.made_ids)
    ids: dict[str, str] = {}
    told: list[tuple[str, str]] = []
    prefixed = 0
    for one in package.institutions:
        made = one.id in choice.made_ids
        if made and (own := _named_alike(one, here)):
            ids[one.id] = own
        elif one.id in here and (known or not prefix):
            continue
        elif one.id in alike:
            found = alike[one.id]
            ids[one.id] = str(found["id"])
            if one.id != found["id"]:
                told.append(_known_as(one, found))
        elif prefix and not made and not exported and not (known and one.id.startswith(prefix)):
            ids[one.id] = prefix + one.id
            prefixed += 1
    _demand_distinct(package, ids)
    if prefixed:
        told.append(_prefixed(prefix or "", prefixed))
    partnership = replace(package.partnership, id_prefix=prefix)
    return Arranged(with_other_ids(replace(package, partnership=partnership), ids), tuple(told))


def _demand_usable(prefix: str, known: str | None, package: Package) -> None:
    """Refuse a prefix that is no beginning of an id, or another one than the partnership has."""
    longest = max((len(one.id) for one in package.institutions), default=0)
    if not prefix.isprintable() or prefix != prefix.strip() or "|" in prefix or "~" in prefix:
        expected = (
            "a prefix of printable signs, without blanks at its ends, | and ~",
            "przedrostek ze zwykłych znaków, bez spacji na końcach oraz znaków | i ~",
        )
    elif len(prefix) + longest > _LONGEST_ID:
        expected = (
            f"a shorter prefix: ids have at most {_LONGEST_ID} characters",
            f"krótszy przedrostek: identyfikator ma najwyżej {_LONGEST_ID} znaków",
        )
    elif known and prefix != known:
        expected = (
            f"the prefix that this partnership has: {known}",
            f"przedrostek, który to partnerstwo już ma: {known}",
        )
    elif not known and any(one.id.startswith(prefix) for one in package.institutions):
        expected = (
            "a prefix that no id of this package begins with",
            "przedrostek, od którego nie zaczyna się żaden identyfikator z pakietu",
        )
    else:
        return
    raise InvalidPackage([Problem("institutions", None, "id", prefix, *expected)])


def _demand_distinct(package: Package, ids: Mapping[str, str]) -> None:
    """Refuse a package of which two institutions would be one."""
    found = Counter(ids.get(one.id, one.id) for one in package.institutions)
    problems = [
        Problem(
            *("institutions", None, "id", one.id),
            f"an id of its own: the store has it as {ids.get(one.id, one.id)}, another row too",
            f"osobny identyfikator: w bazie to {ids.get(one.id, one.id)}, tak jak inny wiersz",
        )
        for one in package.institutions
        if found[ids.get(one.id, one.id)] > 1
    ]
    if problems:
        raise InvalidPackage(problems)


def _named_alike(one: Institution, here: Mapping[str, Institution]) -> str | None:
    """The id of the partnership's own institution of this name, where only one has it."""
    from graph.packages.names import comparable  # brings spreadsheet libraries along

    if one.id in here:
        return one.id
    named = [own.id for own in here.values() if comparable(own.name) == comparable(one.name)]
    return named[0] if len(named) == 1 else None


def _alike(
    store: Store, package: Package, here: Mapping[str, Institution], made: frozenset[str]
) -> dict[str, Row]:
    """The stored institution that each arriving one is, told by register numbers, name and place.

    What leads two rows to one institution, or one row to two, tells nothing.
    """
    rows = {one.id: row_of(one) for one in package.institutions}
    numbers = sorted({number for row in rows.values() for number in all_numbers(row)})
    names = sorted({str(rows[id]["name"]).lower() for id in rows.keys() & made})
    if not numbers and not names:
        return {}
    (stored,) = store.read(ask("offers.find_alike", numbers=numbers, names=names))
    if not stored:
        return {}
    (held,) = store.read(ask("offers.find_holders", ids=sorted(str(row["id"]) for row in stored)))
    homes: dict[str, list[str | None]] = {}
    for row in held:
        home = None if row["teryt"] is None else str(row["teryt"])
        homes.setdefault(str(row["institution_id"]), []).append(home)
    theirs = [(row, exact_places_of(row, homes.get(str(row["id"]), ()))) for row in stored]
    found: dict[str, Row] = {}
    for id, row in rows.items():
        ours = exact_places_of(row, [package.partnership.teryt])
        same = [
            one for one, places in theirs if is_same(row, one, places=(ours, places), by_name=id in made)
        ]
        if len(same) == 1:
            found[id] = same[0]
    targets = Counter(str(row["id"]) for row in found.values())
    taken = here.keys() & rows.keys()
    return {
        id: row
        for id, row in found.items()
        if targets[str(row["id"])] == 1 and str(row["id"]) not in taken - {id}
    }


def _known_as(one: Institution, found: Row) -> tuple[str, str]:
    return (
        f"instytucja {one.id} „{one.name}” jest już w bazie pod identyfikatorem {found['id']}"
        f" („{found['name']}”) i pod nim zostaje zapisana",
        f"institution {one.id} “{one.name}” is in the store as {found['id']} (“{found['name']}”)"
        " and is stored under that id",
    )


def _prefixed(prefix: str, number: int) -> tuple[str, str]:
    return (
        f"identyfikatory instytucji dostały przedrostek {prefix} – liczba instytucji: {number}",
        f"ids of institutions were given the prefix {prefix}, institutions: {number}",
    )
