"""How much the whole network hangs on one node, and how much it stays within sectors.

References
----------
Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. *Social Networks*,
1(3), 215-239.

Krackhardt, D. & Stern, R. N. (1988). Informal networks and organizational crises: an experimental
simulation. *Social Psychology Quarterly*, 51(2), 123-140.
"""

import numpy as np

from graph.measures.centrality import betweenness
from graph.snapshot.network import Network


def degree_centralisation(network: Network) -> float | None:
    """Freeman's centralisation of degree: 1 for a star, 0 where all degrees are equal.

    Sum of (largest degree - degree), divided by what a star of n nodes has, (n - 1)(n - 2).

    Returns
    -------
    float or None
        ``None`` for fewer than three nodes.

    Examples
    --------
    >>> degree_centralisation(Network.of("abcd", [("a", "b"), ("a", "c"), ("a", "d")]))
    1.0
    """
    n = len(network)
    if n < 3:
        return None
    degrees = network.degrees.astype(np.int64)
    return int((degrees.max() - degrees).sum()) / ((n - 1) * (n - 2))


def betweenness_centralisation(network: Network) -> float | None:
    """Freeman's centralisation of normalised betweenness: 1 for a star, 0 where all are equal.

    Sum of (largest betweenness - betweenness), divided by what a star has, n - 1.

    Returns
    -------
    float or None
        ``None`` for fewer than three nodes.

    Examples
    --------
    >>> betweenness_centralisation(Network.of("abcd", [("a", "b"), ("a", "c"), ("a", "d")]))
    1.0
    """
    n = len(network)
    if n < 3:
        return None
    values = betweenness(network)
    return float((values.max() - values).sum()) / (n - 1)


def e_i_index(network: Network) -> float | None:
    """Balance of ties between and within sectors (Krackhardt and Stern 1988).

    (external - internal) / all ties, over ``network.groups``.

    Returns
    -------
    float or None
        -1 (all ties within sectors) to 1 (all between them); ``None`` without ties.

    Examples
    --------
    >>> sectors = {"a": "ED", "b": "ED", "c": "ZD"}
    >>> e_i_index(Network.of("abc", [("a", "b"), ("a", "c"), ("b", "c")], sectors))
    0.3333333333333333
    """
    if not network.edge_count:
        return None
    codes = group_codes(network)
    arcs = len(network.indices)
    external = int(np.count_nonzero(codes[network.rows] != codes[network.indices]))
    return (2 * external - arcs) / arcs


def group_codes(network: Network) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """A number for each node's sector, shape (n,): equal where the sectors are.

    >>> group_codes(Network.of("abc", [], {"a": "ZD", "b": "ED", "c": "ZD"})).tolist()
    [1, 0, 1]
    """
    place = {group: code for code, group in enumerate(sorted(set(network.groups)))}
    return np.array([place[group] for group in network.groups], dtype=np.intp)
