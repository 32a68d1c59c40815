"""The same service twice in one place, without the two providers knowing of each other.

References
----------
The model's aim that services are coordinated, do not double and do not contradict each other.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from graph.gaps.facts import Facts
from graph.gaps.gap import Gap
from graph.gaps.overlaps import ages_overlap
from graph.gaps.places import pair_place
from graph.gaps.severity import LOW, Severity
from graph.model import Service
from graph.snapshot import Pair, pair_of
from graph.vocabulary import NEEDS, Ages, ages_asked, extent_of, takes

#: Codes whose providers need to agree on profiles. Others (schools, clinics) may simply exist twice.
COORDINATED: Final = ("PPS", "TER", "PRA", "GSW", "UO", "SEN", "INT", "CIS", "AR")


def unlinked_duplicates(facts: Facts) -> Iterator[Gap]:
    """Two institutions offer the same coordinated service to overlapping ages and territory.

    They have no live tie. Services that are paused or closed are not offered.
    """
    found: dict[Pair, dict[str, tuple[Service, Service]]] = {}
    offered: dict[str, list[Service]] = {}
    for service in facts.services:
        if service.status == "active":
            offered.setdefault(service.service_code, []).append(service)
    near = facts.neighbours
    for code in COORDINATED:
        for one, other in _in_one_place(offered.get(code, ())):
            a, b = one.institution_id, other.institution_id
            if a == b or not ages_overlap(one, other) or b in near[a]:
                continue
            witness = (one, other) if a < b else (other, one)
            known = found.setdefault(pair_of(a, b), {})
            if code not in known or _ids(witness) < _ids(known[code]):
                known[code] = witness
    touched = _families_by_code(facts)
    for pair in sorted(found):
        codes = found[pair]
        families = len(
            {
                family
                for code, services in codes.items()
                for id in pair
                for family, asked in touched.get((id, code), {}).items()
                if any(takes(one.age_min, one.age_max, asked) for one in services)
            }
        )
        yield Gap(
            id=f"unlinked_duplicates:{pair_place(pair)}",
            kind="unlinked_duplicates",
            weight=Severity(0.15, LOW, families=families, extent=(len(codes) - 1) / 4),
            institutions=pair,
            families=families,
            evidence={
                "pair": list(pair),
                "services": [
                    {"service_code": code, "service_ids": [one.id, other.id]}
                    for code, (one, other) in sorted(codes.items())
                ],
            },
        )


def _ids(services: tuple[Service, Service]) -> tuple[str, str]:
    return services[0].id, services[1].id


def _in_one_place(services: Sequence[Service]) -> Iterator[tuple[Service, Service]]:
    """Pairs of services whose areas overlap: a code of one equals a code of the other or begins it."""
    areas = [{extent_of(area) for area in service.service_area} for service in services]
    exact: dict[str, list[int]] = {}
    for position, served in enumerate(areas):
        for area in served:
            exact.setdefault(area, []).append(position)
    for position, served in enumerate(areas):
        near = {
            other
            for area in served
            for length in range(1, len(area) + 1)
            for other in exact.get(area[:length], ())
        }
        for other in sorted(near):
            # Of two services with one area both find the other; of nested areas only the inner one does.
            if other != position:
                yield services[position], services[other]


def _families_by_code(facts: Facts) -> Mapping[tuple[str, str], Mapping[str, Ages]]:
    """For an institution and a code the families it is involved with that need it, and at which ages."""
    found: dict[tuple[str, str], dict[str, Ages]] = {}
    for family in facts.snapshot.families.values():
        for need in family.needs:
            asked = ages_asked(need, family.age_bands).ages
            for code in NEEDS[need].answered_by:
                for id in family.institutions if code in COORDINATED else ():
                    known = found.setdefault((id, code), {})
                    known[family.id] = known.get(family.id, 0) | asked
    return found
