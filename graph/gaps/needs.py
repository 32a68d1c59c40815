"""Needs that nothing within reach answers.

References
----------
The model's local basket of services (lokalny koszyk usług): every diagnosed need has a service. The
filters and their order are those of :func:`graph.routes.usable.usable`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

from graph.gaps.answers import answerable
from graph.gaps.facts import Facts
from graph.gaps.gap import Gap
from graph.gaps.places import gmina_place, need_place
from graph.gaps.severity import Severity
from graph.model import Demand, Offer
from graph.routes.usable import BLOCKERS, BlockedBy
from graph.vocabulary import NEEDS, gmina_of, is_part

#: As many of the services that come nearest stand in the evidence.
_NEAREST: Final = 5

#: A gmina, its kind aside, and a need.
Place = tuple[str, str]
#: What keeps a service away, its id and its provider.
_Key = tuple[BlockedBy, str, str]


@dataclass
class _Unmet:
    """What is unanswered in one gmina of one need; ``blockers`` of the families on file."""

    teryt: str
    families: dict[str, BlockedBy] = field(default_factory=dict[str, BlockedBy])
    demand: int = 0
    demand_blocker: BlockedBy | None = None
    nearest_to_families: dict[_Key, Offer] = field(default_factory=dict[_Key, Offer])
    nearest_to_demand: dict[_Key, Offer] = field(default_factory=dict[_Key, Offer])

    def nearest(self) -> list[dict[str, Any]]:
        """The services that come nearest, those that the first of the blockers keeps away first."""
        order = [why for why, _ in self.blockers()]
        offers = self.nearest_to_demand | self.nearest_to_families
        known = [key for key in offers if key[0] in order]
        keys = sorted(known, key=lambda key: (order.index(key[0]), key))
        return [_nearest(key[0], offers[key]) for key in keys[:_NEAREST]]

    def blockers(self) -> list[tuple[BlockedBy, int]]:
        """What blocks the need and how many families, most first, else in the order of the filters.

        Families on file are taken to be counted in the demand: of that only the rest is added.
        """
        counts = Counter(self.families.values())
        if self.demand_blocker is not None:
            counts[self.demand_blocker] += max(0, self.demand - len(self.families))
        return sorted((+counts).items(), key=lambda row: (-row[1], BLOCKERS.index(row[0])))


def unmet_need(facts: Facts) -> Iterator[Gap]:
    """A need of families, or a demand of an area, that no usable service answers, and why.

    One gap for each gmina and need. Its families are those on file without an answer or those of the
    latest year's demand, whichever are more: the demand may count those on file.
    """
    found: dict[Place, _Unmet] = {}
    for family_id, need in _unanswered(facts):
        family = facts.snapshot.families[family_id]
        screening = facts.answers.screening(
            need, family.teryt, family.age_bands, frozenset(family.institutions)
        )
        if screening.blocked_by is not None:
            unmet = found.setdefault((gmina_place(family.teryt), need), _Unmet(family.teryt))
            unmet.families[family_id] = screening.blocked_by
            unmet.nearest_to_families.update(_keyed(screening.blocked_by, screening.nearest))
    for row in latest_demand(facts.snapshot.demand):
        if facts.answers.answered_for_all(row.need, row.teryt):
            continue
        screening = facts.answers.screening(row.need, row.teryt)
        if screening.blocked_by is not None:
            unmet = found.setdefault((gmina_place(row.teryt), row.need), _Unmet(row.teryt))
            unmet.teryt, unmet.demand, unmet.demand_blocker = (
                row.teryt,
                row.families,
                screening.blocked_by,
            )
            unmet.nearest_to_demand.update(_keyed(screening.blocked_by, screening.nearest))
    for (_, need), unmet in sorted(found.items(), key=lambda item: item[0]):
        yield _gap(need, unmet, facts.thresholds.max_wait)


def latest_demand(rows: Iterable[Demand]) -> list[Demand]:
    """For each area and answerable need the row of the latest year, of several the largest number.

    Where a town and the rural area around it are counted apart, their numbers are added.

    >>> rows = [Demand("2499011", "Z2", 9, 2024), Demand("2499011", "Z2", 7, 2025)]
    >>> [row.families for row in latest_demand(rows)]
    [7]
    >>> parts = [Demand("2499024", "Z2", 3, 2025), Demand("2499025", "Z2", 4, 2025)]
    >>> [(row.teryt, row.families) for row in latest_demand(parts)]
    [('249902', 7)]
    """
    found: dict[tuple[str, str], list[Demand]] = {}
    for row in rows:
        if answerable(row.need) and row.families > 0:
            found.setdefault((gmina_place(row.teryt), row.need), []).append(row)
    return [_of_latest_year(found[key]) for key in sorted(found)]


def _of_latest_year(rows: Iterable[Demand]) -> Demand:
    """The demand of one gmina: its largest row, or the sum of the rows of its parts if that is more."""
    by_year: dict[int, list[Demand]] = {}
    for row in rows:
        by_year.setdefault(row.year or 0, []).append(row)
    latest = by_year[max(by_year)]
    whole = max(latest, key=lambda row: (row.families, row.teryt))
    parts = {
        row.teryt: row.families
        for row in sorted(latest, key=lambda row: row.families)
        if is_part(row.teryt)
    }
    total = sum(parts.values())
    return (
        whole if total <= whole.families else replace(whole, teryt=gmina_of(whole.teryt), families=total)
    )


def _unanswered(facts: Facts) -> Iterator[tuple[str, str]]:
    open_needs: dict[tuple[str, str], bool] = {}
    for match in facts.matches:
        key = (match.family, match.need)
        open_needs[key] = open_needs.get(key, True) and not (match.attended or match.open_to_all)
    return (key for key, is_open in open_needs.items() if is_open)


def _keyed(blocker: BlockedBy, offers: Iterable[Offer]) -> dict[_Key, Offer]:
    return {(blocker, offer.service.id, offer.service.institution_id): offer for offer in offers}


def _gap(need: str, unmet: _Unmet, max_wait: int) -> Gap:
    families = max(len(unmet.families), unmet.demand)
    blockers = unmet.blockers()
    return Gap(
        id=f"unmet_need:{need_place(unmet.teryt, need)}",
        kind="unmet_need",
        weight=Severity(0.55, families=families, duty=bool(NEEDS[need].basis)),
        institutions=(),
        needs=(need,),
        families=families,
        case_based=bool(unmet.families),
        evidence={
            "gmina": unmet.teryt,
            "need": need,
            "blocked_by": blockers[0][0],
            "blocked_by_all": [{"blocked_by": why, "families": count} for why, count in blockers],
            "families_on_file": len(unmet.families),
            "demand": unmet.demand,
            "answered_by": list(NEEDS[need].answered_by),
            "max_wait": max_wait,
            "nearest": unmet.nearest(),
        },
    )


def _nearest(blocker: BlockedBy, offer: Offer) -> dict[str, Any]:
    service = offer.service
    return {
        "service_id": service.id,
        "institution_id": service.institution_id,
        "institution": offer.provider.name,
        "service_code": service.service_code,
        "age_min": service.age_min,
        "age_max": service.age_max,
        "wait_days": service.wait_days,
        "status": service.status,
        "blocked_by": blocker,
    }
