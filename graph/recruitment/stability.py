"""How sure the order of the candidates and the best set are when part of the answers is missing.

Needs, families, areas and levels rest on no survey; robustness and reach do.
"""

from graph.gaps.resampling import Resampling
from graph.gaps.stability import Place, Ranking, Stability, summary
from graph.recruitment.coverage import Coverage, coverage_of
from graph.recruitment.needs import asked_needs
from graph.recruitment.objective import Objective
from graph.recruitment.recruit import best_numbers, by_gain, in_steps, invited_as, objective_of
from graph.recruitment.robustness import Robustness
from graph.recruitment.weights import Weights
from graph.snapshot import Snapshot


class _Rounds:
    """Works out what inviting is worth in a round; who could answer which need is the same in all."""

    def __init__(self, snapshot: Snapshot, weights: Weights, max_wait: int) -> None:
        self.names = invited_as(snapshot, "member")
        self.weights = weights
        self._needs = asked_needs(snapshot, max_wait)

    def parts(self, here: Snapshot) -> tuple[Coverage, Robustness]:
        """What the candidates cover, and what they do for the members' network."""
        coverage = coverage_of(here, self.names, self._needs)
        return coverage, Robustness(here.network(), here.members, self.names)


def candidate_ranking(snapshot: Snapshot, weights: Weights, max_wait: int) -> Ranking:
    """What ranks the candidates by their gains.

    Parameters
    ----------
    snapshot
        The partnership as it is.
    weights
        What the parts of a gain count.
    max_wait
        Longest wait in days of a service that answers a need.
    """
    rounds = _Rounds(snapshot, weights, max_wait)

    def rank(here: Snapshot) -> list[Place]:
        ranked = by_gain(*rounds.parts(here), weights)
        return [Place(id, in_steps(gains.total(weights))) for id, gains in ranked]

    return rank


def best_set_stability(resampling: Resampling, size: int, weights: Weights, max_wait: int) -> Stability:
    """How sure the best set is, whole whatever its size, and what of its value it may lose.

    Parameters
    ----------
    resampling
        The partnership and the rounds.
    size
        Size of the set, at least 1.
    weights, max_wait
        As of :func:`candidate_ranking`.
    """
    rounds = _Rounds(resampling.snapshot, weights, max_wait)
    names = rounds.names

    def best_of(here: Snapshot) -> tuple[Objective, tuple[int, ...]]:
        objective = objective_of(*rounds.parts(here), weights)
        return objective, best_numbers(objective, min(size, len(names))).numbers

    _, shown = best_of(resampling.snapshot)
    sets: list[tuple[str, ...]] = []
    lost: list[float] = []
    for here in resampling if names and len(resampling.reporters) > 1 else ():
        objective, best = best_of(here)
        sets.append(tuple(names[number] for number in best))
        most = objective.value(best)
        lost.append(max(0.0, 1 - objective.value(shown) / most) if most > 0 else 0.0)
    return summary("best_set", tuple(names[number] for number in shown), sets, resampling, lost=lost)
