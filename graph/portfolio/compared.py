"""How far a partnership's figures are from what is usual: random networks, and peers of like size.

References
----------
Holm, S. (1979). A simple sequentially rejective multiple test procedure. *Scandinavian Journal of
Statistics*, 6(2), 65-70. For p of permutations with the observed one counted: Phipson, B. & Smyth, G. K.
(2010). Permutation p-values should never be zero. *Statistical Applications in Genetics and Molecular
Biology*, 9(1), 39.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from graph.measures.cohesion import density
from graph.portfolio.rewired import MEASURED, rewired_samples
from graph.snapshot.network import Network

ROUNDS: Final = 200
#: Fewer peers than this say nothing.
FEWEST_PEERS: Final = 8
#: Peers have at most so many times the institutions, and at least this part of them.
_LIKE_SIZE: Final = 1.5
_TINY: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Peer:
    """Another partnership: how many institutions, what kind of gmina, how dense its network."""

    size: int
    variant: str | None
    density: float


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure beside what is usual: mean and standard deviation, z, and p after Holm's correction."""

    value: float
    expected: float
    sd: float
    z: float
    p: float


def compared(
    network: Network,
    peers: Iterable[Peer] = (),
    variant: str | None = None,
    *,
    rounds: int = ROUNDS,
    seed: int = 0,
    samples: Mapping[str, Sequence[float]] | None = None,
) -> dict[str, Compared | None]:
    """A network's density beside peers, and its other figures beside random networks.

    Parameters
    ----------
    network
        The network of live ties.
    peers
        The other partnerships; of these only those of like size and the same variant count.
    variant
        The partnership's own.
    rounds, seed
        Random networks, and where their draws begin.
    samples
        What :func:`rewired_samples` gave for this network before, empty where it gave nothing; drawn
        anew if not given.

    Returns
    -------
    dict
        ``density`` and each of :data:`MEASURED`; ``None`` where it cannot be compared: it is undefined,
        all others are equal, there are too few peers, or the network cannot be rewired. p is two-sided
        and corrected over the figures that could be.

    Examples
    --------
    >>> star = Network.of("abcd", [("a", "b"), ("a", "c"), ("a", "d")])
    >>> set(compared(star).values())
    {None}
    """
    alike = [
        peer.density
        for peer in peers
        if peer.variant == variant
        and len(network) / _LIKE_SIZE <= peer.size <= len(network) * _LIKE_SIZE
    ]
    found: dict[str, Compared | None] = {
        "density": _beside(density(network), alike if len(alike) >= FEWEST_PEERS else [])
    }
    if samples is None:
        samples = rewired_samples(network, rounds, seed) or {}
    for name, measure in MEASURED.items():
        found[name] = _beside(measure(network), samples.get(name, []))
    return _corrected(found)


def _beside(value: float | None, others: Sequence[float]) -> Compared | None:
    if value is None or len(others) < 2:
        return None
    drawn = np.array(others)
    expected, sd = float(drawn.mean()), float(drawn.std(ddof=1))
    if sd <= _TINY:
        return None
    far = np.count_nonzero(np.abs(drawn - expected) >= abs(value - expected) - _TINY)
    p = (1 + int(far)) / (1 + len(drawn))
    return Compared(value, expected, sd, (value - expected) / sd, p)


def _corrected(found: Mapping[str, Compared | None]) -> dict[str, Compared | None]:
    """P after Holm's correction over the comparisons that there are."""
    tested = sorted(
        ((name, one) for name, one in found.items() if one is not None), key=lambda pair: pair[1].p
    )
    corrected: dict[str, Compared | None] = dict(found)
    least = 0.0
    for place, (name, one) in enumerate(tested):
        least = max(least, min(1.0, one.p * (len(tested) - place)))
        corrected[name] = replace(one, p=least)
    return corrected
