"""Which institutions a change cuts off from the rest, and which it joins to it."""

from collections.abc import Sequence
from typing import NamedTuple

from graph.measures.cohesion import components
from graph.snapshot import Snapshot


class Connection(NamedTuple):
    """Institutions that lose contact with the main part of the network, and those that gain it; sorted.

    Only those that are on the map before and after: one that vanishes is not cut off.
    """

    lost: tuple[str, ...]
    gained: tuple[str, ...]


def connection(before: Snapshot, after: Snapshot) -> Connection:
    """Compare the main parts of two networks.

    The main part is the largest one, of equally large ones the leader's, then the one with more
    members, then the first by id. After the change it is the one that holds most of what it held.

    Examples
    --------
    >>> from datetime import date
    >>> from graph.model import Institution, Package, Partnership, TieReport
    >>> from graph.snapshot import snapshot_of
    >>> map_ = tuple(Institution(f"I{n}", f"I{n}", "SP") for n in range(5))
    >>> pairs = [("I0", "I1"), ("I1", "I2"), ("I3", "I4")]
    >>> def here(*pairs):
    ...     ties = tuple(TieReport(*pair, 3) for pair in pairs)
    ...     return snapshot_of(Package(Partnership("p", "P"), map_, ties=ties), date(2026, 6, 30))
    >>> connection(here(*pairs), here(("I0", "I1"), ("I1", "I3"), ("I3", "I4")))
    Connection(lost=('I2',), gained=('I3', 'I4'))
    """
    both = before.institutions.keys() & after.institutions.keys()
    parts = components(before.network())
    if not parts:
        return Connection((), ())
    main = max(parts, key=lambda part: _weight(part, before))
    left = components(after.network())
    if not left:
        return Connection((), ())
    kept = max(left, key=lambda part: (len(set(main).intersection(part)), _weight(part, after)))
    return Connection(
        tuple(sorted(both.intersection(main).difference(kept))),
        tuple(sorted(both.intersection(kept).difference(main))),
    )


def _weight(part: Sequence[str], snapshot: Snapshot) -> tuple[int, bool, int]:
    # Parts are sorted by size and first id, and ``max`` takes the first of equal ones.
    return len(part), snapshot.leader in part, len(set(snapshot.members).intersection(part))
