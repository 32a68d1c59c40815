"""A network as a NetworkX graph: ``nx.closeness_centrality(NetworkGraph(network))`` runs our kernels.

This module is the backend ``kooperacje`` that NetworkX finds by its entry point. For other functions,
and for options other than the default, NetworkX itself answers where ``nx.config.fallback_to_nx``
is set, and refuses where it is not.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

import networkx as nx

from graph.measures import centrality, cohesion
from graph.measures.backend_info import FUNCTIONS
from graph.snapshot.network import Floats, Ints, Network


class NetworkGraph:
    """A network that NetworkX accepts as a graph.

    >>> path = NetworkGraph(Network.of("abc", [("a", "b"), ("b", "c")]))
    >>> len(path), list(path), path.is_directed()
    (3, ['a', 'b', 'c'], False)
    """

    __networkx_backend__ = "kooperacje"

    def __init__(self, network: Network) -> None:
        self.network = network

    def __len__(self) -> int:
        """Number of nodes."""
        return len(self.network)

    def __iter__(self) -> Iterator[str]:
        """Ids of the nodes, sorted."""
        return iter(self.network.ids)

    def is_directed(self) -> bool:
        """Never: ties have no direction."""
        return False

    def is_multigraph(self) -> bool:
        """Never: one edge for each tie."""
        return False


def _by_id(measure: Callable[[Network], Floats | Ints]) -> Callable[[Network], dict[str, float]]:
    return lambda network: dict(zip(network.ids, measure(network).tolist(), strict=True))


_KERNELS: Final[Mapping[str, Callable[[Network], object]]] = MappingProxyType(
    {
        "articulation_points": lambda network: iter(cohesion.articulation_points(network)),
        "betweenness_centrality": _by_id(centrality.betweenness),
        "bridges": lambda network: (bridge.tie for bridge in cohesion.bridges(network)),
        "closeness_centrality": _by_id(centrality.closeness),
        "connected_components": lambda network: (set(part) for part in cohesion.components(network)),
        "constraint": _by_id(centrality.constraint),
        "core_number": _by_id(centrality.core_numbers),
        "degree_centrality": _by_id(centrality.degree_centrality),
        "effective_size": _by_id(centrality.effective_size),
    }
)


def __getattr__(name: str) -> Callable[..., object]:
    """The function NetworkX dispatches to, by its name there."""
    if name not in FUNCTIONS:
        raise AttributeError(name)
    kernel = _KERNELS[name]

    def answer(G: NetworkGraph, *defaults: object, **named_defaults: object) -> object:
        return kernel(G.network)

    return answer


def can_run(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bool:
    """Only on our own graphs, and only with every option at its default (a seed aside)."""
    options = inspect.signature(getattr(nx, name).orig_func).bind(*args, **kwargs)
    given = {key: value for key, value in options.arguments.items() if key not in {"G", "seed"}}
    defaults = options.signature.parameters
    ours = isinstance(options.arguments["G"], NetworkGraph)
    return ours and all(value == defaults[key].default for key, value in given.items())


def convert_to_nx(obj: object, *, name: str | None = None) -> object:
    """A NetworkX graph of a network; anything else as it is."""
    return obj.network.to_networkx() if isinstance(obj, NetworkGraph) else obj


def convert_from_nx(graph: object, **options: object) -> object:
    """Refuse: a network is made from a partnership, not from a NetworkX graph."""
    raise NotImplementedError("networks are made from a partnership, not from a NetworkX graph")
