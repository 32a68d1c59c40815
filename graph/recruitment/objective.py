"""What a set of candidates is worth together: the covered elements and the members' robustness."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Final, cast

import numpy as np
import numpy.typing as npt
from scipy import sparse

from graph.recruitment.robustness import Robustness
from graph.snapshot.network import Floats

#: Gains closer than this count as equal: sums of the same numbers in another order differ by less.
EQUAL: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Chosen:
    """A set of candidates (sorted numbers), its gain, and a gain that no set of the size exceeds.

    ``optimal``: proven to be the best of its size; ``bound`` then equals ``gain``.
    """

    numbers: tuple[int, ...]
    gain: float
    optimal: bool
    bound: float


@dataclass(frozen=True, eq=False)
class Objective:
    """``covers``: 0/1, shape (C, E); ``worth``: gain of each element, shape (E,), none below 0.

    ``robustness`` (``None``: left out) counts with ``robustness_weight``.
    """

    covers: sparse.csr_array
    worth: Floats
    robustness: Robustness | None = None
    robustness_weight: float = 0.0

    @property
    def candidates(self) -> int:
        """How many candidates there are."""
        return cast("tuple[int, int]", self.covers.shape)[0]

    @cached_property
    def elements_of(self) -> tuple[npt.NDArray[np.int64], ...]:
        """For each candidate the numbers of the elements it covers."""
        starts = cast("npt.NDArray[np.int64]", self.covers.indptr)
        return tuple(np.split(cast("npt.NDArray[np.int64]", self.covers.indices), starts[1:-1]))

    @property
    def dense(self) -> npt.NDArray[np.bool_]:
        """Which candidate covers which element, shape (C, E)."""
        return cast("Floats", self.covers.toarray()) > 0

    @property
    def falls(self) -> Robustness | None:
        """The robustness, where a set can gain anything by it."""
        given = self.robustness
        return given if given and self.robustness_weight > 0 and given.today > 0 else None

    def ceiling(self, size: int) -> float:
        """The most that robustness can add for any set of this size."""
        return self.robustness_weight * self.falls.ceiling(size) if self.falls else 0.0

    def value(self, chosen: Collection[int]) -> float:
        """The gain of a set."""
        covered = np.zeros(len(self.worth), dtype=np.bool_)
        for candidate in chosen:
            covered[self.elements_of[candidate]] = True
        gain = float(self.worth[covered].sum())
        return gain + (self.robustness_weight * self.falls.of(chosen) if self.falls else 0.0)

    def cover_gain(self, worth: Floats) -> Floats:
        """For each candidate the worth of what it covers, shape (C,), or (C, k) for (E, k) worths."""
        return cast("Floats", self.covers @ worth)

    def robustness_with(self, chosen: Collection[int]) -> Floats:
        """What robustness adds to the set's gain with each candidate in turn added, shape (C,)."""
        if not self.falls:
            return np.zeros(self.candidates)
        return self.robustness_weight * self.falls.with_each(chosen)
