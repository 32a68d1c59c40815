"""Whom to invite next: every candidate with what the partnership gains by it, and the best set."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from graph.errors import InvalidRequest, Problem
from graph.gaps.facts import Facts
from graph.gaps.thresholds import Thresholds
from graph.recruitment.bound import upper_bound
from graph.recruitment.closed_gaps import closed_by_joining
from graph.recruitment.coverage import Coverage, Element, coverage_of
from graph.recruitment.exact import LARGEST_SIZE, MOST_CANDIDATES, exact_set
from graph.recruitment.greedy import exchanged, greedy_set
from graph.recruitment.introducer import Introducer, introducers
from graph.recruitment.missing_types import MissingType, missing_types
from graph.recruitment.needs import asked_needs
from graph.recruitment.objective import EQUAL, Chosen, Objective
from graph.recruitment.robustness import Robustness
from graph.recruitment.weights import PARTS, Counted, Part, Weights
from graph.snapshot import Snapshot
from graph.vocabulary import INSTITUTION_TYPES
from graph.vocabulary.codes import RecruitAs

_DEFAULT_WEIGHTS: Final = Weights()
_DEFAULT_THRESHOLDS: Final = Thresholds()


@dataclass(frozen=True, slots=True)
class Gains:
    """What joining adds, each part 0 to 1 and unweighted."""

    needs: float
    families: float
    areas: float
    levels: float
    robustness: float
    reach: float

    def of(self, part: Part) -> float:
        """One part."""
        return getattr(self, part)

    def total(self, weights: Weights) -> float:
        """The weighted sum.

        >>> Gains(1.0, 0.0, 0.2, 0.0, 0.0, 0.0).total(Weights())
        0.37
        """
        return sum(weights.of(part) * self.of(part) for part in PARTS)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An institution that could be invited. ``rank`` counts from 1; ``covered`` proves the gains."""

    id: str
    rank: int
    gain: float
    gains: Gains
    covered: tuple[Element, ...]
    closes_gaps: tuple[str, ...]
    introducer: Introducer | None

    @property
    def covers_needs(self) -> tuple[str, ...]:
        """Codes of the needs that no member answers and this institution does, sorted."""
        return tuple(sorted({e.name for e in self.covered if e.part == "needs"}))

    def count(self, counted: Counted) -> int:
        """How many needs of families, families of demand, families, areas, levels or institutions."""
        return sum(e.count for e in self.covered if e.counts == counted)


@dataclass(frozen=True, slots=True)
class BestSet:
    """The set of candidates (sorted ids) with the largest joint gain that was found.

    ``optimal``: no set of this size gains more; otherwise none gains more than ``bound``.
    """

    ids: tuple[str, ...]
    gain: float
    gains: Gains
    optimal: bool
    bound: float


@dataclass(frozen=True, slots=True)
class Recruitment:
    """The answer to "whom do we invite next?"."""

    candidates: tuple[Candidate, ...]
    contacts: tuple[str, ...]
    best_set: BestSet
    missing_types: tuple[MissingType, ...]
    weights: Weights
    divisors: dict[str, int] = field(hash=False)


def recruit(
    snapshot: Snapshot,
    size: int = 3,
    weights: Weights = _DEFAULT_WEIGHTS,
    thresholds: Thresholds = _DEFAULT_THRESHOLDS,
) -> Recruitment:
    """Candidates ranked by what the partnership gains, and the best set to invite together.

    Parameters
    ----------
    snapshot
        The partnership. Candidates are the C institutions on the map that are not members and whose
        type is invited as a member.
    size
        How many to invite together, at least 1; with fewer candidates, all of them.
    weights
        What the parts of a gain count.
    thresholds
        Limits of the gaps, for what each candidate closes.

    Returns
    -------
    Recruitment
        Candidates by falling gain, equal ones by id.

    Raises
    ------
    InvalidRequest
        If ``size`` is below 1.

    Notes
    -----
    The best set is proven by looking at every set for C up to 40 and ``size`` up to 5; beyond that
    it comes from greedy choice and exchange, with the bound of a linear relaxation.

    Examples
    --------
    >>> from datetime import date
    >>> from graph.model import Family, Institution, Package, Partnership
    >>> from graph.snapshot import snapshot_of
    >>> office = Institution("I1", "MOPS", "OPS", membership="leader")
    >>> school = Institution("I2", "SP 5", "SP")
    >>> case = Family("R1", "2499011", ("N09",), None, "I1", ("I2",))
    >>> package = Package(Partnership("p", "P", "2499011"), (office, school), families=(case,))
    >>> found = recruit(snapshot_of(package, date(2026, 6, 30)), size=1)
    >>> [(c.id, c.gains.families, c.gains.areas) for c in found.candidates], found.best_set.ids
    ([('I2', 1.0, 0.2)], ('I2',))
    """
    if size < 1:
        expected = ("a number of at least 1", "liczba co najmniej 1")
        raise InvalidRequest([Problem("request", None, "size", str(size), *expected)])
    names, contacts = invited_as(snapshot, "member"), invited_as(snapshot, "contact")
    facts = Facts(snapshot, thresholds)
    needs = asked_needs(snapshot, thresholds.max_wait)
    coverage = coverage_of(snapshot, names, needs)
    robustness = Robustness(snapshot.network(), snapshot.members, names)
    return Recruitment(
        _ranked(facts, coverage, robustness, weights),
        contacts,
        _best_set(coverage, robustness, size, weights),
        missing_types(snapshot, needs),
        weights,
        {str(counted): number for counted, number in coverage.divisors.items()},
    )


