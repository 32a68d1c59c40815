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
from graph.snapshot import pair_of


def single_contact(facts: Facts) -> Iterator[Gap]:
    """A worker who alone holds many of an institution's ties, or one that much depends on.

    Only ``contact_worker_id`` of the institution's own report counts, and only where the
    institution lists workers.
    """
    snapshot, limits = facts.snapshot, facts.thresholds
    critical = _critical_contacts(facts)
    contacts = facts.reported.contacts
    for id, staff in snapshot.workers_of.items():
        total = len(facts.neighbours[id])
        large = total >= limits.contact_ties
        for worker in staff:
            least = max(limits.contact_share, limits.contact_excess / len(staff)) - 1e-12
            most = contacts.get(worker, 0) / total if total else 0.0
            if worker not in critical and not (large and most >= least):
                continue
            partners = _held(facts, id, worker)
            share = len(partners) / total if total else 0.0
            crowded = large and share >= least
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
                    "partners": sorted(partners),
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


def _held(facts: Facts, id: str, worker: str) -> list[str]:
    """The partners whose live tie the institution's own reports put in this worker's hands."""
    ties = facts.snapshot.ties
    own = ((other, ties[pair_of(id, other)].report_of(id)) for other in facts.neighbours[id])
    return [other for other, report in own if report and report.contact_worker_id == worker]


def _critical_contacts(facts: Facts) -> Mapping[str, list[Bridge]]:
    """For each worker the ties they hold whose loss would cut off too many institutions."""
    found: dict[str, list[Bridge]] = {}
    for bridge in facts.bridges:
        for report in facts.snapshot.ties[bridge.tie].reports:
            worker = report.contact_worker_id
            if worker is not None and worker in facts.snapshot.workers_of[report.reporter_id]:
                found.setdefault(worker, []).append(bridge)
    return found
