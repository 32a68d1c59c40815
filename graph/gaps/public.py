"""What may be said of a partnership to those who may not see its cases.

All of it is worked out without the families and their teams: from the network, the services, the
members and the demand of the area. Nothing is taken out of a whole answer afterwards, so whatever
somebody writes, filters or compares, no two answers differ by a family.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, cast

from graph.gaps.document import gaps_document
from graph.gaps.find import find_gaps, most_severe_first
from graph.gaps.gap import CASE_KINDS, Gap, Kind
from graph.gaps.reasons import Proposal
from graph.gaps.thresholds import Thresholds
from graph.snapshot import Snapshot
from graph.text import Language

#: Numbers of families below this are not shown to those who may not see cases.
SMALLEST_COUNT: Final = 5
_DEFAULTS: Final = Thresholds()


def public_gaps(snapshot: Snapshot, thresholds: Thresholds = _DEFAULTS) -> tuple[Gap, ...]:
    """The gaps that hold without the cases, most severe first.

    ``unmet_need``, ``outsider_with_families`` and ``unused_service`` are found by the demand of the
    area, where the case lead's are found by the families on file too. Numbers of families are ``None``
    but for the demand.
    """
    return most_severe_first([public_form(gap) for gap in find_gaps(snapshot.public, thresholds)])


def public_gaps_document(
    snapshot: Snapshot,
    gaps: Iterable[Gap],
    lang: Language = "pl",
    repairs: Mapping[str, Sequence[Proposal]] | None = None,
) -> dict[str, Any]:
    """The document of :func:`public_gaps`; repairs are worked out without the cases as well."""
    return gaps_document(snapshot.public, gaps, lang, repairs)


def hidden_counts(whole: Iterable[Gap], public: Iterable[Gap]) -> Mapping[Kind, int]:
    """How many gaps of each kind that can rest on cases the case lead sees and others do not.

    Every such kind is counted, so that the absence of one tells nothing either.

    >>> hidden_counts([], [])["one_level_team"]
    0
    """
    seen = {gap.id for gap in public}
    counts = Counter(gap.kind for gap in whole if gap.id not in seen)
    return {kind: counts[kind] for kind in CASE_KINDS}


def public_form(gap: Gap) -> Gap:
    """A gap found without the cases, without the zeros that stand for their numbers.

    A demand of fewer than five families is left out as well.
    """
    if gap.kind == "unmet_need":
        asked = gap.families if (gap.families or 0) >= SMALLEST_COUNT else None
        weight = gap.weight if asked else gap.weight._replace(families=0)
        evidence = {**_without_counts(gap.evidence), "demand": asked}
        return replace(gap, families=asked, weight=weight, evidence=evidence)
    weight = gap.weight._replace(families=0)
    return replace(gap, families=None, weight=weight, evidence=_without_counts(gap.evidence))


def _without_counts(evidence: Mapping[str, Any]) -> dict[str, Any]:
    """Evidence without numbers of families."""
    kept: dict[str, Any] = {}
    for key, value in evidence.items():
        if key.startswith("families"):
            kept[key] = None
        elif isinstance(value, list):
            rows = cast("list[Any]", value)
            kept[key] = [
                _without_counts(cast("dict[str, Any]", row)) if isinstance(row, dict) else row
                for row in rows
            ]
        else:
            kept[key] = value
    return kept
