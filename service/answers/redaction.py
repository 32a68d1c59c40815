"""What is taken out of an answer for those who may not see it: single cases, ratings, workers' ids."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final, cast

from graph.gaps import Gap, gaps_document
from graph.gaps.find import most_severe_first
from graph.gaps.public import public_form
from graph.snapshot import Snapshot
from graph.text import Language
from service.access.policy import Sight
from service.answers.documents import Document

#: Kinds whose evidence holds ratings, and whose severity would tell them.
_RATED: Final = frozenset({"asymmetric_tie", "formal_but_weak", "informal_outsider"})
_RATING_KEYS: Final = frozenset({"strength", "strengths", "difference"})
#: Kinds about one worker, whose id stands in the gap's.
_WORKER_KINDS: Final = frozenset({"single_contact", "overloaded_worker"})
_NOT_SHOWN: Final[dict[Language, str]] = {
    "pl": "Same oceny współpracy widzą jej strony.",
    "en": "The ratings themselves are shown to their own sides.",
}
_STRONG: Final = 4.0
_WEAK: Final = 2.5


def gaps_seen(gaps: Iterable[Gap], sight: Sight) -> tuple[Gap, ...]:
    """Gaps found in :func:`service.answers.analyses.seen` of a snapshot, as the sight holds each."""
    return most_severe_first([gap_told(gap, sight) for gap in gaps])


def gaps_shown(document: Document, snapshot: Snapshot, sight: Sight, lang: Language) -> Document:
    """A document of gaps without the ratings and the ids of workers that a sight does not hold."""
    rows: list[Document] = document["gaps"]
    if sight.ratings != "all":
        rows = [_without_ratings(row, sight, lang) for row in rows]
    if not sight.workers:
        rows = [_without_workers(row, snapshot) for row in rows]
    return document | {"gaps": rows}


def gap_rows_shown(
    snapshot: Snapshot, gaps: Iterable[Gap], *, sight: Sight, lang: Language
) -> list[Document]:
    """Gaps of a snapshot that holds no more cases than the sight, as rows that tell no more than it.

    They are put in order when they are :func:`gap_told`: order and urgency would tell ratings.
    """
    told = most_severe_first([gap_told(gap, sight) for gap in gaps])
    document = gaps_document(snapshot, told, lang, repairs={})
    return gaps_shown(document, snapshot, sight, lang)["gaps"]


def routes_shown(document: Document, sight: Sight) -> Document:
    """A document of routes; to others than the sides a tie's strength is a band.

    Costs of paths are sums of strengths, so they and the sentences that count them go too.
    """
    if sight.ratings != "bands":
        return document
    return document | {
        "baskets": [_banded_basket(basket) for basket in document["baskets"]],
        "detours": [],
    }


def recruitment_shown(document: Document, snapshot: Snapshot, sight: Sight) -> Document:
    """A document of recruitment; to others than the sides a tie's strength is a band.

    The cost of an introduction is a sum of strengths, so it goes too. Of a snapshot without cases it is
    not known who works with families, nor, where the area has no demand either, what needs they have.
    """
    if snapshot.without_cases:
        document = _of_cases_unknown(document, demand=bool(snapshot.demand))
    if sight.ratings != "bands":
        return document
    return document | {
        "candidates": [
            one
            | {
                "introducer": (known := one["introducer"])
                and known | {"cost": None, "steps": _banded_steps(known["steps"])}
            }
            for one in document["candidates"]
        ]
    }


def _of_cases_unknown(document: Document, *, demand: bool) -> Document:
    """A document of recruitment with ``None`` for what only cases tell."""
    parts = dict.fromkeys(("families",) if demand else ("families", "needs"))
    counts = dict.fromkeys(("families", "family_needs", *(() if demand else ("demand",))))
    return document | {
        "candidates": [
            one | {"gains": one["gains"] | parts, "counts": one["counts"] | counts}
            for one in document["candidates"]
        ],
        "best_set": document["best_set"] | {"gains": document["best_set"]["gains"] | parts},
        "divided_by": document["divided_by"] | counts,
    }


def band(strength: float) -> str:
    """A rough word for a strength.

    >>> band(4.5), band(3), band(1)
    ('strong', 'medium', 'weak')
    """
    if strength >= _STRONG:
        return "strong"
    return "weak" if strength <= _WEAK else "medium"


def _rated(gap_kind: str, sight: Sight) -> bool:
    """Whether ratings of this kind of gap are more than the sight holds."""
    return sight.ratings == "bands" and gap_kind in _RATED


def gap_told(gap: Gap, sight: Sight) -> Gap:
    """A gap without numbers of families, and with a severity that tells no rating, where not held."""
    shown = gap if sight.cases == "all" else public_form(gap)
    if _rated(gap.kind, sight):
        shown = replace(shown, weight=shown.weight._replace(extent=0.0))
    return shown


def _without_ratings(row: Document, sight: Sight, lang: Language) -> Document:
    if not _rated(row["kind"], sight):
        return row
    return row | {
        "evidence": _stripped(row["evidence"], _RATING_KEYS),
        "explanation": f"{row['title']}. {_NOT_SHOWN[lang]}",
    }


def _without_workers(row: Document, snapshot: Snapshot) -> Document:
    if not row["workers"]:
        return row
    # Known by the place among the staff of the institution: the same on every day and in every list.
    (institution,), (worker,) = row["institutions"], row["workers"]
    number = snapshot.workers_of[institution].index(worker) + 1
    return row | {
        "id": f"{row['kind']}:{institution}/{number}",
        "workers": [],
        "evidence": _stripped(row["evidence"], frozenset({"worker"})),
    }


def _stripped(evidence: Document, keys: frozenset[str]) -> Document:
    """Evidence without some keys, in its rows too."""
    stripped: Document = {}
    for key, value in evidence.items():
        if key in keys:
            continue
        if isinstance(value, list):
            rows = cast("list[Any]", value)
            stripped[key] = [
                _stripped(cast("Document", row), keys) if isinstance(row, dict) else row for row in rows
            ]
        else:
            stripped[key] = value
    return stripped


def _banded_basket(basket: Document) -> Document:
    items = [_banded_item(item) for item in basket["items"]]
    said = " ".join(item["explanation"] for item in items)
    return basket | {"cost": None, "items": items, "explanation": said}


def _banded_item(item: Document) -> Document:
    kept = {key: value for key, value in item.items() if key != "why"}
    return kept | {"cost": None, "path_cost": None, "steps": _banded_steps(item["steps"])}


def _banded_steps(steps: Iterable[Document]) -> list[Document]:
    return [step | {"strength": None, "strength_band": band(step["strength"])} for step in steps]
