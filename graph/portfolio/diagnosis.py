"""The diagnosis of one partnership as rows, worked out from what travels to another process."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.gaps import find_gaps, urgency
from graph.gaps.thresholds import Thresholds
from graph.measures.document import institution_rows
from graph.model import Offer, Package
from graph.snapshot import snapshot_of


@dataclass(frozen=True, slots=True)
class Work:
    """All that the diagnosis of a partnership rests on."""

    package: Package
    day: date
    offers: tuple[Offer, ...]
    thresholds: Thresholds

    @property
    def id(self) -> str:
        """The partnership's id."""
        return self.package.partnership.id


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Rows of gaps, most severe first, and of measures, by institution."""

    id: str
    gaps: tuple[Mapping[str, Any], ...]
    measures: tuple[Mapping[str, Any], ...]


def diagnosis_of(work: Work) -> Diagnosis:
    """Gaps and measures of a partnership; the same wherever it is worked out.

    Examples
    --------
    >>> from graph.model import Institution, Partnership
    >>> leader = Institution("I1", "MOPS", "OPS", membership="leader")
    >>> package = Package(Partnership("p", "P"), (leader,))
    >>> found = diagnosis_of(Work(package, date(2026, 6, 1), (), Thresholds()))
    >>> found.gaps[0]["kind"], found.measures[0]["degree"]
    ('uncovered_area', None)
    """
    snapshot = snapshot_of(work.package, work.day, work.offers)
    gaps = tuple(
        {
            "partnership": work.id,
            "id": gap.id,
            "kind": gap.kind,
            "severity": gap.severity,
            "urgency": urgency(gap.severity),
            "institutions": list(gap.institutions),
            "families": gap.families,
        }
        for gap in find_gaps(snapshot, work.thresholds)
    )
    return Diagnosis(work.id, gaps, tuple(_flat(work.id, row) for row in institution_rows(snapshot)))


def _flat(id: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of measures without objects in it."""
    roles: Mapping[str, int] = row["brokerage"] or {}
    flat = {name: value for name, value in row.items() if name not in {"id", "brokerage"}}
    return {"partnership": id, "institution": row["id"], **flat} | {
        f"brokerage_{role}": value for role, value in roles.items()
    }
