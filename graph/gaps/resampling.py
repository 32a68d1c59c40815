"""The data as they would be had some institutions not answered the survey.

What is missing in a survey is a questionnaire, so all reports of an institution go together. A tie
that both sides report survives the silence of one; a hub that alone reports its ties takes all of them
with it.

References
----------
Costenbader, E. & Valente, T. W. (2003). The stability of centrality measures when networks are
sampled. *Social Networks*, 25(4), 283-307.

Borgatti, S. P., Carley, K. M. & Krackhardt, D. (2006). On the robustness of centrality measures
under conditions of imperfect data. *Social Networks*, 28(2), 124-136.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, cast

import numpy as np

from graph.snapshot import Pair, Snapshot
from graph.snapshot.ties import Tie

#: Share of the reporters whose reports are left out in each round.
MISSING: Final = 0.2
ROUNDS: Final = 200


@dataclass(frozen=True)
class Resampling:
    """Rounds over one snapshot, each without the reports of some reporters chosen at random.

    Attributes
    ----------
    snapshot
        The data as they are.
    missing
        Share of the reporters left out in each round, 0 to 1; above 0 it is at least one reporter.
    rounds
        Number of rounds.
    seed
        Seed of the random numbers; the rounds are the same for the same seed and data.

    Examples
    --------
    >>> from datetime import date
    >>> from graph.model import Institution, Package, Partnership, TieReport
    >>> from graph.snapshot import snapshot_of
    >>> offices = tuple(Institution(id, id, "SP") for id in "ABC")
    >>> reports = (TieReport("A", "B", 3), TieReport("B", "A", 5), TieReport("A", "C", 4))
    >>> here = snapshot_of(Package(Partnership("p", "P"), offices, ties=reports), date(2026, 6, 30))
    >>> resampling = Resampling(here, rounds=4)
    >>> resampling.reporters, resampling.left_out
    (('A', 'B'), 1)
    >>> sorted({len(round.ties) for round in resampling})  # without A one tie is left
    [1, 2]
    """

    snapshot: Snapshot
    missing: float = MISSING
    rounds: int = ROUNDS
    seed: int = 0

    @cached_property
    def reporters(self) -> tuple[str, ...]:
        """Ids of the institutions that report at least one tie, sorted."""
        ties = self.snapshot.ties.values()
        return tuple(sorted({report.reporter_id for tie in ties for report in tie.reports}))

    @property
    def left_out(self) -> int:
        """How many reporters each round leaves out."""
        share = round(self.missing * len(self.reporters))
        return min(max(share, 1), len(self.reporters)) if self.missing > 0 else 0

    def __iter__(self) -> Iterator[Snapshot]:
        """The snapshot of each round."""
        random = np.random.default_rng(self.seed)
        count = len(self.reporters)
        for _ in range(self.rounds):
            drawn = random.choice(count, size=self.left_out, replace=False)
            chosen = cast("list[int]", drawn.tolist())
            yield self._without(frozenset(self.reporters[at] for at in chosen))

    def _without(self, silent: frozenset[str]) -> Snapshot:
        ties: dict[Pair, Tie] = {}
        for pair, tie in self.snapshot.ties.items():
            heard = [one for one in self._one_sided[pair] if one.reports[0].reporter_id not in silent]
            if len(heard) == len(tie.reports):
                ties[pair] = tie
            elif heard:
                (ties[pair],) = heard
        return self.snapshot.with_ties(ties)

    @cached_property
    def _one_sided(self) -> Mapping[Pair, tuple[Tie, ...]]:
        """For each pair the tie as each side alone reports it."""
        return {
            pair: tuple(Tie(pair, (report,)) for report in tie.reports)
            for pair, tie in self.snapshot.ties.items()
        }
