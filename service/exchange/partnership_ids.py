"""Which ids a new partnership may have."""

from graph.errors import InvalidPackage, Problem
from graph.model import Package


def demand_usable_id(package: Package, before: Package | None) -> None:
    """Refuse a new partnership whose id an address cannot hold; one that is there keeps its own.

    Raises
    ------
    InvalidPackage
        When the id is ``.`` or ``..``, or holds a slash.

    Examples
    --------
    >>> from graph.model import Partnership
    >>> demand_usable_id(Package(Partnership("a/b", "P")), Package(Partnership("a/b", "P")))
    >>> demand_usable_id(Package(Partnership("a/b", "P")), None)
    Traceback (most recent call last):
    ...
    graph.errors.InvalidPackage: partnership, row 2, column id: found 'a/b'; expected an id other \
than . and .., without /
    """
    id = package.partnership.id
    if before is None and (id in {".", ".."} or "/" in id):
        expected = ("an id other than . and .., without /", "identyfikator inny niż . i .., bez znaku /")
        raise InvalidPackage([Problem("partnership", 2, "id", id, *expected)])
