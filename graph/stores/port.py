"""The one door to a graph database: ask named queries, write steps in one transaction."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from cypher import Query
from graph.rows import Row, Value
from graph.stores.queries import QUERIES

#: A value of a row that is written: lists travel as lists.
Cell = Value | Sequence[str]
Parameter = Value | Sequence[str] | Sequence[Mapping[str, Cell]]


class Ask(NamedTuple):
    """A query with its parameters; ``must_match`` stops a write when the query returns no row."""

    query: Query
    params: Mapping[str, Parameter]
    must_match: bool = False


def ask(name: str, /, **params: Parameter) -> Ask:
    """The query of this name with parameters.

    >>> ask("partnership.find", id="p1").query.access
    'read'
    """
    return Ask(QUERIES[name], params)


class Store(Protocol):
    """A graph database with the product's schema.

    Every method raises :class:`~graph.errors.StoreUnavailable` while the database is away and
    :class:`~graph.errors.StoreError` when a query fails; neither carries parameters.
    """

    @property
    def description(self) -> str:
        """Engine, version and place, for people; no secrets."""
        ...

    @property
    def labels_areas(self) -> bool:
        """Whether institutions have a second label for their area, as only a server can give them."""
        ...

    @property
    def changes(self) -> int | None:
        """How often this store was written to since it was opened, where nobody else can write.

        While the number stays, every read gives what it gave; ``None`` where others may write too.
        """
        ...

    def read(self, *asks: Ask) -> list[list[Row]]:
        """Rows of each query, all from one transaction."""
        ...

    def write(self, *asks: Ask) -> list[list[Row]]:
        """Run the steps in one transaction: all of them or none.

        Raises
        ------
        Conflict
            When a step that must match found nothing; nothing is written then.
        """
        ...

    def scrub(self) -> None:
        """Leave nothing in the store's own files of what was deleted, as far as the engine allows."""
        ...

    def ping(self) -> None:
        """Return when the database answers."""
        ...

    def probe(self) -> None:
        """Return when the database takes writes, having written something small."""
        ...

    def close(self) -> None:
        """Give everything back; the store cannot be used afterwards."""
        ...
