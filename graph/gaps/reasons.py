"""Why two institutions should work together: nothing is proposed to two who have no reason.

A reason is one that can be said to them: a family both work with, a need that services of both answer,
an area of cooperation that both have declared, a duty by law, workers who meet already.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Final, Literal, NamedTuple

from graph.gaps.overlaps import for_the_same_people
from graph.model import Service
from graph.snapshot import Pair, Snapshot, pair_of
from graph.vocabulary import NEEDS

Code = Literal["families", "needs", "area", "duty", "workers"]

#: For each service code the needs it answers.
_NEEDS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    code: tuple(need.code for need in NEEDS.values() if code in need.answered_by)
    for code in {code for need in NEEDS.values() for code in need.answered_by}
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of two institutions.

    ``families``: how many families both are involved with. ``needs``: those that services of both
    answer for people of some common age in some common place. ``area``: the area that both have
    declared, which one of its own type is not.
    """

    code: Code
    families: int = 0
    needs: tuple[str, ...] = ()
    area: str | None = None


class Proposal(NamedTuple):
    """A new tie with the reasons of its ends, never without one."""

    pair: Pair
    reasons: tuple[Reason, ...]


class Reasons:
    """The reasons of all pairs of one snapshot, each asked for when it is needed.

    A snapshot without cases gives reasons that tell nothing of them.

    Examples
    --------
    >>> from datetime import date
    >>> from graph.model import Institution, Package, Partnership
    >>> from graph.snapshot import snapshot_of
    >>> types = {"A": "PUP", "B": "CIS", "C": "ZLOB"}
    >>> people = tuple(Institution(id, id, type) for id, type in types.items())
    >>> offered = (Service("S", "A", "POP"), Service("T", "B", "CIS"), Service("U", "C", "OPD"))
    >>> package = Package(Partnership("p", "P", "2499011"), people, services=offered)
    >>> reasons = Reasons(snapshot_of(package, date(2026, 6, 30)))
    >>> reasons.of("A", "B"), reasons.of("B", "C")
    ((Reason(code='needs', families=0, needs=('N04',), area=None),), ())
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def of(self, one: str, other: str) -> tuple[Reason, ...]:
        """Why these two should work together, the strongest reason first; often for none."""
        return tuple(self._found(one, other))

    def partners(self, id: str) -> list[str]:
        """Everyone who has a reason to work with this institution, sorted."""
        candidates = {other for need in self._answered[id] for other in self._answering[need]}
        candidates.update(self._paired.get(id, ()))
        if (area := self._snapshot.declared_areas.get(id)) is not None:
            candidates.update(self._declaring[area])
        return sorted(other for other in candidates if other != id and self.of(id, other))

    def _found(self, one: str, other: str) -> Iterator[Reason]:
        pair, areas = pair_of(one, other), self._snapshot.declared_areas
        if families := self._snapshot.shared_families.get(pair):
            yield Reason("families", families=len(families))
        if needs := self.common_needs(one, other):
            yield Reason("needs", needs=needs)
        if pair in self._by_law:
            yield Reason("duty")
        if one in areas and areas[one] == areas.get(other):
            yield Reason("area", area=areas[one])
        if pair in self._met:
            yield Reason("workers")

    def common_needs(self, one: str, other: str) -> tuple[str, ...]:
        """The needs that services of both answer for people of some common age and place, sorted."""
        of_one, of_other = self._answered[one], self._answered[other]
        return tuple(
            sorted(
                need
                for need in of_one.keys() & of_other.keys()
                if any(for_the_same_people(a, b) for a, b in product(of_one[need], of_other[need]))
            )
        )

    @cached_property
    def _answered(self) -> Mapping[str, Mapping[str, Sequence[Service]]]:
        """For each institution the needs it answers now, each with its services that do."""
        found: dict[str, dict[str, list[Service]]] = {id: {} for id in self._snapshot.institutions}
        for offer in self._snapshot.offers:
            service = offer.service
            if service.institution_id in found and service.status == "active":
                for need in _NEEDS_OF.get(service.service_code, ()):
                    found[service.institution_id].setdefault(need, []).append(service)
        return found

    @cached_property
    def _answering(self) -> Mapping[str, Sequence[str]]:
        return _grouped((need, id) for id, needs in self._answered.items() for need in needs)

    @cached_property
    def _declaring(self) -> Mapping[str, Sequence[str]]:
        return _grouped((area, id) for id, area in self._snapshot.declared_areas.items())

    @cached_property
    def _by_law(self) -> frozenset[Pair]:
        ties = self._snapshot.ties.items()
        return frozenset(pair for pair, tie in ties if tie.formalisation == "statutory")

    @cached_property
    def _met(self) -> frozenset[Pair]:
        employer = {worker.id: worker.institution_id for worker in self._snapshot.workers.values()}
        known = [pair for pair in self._snapshot.worker_pairs if employer.keys() >= set(pair)]
        return frozenset(pair_of(employer[a], employer[b]) for a, b in known)

    @cached_property
    def _paired(self) -> Mapping[str, Sequence[str]]:
        """For each institution those it is paired with by a family, the law or workers who meet."""
        pairs = {*self._snapshot.shared_families, *self._by_law, *self._met}
        return _grouped(arc for one, other in pairs for arc in ((one, other), (other, one)))


def _grouped(rows: Iterable[tuple[str, str]]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for key, value in rows:
        found.setdefault(key, []).append(value)
    return found
