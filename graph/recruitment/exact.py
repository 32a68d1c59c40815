"""The best set of K candidates by looking at every set: proven best, and the same on every run.

Coverage is counted for all sets at once. Robustness, which costs more, is counted only for sets whose
coverage plus the most that robustness could add still reaches the best gain found so far.
"""

from itertools import combinations
from math import comb
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.recruitment.joint import JointRobustness, Sets
from graph.recruitment.objective import EQUAL, Chosen, Objective
from graph.snapshot.network import Floats

#: Beyond these, sets are too many to look at each.
MOST_CANDIDATES: Final = 40
LARGEST_SIZE: Final = 5
_CHUNK = 1 << 14


def exact_set(objective: Objective, size: int) -> Chosen:
    """The set of ``size`` candidates with the largest gain; of equal ones the first in order of numbers.

    Parameters
    ----------
    objective
        At most :data:`MOST_CANDIDATES` candidates (C).
    size
        1 to C; there are C over ``size`` sets to look at.

    Returns
    -------
    Chosen
        ``optimal`` is true.

    Examples
    --------
    >>> from scipy import sparse
    >>> covers = sparse.csr_array([[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1]])
    >>> exact_set(Objective(covers, np.ones(4)), 2).numbers
    (0, 2)
    """
    count = comb(objective.candidates, size)
    flat = (number for numbers in combinations(range(objective.candidates), size) for number in numbers)
    sets = np.fromiter(flat, dtype=np.int64, count=count * size).reshape(count, size)
    gains = _covered(objective, sets)
    if objective.falls:
        _add_robustness(objective, sets, gains)
    first = int(np.flatnonzero(gains >= gains.max() - EQUAL)[0])
    numbers = tuple(sets[first].tolist())
    gain = objective.value(numbers)
    return Chosen(numbers, gain, optimal=True, bound=gain)


def _add_robustness(objective: Objective, sets: Sets, gains: Floats) -> None:
    """Complete the gains, in place; those that cannot win become -inf."""
    assert objective.falls is not None  # noqa: S101  # asked by the caller
    joint = JointRobustness(objective.falls)
    most = objective.ceiling(sets.shape[1])
    order = np.argsort(-gains)
    best = -np.inf
    for start in range(0, len(order), _CHUNK):
        taken = order[start : start + _CHUNK]
        if gains[taken[0]] + most < best - EQUAL:
            gains[order[start:]] = -np.inf
            return
        gains[taken] += objective.robustness_weight * joint.gains(sets[taken])
        best = max(best, float(gains[taken].max()))


def _covered(objective: Objective, sets: Sets) -> Floats:
    """The coverage gain of each set, shape (N,): unions of bits, summed by bytes of bits."""
    kinds, kind_of = np.unique(objective.dense, axis=1, return_inverse=True)
    worth = np.bincount(kind_of.ravel(), weights=objective.worth, minlength=kinds.shape[1])
    packed = np.packbits(kinds, axis=1, bitorder="little")
    subsets = (np.arange(256)[:, None] >> np.arange(8)) & 1
    gains = np.zeros(len(sets))
    for number in range(packed.shape[1]):
        byte: npt.NDArray[np.uint8] = np.bitwise_or.reduce(packed[:, number][sets], axis=1)
        eight = worth[8 * number : 8 * number + 8]
        gains += (subsets[:, : len(eight)] @ eight)[byte]
    return gains
