"""The measures a drawing can show, as plain numbers by id."""

from collections.abc import Callable, Mapping
from math import isnan
from typing import Any, Final

from graph.measures import bridging, centrality
from graph.snapshot import Network

Values = Mapping[str, Mapping[str, float | None]]

_PLAIN: Final[dict[str, Callable[[Network], Any]]] = {
    "degree": lambda network: network.degrees,
    "betweenness": centrality.betweenness,
    "closeness": centrality.closeness,
    "core": centrality.core_numbers,
}
_ADVANCED: Final[dict[str, Callable[[Network], Any]]] = {
    "eigenvector": centrality.eigenvector,
    "constraint": centrality.constraint,
    "effective_size": centrality.effective_size,
    "bridging": bridging.bridging,
}
ADVANCED: Final = frozenset(_ADVANCED)
#: Bridging takes out every tie in turn; in larger networks the drawing goes without it.
_BRIDGING_LIMIT: Final = 400


def measured(network: Network) -> dict[str, dict[str, float | None]]:
    """Each measure's value for each id, ``None`` where undefined; plain measures first.

    >>> measured(Network.of("abc", [("a", "b"), ("b", "c")]))["degree"]
    {'a': 1.0, 'b': 2.0, 'c': 1.0}
    """
    found: dict[str, dict[str, float | None]] = {}
    for name, compute in {**_PLAIN, **_ADVANCED}.items():
        if name == "bridging" and len(network) > _BRIDGING_LIMIT:
            continue
        numbers = [float(value) for value in compute(network)]
        found[name] = {
            id: None if isnan(value) else value for id, value in zip(network.ids, numbers, strict=True)
        }
    return found
