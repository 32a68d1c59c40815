"""Ties that hold distant parts together, and the nodes that hold such ties.

References
----------
Valente, T. W. & Fujimoto, K. (2010). Bridging: locating critical connectors in a network. *Social
Networks*, 32(3), 212-220.
"""

from typing import cast

import numpy as np

from graph.measures.distances import Rows, Steps, steps_from
from graph.measures.once import once
from graph.snapshot.network import Floats, Ints, Network
from graph.snapshot.ties import Pair


def bridging(network: Network) -> Floats:
    """How much, on average, a node's ties matter to the cohesion of the whole (Valente-Fujimoto).

    The loss of every tie (:func:`cohesion_losses`), summed over a node's ties and divided by
    twice its degree, since both ends of a tie share it.

    Returns
    -------
    Floats
        Shape (n,); NaN for an isolate, which still counts in n.

    Examples
    --------
    >>> bridging(Network.of("abcx", [("a", "b"), ("b", "c")])).round(4).tolist()
    [0.125, 0.125, 0.125, nan]
    """
    return once(network, _bridging)


def _bridging(network: Network) -> Floats:
    n = len(network)
    losses = once(network, _losses)
    arcs = network.rows < network.indices
    total = np.bincount(network.rows[arcs], losses, n) + np.bincount(network.indices[arcs], losses, n)
    degrees = network.degrees
    found = np.divide(total, 2.0 * degrees, out=np.full(n, np.nan), where=degrees > 0)
    found.setflags(write=False)
    return found


def cohesion_losses(network: Network) -> dict[Pair, float]:
    """For each tie the loss of cohesion if it were cut (Valente and Fujimoto 2010).

    Cohesion is the sum of 1 / d over ordered pairs, divided by n (n - 1), d the steps between them,
    1 / d = 0 where no path leads. Takes O(n ** 2) memory, for up to 32,766 nodes.

    Examples
    --------
    >>> {tie: round(loss, 4) for tie, loss in cohesion_losses(
    ...     Network.of("abcx", [("a", "b"), ("b", "c")])).items()}
    {('a', 'b'): 0.25, ('b', 'c'): 0.25}
    """
    values = cast("list[float]", once(network, _losses).tolist())
    return dict(zip(network.edges, values, strict=True))


def _losses(network: Network) -> Floats:
    """Only pairs that a tie joins by every shortest path are searched again, and only near the tie.

    Seen from a source s, cutting the tie u-v matters only where v is one step farther than u and u is
    v's only neighbour that near. Those sources on u's side, and likewise the targets on v's side,
    hold every pair that can move apart; steps to all other nodes stay as they are.
    """
    n = len(network)
    if not network.edge_count:
        return np.zeros(0)
    # 1 / steps by number of steps; n stands for "no path".
    inverse = np.zeros(n + 1)
    inverse[1:n] = 1.0 / np.arange(1, n)
    far = steps_from(network, np.arange(n))
    far[far < 0] = n
    starts = network.indptr
    ways = np.stack([_ways(far, network.indices[starts[v] : starts[v + 1]], v) for v in range(n)])
    losses: list[float] = []
    arcs = network.rows < network.indices
    for u, v in zip(network.rows[arcs].tolist(), network.indices[arcs].tolist(), strict=True):
        sources = np.flatnonzero((ways[v] == 1) & (far[v] == far[u] + 1) & (far[u] < n))
        targets = np.flatnonzero((ways[u] == 1) & (far[u] == far[v] + 1) & (far[v] < n))
        if not len(sources) or not len(targets):
            losses.append(0.0)
            continue
        tie = (u, v)
        if len(sources) < len(targets):
            tie, sources, targets = (v, u), targets, sources
        before = far[np.ix_(targets, sources)]
        after = _steps_without(network, far, tie, sources, targets)
        losses.append(float((inverse[before] - inverse[after]).sum()))
    return 2.0 * np.array(losses) / (n * (n - 1))


def _ways(far: Steps, neighbours: Ints, row: int) -> Steps:
    """For each source the number of neighbours of ``row`` one step nearer to it, shape (n,)."""
    return (far[neighbours] == far[row] - 1).sum(axis=0, dtype=np.int16)


def _steps_without(
    network: Network, far: Steps, tie: tuple[int, int], sources: Rows, targets: Rows
) -> Steps:
    """Steps from the sources to the targets, shape (targets, sources), when the tie is cut."""
    n = len(network)
    place = np.full(n, -1, dtype=np.intp)
    place[targets] = np.arange(len(targets))
    starts = network.indptr
    near = np.concatenate([network.indices[starts[row] : starts[row + 1]] for row in targets.tolist()])
    own = np.repeat(np.arange(len(targets)), network.degrees[targets])
    kept = (near != tie[0]) | (targets[own] != tie[1])
    near, own = near[kept], own[kept]
    found = np.full((len(targets), len(sources)), n, dtype=np.int16)
    outer = place[near] < 0
    _lower(found, own[outer], far[near[outer]][:, sources])
    inner = ~outer
    while True:
        before = found.copy()
        _lower(found, own[inner], before[place[near[inner]]])
        if (found == before).all():
            return found


def _lower(found: Steps, own: Rows, neighbours: Steps) -> None:
    """Lower each row of ``found`` to one step more than the nearest of its neighbours' rows."""
    if not len(own):
        return
    firsts = np.flatnonzero(np.diff(own, prepend=-1))
    rows = own[firsts]
    nearest = np.minimum.reduceat(neighbours, firsts)
    found[rows] = np.minimum(found[rows], nearest + 1)
