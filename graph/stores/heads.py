"""How far the audit trail beside a store was known to reach, kept in the store itself.

The trail lies in a file of its own. What the store knows of it tells whether lines at its end, or all of
it, are gone. After a crash the store may know less than the file holds, never more.
"""

from collections.abc import Iterable
from typing import NamedTuple

from graph.rows import Row
from graph.stores.port import Ask, Store, ask


class Head(NamedTuple):
    """The end of a chain of lines and of a chain of seals, of one access file.

    ``id`` is the file's own, ``lines`` and ``seals`` are numbers of the last ones, ``digest`` and
    ``seal`` what they add up to.
    """

    id: str
    lines: int
    digest: str
    seals: int
    seal: str


def read_heads(store: Store) -> dict[str, Head]:
    """The heads of every access file that the store knows, by the file's id."""
    (rows,) = store.read(ask("trail.find_heads"))
    return {head.id: head for head in map(_head, rows)}


def put_head(store: Store, head: Head, *, instead_of: Iterable[str] = ()) -> None:
    """Remember a head.

    Parameters
    ----------
    instead_of
        Ids of files that are forgotten in the same transaction.
    """
    gone = [ask("trail.drop_head", id=id) for id in instead_of if id != head.id]
    store.write(*gone, head_step(head))


def head_step(head: Head) -> Ask:
    """The step that remembers a head."""
    return ask("trail.put_head", **head._asdict())


def _head(row: Row) -> Head:
    return Head(
        str(row["id"]),
        int(row["lines"] or 0),
        str(row["digest"]),
        int(row["seals"] or 0),
        str(row["seal"]),
    )
