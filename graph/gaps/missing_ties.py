"""Institutions that work for the same family without working with each other.

References
----------
The model's core: institutions that share a family cooperate on its case. As an empty place in a
triangle that the case closes: Granovetter, M. S. (1973). The strength of weak ties. *American
Journal of Sociology*, 78(6), 1360-1380.
"""

from collections.abc import Iterator, Mapping, Sequence

from graph.gaps.facts import Facts
from graph.gaps.gap import Gap
from graph.gaps.places import pair_place
from graph.gaps.severity import LOW, Severity
from graph.model import Family
from graph.snapshot import Pair, Snapshot, pair_of
from graph.vocabulary import NEEDS, Ages, ages_asked, ages_between


def missing_tie(facts: Facts) -> Iterator[Gap]:
    """Two institutions of one case, or a pair that must work together on it, without a live tie.

    High where the pair is required or both offer services that answer the same need of a shared
    family, else low: then the coordinator of the case's team (ZZK) is the contact.
    """
    snapshot, near = facts.snapshot, facts.neighbours
    shared, required = snapshot.shared_families, _required(snapshot)
    answered = _answered_needs(facts)
    for pair in sorted([*shared, *(pair for pair in required if pair not in shared)]):
        one, other = pair
        if other in near[one]:
            continue
        together = shared.get(pair, ())
        due = required.get(pair, ())
        families = len({*together, *due}) if due else len(together)
        both = (answered[one], answered[other])
        wanted = [_answered_by_all(snapshot.families[family], both) for family in together]
        serving, needs = sum(map(bool, wanted)), set[str]().union(*wanted)
        weight = (
            Severity(0.6, families=families, duty=bool(due))
            if due or serving
            else Severity(0.1, LOW, families=families)
        )
        yield Gap(
            id=f"missing_tie:{pair_place(pair)}",
            kind="missing_tie",
            weight=weight,
            institutions=pair,
            needs=tuple(sorted(needs)),
            families=families,
            case_based=True,
            evidence={
                "pair": list(pair),
                "families_shared": len(together),
                "families_required": len(due),
                "families_served_by_both": serving,
                "needs": sorted(needs),
                "path": facts.path(one, other),
                "contact": "none" if pair in snapshot.ties else None,
                "coordinator_only": not (due or serving),
            },
        )


def _required(snapshot: Snapshot) -> dict[Pair, tuple[str, ...]]:
    found: dict[Pair, list[str]] = {}
    for family in snapshot.families.values():
        for pair in sorted({pair_of(*pair) for pair in family.required_pairs}):
            if pair[0] != pair[1] and all(id in snapshot.institutions for id in pair):
                found.setdefault(pair, []).append(family.id)
    return {pair: tuple(families) for pair, families in found.items()}


def _answered_needs(facts: Facts) -> dict[str, dict[str, Ages]]:
    """For each institution the needs that some service it offers answers, and at which ages."""
    by_code: dict[str, list[str]] = {}
    for need in NEEDS.values():
        for code in need.answered_by:
            by_code.setdefault(code, []).append(need.code)
    found: dict[str, dict[str, Ages]] = {id: {} for id in facts.snapshot.institutions}
    for service in facts.services:
        if service.status == "active":
            known, ages = found[service.institution_id], ages_between(service.age_min, service.age_max)
            for need in by_code.get(service.service_code, ()):
                known[need] = known.get(need, 0) | ages
    return found


def _answered_by_all(family: Family, answered: Sequence[Mapping[str, Ages]]) -> set[str]:
    """The needs of a family that each of these institutions answers at its ages."""
    return {
        need
        for need in family.needs
        for asked in [ages_asked(need, family.age_bands).ages]
        if all(ages.get(need, 0) & asked for ages in answered)
    }
