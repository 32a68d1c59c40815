"""Institutions that matter to the partnership but do not belong to it.

References
----------
The model recruits partners by the needs of the families in care. For influence without membership:
Freeman, L. C. (1977). A set of measures of centrality based on betweenness. *Sociometry*, 40(1),
35-41.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from graph.gaps.answers import Match
from graph.gaps.facts import Facts
from graph.gaps.gap import Gap
from graph.gaps.severity import MODERATE, Severity
from graph.snapshot import pair_of


def outsider_with_families(facts: Facts) -> Iterator[Gap]:
    """A non-member involved with families, or alone in offering a usable service that answers them.

    Types that are never recruited are left out.
    """
    snapshot = facts.snapshot
    alone = _sole_providers(facts)
    for id in snapshot.institutions:
        involved = frozenset(snapshot.families_of[id])
        sole = alone.get(id, ())
        if id in facts.members or not facts.recruitable(id) or not (involved or sole):
            continue
        yield _outsider(facts, id, involved, sole)


class _Sole(NamedTuple):
    """A family's need for which this code has no other provider.

    ``only``: nobody answers the need by another code either.
    """

    code: str
    need: str
    family: str
    only: bool


def _outsider(facts: Facts, id: str, involved: frozenset[str], sole: Sequence[_Sole]) -> Gap:
    of_code: dict[str, tuple[set[str], set[str]]] = {}
    families = set(involved)
    for case in sole:
        needs, served = of_code.setdefault(case.code, (set(), set()))
        needs.add(case.need)
        served.add(case.family)
        families.add(case.family)
    return Gap(
        id=f"outsider_with_families:{id}",
        kind="outsider_with_families",
        weight=Severity(0.4, families=len(families), extent=_extent(sole)),
        institutions=(id,),
        needs=tuple(sorted({case.need for case in sole})),
        families=len(families),
        case_based=bool(involved),
        evidence={
            "institution": id,
            "families_involved": len(involved),
            "sole_provider_of": [
                {"service_code": code, "needs": sorted(needs), "families": len(served)}
                for code, (needs, served) in sorted(of_code.items())
            ],
            "needs_without_other": sorted({case.need for case in sole if case.only}),
            "max_wait": facts.thresholds.max_wait,
            "introducer": facts.introducer(id),
        },
    )


def _extent(sole: Sequence[_Sole]) -> float:
    """1 where a need has no other answer at all, little where only a code has no other provider."""
    if any(case.only for case in sole):
        return 1.0
    return 0.25 if sole else 0.0


def _sole_providers(facts: Facts) -> Mapping[str, Sequence[_Sole]]:
    answering: dict[tuple[str, str], set[str]] = {}
    alone: list[tuple[str, Match]] = []
    for match in facts.asked:
        providers = match.providers
        answering.setdefault((match.family, match.need), set()).update(providers)
        if len(providers) == 1:
            alone.append((next(iter(providers)), match))
    found: dict[str, list[_Sole]] = {}
    for provider, match in alone:
        only = len(answering[match.family, match.need]) == 1
        case = _Sole(match.code, match.need, match.family, only)
        found.setdefault(provider, []).append(case)
    return found


def informal_outsider(facts: Facts) -> Iterator[Gap]:
    """A non-member with a strong, live, purely personal tie to a member."""
    snapshot, least = facts.snapshot, facts.thresholds.informal_strength
    network, inside = facts.network, facts.inside
    inward = ~inside[network.rows] & inside[network.indices] & (network.strength >= least)
    found: dict[str, dict[str, float]] = {}
    for outside, member, strength in facts.arcs(inward):
        if snapshot.ties[pair_of(outside, member)].formalisation == "personal":
            found.setdefault(outside, {})[member] = strength
    for id, strong in found.items():
        families = len(snapshot.families_of[id])
        yield Gap(
            id=f"informal_outsider:{id}",
            kind="informal_outsider",
            weight=Severity(
                0.25,
                MODERATE,
                families=families,
                extent=(max(strong.values()) - least) / max(5 - least, 1),
            ),
            institutions=(id,),
            families=families,
            evidence={
                "institution": id,
                "ties": [{"member": other, "strength": value} for other, value in strong.items()],
                "formalisation": "personal",
                "least": least,
                "introducer": facts.introducer(id),
            },
        )


def influential_outsider(facts: Facts) -> Iterator[Gap]:
    """A non-member among the first tenth of institutions by betweenness (Freeman 1977)."""
    values = facts.betweenness
    if not values:
        return
    falling = sorted(values.values(), reverse=True)
    place = -(-len(falling) // facts.thresholds.influence)
    limit = falling[place - 1]
    for id in values:
        # Sums of the same fractions in another order differ in the last bits: equal means nearly.
        if values[id] <= 1e-12 or values[id] < limit - 1e-12 or id in facts.members:
            continue
        families = len(facts.snapshot.families_of[id])
        yield Gap(
            id=f"influential_outsider:{id}",
            kind="influential_outsider",
            weight=Severity(0.3, MODERATE, families=families, extent=values[id]),
            institutions=(id,),
            families=families,
            evidence={
                "institution": id,
                "betweenness": round(values[id], 6),
                "rank": 1 + bisect_left(falling, -values[id] - 1e-12, key=lambda value: -value),
                "limit": round(limit, 6),
                "place": place,
                "institutions": len(falling),
                "introducer": facts.introducer(id),
            },
        )
