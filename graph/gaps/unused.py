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
from graph.model import Institution, Offer, Service


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
    found: dict[tuple[str, str], tuple[Service, set[str], set[str]]] = {}
    missed: dict[Group, list[Offer]] = {}
    for match in facts.matches:
        group = match.group
        if group not in missed:
            missed[group] = [o for o in group.open_to_all if o.service.institution_id in far]
        own = [o for o in match.attended if o.service.institution_id in far]
        for offer in (*missed[group], *own):
            service = offer.service
            key = (service.institution_id, service.id)
            if key not in found:
                found[key] = (service, set(), set())
            found[key][1].add(match.family)
            found[key][2].add(match.need)
    paths: dict[str, list[str] | None] = {}
    for provider, service_id in sorted(found):
        service, families, needs = found[provider, service_id]
        if provider not in paths:
            paths[provider] = facts.path(leader, provider)
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
                "path": paths[provider],
                "introducer": facts.introducer(provider),
            },
        )


def _nearby(provider: Institution, teryt: str | None) -> bool:
    if provider.teryt is None:
        return True
    return teryt is not None and provider.teryt[:4] == teryt[:4]
