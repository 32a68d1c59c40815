"""How sure a ranking is when some of the reports behind it are missing.

Every round leaves each report out with the same probability and ranks the institutions anew. A tie
that both sides report survives the loss of one report, so it weighs more than a one-sided one.

References
----------
Costenbader, E. & Valente, T. W. (2003). The stability of centrality measures when networks are
sampled. *Social Networks*, 25(4), 283-307.

Borgatti, S. P., Carley, K. M. & Krackhardt, D. (2006). On the robustness of centrality measures
under conditions of imperfect data. *Social Networks*, 28(2), 124-136.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, cast

import numpy as np
import numpy.typing as npt
from scipy import stats

from graph.gaps.names import Names
from graph.measures.centrality import betweenness
from graph.snapshot import Network, Snapshot
from graph.snapshot.network import Floats
from graph.vocabulary.words import Language

Measure = Literal["betweenness", "degree"]
Bools = npt.NDArray[np.bool_]

#: Stable: this share of the first tenth stays in it, on average over the rounds, and
KEPT_SHARE: Final = 0.8
#: the ranking in at least 95 of 100 rounds agrees with the full one at least this well.
LEAST_CORRELATION: Final = 0.7


@dataclass(frozen=True, slots=True)
class Standing:
    """One institution's place (1 = first, equal ones share the best) and how far it moves.

    ``highest`` and ``lowest`` bound the middle 90 of 100 rounds; ``kept`` is the share of rounds in
    which it stands out among the first tenth.
    """

    id: str
    value: float
    rank: int
    highest: int
    lowest: int
    kept: float


@dataclass(frozen=True, slots=True)
class Stability:
    """How stable the ranking by one measure is.

    ``top`` is the first tenth (rounded up) as far as it stands out from the rest, ``overlap`` the mean
    share of it that stays there (0 where nobody stands out), ``correlation`` the mean rank correlation
    with the full ranking and ``least_correlation`` what 95 of 100 rounds reach; the last two are
    ``None`` where all institutions are equal.
    """

    measure: Measure
    rounds: int
    missing: float
    top: tuple[str, ...]
    overlap: float
    correlation: float | None
    least_correlation: float | None
    standings: tuple[Standing, ...]

    @property
    def stable(self) -> bool:
        """Whether central actors and ranking hold when reports are missing."""
        agrees = self.least_correlation is not None and self.least_correlation >= LEAST_CORRELATION
        return agrees and self.overlap >= KEPT_SHARE


def stability(
    snapshot: Snapshot,
    measure: Measure = "betweenness",
    *,
    missing: float = 0.2,
    rounds: int = 100,
    seed: int = 0,
) -> Stability:
    """How stable the ranking of institutions is when reports are left out at random.

    Parameters
    ----------
    snapshot
        n institutions, m ties.
    measure
        What ranks them.
    missing
        Probability of each report to be left out, 0 to 1: what share of answers a survey lacks.
    rounds
        Number of rounds; each costs one run of the measure, O(n m) for betweenness.
    seed
        Seed of the random numbers; the answer is the same for the same seed and data.

    Returns
    -------
    Stability
        Standings by rank, then id.

    Examples
    --------
    >>> from datetime import date
    >>> from graph.model import Institution, Package, Partnership, TieReport
    >>> from graph.snapshot import snapshot_of
    >>> offices = tuple(Institution(f"I{n}", f"I{n}", "SP") for n in range(9))
    >>> sides = [(a, b) for n in range(1, 9) for a, b in ((0, n), (n, 0))]
    >>> star = tuple(TieReport(f"I{a}", f"I{b}", 3) for a, b in sides)
    >>> here = snapshot_of(Package(Partnership("p", "P"), offices, ties=star), date(2026, 6, 30))
    >>> found = stability(here)
    >>> found.top, found.overlap, found.stable
    (('I0',), 1.0, True)
    """
    network = snapshot.network()
    full = _values(network, measure)
    size = -(-len(network) // 10)
    ranks = np.empty((rounds, len(network)))
    correlations: list[float] = []
    inside = np.zeros((rounds, len(network)), dtype=np.bool_)
    order = _order(full)
    for row, resampled in enumerate(_resampled(snapshot, missing, rounds, seed)):
        values = _values(resampled, measure)
        ranks[row] = _ranks(-values, "min")
        inside[row] = _first(values, size)
        if (found := _correlation(full, values)) is not None:
            correlations.append(found)
    first = _ranks(-full, "min")
    top = np.flatnonzero(_first(full, size)).tolist()
    ends = np.quantile(ranks, [0.05, 0.95], axis=0, method="nearest")
    standings = tuple(
        Standing(
            id=network.ids[at],
            value=float(full[at]),
            rank=int(first[at]),
            highest=int(ends[0, at]),
            lowest=int(ends[1, at]),
            kept=float(inside[:, at].mean()),
        )
        for at in order
    )
    known = len(correlations) == rounds > 0
    return Stability(
        measure=measure,
        rounds=rounds,
        missing=missing,
        top=tuple(network.ids[at] for at in top),
        overlap=float(inside[:, top].mean()) if len(top) else 0.0,
        correlation=float(np.mean(correlations)) if known else None,
        least_correlation=float(np.quantile(correlations, 0.05)) if known else None,
        standings=standings,
    )


def stability_document(snapshot: Snapshot, found: Stability, lang: Language = "pl") -> dict[str, Any]:
    """The answer as one JSON document with a sentence; central actors and their ranges by rank."""
    names = Names(snapshot, lang)
    actors: list[Mapping[str, Any]] = [
        {
            "id": standing.id,
            "rank": standing.rank,
            "rank_range": [standing.highest, standing.lowest],
            "kept": standing.kept,
        }
        for standing in found.standings
    ]
    share, overlap = names.decimal(100 * found.missing), names.decimal(100 * found.overlap)
    if lang == "pl":
        verdict = "wynik pewny" if found.stable else "wynik niepewny"
        text = (
            f"Pewność wyniku: {verdict}. Przy braku części ankiet (w procentach: {share}) na czele "
            f"zestawienia pozostaje średnio (w procentach): {overlap}."
        )
    else:
        verdict = "stable" if found.stable else "not stable"
        text = (
            f"Certainty of the result: {verdict}. With reports missing (per cent: {share}), of the "
            f"first tenth there stays on average (per cent): {overlap}."
        )
    return {
        "partnership": snapshot.partnership.id,
        "as_of": snapshot.as_of.isoformat(),
        "measure": found.measure,
        "rounds": found.rounds,
        "missing": found.missing,
        "stable": found.stable,
        "top": list(found.top),
        "overlap": found.overlap,
        "rank_correlation": found.correlation,
        "least_rank_correlation": found.least_correlation,
        "explanation": text,
        "institutions": [dict(actor) for actor in actors],
    }


def _resampled(snapshot: Snapshot, missing: float, rounds: int, seed: int) -> list[Network]:
    """The networks of live ties that are left when reports go missing."""
    pairs = list(snapshot.ties)
    reports = [
        (place, report.frequency != "none")
        for place, pair in enumerate(pairs)
        for report in snapshot.ties[pair].reports
    ]
    tie_of = np.array([place for place, _ in reports], dtype=np.intp)
    live = np.array([alive for _, alive in reports], dtype=np.bool_)
    drawn: Bools = np.random.default_rng(seed).random((rounds, len(reports))) >= missing
    networks: list[Network] = []
    for kept in drawn:
        alive = np.bincount(tie_of[kept & live], minlength=len(pairs))
        networks.append(
            Network.of(snapshot.institutions, [pairs[at] for at in np.flatnonzero(alive).tolist()])
        )
    return networks


def _values(network: Network, measure: Measure) -> Floats:
    # Sums of the same fractions in another order differ in the last bits; equal must stay equal.
    values = betweenness(network) if measure == "betweenness" else network.degrees.astype(np.float64)
    return np.round(values, 12)


def _first(values: Floats, size: int) -> Bools:
    """Who is among the first ``size`` for certain: not level with somebody who is not."""
    return (_ranks(-values, "max") <= size) & (values > 0)


def _order(values: Floats) -> list[int]:
    """Places by falling value; ids are sorted, so equal values keep the order of their ids."""
    return cast("list[int]", np.argsort(-values, kind="stable").tolist())


def _ranks(values: Floats, ties: Literal["min", "max", "average"]) -> Floats:
    return cast("Floats", stats.rankdata(values, method=ties))


def _correlation(one: Floats, other: Floats) -> float | None:
    """Spearman's rank correlation; ``None`` where either ranks nobody before anybody."""
    if len(one) < 2 or np.ptp(one) == 0 or np.ptp(other) == 0:
        return None
    return float(np.corrcoef(_ranks(one, "average"), _ranks(other, "average"))[0, 1])
