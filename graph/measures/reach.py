"""Whom a set of institutions reaches in a few steps (Borgatti's KPP-Pos).

References
----------
Borgatti, S. P. (2006). Identifying sets of key players in a social network. *Computational &
Mathematical Organization Theory*, 12(1), 21-34.
"""

from collections.abc import Iterable

import numpy as np

from graph.snapshot.network import Network


def within_reach(network: Network, names: Iterable[str], steps: int = 2) -> list[str]:
    """Ids of the nodes within ``steps`` ties of any of ``names``, these included, sorted.

    >>> path = Network.of("abcde", [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")])
    >>> within_reach(path, ["a"], steps=2)
    ['a', 'b', 'c']
    """
    inside = np.zeros(len(network), dtype=np.bool_)
    inside[[network.position[name] for name in names]] = True
    for _ in range(steps):
        grown = inside.copy()
        grown[network.indices[inside[network.rows]]] = True
        if (grown == inside).all():
            break
        inside = grown
    return [network.ids[row] for row in np.flatnonzero(inside).tolist()]


def reach(network: Network, names: Iterable[str], steps: int = 2) -> int:
    """Number of nodes within ``steps`` ties of any of ``names``, these included.

    >>> reach(Network.of("abcd", [("a", "b"), ("c", "d")]), ["a", "c"], steps=1)
    4
    """
    return len(within_reach(network, names, steps))
