"""Needs that nothing within reach answers.

References
----------
The model's local basket of services (lokalny koszyk usług): every diagnosed need has a service. The
filters and their order are those of :func:`graph.routes.usable.usable`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from graph.gaps.answers import answerable
from graph.gaps.facts import Facts
from graph.gaps.gap import Gap
from graph.gaps.severity import Severity
from graph.model import Demand, Offer
from graph.routes.usable import BlockedBy
from graph.vocabulary import NEEDS

#: As many of the services that come nearest stand in the evidence.
_NEAREST: Final = 5

Place = tuple[str, str, BlockedBy]
_Key = tuple[str, str]


@dataclass
class _Unmet:
    families: set[str] = field(default_factory=set[str])
    demand: int = 0
    nearest_to_families: dict[_Key, Offer] = field(default_factory=dict[_Key, Offer])
    nearest_to_demand: dict[_Key, Offer] = field(default_factory=dict[_Key, Offer])


def unmet_need(facts: Facts) -> Iterator[Gap]:
    """A need of families, or a demand of an area, that no usable service answers, and why.

    One gap for each gmina, need and blocking filter; its families are those on file and those of
    the latest year's demand together.
    """
    found: dict[Place, _Unmet] = {}
    for family_id, need in _unanswered(facts):
        family = facts.snapshot.families[family_id]
        screening = facts.answers.screening(
            need, family.teryt, family.age_bands, frozenset(family.institutions)
        )
        if screening.blocked_by is not None:
            unmet = found.setdefault((family.teryt, need, screening.blocked_by), _Unmet())
            unmet.families.add(family_id)
            unmet.nearest_to_families.update(_keyed(screening.nearest))
    for row in latest_demand(facts.snapshot.demand):
        if facts.answers.answered_for_all(row.need, row.teryt):
            continue
        screening = facts.answers.screening(row.need, row.teryt)
        if screening.blocked_by is not None:
            unmet = found.setdefault((row.teryt, row.need, screening.blocked_by), _Unmet())
            unmet.demand += row.families
            unmet.nearest_to_demand.update(_keyed(screening.nearest))
    for place in sorted(found):
        yield _gap(place, found[place], facts.thresholds.max_wait)


def latest_demand(rows: Iterable[Demand]) -> list[Demand]:
    """For each area and answerable need the row of the latest year (of several the largest number).

    >>> rows = [Demand("2499011", "Z2", 9, 2024), Demand("2499011", "Z2", 7, 2025)]
    >>> [row.families for row in latest_demand(rows)]
    [7]
    """
    found: dict[tuple[str, str], Demand] = {}
    for row in sorted(rows, key=lambda row: (row.year or 0, row.families)):
        if answerable(row.need) and row.families > 0:
            found[row.teryt, row.need] = row
    return [found[key] for key in sorted(found)]


def _unanswered(facts: Facts) -> Iterator[tuple[str, str]]:
    open_needs: dict[tuple[str, str], bool] = {}
    for match in facts.matches:
        key = (match.family, match.need)
        open_needs[key] = open_needs.get(key, True) and not (match.attended or match.open_to_all)
    return (key for key, is_open in open_needs.items() if is_open)


def _keyed(offers: Iterable[Offer]) -> dict[_Key, Offer]:
    return {(offer.service.id, offer.service.institution_id): offer for offer in offers}


def _gap(place: Place, unmet: _Unmet, max_wait: int) -> Gap:
    gmina, need, blocked_by = place
    families = len(unmet.families) + unmet.demand
    duty = bool(NEEDS[need].basis)
    gap = Gap(
        id=f"unmet_need:{gmina}/{need}/{blocked_by}",
        kind="unmet_need",
        weight=Severity(0.45, families=families, duty=duty),
        institutions=(),
        needs=(need,),
        families=families,
        case_based=bool(unmet.families),
        evidence={
            "gmina": gmina,
            "need": need,
            "blocked_by": blocked_by,
            "families_on_file": len(unmet.families),
            "demand": unmet.demand,
            "answered_by": list(NEEDS[need].answered_by),
            "max_wait": max_wait,
            "nearest": _told_nearest(unmet.nearest_to_families | unmet.nearest_to_demand),
        },
    )
    if not unmet.families or not unmet.demand:
        return gap
    # The demand is public; that families on file have the need as well is not, nor what comes nearest
    # to them: what others keep for their own would tell where a family goes, the rest how old it is.
    nearest = _told_nearest(unmet.nearest_to_demand)
    told = replace(
        gap,
        weight=gap.weight._replace(families=unmet.demand),
        families=unmet.demand,
        case_based=False,
        evidence={**gap.evidence, "families_on_file": 0, "nearest": nearest},
    )
    return replace(gap, public=told)


def _told_nearest(offers: Mapping[_Key, Offer]) -> list[dict[str, Any]]:
    return [_nearest(offers[key]) for key in sorted(offers)[:_NEAREST]]


def _nearest(offer: Offer) -> dict[str, Any]:
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
    }
