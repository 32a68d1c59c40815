"""The refusal of institutions that are others than those which partnerships hold under their ids."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.errors import Clash, IdsTaken
from graph.stores.digest import seal_of
from graph.stores.identity import difference_of, places_of
from graph.stores.port import Row
from graph.stores.shared import Shared
from graph.stores.tables import Tables


@dataclass(frozen=True, slots=True)
class IdChoice:
    """What whoever imports says of ids that other partnerships use for other institutions.

    Attributes
    ----------
    overwrite_shared
        They are the same institutions: the facts of the package hold for all.
    prefix
        They are others: this text is put before every institution id of the package.
    """

    overwrite_shared: bool = False
    prefix: str | None = None


#: Nothing is said: such ids are refused.
NO_CHOICE = IdChoice()


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
        holders = shared.holders["institutions"][key]
        elsewhere = [one.teryt for one in holders]
        if differs := difference_of(row, known, here=here, elsewhere=elsewhere):
            yield Clash(
                id=key,
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
