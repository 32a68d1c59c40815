"""The access file and the graph database vouch for each other: confirmed at the start, noted since."""

from typing import TYPE_CHECKING

from graph.errors import StoreDamaged
from graph.stores.heads import put_head, read_heads
from service.access.chain import GONE, UNKNOWN
from service.access.database import AccessDatabase

if TYPE_CHECKING:
    from graph.stores import Store


def refuse_missing(store: "Store") -> None:
    """Go on only where no access file was ever used with this database.

    Raises
    ------
    StoreDamaged
        When one was: a new one must be begun knowingly.
    """
    if read_heads(store):
        raise StoreDamaged([GONE])


def findings_about(
    store: "Store", access: AccessDatabase, *, everything: bool = False
) -> tuple[str, ...]:
    """What is wrong with an access file, as far as the graph database can tell.

    Parameters
    ----------
    everything
        Whether every line is compared, and not only what the database knew last and what came since.
    """
    # First what the database knows, then the file: it may only have grown meanwhile.
    heads = read_heads(store)
    if not access.in_place():
        return (GONE,)
    head = heads.get(access.head().id)
    if heads and head is None:
        return (UNKNOWN,)
    return access.check(head, everything=everything)


def confirm_and_note(store: "Store", access: AccessDatabase) -> None:
    """Compare the access file with what the database knows of it, then note how far it reaches now.

    Raises
    ------
    StoreDamaged
        When it is not what it was, or lacks something; nothing is noted then.
    """
    if found := findings_about(store, access):
        raise StoreDamaged(found)
    head = access.head()
    if read_heads(store).get(head.id) != head:
        put_head(store, head)
