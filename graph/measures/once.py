"""Work done once for a network: several measures, gaps and rankings ask for the same numbers."""

from collections.abc import Callable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from graph.snapshot.network import Network

T = TypeVar("T")

_kept: WeakKeyDictionary[Network, dict[Callable[[Network], Any], Any]] = WeakKeyDictionary()


def once(network: Network, compute: Callable[[Network], T]) -> T:
    """``compute(network)``, remembered for as long as this network object lives.

    A network never changes, so the answer cannot go stale. Callers must not change what they get.

    >>> net = Network.of(["a", "b"], [("a", "b")])
    >>> once(net, len), once(net, len)
    (2, 2)
    """
    known = _kept.setdefault(network, {})
    if compute not in known:
        known[compute] = compute(network)
    return known[compute]
