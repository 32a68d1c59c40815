"""The code lists a client needs to offer choices and to read answers, with Polish and English names."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Final, Literal

from graph import cases
from graph.records.codes import ADVICE, FLOW_BASES, INFORMATION, MEDIA, RHYTHMS, ROLES
from graph.records.measure import MEASURES
from graph.records.permission import DATA_CLASSES, LEGAL_BASES
from graph.records.referral import OUTCOMES, REJECTION_REASONS
from graph.vocabulary import (
    AGE_BANDS,
    INSTITUTION_TYPES,
    NEEDS,
    SERVICE_TYPES,
    age_band_limits,
    needs_answered,
)
from graph.vocabulary.barriers import BARRIERS
from service.answers.documents import Document

Vocabulary = Literal[
    "needs",
    "services",
    "institutions",
    "age_bands",
    "rejection_reasons",
    "outcomes",
    "data_classes",
    "legal_bases",
    "barriers",
    "advice",
    "advice_roles",
    "advice_measures",
    "information",
    "information_media",
    "information_rhythms",
    "information_bases",
    "request_channels",
    "case_states",
    "case_methods",
    "case_resources",
    "case_goals",
    "case_measures",
    "case_obligations",
    "drop_reasons",
    "close_reasons",
]


def vocabulary_document(name: Vocabulary) -> list[Document]:
    """A code list of the model, in its order.

    >>> vocabulary_document("needs")[0]["answered_by"]
    ('PIE', 'POS', 'LOK')
    >>> vocabulary_document("age_bands")[-1]
    {'code': '60+', 'age_min': 60, 'age_max': None}
    """
    return _LISTS[name]()


def _needs() -> list[Document]:
    return [asdict(need) for need in NEEDS.values()]


def _services() -> list[Document]:
    return [
        asdict(kind) | {"answers": needs_answered(code, None, None)}
        for code, kind in SERVICE_TYPES.items()
    ]


def _institutions() -> list[Document]:
    return [asdict(kind) for kind in INSTITUTION_TYPES.values()]


def _age_bands() -> list[Document]:
    limits = {band: age_band_limits(band) for band in AGE_BANDS}
    return [{"code": band, "age_min": first, "age_max": last} for band, (first, last) in limits.items()]


def _named(names: Mapping[str, tuple[str, str]]) -> list[Document]:
    return [
        {"code": code, "name_pl": polish, "name_en": english}
        for code, (polish, english) in names.items()
    ]


def _measures() -> list[Document]:
    return [
        {
            "code": code,
            "name_pl": one.name_pl,
            "name_en": one.name_en,
            "of": one.of,
            "better": one.better,
        }
        for code, one in MEASURES.items()
    ]


def _information() -> list[Document]:
    return [{"code": code, **one._asdict()} for code, one in INFORMATION.items()]


def _goals() -> list[Document]:
    return [one | {"area": cases.GOAL_AREAS[one["code"]]} for one in _named(cases.GOALS)]


def _obligations() -> list[Document]:
    return [{"side": side} | one for side, names in cases.OBLIGATIONS.items() for one in _named(names)]


_LISTS: Final[Mapping[Vocabulary, Callable[[], list[Document]]]] = {
    "needs": _needs,
    "services": _services,
    "institutions": _institutions,
    "age_bands": _age_bands,
    "rejection_reasons": lambda: _named(REJECTION_REASONS),
    "outcomes": lambda: _named(OUTCOMES),
    "data_classes": lambda: _named(DATA_CLASSES),
    "legal_bases": lambda: _named(LEGAL_BASES),
    "barriers": lambda: _named(BARRIERS),
    "advice": lambda: _named({**ADVICE}),
    "advice_roles": lambda: _named({**ROLES}),
    "advice_measures": _measures,
    "information": _information,
    "information_media": lambda: _named({**MEDIA}),
    "information_rhythms": lambda: _named({**RHYTHMS}),
    "information_bases": lambda: _named(FLOW_BASES),
    "request_channels": lambda: _named(cases.CHANNELS),
    "case_states": lambda: _named(cases.STATE_NAMES),
    "case_methods": lambda: _named(cases.METHODS),
    "case_resources": lambda: _named(cases.RESOURCES),
    "case_goals": _goals,
    "case_measures": lambda: _named(cases.MEASURES),
    "case_obligations": _obligations,
    "drop_reasons": lambda: _named(cases.DROP_REASONS),
    "close_reasons": lambda: _named(cases.CLOSE_REASONS),
}
