"""Services that would help but stand outside the leader's reach.

References
----------
The model's map of local resources: what stands in the area belongs into the local basket of services.
"""

from collections.abc import Iterator

from graph.gaps.answers import Group
from graph.gaps.facts import Facts
from graph.gaps.gap import Gap
from graph.gaps.severity import LOW, MODERATE, Severity
from graph.model import Institution, Service

#: A family on file and a need of it.
_Asked = tuple[str, str]


def unused_service(facts: Facts) -> Iterator[Gap]:
    """A service some family could use, at an institution nearby that the leader has no live tie with.

    Nearby: its TERC code is blank or lies in the partnership's powiat. Low where the leader or somebody
    it has a live tie with answers the same needs of those families. Without a leader nothing is
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
    asking: dict[Group, set[_Asked]] = {}
    found: dict[tuple[str, str], tuple[Service, set[_Asked]]] = {}
    reached: set[_Asked] = set()
    near = {leader, *facts.neighbours[leader]}
    for match in facts.asked:
        asked = (match.family, match.need)
        if not near.isdisjoint(match.providers):
            reached.add(asked)
        for group in match.groups:
            asking.setdefault(group, set()).add(asked)
        for offer in match.attended:
            if offer.service.institution_id in far:
                _add(found, offer.service, {asked})
    for group, asked_here in asking.items():
        for offer in group.open_to_all:
            if offer.service.institution_id in far:
                _add(found, offer.service, asked_here)
    for key in sorted(found):
        service, asked_of_it = found[key]
        yield _gap(facts, leader, service, asked_of_it, asked_of_it - reached)


def _gap(facts: Facts, leader: str, service: Service, asked: set[_Asked], alone: set[_Asked]) -> Gap:
    """The gap of one service; ``alone`` is what is asked of it and nobody near the leader answers."""
    provider = service.institution_id
    families, lacking = ({family for family, _ in some} for some in (asked, alone))
    return Gap(
        id=f"unused_service:{provider}/{service.id}",
        kind="unused_service",
        weight=Severity(0.3, MODERATE, families=len(lacking))
        if lacking
        else Severity(0.15, LOW, families=len(families)),
        institutions=(provider,),
        needs=tuple(sorted({need for _, need in asked})),
        families=len(families),
        # Only its own clients can use it: the gap would tell that one of them is a family on file.
        case_based=bool(service.own_clients_only),
        evidence={
            "institution": provider,
            "service_id": service.id,
            "service_code": service.service_code,
            "families": len(families),
            "families_without_other": len(lacking),
            "leader": leader,
            "max_wait": facts.thresholds.max_wait,
            "introducer": facts.introducer(provider),
        },
    )


def _add(
    found: dict[tuple[str, str], tuple[Service, set[_Asked]]], service: Service, asked: set[_Asked]
) -> None:
    found.setdefault((service.institution_id, service.id), (service, set()))[1].update(asked)


def _nearby(provider: Institution, teryt: str | None) -> bool:
    if provider.teryt is None:
        return True
    return teryt is not None and provider.teryt[:4] == teryt[:4]
