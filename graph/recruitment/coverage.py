"""The parts of a gain that are coverage: needs, families, areas, levels and reach.

Each part is a set of elements of which a candidate covers some; the joint gain of several candidates
is that of the union. Such functions are monotone and submodular: what one more candidate adds never
grows when others have joined before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum
from typing import Final, Literal

import numpy as np
from scipy import sparse

from graph.measures.reach import within_reach
from graph.recruitment.needs import AskedNeed
from graph.recruitment.weights import COVERED_PARTS, Counted, CoveredPart, Weights
from graph.snapshot import Snapshot, government_levels
from graph.snapshot.network import Floats, Network
from graph.vocabulary import AREAS

SELF_GOVERNMENT_LEVELS: Final = ("gmina", "powiat")
_COUNTED_BY_SOURCE: Final[Mapping[Literal["family", "demand"], Counted]] = {
    "family": "family_needs",
    "demand": "demand",
}
_STEPS: Final = 2  # how far a member's contacts reach


@dataclass(frozen=True, slots=True)
class Element:
    """Something worth covering: which part it belongs to, how much of what it counts, what it is.

    ``share`` is what covering it adds to its part, 0 to 1; ``counts`` says what ``count`` numbers.
    ``name`` is a need, an area, a level or an institution; empty for families, which stay unnamed.
    ``by`` holds the ids of the candidates that cover it.
    """

    part: CoveredPart
    count: int
    name: str
    by: frozenset[str]
    share: float
    counts: Counted


@dataclass(frozen=True)
class Coverage:
    """Candidates (sorted ids, C of them), elements (E), and by what each part is divided."""

    candidates: tuple[str, ...]
    elements: tuple[Element, ...]
    divisors: Mapping[Counted, int]

    @cached_property
    def _columns(self) -> list[list[int]]:
        place = {id: row for row, id in enumerate(self.candidates)}
        found: list[list[int]] = [[] for _ in self.candidates]
        for column, element in enumerate(self.elements):
            for id in element.by:
                found[place[id]].append(column)
        return found

    @cached_property
    def matrix(self) -> sparse.csr_array:
        """Which candidate covers which element: 0/1, shape (C, E)."""
        rows = [row for row, columns in enumerate(self._columns) for _ in columns]
        columns = [column for columns in self._columns for column in columns]
        shape = (len(self.candidates), len(self.elements))
        return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)

    def worth(self, weights: Weights) -> Floats:
        """What each element adds to the gain once covered, shape (E,)."""
        return np.array([weights.of(e.part) * e.share for e in self.elements])

    def covered(self, chosen: Iterable[int]) -> tuple[Element, ...]:
        """The elements that these candidates (rows of :attr:`matrix`) cover together."""
        found = {column for row in chosen for column in self._columns[row]}
        return tuple(self.elements[column] for column in sorted(found))

    def gains(self, chosen: Iterable[int]) -> dict[CoveredPart, float]:
        """The unweighted gain of a set in each coverage part, 0 to 1; 0 where nothing can be gained."""
        shares: dict[CoveredPart, list[float]] = {part: [] for part in COVERED_PARTS}
        for element in self.covered(chosen):
            shares[element.part].append(element.share)
        # An exact sum, so that covering everything is 1 and never a little more.
        return {part: min(1.0, fsum(shares[part])) for part in COVERED_PARTS}


def coverage_of(snapshot: Snapshot, candidates: Sequence[str], needs: Sequence[AskedNeed]) -> Coverage:
    """What each candidate would newly cover if it joined the partnership.

    Parameters
    ----------
    snapshot
        The partnership.
    candidates
        Ids of institutions on the map that are not members.
    needs
        What is asked for, from :func:`graph.recruitment.needs.asked_needs`.

    Returns
    -------
    Coverage
        **needs**: pairs of family and need, and demand beyond the families on file, that no member
        answers with a usable service and the candidate does; each of the two divided by all of its
        kind that members do not answer and weighed half, or whole where the other has none, so that
        the demand of a town does not drown the families that are known. **families**: families
        already involved with the candidate; divided by all. **areas** and **levels**: those without
        a member; divided by 5 and 2. **reach**: institutions more than two steps of live ties from
        every member and within two steps of the candidate, which is not counted for itself; divided
        by all such institutions.

    References
    ----------
    Nemhauser, G. L., Wolsey, L. A. and Fisher, M. L. (1978). An analysis of approximations for
    maximizing submodular set functions. *Mathematical Programming*, 14, 265-294.
    """
    names = tuple(sorted(candidates))
    members = frozenset(snapshot.members)
    asked = [need for need in needs if not need.providers & members]
    network = snapshot.network()
    near = set(within_reach(network, members, _STEPS))
    unreached = [id for id in network.ids if id not in near]
    divisors: dict[Counted, int] = {
        "family_needs": sum(need.families for need in asked if need.source == "family"),
        "demand": sum(need.families for need in asked if need.source == "demand"),
        "families": len(snapshot.families),
        "areas": len(AREAS),
        "levels": len(SELF_GOVERNMENT_LEVELS),
        "reach": len(unreached),
    }
    elements = [
        *_needs(asked, names, divisors),
        *_families(snapshot, names),
        *_areas(snapshot, names),
        *_levels(snapshot, names),
        *_reach(network, unreached, names),
    ]
    return Coverage(names, tuple(e for e in elements if e.by and e.count), divisors)


def _needs(
    asked: Iterable[AskedNeed], candidates: Sequence[str], divisors: Mapping[Counted, int]
) -> list[Element]:
    whole = sum(1 for counted in _COUNTED_BY_SOURCE.values() if divisors[counted])

    def element(need: AskedNeed) -> Element:
        counted = _COUNTED_BY_SOURCE[need.source]
        by = need.providers.intersection(candidates)
        share = need.families / divisors[counted] / whole
        return Element("needs", need.families, need.need, by, share, counted)

    return [element(need) for need in asked if need.families]


def _families(snapshot: Snapshot, candidates: Sequence[str]) -> list[Element]:
    return [
        Element(
            "families",
            1,
            "",
            frozenset(family.institutions).intersection(candidates),
            1 / len(snapshot.families),
            "families",
        )
        for family in snapshot.families.values()
    ]


def _areas(snapshot: Snapshot, candidates: Sequence[str]) -> list[Element]:
    there = snapshot.institutions
    covered = {there[id].area for id in snapshot.members}
    return [
        Element(
            "areas",
            1,
            area,
            frozenset(id for id in candidates if there[id].area == area),
            1 / len(AREAS),
            "areas",
        )
        for area in AREAS
        if area not in covered
    ]


def _levels(snapshot: Snapshot, candidates: Sequence[str]) -> list[Element]:
    levels = {id: government_levels(inst) for id, inst in snapshot.institutions.items()}
    covered = frozenset[str]().union(*(levels[id] for id in snapshot.members))
    return [
        Element(
            "levels",
            1,
            level,
            frozenset(id for id in candidates if level in levels[id]),
            1 / len(SELF_GOVERNMENT_LEVELS),
            "levels",
        )
        for level in SELF_GOVERNMENT_LEVELS
        if level not in covered
    ]


def _reach(network: Network, unreached: Sequence[str], candidates: Sequence[str]) -> list[Element]:
    known = frozenset(candidates)
    # Distance is symmetric, so the few unreached institutions can ask who would reach them.
    return [
        Element(
            "reach",
            1,
            id,
            known.intersection(within_reach(network, [id], _STEPS)) - {id},
            1 / len(unreached),
            "reach",
        )
        for id in unreached
    ]
