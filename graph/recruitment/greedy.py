"""A good set of K candidates where there are too many sets to look at: greedy, then exchange.

Each step takes the candidate that adds most; then, as long as it helps, one chosen candidate is
exchanged for another. Without robustness the greedy set has at least 1 - 1/e of the best set's gain,
and exchange only improves it.

References
----------
Nemhauser, G. L., Wolsey, L. A. and Fisher, M. L. (1978). An analysis of approximations for maximizing
submodular set functions. *Mathematical Programming*, 14, 265-294.
"""

import numpy as np

from graph.recruitment.objective import EQUAL, Objective
from graph.snapshot.network import Floats


def greedy_set(objective: Objective, size: int) -> tuple[int, ...]:
    """The set that grows by the best next candidate; of equal ones the first. In order of choice.

    >>> from scipy import sparse
    >>> covers = sparse.csr_array([[1, 1, 0, 0], [0, 1, 1, 1], [1, 0, 0, 0]])
    >>> greedy_set(Objective(covers, np.ones(4)), 2)
    (1, 0)
    """
    chosen: list[int] = []
    left = objective.worth.copy()
    for _ in range(min(size, objective.candidates)):
        scores = objective.cover_gain(left) + objective.robustness_with(chosen)
        scores[chosen] = -np.inf
        best = int(np.flatnonzero(scores >= scores.max() - EQUAL)[0])
        chosen.append(best)
        left[objective.elements_of[best]] = 0.0
    return tuple(chosen)


def exchanged(objective: Objective, chosen: tuple[int, ...]) -> tuple[int, ...]:
    """The set after the best single exchanges, one after another, until none helps; sorted.

    Each exchange raises the gain, so this ends.
    """
    now = sorted(chosen)
    if not now or len(now) == objective.candidates:
        return tuple(now)
    value = objective.value(now)
    while True:
        gains = _after_exchange(objective, now)
        gains[now, :] = -np.inf
        best = float(gains.max())
        if best <= value + EQUAL:
            return tuple(now)
        comes, goes = divmod(int(np.flatnonzero(gains >= best - EQUAL)[0]), len(now))
        now = sorted({*now[:goes], *now[goes + 1 :], comes})
        value = best


def _after_exchange(objective: Objective, chosen: list[int]) -> Floats:
    """The set's gain with candidate c in the place of the i-th chosen, shape (C, K)."""
    times = np.zeros(len(objective.worth), dtype=np.int64)
    for candidate in chosen:
        times[objective.elements_of[candidate]] += 1
    only = np.zeros((len(objective.worth), len(chosen)))
    for position, candidate in enumerate(chosen):
        columns = objective.elements_of[candidate]
        alone = columns[times[columns] == 1]
        only[alone, position] = objective.worth[alone]
    covered = float(objective.worth[times > 0].sum())
    gains = covered - only.sum(axis=0) + objective.cover_gain(only)
    gains += objective.cover_gain(np.where(times == 0, objective.worth, 0.0))[:, None]
    if objective.falls:
        for position in range(len(chosen)):
            rest = [*chosen[:position], *chosen[position + 1 :]]
            gains[:, position] += objective.robustness_with(rest)
    return gains
