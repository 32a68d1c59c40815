"""How sure the head of a ranking is: what stays of it when some institutions had not answered.

Every ranking that is shown is worked out anew in each round of a :class:`Resampling`, and its first
five are compared with those shown.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, cast

import numpy as np

from graph.gaps.facts import Facts
from graph.gaps.find import TIE_FREE, gaps_among, gaps_of
from graph.gaps.gap import Gap
from graph.gaps.resampling import Resampling
from graph.gaps.thresholds import Thresholds
from graph.measures.centrality import betweenness
from graph.snapshot import Snapshot

RankingName = Literal["central_actors", "gaps", "candidates", "best_set"]
Verdict = Literal["stable", "uncertain", "unstable"]

#: How many places count as the head of a ranking.
FIRST: Final = 5
#: Stable: at least this share of the head stays in half of the rounds, and
STABLE_MEDIAN: Final = 0.8
#: at least this share in 95 of 100 rounds. Below it in half of the rounds: unstable.
LEAST_SHARE: Final = 0.6
_RARELY: Final = 0.05


class Place(NamedTuple):
    """One entry of a ranking with the value that puts it there."""

    id: str
    value: float


#: Ranks a snapshot; the best first, equal values in the order in which they are shown.
Ranking = Callable[[Snapshot], Sequence[Place]]


@dataclass(frozen=True, slots=True)
class Lost:
    """Share of the best set's value that the set shown lacks in a round: median, and in 95 of 100."""

    median: float
    most: float


@dataclass(frozen=True, slots=True)
class Stability:
    """What stays of the head of one ranking.

    Attributes
    ----------
    ranking
        Which ranking.
    first
        Its head as shown: at most five ids, of a best set all of them.
    level
        How many entries behind the head have the value of its last one: their order is a convention.
    kept
        For each of ``first`` the share of rounds in which it is in the head.
    median, least
        Share of the head that is the same: in half of the rounds, and in 95 of 100, at least this.
        ``None`` where nothing is ranked or fewer than two institutions report anything.
    rounds, reporters, left_out
        What was tested: in each round all reports of ``left_out`` of the ``reporters`` were left out.
    lost
        Of the best set only: the value it lost.
    """

    ranking: RankingName
    first: tuple[str, ...]
    level: int
    kept: tuple[float, ...]
    median: float | None
    least: float | None
    rounds: int
    reporters: int
    left_out: int
    lost: Lost | None = None

    @property
    def verdict(self) -> Verdict | None:
        """How sure the head is; ``None`` where it cannot be tested."""
        if self.median is None or self.least is None:
            return None
        if self.median < LEAST_SHARE:
            return "unstable"
        return "stable" if self.median >= STABLE_MEDIAN and self.least >= LEAST_SHARE else "uncertain"


def stability(ranking: RankingName, rank: Ranking, resampling: Resampling) -> Stability:
    """How sure the first five of a ranking are.

    Parameters
    ----------
    ranking
        Name of the ranking.
    rank
        Ranks a snapshot; run once for the data as they are and once for each round.
    resampling
        The data and the rounds.

    Returns
    -------
    Stability
        The same for the same data and seed.

    Examples
    --------
    >>> from datetime import date
    >>> from graph.model import Institution, Package, Partnership, TieReport
    >>> from graph.snapshot import snapshot_of
    >>> offices = tuple(Institution(f"I{n}", f"I{n}", "SP") for n in range(9))
    >>> sides = [(a, b) for n in range(1, 9) for a, b in ((0, n), (n, 0))]
    >>> star = tuple(TieReport(f"I{a}", f"I{b}", 3) for a, b in sides)
    >>> here = snapshot_of(Package(Partnership("p", "P"), offices, ties=star), date(2026, 6, 30))
    >>> found = stability("central_actors", central_ranking, Resampling(here))
    >>> found.first, found.median, found.verdict
    (('I0',), 1.0, 'stable')
    """
    ranked = rank(resampling.snapshot)
    head = tuple(place.id for place in ranked[:FIRST])
    if not head or len(resampling.reporters) < 2:
        return summary(ranking, head, (), resampling, level=_level_with_last(ranked))
    found = [tuple(place.id for place in rank(one)[:FIRST]) for one in resampling]
    return summary(ranking, head, found, resampling, level=_level_with_last(ranked))


def summary(
    ranking: RankingName,
    head: tuple[str, ...],
    found: Sequence[Sequence[str]],
    resampling: Resampling,
    *,
    level: int = 0,
    lost: Sequence[float] = (),
) -> Stability:
    """The heads found in the rounds (and the shares of value lost) against the one shown."""
    overlaps = [len({*head} & {*other}) / max(len(head), len(other)) for other in found]
    return Stability(
        ranking=ranking,
        first=head,
        level=level,
        kept=tuple(sum(id in other for other in found) / len(found) for id in head) if found else (),
        median=float(np.median(overlaps)) if overlaps else None,
        least=_quantile(overlaps, _RARELY, "lower") if overlaps else None,
        rounds=len(found),
        reporters=len(resampling.reporters),
        left_out=resampling.left_out,
        lost=Lost(float(np.median(lost)), _quantile(lost, 1 - _RARELY, "higher")) if lost else None,
    )


def central_ranking(snapshot: Snapshot) -> list[Place]:
    """Institutions by how many shortest paths lead through them; those with none are left out."""
    network = snapshot.network()
    # Sums of the same fractions in another order differ in the last bits; equal must stay equal.
    values = cast("list[float]", np.round(betweenness(network), 12).tolist())
    places = [Place(id, value) for id, value in zip(network.ids, values, strict=True) if value > 0]
    return sorted(places, key=lambda place: (-place.value, place.id))


def gap_ranking(
    snapshot: Snapshot,
    thresholds: Thresholds,
    seen: Callable[[tuple[Gap, ...]], Iterable[Gap]] = lambda gaps: gaps,
) -> Ranking:
    """What ranks the places that have gaps, as they are listed: each by its most severe gap.

    Parameters
    ----------
    snapshot
        The data as they are: what rests on no tie is looked for once.
    thresholds
        Limits of the detectors.
    seen
        Which of the gaps, most severe first, a reader sees, and how severe.
    """
    base = Facts(snapshot, thresholds)
    constant = gaps_among(base, TIE_FREE)

    def rank(here: Snapshot) -> list[Place]:
        severest: dict[str, float] = {}
        for gap in seen(gaps_of(base.over(here), constant)):
            severest.setdefault(gap.spot, gap.severity)
        return [Place(spot, value) for spot, value in severest.items()]

    return rank


def _level_with_last(ranked: Sequence[Place]) -> int:
    """How many places behind the head have the value of its last one."""
    return sum(place.value == ranked[FIRST - 1].value for place in ranked[FIRST:])


def _quantile(values: Sequence[float], share: float, method: Literal["lower", "higher"]) -> float:
    return float(np.quantile(values, share, method=method))
