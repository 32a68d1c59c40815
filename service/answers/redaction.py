"""What is taken out of an answer for those who may not see it: single cases, ratings, workers' ids."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final, cast

from graph.gaps import Gap, gaps_document
from graph.gaps.find import most_severe_first
from graph.gaps.public import public_form
from graph.snapshot import Snapshot
from graph.text import Language
from service.access.policy import Visibility
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


def gaps_seen(gaps: Iterable[Gap], visibility: Visibility) -> tuple[Gap, ...]:
    """Gaps found in a snapshot as it is seen, each as the visibility holds it."""
    return most_severe_first([gap_disclosed(gap, visibility) for gap in gaps])


def gaps_shown(
    document: Document, snapshot: Snapshot, visibility: Visibility, lang: Language
) -> Document:
    """A document of gaps without the ratings and the ids of workers that a visibility does not hold."""
    rows: list[Document] = document["gaps"]
    if visibility.ratings != "all":
        rows = [_without_ratings(row, visibility, lang) for row in rows]
    if not visibility.workers:
        rows = [_without_workers(row, snapshot) for row in rows]
    return document | {"gaps": rows}


def gap_rows_shown(
    snapshot: Snapshot, gaps: Iterable[Gap], *, visibility: Visibility, lang: Language
) -> list[Document]:
    """Gaps of a snapshot that holds no more cases than the visibility, as rows that show no more.

    They are put in order when they are :func:`gap_disclosed`: order and urgency would tell ratings.
    """
    told = most_severe_first([gap_disclosed(gap, visibility) for gap in gaps])
    document = gaps_document(snapshot, told, lang, repairs={})
    return gaps_shown(document, snapshot, visibility, lang)["gaps"]


def routes_shown(document: Document, visibility: Visibility) -> Document:
    """A document of routes; to others than the sides a tie's strength is a band.

    Costs of paths are sums of strengths, so they and the sentences that count them go too.
    """
    if visibility.ratings != "bands":
        return document
    return document | {
        "baskets": [_banded_basket(basket) for basket in document["baskets"]],
        "detours": [],
    }


def recruitment_shown(document: Document, snapshot: Snapshot, visibility: Visibility) -> Document:
    """A document of recruitment; to others than the sides a tie's strength is a band.

    The cost of an introduction is a sum of strengths, so it goes too. Of a snapshot without cases it is
    not known who works with families, nor, where the area has no demand either, what needs they have.
    """
    if snapshot.without_cases:
        document = _of_cases_unknown(document, demand=bool(snapshot.demand))
    if visibility.ratings != "bands":
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


def _rated(gap_kind: str, visibility: Visibility) -> bool:
    """Whether ratings of this kind of gap are more than the visibility holds."""
    return visibility.ratings == "bands" and gap_kind in _RATED


def gap_disclosed(gap: Gap, visibility: Visibility) -> Gap:
    """A gap without numbers of families, and with a severity that tells no rating, where not held."""
    shown = gap if visibility.cases == "all" else public_form(gap)
    if _rated(gap.kind, visibility):
        shown = replace(shown, weight=shown.weight._replace(extent=0.0))
    return shown


def _without_ratings(row: Document, visibility: Visibility, lang: Language) -> Document:
    if not _rated(row["kind"], visibility):
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
