"""Random networks in which every institution keeps its number of ties and its sector.

References
----------
Maslov, S. & Sneppen, K. (2002). Specificity and stability in topology of protein networks. *Science*,
296(5569), 910-913: two ties exchange their ends, again and again, unless that gives a loop or a second
tie of a pair.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, cast

import numpy as np

from graph.measures.centralisation import betweenness_centralisation, e_i_index
from graph.measures.cohesion import fragmentation
from graph.snapshot.network import Network

#: Exchanges tried for each tie before the first network, and from one to the next.
_FIRST: Final = 20
_BETWEEN: Final = 5

#: Measures that rewiring changes; density it keeps.
MEASURED: Final[Mapping[str, Callable[[Network], float | None]]] = MappingProxyType(
    {
        "betweenness_centralisation": betweenness_centralisation,
        "e_i_index": e_i_index,
        "fragmentation": fragmentation,
    }
)


def rewired_samples(network: Network, rounds: int, seed: int = 0) -> dict[str, list[float]] | None:
    """The measures of random networks with the degrees and sectors of one.

    Parameters
    ----------
    network
        n nodes and m ties; a round takes O(m) exchanges and one betweenness, O(n m).
    rounds
        How many random networks.
    seed
        The same seed gives the same numbers.

    Returns
    -------
    dict or None
        A list for each of :data:`MEASURED`; ``None`` where no two ties can exchange their ends, as in a
        star or where everybody knows everybody.

    Examples
    --------
    >>> rewired_samples(Network.of("abcd", [("a", "b"), ("a", "c"), ("a", "d")]), 10) is None
    True
    >>> ring = Network.of("abcdef", [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "f")])
    >>> len(rewired_samples(ring, 10)["fragmentation"])
    10
    """
    edges = list(network.edges)
    groups = dict(zip(network.ids, network.groups, strict=True))
    random = np.random.default_rng([seed, len(network), len(edges)])
    if len(edges) < 2 or not exchange(edges, random, _FIRST * len(edges)):
        return None
    found: dict[str, list[float]] = {name: [] for name in MEASURED}
    for _ in range(rounds):
        exchange(edges, random, _BETWEEN * len(edges))
        sample = Network.of(network.ids, edges, groups)
        for name, measure in MEASURED.items():
            value = measure(sample)
            if value is not None:
                found[name].append(value)
    return found


def exchange(edges: list[tuple[str, str]], random: np.random.Generator, tries: int) -> int:
    """Let ties exchange their ends, in place.

    Parameters
    ----------
    edges
        Pairs, smaller id first; degrees stay, and no pair is there twice.
    random, tries
        Where draws come from, and how often two ties are drawn.

    Returns
    -------
    int
        How often two of them did.
    """
    known = set(edges)
    picks = cast("list[tuple[int, int]]", random.integers(len(edges), size=(tries, 2)).tolist())
    turns = cast("list[bool]", (random.random(tries) < 0.5).tolist())
    done = 0
    for (first, second), turned in zip(picks, turns, strict=True):
        before, after = edges[first], edges[second]
        a, b = before
        c, d = after
        if turned:
            c, d = d, c
        if a in (c, d) or b in (c, d):
            continue
        one = (a, d) if a < d else (d, a)
        other = (c, b) if c < b else (b, c)
        if one in known or other in known:
            continue
        known.remove(before)
        known.remove(after)
        known.add(one)
        known.add(other)
        edges[first], edges[second] = one, other
        done += 1
    return done
