"""The answer as one JSON document, with its sentences."""

from dataclasses import asdict
from typing import Any

from graph.recruitment.introducer import Introducer
from graph.recruitment.missing_types import MissingType
from graph.recruitment.recruit import Candidate, Recruitment
from graph.recruitment.sentences import RecruitmentSentences
from graph.recruitment.weights import COUNTED
from graph.snapshot import Snapshot
from graph.text import Language
from graph.vocabulary import INSTITUTION_TYPES

Document = dict[str, Any]


def recruitment_document(
    snapshot: Snapshot, recruitment: Recruitment, lang: Language = "pl"
) -> Document:
    """The recruitment of a partnership as plain JSON values.

    Parameters
    ----------
    snapshot
        The partnership that ``recruitment`` was worked out for.
    recruitment
        The answer of :func:`graph.recruitment.recruit.recruit`.
    lang
        Language of the sentences.

    Returns
    -------
    dict
        ``partnership``, ``as_of``, ``candidates`` (ranked, each with its gains, what they count and
        one sentence), ``contacts``, ``best_set``, ``missing_types``, ``weights`` and
        ``divided_by``, of how many each of the ``counts`` is a part (needs half by those of families,
        half by demand beyond the families on file). ``no_data``: no report says who works with whom,
        so that ``robustness`` and ``reach`` count nothing and nobody introduces.
    """
    sentences = RecruitmentSentences(snapshot, lang, recruitment.weights)
    best = recruitment.best_set
    return {
        "partnership": snapshot.partnership.id,
        "as_of": snapshot.as_of.isoformat(),
        "no_data": snapshot.no_data,
        "candidates": [_candidate(c, snapshot, sentences) for c in recruitment.candidates],
        "contacts": list(recruitment.contacts),
        "best_set": {
            "size": len(best.ids),
            "ids": list(best.ids),
            "gain": best.gain,
            "gains": asdict(best.gains),
            "optimal": best.optimal,
            "bound": best.bound,
            "explanation": sentences.best_set(best),
        },
        "missing_types": [_missing(missing, sentences) for missing in recruitment.missing_types],
        "weights": asdict(recruitment.weights),
        "divided_by": dict(recruitment.divisors),
    }


def _candidate(candidate: Candidate, snapshot: Snapshot, sentences: RecruitmentSentences) -> Document:
    institution = snapshot.institutions[candidate.id]
    return {
        "id": candidate.id,
        "name": institution.name,
        "type_code": institution.type_code,
        "level": institution.level,
        "rank": candidate.rank,
        "gain": candidate.gain,
        "gains": asdict(candidate.gains),
        "counts": {counted: candidate.count(counted) for counted in COUNTED},
        "covers_needs": list(candidate.covers_needs),
        "closes_gaps": list(candidate.closes_gaps),
        "introducer": _introducer(candidate.introducer),
        "explanation": sentences.candidate(candidate),
    }


def _introducer(known: Introducer | None) -> Document | None:
    if known is None:
        return None
    return {
        "path": list(known.path),
        "worker_role": known.worker_role,
        "cost": known.cost,
        "steps": [
            {
                "from": step.start,
                "to": step.end,
                "formalisation": step.formalisation,
                "strength": step.strength,
                "confirmed": step.confirmed,
                "contact_role": step.contact_role,
            }
            for step in known.steps
        ],
    }


def _missing(missing: MissingType, sentences: RecruitmentSentences) -> Document:
    return {
        "type_code": missing.type_code,
        "name": sentences.type_name(missing.type_code),
        "recruit_as": INSTITUTION_TYPES[missing.type_code].recruit_as,
        "services": list(missing.services),
        "needs": list(missing.needs),
        "unanswered": missing.unanswered,
        "asked": missing.asked,
        "explanation": sentences.missing_type(missing),
    }
