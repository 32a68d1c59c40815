"""Services that would help but stand outside the leader's reach.

References
----------
The model's map of local resources: what stands in the area belongs into the local basket of services.
"""

from collections.abc import Iterator

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
    found: dict[tuple[str, str], tuple[Service, set[str], set[str]]] = {}
    for match in facts.matches:
        for offer in match.offers:
            service = offer.service
            provider = snapshot.institutions.get(service.institution_id)
            if provider is None or provider.id == leader or facts.linked(provider.id, leader):
                continue
            if not _nearby(provider, snapshot.partnership.teryt):
                continue
            key = (provider.id, service.id)
            _, families, needs = found.setdefault(key, (service, set(), set()))
            families.add(match.family)
            needs.add(match.need)
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
                "path": facts.path(leader, provider),
                "introducer": facts.introducer(provider),
            },
        )


def _nearby(provider: Institution, teryt: str | None) -> bool:
    if provider.teryt is None:
        return True
    return teryt is not None and provider.teryt[:4] == teryt[:4]
