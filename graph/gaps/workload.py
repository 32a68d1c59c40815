"""Workers with as many families as they may have, or more.

References
----------
Polish law caps some caseloads, that of a family assistant at 15 families: Ustawa z 9.06.2011 o
wspieraniu rodziny i systemie pieczy zastępczej, art. 15. The cap stands in the data, not here.
"""

from collections.abc import Iterator

from graph.gaps.facts import Facts
from graph.gaps.gap import Gap
from graph.gaps.severity import LOW, Severity


def overloaded_worker(facts: Facts) -> Iterator[Gap]:
    """A caseload at its maximum (no free places: low severity) or above it (high severity)."""
    for id, worker in facts.snapshot.workers.items():
        load, most = worker.caseload, worker.caseload_max
        if load is None or most is None or load < most:
            continue
        over = load - most
        yield Gap(
            id=f"overloaded_worker:{id}",
            kind="overloaded_worker",
            weight=Severity(0.6, extent=over / max(most, 1)) if over else Severity(0.15, LOW),
            institutions=(worker.institution_id,),
            workers=(id,),
            evidence={
                "worker": id,
                "role": worker.role,
                "caseload": load,
                "caseload_max": most,
                "over": over,
            },
        )
