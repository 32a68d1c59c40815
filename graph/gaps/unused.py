"""Services that would help but stand outside the leader's reach.

References
----------
The model's map of local resources: what stands in the area belongs into the local basket of services.
"""

from collections.abc import Iterator

from graph.gaps.answers import Group
from graph.gaps.facts import Facts
from graph.gaps.gap import Gap
from graph.gaps.severity import Severity
from graph.model import Institution, Service


def unused_service(facts: Facts) -> Iterator[Gap]:
    """A service some family could use, at an institution nearby that the leader has no live tie with.

    Nearby: its TERC code is blank or lies in the partnership's powiat. Without a leader nothing is
    reported.
    """
    snapshot = facts.snapshot
    leader = snapshot.leader
    if leader is None:
        return
    here = snapshot.partnership.teryt
    far = {
        id
        for id, institution in snapshot.institutions.items()
        if id != leader and not facts.linked(id, leader) and _nearby(institution, here)
    }
    # Families that ask one group of services alike are added to each of its services at once.
    asking: dict[Group, tuple[set[str], set[str]]] = {}
    found: dict[tuple[str, str], tuple[Service, set[str], set[str]]] = {}
    for match in facts.matches:
        for group in match.groups:
            if group not in asking:
                asking[group] = (set(), set())
            asking[group][0].add(match.family)
            asking[group][1].add(match.need)
        for offer in match.attended:
            if offer.service.institution_id in far:
                _add(found, offer.service, {match.family}, {match.need})
    for group, (families, needs) in asking.items():
        for offer in group.open_to_all:
            if offer.service.institution_id in far:
                _add(found, offer.service, families, needs)
    for provider, service_id in sorted(found):
        service, families, needs = found[provider, service_id]
        yield Gap(
            id=f"unused_service:{provider}/{service_id}",
            kind="unused_service",
            weight=Severity(0.2, families=len(families)),
            institutions=(provider,),
            needs=tuple(sorted(needs)),
            families=len(families),
            # Only its own clients can use it: the gap would tell that one of them is a family on file.
            case_based=bool(service.own_clients_only),
            evidence={
                "institution": provider,
                "service_id": service_id,
                "service_code": service.service_code,
                "families": len(families),
                "leader": leader,
                "max_wait": facts.thresholds.max_wait,
                "introducer": facts.introducer(provider),
            },
        )


def _add(
    found: dict[tuple[str, str], tuple[Service, set[str], set[str]]],
    service: Service,
    families: set[str],
    needs: set[str],
) -> None:
    _, known_families, known_needs = found.setdefault(
        (service.institution_id, service.id), (service, set(), set())
    )
    known_families |= families
    known_needs |= needs


def _nearby(provider: Institution, teryt: str | None) -> bool:
    if provider.teryt is None:
        return True
    return teryt is not None and provider.teryt[:4] == teryt[:4]
