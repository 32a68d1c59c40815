"""Which rules cannot speak: no report says nothing about contacts, nobody who leads has no contacts.

A rule that cannot speak finds no gap, and that is no sign that there is none. Whoever compares two
answers leaves such gaps out on both sides.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from graph.gaps.gap import Kind
from graph.snapshot import Snapshot

#: Kinds that are read from reports of cooperation, from there being none too.
NEED_REPORTS: Final[frozenset[Kind]] = frozenset(
    {
        "missing_tie",
        "unlinked_duplicates",
        "bridge",
        "cut_vertex",
        "single_contact",
        "expired_agreement",
        "formal_but_weak",
        "asymmetric_tie",
        "paper_member",
        "paper_area",
        "informal_outsider",
        "influential_outsider",
        "overcentralised",
        "unused_service",
    }
)
#: Kinds about contact with the leader.
NEED_A_LEADER: Final[frozenset[Kind]] = frozenset({"paper_area", "unused_service"})


def speaks(kind: Kind, snapshot: Snapshot) -> bool:
    """Whether the rule of a kind can find anything at all in a snapshot.

    >>> from datetime import date
    >>> from graph.model import Institution, Package, Partnership, TieReport
    >>> from graph.snapshot import snapshot_of
    >>> map_ = (Institution("I1", "MOPS", "OPS", membership="leader"), Institution("I2", "SP", "SP"))
    >>> report = TieReport("I1", "I2", 4, reported_on=date(2026, 5, 1))
    >>> package = Package(Partnership("p", "P"), map_, ties=(report,))
    >>> [speaks("paper_area", snapshot_of(package, date(2026, month, 1))) for month in (4, 5)]
    [False, True]
    >>> speaks("uncovered_area", snapshot_of(package, date(2026, 4, 1)))
    True
    """
    if snapshot.no_data and kind in NEED_REPORTS:
        return False
    return snapshot.leader is not None or kind not in NEED_A_LEADER


def can_be_counted(kind: Kind, snapshot: Snapshot) -> bool:
    """Whether the number of gaps of a kind says how many there are: no part of its rule is silent."""
    return speaks(kind, snapshot) and (kind != "paper_member" or snapshot.leader is not None)


def could_be_found(
    kind: Kind, institutions: Sequence[str], evidence: Mapping[str, Any], snapshot: Snapshot
) -> bool:
    """Whether a gap found in one snapshot would be found in another if its fault were there as well.

    Parameters
    ----------
    kind, institutions, evidence
        The gap, as it was found in one snapshot.
    snapshot
        The other one.

    Returns
    -------
    bool
        ``False`` where the rule cannot speak there; where a member lacks contact with the leader alone
        and nobody leads; where the institution leads, whose place between all others is told by
        ``overcentralised``.
    """
    if not speaks(kind, snapshot):
        return False
    if kind == "paper_member" and evidence["live_ties"]:
        return snapshot.leader is not None
    return kind != "cut_vertex" or snapshot.leader not in institutions
