"""Every detector, run over one snapshot."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import Final

from graph.gaps.areas import paper_area, uncovered_area
from graph.gaps.cases import uncoordinated_case
from graph.gaps.cuts import bridge, cut_vertex, overcentralised
from graph.gaps.duplicates import unlinked_duplicates
from graph.gaps.facts import Facts
from graph.gaps.gap import KINDS, Gap, Kind
from graph.gaps.levels import one_level_partnership, one_level_team
from graph.gaps.members import no_leader, paper_member
from graph.gaps.missing_ties import missing_tie
from graph.gaps.needs import unmet_need
from graph.gaps.outsiders import influential_outsider, informal_outsider, outsider_with_families
from graph.gaps.silence import speaks
from graph.gaps.single_contacts import single_contact
from graph.gaps.spots import with_spots
from graph.gaps.thresholds import Thresholds
from graph.gaps.tie_quality import asymmetric_tie, expired_agreement, formal_but_weak
from graph.gaps.unused import unused_service
from graph.gaps.workload import overloaded_worker
from graph.snapshot import Snapshot

Detector = Callable[[Facts], Iterator[Gap]]

DETECTORS: Final[Mapping[Kind, Detector]] = {
    "outsider_with_families": outsider_with_families,
    "missing_tie": missing_tie,
    "unlinked_duplicates": unlinked_duplicates,
    "bridge": bridge,
    "cut_vertex": cut_vertex,
    "single_contact": single_contact,
    "expired_agreement": expired_agreement,
    "formal_but_weak": formal_but_weak,
    "asymmetric_tie": asymmetric_tie,
    "paper_member": paper_member,
    "informal_outsider": informal_outsider,
    "influential_outsider": influential_outsider,
    "overcentralised": overcentralised,
    "overloaded_worker": overloaded_worker,
    "unmet_need": unmet_need,
    "uncovered_area": uncovered_area,
    "paper_area": paper_area,
    "unused_service": unused_service,
    "no_leader": no_leader,
    "one_level_partnership": one_level_partnership,
    "one_level_team": one_level_team,
    "uncoordinated_case": uncoordinated_case,
}
#: Kinds whose gaps do not rest on ties: the same whoever answered the survey.
TIE_FREE: Final[frozenset[Kind]] = frozenset(
    {
        *("overloaded_worker", "unmet_need", "uncovered_area", "no_leader", "one_level_partnership"),
        *("one_level_team", "uncoordinated_case"),
    }
)
_DEFAULTS: Final = Thresholds()


def find_gaps(snapshot: Snapshot, thresholds: Thresholds = _DEFAULTS) -> tuple[Gap, ...]:
    """The coordination gaps of a partnership, most severe first.

    Parameters
    ----------
    snapshot
        n institutions, m live ties; betweenness takes O(n m), every other search is linear in what
        it reads and finds.
    thresholds
        Limits of the detectors.

    Returns
    -------
    tuple of Gap
        Sorted by falling severity, then kind, then id: the same on every run over the same data.

    Examples
    --------
    >>> from datetime import date
    >>> from graph.model import Institution, Package, Partnership, TieReport
    >>> from graph.snapshot import snapshot_of
    >>> schools = [Institution(f"I{n}", f"SP {n}", "SP", membership="member") for n in (1, 2)]
    >>> report = TieReport("I1", "I2", 4, "weekly", document_valid_to=date(2025, 1, 31))
    >>> package = Package(Partnership("p", "P", "2499011"), tuple(schools), ties=(report,))
    >>> gaps = find_gaps(snapshot_of(package, date(2026, 6, 30)))
    >>> sorted({gap.kind for gap in gaps})
    ['expired_agreement', 'no_leader', 'one_level_partnership', 'uncovered_area']
    >>> [gap.id for gap in gaps if gap.kind == "expired_agreement"]
    ['expired_agreement:I1~I2']
    """
    return gaps_of(Facts(snapshot, thresholds))


def gaps_of(facts: Facts, given: Mapping[Kind, Iterable[Gap]] = MappingProxyType({})) -> tuple[Gap, ...]:
    """The gaps that facts show, most severe first; kinds whose gaps are ``given`` are not searched."""
    searched = gaps_among(facts, [kind for kind in KINDS if kind not in given])
    found = [gap for gaps in (*given.values(), *searched.values()) for gap in gaps]
    return most_severe_first(with_spots(found, facts.snapshot.leader))


def gaps_among(facts: Facts, kinds: Iterable[Kind]) -> dict[Kind, list[Gap]]:
    """The gaps of some kinds, as :func:`gaps_of` takes them; a rule that cannot speak finds none."""
    snapshot = facts.snapshot
    return {kind: list(DETECTORS[kind](facts)) if speaks(kind, snapshot) else [] for kind in kinds}


def most_severe_first(gaps: list[Gap]) -> tuple[Gap, ...]:
    """Gaps by falling severity, then kind, then id."""
    place = {kind: position for position, kind in enumerate(KINDS)}
    by_id = sorted(gaps, key=attrgetter("id"))
    by_kind = sorted(by_id, key=lambda gap: place[gap.kind])
    return tuple(sorted(by_kind, key=lambda gap: gap.weight.value, reverse=True))
