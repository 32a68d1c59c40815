"""Coordination gaps (luki we współpracy): what is broken in a partnership, proven and explained.

Detectors are pure functions over a snapshot; every gap carries the evidence that proves it.
"""

from graph.gaps.document import gaps_document
from graph.gaps.find import find_gaps
from graph.gaps.gap import CASE_KINDS, KINDS, Gap, Kind
from graph.gaps.layers import levels
from graph.gaps.layers_words import levels_document
from graph.gaps.public import hidden_counts, public_gaps, public_gaps_document
from graph.gaps.severity import urgency
from graph.gaps.stability import stability
from graph.gaps.stability_words import stability_document
from graph.gaps.thresholds import Thresholds
from graph.gaps.witness import proves

__all__ = [
    "CASE_KINDS",
    "KINDS",
    "Gap",
    "Kind",
    "Thresholds",
    "find_gaps",
    "gaps_document",
    "hidden_counts",
    "levels",
    "levels_document",
    "proves",
    "public_gaps",
    "public_gaps_document",
    "stability",
    "stability_document",
    "urgency",
]