def invited_as(snapshot: Snapshot, how: RecruitAs) -> tuple[str, ...]:
    """Ids of the institutions on the map that are not members and whose type is invited so, sorted."""
    return tuple(
        sorted(
            id
            for id, institution in snapshot.institutions.items()
            if not institution.membership and INSTITUTION_TYPES[institution.type_code].recruit_as == how
        )
    )


def joint_gains(coverage: Coverage, robustness: Robustness, chosen: Sequence[int]) -> Gains:
    """What these candidates (numbers) add when they join together."""
    return Gains(**coverage.gains(chosen), robustness=robustness.of(chosen))


def _ranked(
    facts: Facts, coverage: Coverage, robustness: Robustness, weights: Weights
) -> tuple[Candidate, ...]:
    names = coverage.candidates
    closes = closed_by_joining(facts, names)
    known = introducers(facts.snapshot, names)
    number_of = {id: number for number, id in enumerate(names)}
    return tuple(
        Candidate(
            id,
            rank,
            gains.total(weights),
            gains,
            coverage.covered([number_of[id]]),
            closes[id],
            known[id],
        )
        for rank, (id, gains) in enumerate(by_gain(coverage, robustness, weights), start=1)
    )


def by_gain(coverage: Coverage, robustness: Robustness, weights: Weights) -> list[tuple[str, Gains]]:
    """The candidates with what each adds alone, by falling gain, equal ones by id."""
    falls: list[float] = robustness.with_each().tolist()
    gains = [
        (id, Gains(**coverage.gains([number]), robustness=falls[number]))
        for number, id in enumerate(coverage.candidates)
    ]
    # Equal gains may differ in the last bits; candidates are sorted, and sorting keeps that order.
    return sorted(gains, key=lambda one: -in_steps(one[1].total(weights)))


def in_steps(gain: float) -> int:
    """A gain as a whole number that is the same for gains that count as equal."""
    return round(gain / EQUAL)


def _best_set(coverage: Coverage, robustness: Robustness, size: int, weights: Weights) -> BestSet:
    objective = objective_of(coverage, robustness, weights)
    chosen = best_numbers(objective, min(size, objective.candidates))
    gains = joint_gains(coverage, robustness, chosen.numbers)
    gain = gains.total(weights)
    ids = tuple(coverage.candidates[number] for number in chosen.numbers)
    return BestSet(ids, gain, gains, chosen.optimal, gain if chosen.optimal else max(gain, chosen.bound))


def objective_of(coverage: Coverage, robustness: Robustness, weights: Weights) -> Objective:
    """What sets of the candidates are worth."""
    return Objective(coverage.matrix, coverage.worth(weights), robustness, weights.robustness)


def best_numbers(objective: Objective, size: int) -> Chosen:
    """The best set of ``size`` candidates: exactly where small, by greedy and exchange where large."""
    if size == 0:
        return Chosen((), 0.0, optimal=True, bound=0.0)
    if size == objective.candidates:
        everyone = tuple(range(size))
        gain = objective.value(everyone)
        return Chosen(everyone, gain, optimal=True, bound=gain)
    if objective.candidates <= MOST_CANDIDATES and size <= LARGEST_SIZE:
        return exact_set(objective, size)
    chosen = exchanged(objective, greedy_set(objective, size))
    gain = objective.value(chosen)
    bound = max(gain, upper_bound(objective, size))
    return Chosen(chosen, gain, optimal=False, bound=bound)
