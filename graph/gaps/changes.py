"""What became of the gaps between two answers about one partnership: two days, or before and after.

Gaps are matched by their id alone, so none is both closed and opened. A gap that the rules could not
have found on the other side is neither: see :mod:`graph.gaps.silence`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, cast

from graph.gaps.silence import could_be_found
from graph.snapshot import Snapshot

#: A gap as it stands in a gaps document.
GapRow = Mapping[str, Any]
Changed = Literal["severity", "urgency", "blocked_by", "evidence"]

#: Evidence that changes with every day that passes, while nothing happens.
_AGEING: Final = frozenset({"as_of", "days"})


@dataclass(frozen=True, slots=True)
class ChangedGap:
    """A gap that is there before and after, and in what it differs."""

    before: GapRow
    after: GapRow
    differs: tuple[Changed, ...]

    def document(self) -> dict[str, Any]:
        """The gap as it is afterwards, with what it was and the names of what differs."""
        kept = ("severity", "urgency", "families", "evidence")
        return {
            **self.after,
            "before": {name: self.before[name] for name in kept},
            "changed": list(self.differs),
        }


@dataclass(frozen=True, slots=True)
class GapChanges:
    """Gaps that went, came and changed, each in the order of its own answer.

    ``only_before`` and ``only_after`` could not have been found on the other side, so they are neither
    closed nor opened.
    """

    closed: tuple[GapRow, ...]
    opened: tuple[GapRow, ...]
    changed: tuple[ChangedGap, ...]
    only_before: tuple[GapRow, ...]
    only_after: tuple[GapRow, ...]


def gap_changes(
    before: Iterable[GapRow], earlier: Snapshot, after: Iterable[GapRow], later: Snapshot
) -> GapChanges:
    """Compare the gaps of two answers about one partnership.

    Parameters
    ----------
    before, after
        The gaps of the two answers, as far as the reader may see them.
    earlier, later
        What they were found in.

    Examples
    --------
    >>> from datetime import date
    >>> from graph.gaps.document import gaps_document
    >>> from graph.gaps.find import find_gaps
    >>> from graph.model import Institution, Package, Partnership, TieReport
    >>> from graph.snapshot import snapshot_of
    >>> office = Institution("I1", "MOPS", "OPS", membership="leader")
    >>> school = Institution("I2", "SP", "SP", membership="member")
    >>> none = TieReport("I2", "I1", 1, "none", reported_on=date(2026, 5, 1))
    >>> package = Package(Partnership("p", "P"), (office, school), ties=(none,))
    >>> first, second = (snapshot_of(package, date(2026, month, 1)) for month in (4, 6))
    >>> rows = [gaps_document(one, find_gaps(one))["gaps"] for one in (first, second)]
    >>> found = gap_changes(rows[0], first, rows[1], second)
    >>> found.closed, found.opened
    ((), ())
    >>> [row["id"] for row in found.only_after]
    ['paper_area:edukacja', 'paper_member:I1', 'paper_member:I2']
    """
    old = {str(row["id"]): row for row in before}
    new = {str(row["id"]): row for row in after}
    gone = [row for id, row in old.items() if id not in new]
    come = [row for id, row in new.items() if id not in old]
    pairs = [(old[id], row) for id, row in new.items() if id in old]
    return GapChanges(
        closed=tuple(row for row in gone if _findable(row, later)),
        opened=tuple(row for row in come if _findable(row, earlier)),
        changed=tuple(
            ChangedGap(then, now, differs) for then, now in pairs if (differs := differing(then, now))
        ),
        only_before=tuple(row for row in gone if not _findable(row, later)),
        only_after=tuple(row for row in come if not _findable(row, earlier)),
    )


def differing(before: GapRow, after: GapRow) -> tuple[Changed, ...]:
    """In what one gap differs from what it was; that days have passed alone is no difference."""
    then, now = lasting(before["evidence"]), lasting(after["evidence"])
    blocked = then.pop("blocked_by", None) != now.pop("blocked_by", None)
    differs: Mapping[Changed, bool] = {
        "severity": before["severity"] != after["severity"],
        "urgency": before["urgency"] != after["urgency"],
        "blocked_by": blocked,
        "evidence": then != now,
    }
    return tuple(name for name, is_so in differs.items() if is_so)


def lasting(evidence: object) -> dict[str, Any]:
    """Evidence without what changes with every day that passes."""
    known = cast("Mapping[str, Any]", evidence)
    return {name: value for name, value in known.items() if name not in _AGEING}


def _findable(row: GapRow, snapshot: Snapshot) -> bool:
    return could_be_found(row["kind"], row["institutions"], row["evidence"], snapshot)
