"""Institutions that an import retires and adds at once: perhaps one whose name was written anew."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from graph.packages.names import comparable
from graph.packages.near_names import NearNames, Written
from graph.rows import Row
from graph.stores.changes import TableChanges

#: Named at most; all that are retired are named anyway.
_MOST: Final = 50


def perhaps_renamed(institutions: TableChanges) -> Iterator[tuple[Row, Row]]:
    """Each retired institution with the new one whose name is the same or nearly so.

    Parameters
    ----------
    institutions
        What an import changes of them.

    Examples
    --------
    >>> old, new = {"id": "I1", "name": "Klub Łąka"}, {"id": "p-klub", "name": "Klub „Łąka”"}
    >>> changes = TableChanges(created={"p-klub": new}, retired={"I1": old})
    >>> [(gone["id"], came["id"]) for gone, came in perhaps_renamed(changes)]
    [('I1', 'p-klub')]
    """
    created = list(institutions.created.values())
    if not created or not institutions.retired:
        return iter(())
    same = {comparable(str(row["name"])): row for row in created}
    index = NearNames(Written(place, str(row["name"])) for place, row in enumerate(created))

    def pairs() -> Iterator[tuple[Row, Row]]:
        for gone in institutions.retired.values():
            name = str(gone["name"])
            if (equal := same.get(comparable(name))) is not None:
                yield gone, equal
            elif (near := index.near(name)) is not None:
                yield gone, created[near.row]

    return islice(pairs(), _MOST)


def question_of(gone: Row, new: Row) -> tuple[str, str]:
    """The question in Polish and English, with what would keep what is known of the old one."""
    old, came, id = gone["name"], new["name"], gone["id"]
    return (
        f"znika „{old}”, a pojawia się „{came}”: jeśli to ta sama instytucja, wpisz przy niej id {id}",
        f"{old!r} goes and {came!r} comes: if they are one institution, give it the id {id}",
    )
