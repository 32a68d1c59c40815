"""Random small networks for property tests: empty, dense, sparse, with isolates, in several parts."""

from itertools import combinations
from random import Random

import networkx as nx
from hypothesis import strategies as st

from graph.snapshot import Network, Pair, pair_of

SECTORS = ("PS", "ED", "ZD", "BP")


def random_network(size: int, ties: float, seed: int) -> Network:
    """``size`` nodes, each pair tied with probability ``ties``, sectors and strengths at random."""
    random = Random(seed)
    ids = [f"I{number:03d}" for number in range(size)]
    edges = {
        pair: float(random.randint(1, 5)) for pair in combinations(ids, 2) if random.random() < ties
    }
    return Network.of(ids, edges, {name: random.choice(SECTORS) for name in ids})


def networks(least: int = 0, most: int = 14) -> st.SearchStrategy[Network]:
    return st.builds(
        random_network,
        st.integers(least, most),
        st.sampled_from([0.0, 0.08, 0.15, 0.25, 0.4, 0.7, 1.0]),
        st.integers(0, 2**16),
    )


def network_of(G: nx.Graph, groups: dict[str, str] | None = None) -> Network:
    """A network of any NetworkX graph whose nodes have a name."""
    edges: list[Pair] = [pair_of(str(a), str(b)) for a, b in G.edges]
    return Network.of([str(name) for name in G], edges, groups)
