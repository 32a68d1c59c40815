"""Who can introduce the partnership to a candidate: the strongest chain of live ties from a member."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from graph.routes.index import RouteIndex, Step, index_of
from graph.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Introducer:
    """A way of contact (ścieżka kontaktu) from a member, ``path[0]``, to a candidate, ``path[-1]``.

    ``cost`` is the sum of 6 - strength over its steps; ``worker_role`` the role of the member's
    worker who holds the contact of the first step, ``None`` where none is named.
    """

    path: tuple[str, ...]
    cost: float
    worker_role: str | None
    steps: tuple[Step, ...]


def introducers(snapshot: Snapshot, candidates: Sequence[str]) -> Mapping[str, Introducer | None]:
    """For each candidate the cheapest path of live ties from any member; ``None`` where there is none.

    Parameters
    ----------
    snapshot
        n institutions, m live ties; one search for all candidates takes O((n + m) log n).
    candidates
        Ids of institutions on the map that are not members.

    Returns
    -------
    mapping of str to Introducer or None
        A tie costs 6 - strength. Equal costs: fewer steps, then the leader, then the smaller ids.

    References
    ----------
    Dijkstra, E. W. (1959). A note on two problems in connexion with graphs. *Numerische
    Mathematik*, 1, 269-271.
    """
    index = index_of(snapshot)
    paths = _paths(index, snapshot.members, snapshot.leader)
    return {id: _introducer(index, *paths[id]) if id in paths else None for id in sorted(candidates)}


def _introducer(index: RouteIndex, cost: float, path: tuple[str, ...]) -> Introducer:
    steps = tuple(index.step(start, end) for start, end in pairwise(path))
    return Introducer(path, cost, steps[0].contact_role, steps)


def _paths(
    index: RouteIndex, members: Sequence[str], leader: str | None
) -> dict[str, tuple[float, tuple[str, ...]]]:
    waiting: list[tuple[float, int, bool, tuple[str, ...]]] = [
        (0.0, 1, id != leader, (id,)) for id in sorted(members)
    ]
    found: dict[str, tuple[float, tuple[str, ...]]] = {}
    # Sorted by cost, steps, leader first and ids, so the first path to arrive is the one wanted.
    while waiting:
        cost, length, other, path = heappop(waiting)
        here = path[-1]
        if here in found:
            continue
        found[here] = (cost, path)
        for near, step in index.costs[here].items():
            if near not in found:
                heappush(waiting, (cost + step, length + 1, other, (*path, near)))
    return found
