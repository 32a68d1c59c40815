"""Whether a gap's evidence proves its claim, recomputed from the evidence and the snapshot alone."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from graph.gaps import witness_cases, witness_network, witness_services, witness_ties
from graph.gaps.demand import askers
from graph.gaps.gap import Gap, Kind
from graph.snapshot import Snapshot

Check = Callable[[Gap, Mapping[str, Any], Snapshot], bool]

CHECKS: Final[Mapping[Kind, Check]] = {
    "outsider_with_families": witness_services.outsider_with_families,
    "missing_tie": witness_cases.missing_tie,
    "unlinked_duplicates": witness_services.unlinked_duplicates,
    "bridge": witness_network.bridge,
    "cut_vertex": witness_network.cut_vertex,
    "single_contact": witness_network.single_contact,
    "expired_agreement": witness_ties.expired_agreement,
    "formal_but_weak": witness_ties.formal_but_weak,
    "asymmetric_tie": witness_ties.asymmetric_tie,
    "paper_member": witness_ties.paper_member,
    "informal_outsider": witness_ties.informal_outsider,
    "influential_outsider": witness_network.influential_outsider,
    "overcentralised": witness_network.overcentralised,
    "overloaded_worker": witness_cases.overloaded_worker,
    "unmet_need": witness_services.unmet_need,
    "uncovered_area": witness_cases.uncovered_area,
    "paper_area": witness_cases.paper_area,
    "unused_service": witness_services.unused_service,
    "no_leader": witness_cases.no_leader,
    "one_level_partnership": witness_cases.one_level_partnership,
    "one_level_team": witness_cases.one_level_team,
    "uncoordinated_case": witness_cases.uncoordinated_case,
}


#: Kinds that rest on the area's demand where families may not be seen.
_BY_DEMAND: Final[frozenset[Kind]] = frozenset({"outsider_with_families", "unused_service"})


def proves(gap: Gap, snapshot: Snapshot) -> bool:
    """Whether the gap's evidence proves it on this snapshot.

    The claim is worked out anew by the plain rules of :mod:`graph.gaps.plain`, never by the code that
    found the gap, under the limits that the evidence names.

    Returns
    -------
    bool
        ``False`` also where the evidence speaks of something that the snapshot does not hold.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from datetime import date
    >>> from graph.gaps.find import find_gaps
    >>> from graph.model import Institution, Package, Partnership, Worker
    >>> from graph.snapshot import snapshot_of
    >>> office = Institution("I1", "MOPS", "OPS", membership="leader")
    >>> full = Worker("W1", "I1", "asystent rodziny", 15, 15)
    >>> here = snapshot_of(Package(Partnership("p", "P"), (office,), (full,)), date(2026, 6, 30))
    >>> gap = next(gap for gap in find_gaps(here) if gap.kind == "overloaded_worker")
    >>> proves(gap, here), proves(gap, replace(here, workers={}))
    (True, False)
    """
    if snapshot.without_cases and gap.kind in _BY_DEMAND:
        snapshot = snapshot.replace(families={one.id: one for one in askers(snapshot)})
    on_map = all(id in snapshot.institutions for id in gap.institutions)
    employed = all(id in snapshot.workers for id in gap.workers)
    return on_map and employed and CHECKS[gap.kind](gap, gap.evidence, snapshot)
