"""Entries of the register as rows of the store, there and back."""

from datetime import date
from typing import Literal, cast

from graph.gaps.trace import GapTrace
from graph.register import (
    Addressee,
    Advice,
    Aim,
    Barrier,
    Direction,
    Ground,
    InformationFlow,
    MeasureCode,
    Move,
    Place,
    PlaceKind,
    Recommendation,
    State,
)
from graph.register.codes import Information, Medium, Rhythm
from graph.stores.port import Row
from graph.stores.tables import key_of, parts_of


def day_text(day: date | None) -> str | None:
    """A day as the store keeps it."""
    return day.isoformat() if day else None


def moves_text(recommendation: Recommendation) -> str:
    """The steps of a recommendation as the store keeps them, in one value."""
    return "|".join(
        "~".join((move.state, move.on.isoformat(), move.reason or "")) for move in recommendation.moves
    )


def trace_values(trace: GapTrace | None) -> dict[str, str | None]:
    """What a gap was when advice was given, as the store keeps it."""
    known = trace or GapTrace()
    return {
        "ground_severity": None if known.severity is None else repr(known.severity),
        "ground_blocked_by": key_of(*known.blocked_by) if known.blocked_by else None,
        "ground_evidence": known.evidence,
    }


def barrier_of(row: Row) -> Barrier:
    """A barrier from its row."""
    kind = cast("PlaceKind", row["target"])
    ids = (str(row["one"]), str(row["other"]))
    ended_on = row["ended_on"]
    return Barrier(
        id=str(row["id"]),
        code=str(row["code"]),
        place=Place(kind, ids if kind == "tie" else ids[:1]),
        noted_on=date.fromisoformat(str(row["noted_on"])),
        ended_on=date.fromisoformat(str(ended_on)) if ended_on else None,
    )


def recommendation_of(row: Row) -> Recommendation:
    """A recommendation from its row."""
    due = row["due_on"]
    return Recommendation(
        id=str(row["id"]),
        addressee=Addressee(
            cast("Literal['institution', 'role']", row["addressee_kind"]), str(row["addressee"])
        ),
        advice=cast("Advice", row["advice"]),
        ground=Ground(
            cast("Literal['gap', 'barrier']", row["ground_kind"]),
            str(row["ground"]),
            str(row["ground_code"]),
            _ids(row["institutions"]),
            _trace(row),
        ),
        aim=Aim(
            cast("MeasureCode", row["measure"]),
            _ids(row["subjects"]),
            cast("Direction", row["expected_direction"]),
            float(str(row["baseline"])),
            str(row["rules"]) if row["rules"] else None,
        ),
        due_on=date.fromisoformat(str(due)) if due else None,
        moves=tuple(map(_move, str(row["moves"]).split("|"))),
    )


def flow_of(row: Row) -> InformationFlow:
    """An information flow from its row."""
    return InformationFlow(
        str(row["source_id"]),
        str(row["target_id"]),
        cast("Information", row["information"]),
        cast("Medium", row["medium"]),
        cast("Rhythm", row["rhythm"]),
        str(row["base"]),
    )


def _ids(value: object) -> tuple[str, ...]:
    return parts_of(str(value)) if value else ()


def _trace(row: Row) -> GapTrace | None:
    severity, evidence = row["ground_severity"], row["ground_evidence"]
    trace = GapTrace(
        float(str(severity)) if severity else None,
        _ids(row["ground_blocked_by"]),
        str(evidence) if evidence else None,
    )
    return None if trace == GapTrace() else trace


def _move(text: str) -> Move:
    state, on, reason = text.split("~")
    return Move(cast("State", state), date.fromisoformat(on), reason or None)
