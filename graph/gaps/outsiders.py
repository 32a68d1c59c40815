"""Institutions that matter to the partnership but do not belong to it.

References
----------
The model recruits partners by the needs of the families in care. For influence without membership:
Freeman, L. C. (1977). A set of measures of centrality based on betweenness. *Sociometry*, 40(1),
35-41.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from graph.gaps.facts import Facts
from graph.gaps.gap import Gap
from graph.gaps.severity import Severity
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
        gap = _outsider(facts, id, involved, sole)
        # That nobody else offers a service may be told without telling who is in care there.
        open_to_all = [case for case in sole if not case.own_clients]
        if involved and open_to_all:
            gap = replace(gap, public=_outsider(facts, id, frozenset(), open_to_all))
        yield gap


class _Sole(NamedTuple):
    """A family's need for which this code has no other provider. ``own_clients``: it attends there."""

    code: str
    need: str
    family: str
    own_clients: bool


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
        weight=Severity(0.4, families=len(families), extent=1.0 if sole else 0.0),
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
            "max_wait": facts.thresholds.max_wait,
            "introducer": facts.introducer(id),
        },
    )


def _sole_providers(facts: Facts) -> Mapping[str, Sequence[_Sole]]:
    found: dict[str, list[_Sole]] = {}
    for match in facts.matches:
        if len(providers := match.providers) == 1:
            (provider,) = providers
            case = _Sole(match.code, match.need, match.family, not match.open_to_all)
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
            weight=Severity(0.25, families=families, extent=(max(strong.values()) - 4) / 1),
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
            weight=Severity(0.3, families=families, extent=values[id]),
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
