"""Gaps as plain data."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.gaps.gap import Gap
from graph.gaps.names import Names
from graph.gaps.reasons import Proposal
from graph.gaps.repairs import repairs_of
from graph.gaps.sentences import Repair
from graph.gaps.severity import urgency
from graph.gaps.wording import sentences
from graph.snapshot import Snapshot
from graph.text import Language


def gaps_document(
    snapshot: Snapshot,
    gaps: Iterable[Gap],
    lang: Language = "pl",
    repairs: Mapping[str, Sequence[Proposal]] | None = None,
) -> dict[str, Any]:
    """The gaps as one JSON document, in the given order.

    Parameters
    ----------
    snapshot
        The snapshot the gaps were found in; names come from it.
    gaps
        From :func:`find_gaps` or :func:`graph.gaps.public.public_gaps`.
    lang
        Language of title, explanation and advice.
    repairs
        Easiest ties to add, by gap id; worked out where not given, which takes longer than finding
        the gaps.

    Returns
    -------
    dict
        ``partnership``, ``as_of`` (ISO) and ``gaps``. ``families`` of a gap is ``None`` where the
        number may not be told. ``no_data``: no report says who works with whom, so that the rules of
        :data:`graph.gaps.silence.NEED_REPORTS` found nothing, which says nothing.
    """
    listed = list(gaps)
    advised = repairs_of(snapshot, listed) if repairs is None else repairs
    names = Names(snapshot, lang)
    return {
        "partnership": snapshot.partnership.id,
        "as_of": snapshot.as_of.isoformat(),
        "no_data": snapshot.no_data,
        "gaps": [_row(gap, names, advised.get(gap.id)) for gap in listed],
    }


def _row(gap: Gap, names: Names, repair: Repair) -> dict[str, Any]:
    said = sentences(gap, names, repair)
    return {
        "id": gap.id,
        "kind": gap.kind,
        "spot": gap.spot,
        "severity": gap.severity,
        "urgency": urgency(gap.severity),
        "institutions": list(gap.institutions),
        "workers": list(gap.workers),
        "needs": list(gap.needs),
        "families": gap.families,
        "title": said.title,
        "explanation": said.explanation,
        "evidence": dict(gap.evidence),
        "advice": said.advice,
        "repair": [list(one.pair) for one in repair or ()],
        "repair_reasons": [names.reasons(one.reasons) for one in repair or ()],
    }
