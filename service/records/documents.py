"""The register as JSON documents."""

from dataclasses import asdict
from datetime import date
from typing import cast

from graph.gaps.gap import Kind
from graph.gaps.silence import could_be_found
from graph.records.barrier import Barrier, barrier_counts
from graph.records.flow import InformationFlow, missing_bases
from graph.records.kinds import BARRIER, FLOW, RECOMMENDATION
from graph.records.measure import MEASURES, Look
from graph.records.recommendation import LIFE, GroundNow, Recommendation
from graph.records.wording import missing_base_sentence
from graph.snapshot import Snapshot
from graph.stores.earlier_gaps import can_be_followed
from graph.stores.records import Entries, Versioned
from graph.text import Language
from service.access.policy import Visibility
from service.answers.documents import Document
from service.records.looks import GapSeen, look_at, reading_disclosed


def barriers_document(snapshot: Snapshot, register: Entries) -> Document:
    """Barriers, the latest first, and their numbers by code: open, a year before, ever noted."""
    day = snapshot.as_of
    latest = sorted(register[BARRIER], key=lambda kept: kept.entry.id)
    latest.sort(key=lambda kept: kept.entry.noted_on, reverse=True)
    return {
        "partnership": snapshot.partnership.id,
        "as_of": day,
        "barriers": [barrier_document(kept, day) for kept in latest],
        "counts": [
            row._asdict() for row in barrier_counts((kept.entry for kept in register[BARRIER]), day)
        ],
    }


def barrier_document(kept: Versioned[Barrier], day: date) -> Document:
    """One barrier."""
    one = kept.entry
    return {
        "id": one.id,
        "code": one.code,
        "target": one.place.kind,
        "subjects": list(one.place.subjects),
        "noted_on": one.noted_on,
        "ended_on": one.ended_on,
        "open": one.is_open(day),
        "version": kept.version,
    }


def recommendations_document(
    snapshot: Snapshot, register: Entries, gaps: tuple[GapSeen, ...], visibility: Visibility
) -> Document:
    """Recommendations, the latest first, each with its measure then and now."""
    look = look_at(snapshot, gaps)
    return {
        "partnership": snapshot.partnership.id,
        "as_of": snapshot.as_of,
        "recommendations": [
            recommendation_document(kept, register, look, gaps, visibility) for kept in latest(register)
        ],
    }


def latest(register: Entries) -> list[Versioned[Recommendation]]:
    """The recommendations, the latest first."""
    ordered = sorted(register[RECOMMENDATION], key=lambda kept: kept.entry.id)
    return sorted(ordered, key=lambda kept: kept.entry.given_on, reverse=True)


def recommendation_document(
    kept: Versioned[Recommendation],
    register: Entries,
    look: Look,
    gaps: tuple[GapSeen, ...],
    visibility: Visibility,
) -> Document:
    """One recommendation with its history, whether its measure moved, and what may follow."""
    one, aim = kept.entry, kept.entry.aim
    told = reading_disclosed(aim, look, visibility)
    return {
        "id": one.id,
        "addressee": asdict(one.addressee),
        "advice": one.advice,
        "ground": _ground_document(one, ground_now(one, register, look, gaps)),
        "given_on": one.given_on,
        "due_on": one.due_on,
        "overdue": one.is_overdue(look.snapshot.as_of),
        "state": one.state,
        "reason": one.reason,
        "next": list(LIFE.following[one.state]),
        "measure": {
            "code": aim.measure,
            "of": MEASURES[aim.measure].of,
            "subjects": list(aim.subjects),
            "expected": aim.expected,
            **told._asdict(),
        },
        "version": kept.version,
        "history": [asdict(move) for move in one.moves],
    }


def ground_now(
    one: Recommendation, register: Entries, look: Look, gaps: tuple[GapSeen, ...]
) -> GroundNow:
    """What became of the gap or barrier that a recommendation rests on.

    A gap is looked for by its id. Where its rule is silent, or its id is one of before that cannot be
    followed, nobody knows whether it is still there.
    """
    ground, snapshot = one.ground, look.snapshot
    if ground.kind == "barrier":
        stands = any(
            kept.entry.id == ground.id and kept.entry.is_open(snapshot.as_of)
            for kept in register[BARRIER]
        )
        return "present" if stands else "gone"
    found = [gap.trace for gap in gaps if gap.mark == ground.id]
    if found:
        then = ground.then
        changed = then is not None and all(then.differs(now) for now in found)
        return "changed" if changed else "present"
    kind = cast("Kind", ground.code)
    # Of a member without contact it is not known which contact it lacked.
    told = could_be_found(kind, ground.institutions, {"live_ties": 1}, snapshot)
    return "gone" if told and can_be_followed(ground.id) else "unknown"


def _ground_document(one: Recommendation, now: GroundNow) -> Document:
    ground = one.ground
    return {
        "kind": ground.kind,
        "id": ground.id,
        "code": ground.code,
        "institutions": list(ground.institutions),
        "now": now,
        "present": None if now == "unknown" else now != "gone",
    }


def flows_document(snapshot: Snapshot, register: Entries, lang: Language = "pl") -> Document:
    """Information flows by source and target, and those whose base is missing, in words."""
    names = {id: one.name for id, one in snapshot.institutions.items()}
    return {
        "partnership": snapshot.partnership.id,
        "as_of": snapshot.as_of,
        "flows": [flow_document(kept) for kept in ordered_flows(register)],
        "missing_bases": [
            {
                "flow": one.id,
                "source_id": one.source_id,
                "target_id": one.target_id,
                "information": one.information,
                "lack": one.lack,
                "explanation": missing_base_sentence(one, names, lang),
            }
            for one in missing_bases(kept.entry for kept in register[FLOW])
        ],
    }


def flow_document(kept: Versioned[InformationFlow]) -> Document:
    """One information flow."""
    one = kept.entry
    return {
        "id": one.id,
        **asdict(one),
        "personal": one.personal,
        "lack": one.lack,
        "version": kept.version,
    }


def ordered_flows(register: Entries) -> list[Versioned[InformationFlow]]:
    """The flows by source, target, class and medium."""

    def place(kept: Versioned[InformationFlow]) -> tuple[str, ...]:
        one = kept.entry
        return one.source_id, one.target_id, one.information, one.medium

    return sorted(register[FLOW], key=place)
