"""Gaps as plain data: for the case lead, and for those who may not see single cases."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, cast

from graph.gaps.find import most_severe_first
from graph.gaps.gap import CASE_KINDS, Gap, Kind
from graph.gaps.names import Names
from graph.gaps.reasons import Proposal
from graph.gaps.repairs import repairs_of
from graph.gaps.sentences import Repair
from graph.gaps.severity import urgency
from graph.gaps.wording import sentences
from graph.snapshot import Snapshot
from graph.vocabulary.words import Language

#: Numbers of families below this are not told to those who may not see cases.
SMALLEST_COUNT: Final = 5
FEWER: Final[Mapping[Language, str]] = {"pl": "mniej niż 5", "en": "fewer than 5"}


@dataclass(frozen=True, slots=True)
class Visible:
    """What others than case leads may see: gaps, and how many more there are of each case kind."""

    gaps: tuple[Gap, ...]
    withheld: Mapping[Kind, str]


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
        From :func:`find_gaps`, or the visible ones of them.
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
        "gaps": [_row(gap, names, lang, advised.get(gap.id)) for gap in listed],
    }


def public_gaps_document(
    snapshot: Snapshot,
    gaps: Iterable[Gap],
    lang: Language = "pl",
    repairs: Mapping[str, Sequence[Proposal]] | None = None,
) -> dict[str, Any]:
    """The document for those who may not see cases: visible gaps, and ``withheld`` counts by kind.

    The repairs are worked out as if there were no families, so that no tie that is advised tells who
    shares one.
    """
    visible = visible_to_others(gaps, lang)
    if repairs is None:
        repairs = repairs_of(snapshot.replace(families={}, teams={}), visible.gaps)
    document = gaps_document(snapshot, visible.gaps, lang, repairs)
    return {**document, "withheld": dict(visible.withheld)}


def visible_to_others(gaps: Iterable[Gap], lang: Language = "pl") -> Visible:
    """Leave out what rests on single cases, and numbers of families.

    Of a case-based gap that also holds without the cases that part stays. Every kind that can rest on
    cases gets a count, so that its absence tells nothing either; it is told in steps of five, so that
    two counts with one change between them hardly ever differ.

    >>> dict(visible_to_others([]).withheld)["one_level_team"]
    'mniej niż 5'
    """
    listed = list(gaps)
    counts = Counter(gap.kind for gap in listed if gap.case_based)
    shown = [gap.public or (None if gap.case_based else gap) for gap in listed]
    told = [_without_families(gap) for gap in shown if gap is not None]
    withheld: dict[Kind, str] = {kind: in_fives(counts[kind], lang) for kind in CASE_KINDS}
    return Visible(most_severe_first(told), withheld)


def in_fives(number: int, lang: Language = "pl") -> str:
    """A number that may tell of single cases, in steps of five.

    >>> in_fives(4), in_fives(5), in_fives(23)
    ('mniej niż 5', '5–9', '20–24')
    """
    least = number // SMALLEST_COUNT * SMALLEST_COUNT
    return f"{least}–{least + SMALLEST_COUNT - 1}" if least else FEWER[lang]


def _without_families(gap: Gap) -> Gap:
    """A gap without numbers of families; of an unmet need the demand of the area is one.

    Beside the number of all families even large numbers tell small ones: of those not concerned. Needs
    and severity tell as much as the numbers behind them.
    """
    if gap.kind == "unmet_need":
        told = gap.families if (gap.families or 0) >= SMALLEST_COUNT else None
        weight = gap.weight if told else gap.weight._replace(families=0)
        evidence = {**_told(gap.evidence), "demand": told}
        return replace(gap, families=told, weight=weight, evidence=evidence)
    weight = gap.weight._replace(families=0)
    return replace(gap, families=None, needs=(), weight=weight, evidence=_told(gap.evidence))


def _told(evidence: Mapping[str, Any]) -> dict[str, Any]:
    """Evidence without numbers of families, and without the needs beside them."""
    told: dict[str, Any] = {}
    for key, value in evidence.items():
        if key.startswith("families"):
            told[key] = None
        elif isinstance(value, list):
            rows = cast("list[Any]", value)
            told[key] = [
                _told(cast("dict[str, Any]", row)) if isinstance(row, dict) else row for row in rows
            ]
        else:
            told[key] = value
    return told | {key: [] for key in told if key.startswith("needs")}


def _row(gap: Gap, names: Names, lang: Language, repair: Repair) -> dict[str, Any]:
    said = sentences(gap, names, lang, repair)
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
