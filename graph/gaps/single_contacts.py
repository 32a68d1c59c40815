"""Cooperation that rests on one person.

References
----------
The rule is the model's: ties are built between institutions at the level of workers too, so that
they outlive a change of staff. Shares are compared with an even spread over the listed workers.
"""

from collections.abc import Iterator, Mapping

from graph.gaps.facts import Facts
from graph.gaps.gap import Gap
from graph.gaps.severity import Severity
from graph.measures.cohesion import Bridge
from graph.snapshot import Tie


def single_contact(facts: Facts) -> Iterator[Gap]:
    """A worker who alone holds many of an institution's ties, or one that much depends on.

    Only ``contact_worker_id`` of the institution's own report counts, and only where the
    institution lists workers.
    """
    snapshot, limits = facts.snapshot, facts.thresholds
    critical = _critical_contacts(facts)
    for id, staff in snapshot.workers_of.items():
        total = len(facts.neighbours[id])
        large = total >= limits.contact_ties
        if not staff or not (large or any(worker in critical for worker in staff)):
            continue
        held: dict[str, list[str]] = {worker: [] for worker in staff}
        for other in sorted(facts.neighbours[id]):
            worker = _contact(snapshot.ties[min(id, other), max(id, other)], id)
            if worker in held:
                held[worker].append(other)
        for worker, partners in held.items():
            share, even = len(partners) / total if total else 0.0, 1 / len(staff)
            crowded = large and _reaches(share, limits.contact_share, even * limits.contact_excess)
            depended = critical.get(worker, []) if len(staff) > 1 else []
            if not crowded and not depended:
                continue
            lost = max((len(bridge.cuts_off) for bridge in depended), default=0)
            families = len(snapshot.families_of[id])
            yield Gap(
                id=f"single_contact:{worker}",
                kind="single_contact",
                weight=Severity(0.3, families=families, cut_off=lost, extent=share if crowded else 0.0),
                institutions=(id,),
                workers=(worker,),
                families=families,
                evidence={
                    "institution": id,
                    "worker": worker,
                    "role": snapshot.workers[worker].role,
                    "live_ties": total,
                    "held": len(partners),
                    "partners": partners,
                    "workers": len(staff),
                    "crowded": crowded,
                    "critical_ties": [
                        {"tie": list(bridge.tie), "cuts_off": list(bridge.cuts_off)}
                        for bridge in depended
                    ],
                    "least_ties": limits.contact_ties,
                    "least_share": limits.contact_share,
                    "least_excess": limits.contact_excess,
                    "least_cut_off": limits.cut_off,
                },
            )


def _reaches(share: float, *limits: float) -> bool:
    return all(share >= limit - 1e-12 for limit in limits)


def _contact(tie: Tie, side: str) -> str | None:
    report = tie.report_of(side)
    return report.contact_worker_id if report else None


def _critical_contacts(facts: Facts) -> Mapping[str, list[Bridge]]:
    """For each worker the ties they hold whose loss would cut off too many institutions."""
    found: dict[str, list[Bridge]] = {}
    for bridge in facts.bridges:
        tie = facts.snapshot.ties[bridge.tie]
        for side in bridge.tie:
            worker = _contact(tie, side)
            if worker is not None and worker in facts.snapshot.workers_of[side]:
                found.setdefault(worker, []).append(bridge)
    return found
