"""The refusal of institutions that are others than those which partnerships hold under their ids."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.errors import Clash, Holder, IdsTaken
from graph.model import Package
from graph.rows import Row, row_of
from graph.stores.digest import seal_of
from graph.stores.identity import difference_of, places_of
from graph.stores.shared import Shared
from graph.stores.tables import Tables, facts_of


@dataclass(frozen=True, slots=True)
class IdChoice:
    """What is said with a package of the ids of its institutions.

    Attributes
    ----------
    overwrite_shared
        Ids that other partnerships use mean the same institutions: the package's facts hold for all.
    prefix
        They mean others: this text is put before every institution id of the package.
    made_ids
        Ids that nobody gave, because they were made of names.
    as_stored
        The package comes from the store, so that all of its ids are those of the store.
    """

    overwrite_shared: bool = False
    prefix: str | None = None
    made_ids: frozenset[str] = frozenset()
    as_stored: bool = False


#: Nothing is said: such ids are refused.
NO_CHOICE = IdChoice()
#: For a package made of what the store holds, by a form or by undoing.
AS_STORED = IdChoice(as_stored=True)


def refuse_strangers(id: str, arriving: Tables, before: Tables, shared: Shared) -> None:
    """Go on only if every arriving institution is the one that others hold under its id.

    Parameters
    ----------
    id
        The partnership that is written.
    arriving, before
        What it shall hold, and what it holds.
    shared
        What others hold of it.

    Raises
    ------
    IdsTaken
        Otherwise, with both sides of each.
    """
    if clashes := list(_clashes(id, arriving, before, shared)):
        raise IdsTaken(clashes, id)


def refuse_strangers_among(packages: Iterable[Package]) -> None:
    """Go on only if kept packages that have an institution of one id mean the same one.

    Parameters
    ----------
    packages
        Packages of different partnerships, the one that was written first at the beginning.

    Raises
    ------
    IdsTaken
        Otherwise, with both sides of each.

    Examples
    --------
    >>> from graph.model import Institution, Partnership
    >>> def of(id, name):
    ...     return Package(Partnership(id, id), (Institution("1", name, "SP"),))
    >>> refuse_strangers_among([of("a", "SP 1"), of("b", "sp  1")])
    >>> try:
    ...     refuse_strangers_among([of("a", "SP 1"), of("b", "SP 2")])
    ... except IdsTaken as refused:
    ...     [(one.name, one.their_name) for one in refused.clashes]
    [('SP 2', 'SP 1')]
    """
    known: dict[str, tuple[Row, tuple[Holder, ...]]] = {}
    clashes: list[Clash] = []
    for package in packages:
        one = package.partnership
        holder = Holder(one.id, one.name, one.teryt)
        for institution in package.institutions:
            row, key = row_of(institution), institution.id
            before, holders = known.get(key, (row, ()))
            if facts_of(before) != facts_of(row):
                clashes += _clash(key, row, before, one.teryt, holders)
            known[key] = (row, (*holders, holder))
    if clashes:
        raise IdsTaken(clashes)


def _clashes(id: str, arriving: Tables, before: Tables, shared: Shared) -> Iterator[Clash]:
    home = arriving["partnership"][id]["teryt"] if shared.institutions else None
    for key, known in shared.institutions.items():
        row = arriving["institutions"][key]
        held = key in before["institutions"]
        if held and not _is_whole(known):
            continue  # what is damaged is nobody's word, and whoever holds it may write it anew
        # What a partnership holds already was the same once: a blank code then says nothing new.
        here = None if held or home is None else str(home)
        yield from _clash(key, row, known, here, shared.holders["institutions"][key])


def _clash(
    id: str, row: Row, known: Row, here: str | None, holders: tuple[Holder, ...]
) -> Iterator[Clash]:
    """What is wrong with an arriving institution, beside the one that others hold under its id."""
    elsewhere = [one.teryt for one in holders]
    if differs := difference_of(row, known, here=here, elsewhere=elsewhere):
        yield Clash(
            id=id,
            name=str(row["name"]),
            place=", ".join(sorted(places_of(row, [here]))) or None,
            their_name=str(known["name"]),
            their_place=", ".join(sorted(places_of(known, elsewhere))) or None,
            differs=differs,
            others=holders,
        )


def _is_whole(known: Row) -> bool:
    """Whether a stored institution is as it was written."""
    facts = {name: value for name, value in known.items() if name != "digest"}
    return seal_of("institutions", facts) == known["digest"]
