"""Coordination gaps and their proof."""

from datetime import date

from graph.gaps.gap import Kind
from graph.gaps.severity import Urgency
from service.answers.model import AnswerModel, Count, Facts, Share


class Gap(AnswerModel):
    """A coordination gap: what is claimed, what proves it, what can be done."""

    id: str
    """Names the place of the fault and stays the same while the fault does."""
    kind: Kind
    spot: str
    """Gaps with a common cause share one."""
    severity: Share
    urgency: Urgency
    institutions: list[str]
    workers: list[str]
    needs: list[str]
    families: Count | None
    """How many families it touches; null where that may not be told."""
    title: str
    explanation: str
    evidence: Facts
    """The facts from which the claim can be recomputed; their names depend on the kind."""
    advice: str
    repair: list[list[str]]
    """The ties that are easiest to add, as pairs."""
    repair_reasons: list[str]


class GapsAnswer(AnswerModel):
    """Coordination gaps, most severe first."""

    partnership: str
    as_of: date
    no_data: bool
    """No report says who works with whom, so rules that need reports found nothing."""
    gaps: list[Gap]
    withheld: dict[Kind, str | None] | None = None
    """About how many gaps of a kind rest on single cases and are left out; null: not shown either."""


class GapProofAnswer(AnswerModel):
    """One gap recomputed by plain rules, without the code that found it."""

    partnership: str
    as_of: date
    gap: str
    kind: Kind
    title: str
    holds: bool
    recomputed: str
