"""The register of a partnership: barriers, recommendations, information flows; codes only."""

from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Header, Path
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from graph.register import PlaceKind, State
from graph.snapshot import Snapshot
from service import register
from service.access.guard import Visitor, requires
from service.access.policy import Action
from service.answers import render_json
from service.api.options import LONGEST_ID, Lang, PartnershipId
from service.api.responses import json_doc, problem_doc
from service.house import today
from service.monitoring import monitoring_document, years_told
from service.register import NewAdvice

router = APIRouter(prefix="/partnerships/{partnership_id:path}", tags=["register"])
Analyst = Annotated[Visitor, requires(Action.READ_NETWORK)]
Monitor = Annotated[Visitor, requires(Action.READ_MONITORING)]
Writer = Annotated[Visitor, requires(Action.WRITE_REGISTER)]
Advisor = Annotated[Visitor, requires(Action.RECOMMEND)]
Stepper = Annotated[Visitor, requires(Action.WRITE_REGISTER, Action.RECOMMEND)]
Id = Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]
Code = Annotated[str, Field(min_length=1, max_length=40)]
Day = Annotated[date, Field(strict=False)]
Key = Annotated[
    str | None, Header(min_length=1, max_length=LONGEST_ID, description="The same key acts once")
]
ThingId = Annotated[str, Path(max_length=LONGEST_ID)]
Mark = Annotated[str | None, Header(max_length=100, description="Version that the sender saw")]
_CHANGED: Final = problem_doc(409, "The state does not allow it") | problem_doc(
    412, "It changed since it was read"
)
_TOO_LARGE: Final = problem_doc(413, "Too large")
_SENT: Final = _CHANGED | _TOO_LARGE
_GONE: Final = {204: {"description": "It is taken out"}}


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class NewBarrier(_Body):
    """A barrier, B1 to B12, and what it stands at: a tie, an institution or an area."""

    code: Code
    target: PlaceKind
    subjects: Annotated[list[Id], Field(min_length=1, max_length=2)]
    noted_on: Annotated[Day | None, Field(description="Today if not given")] = None


class End(_Body):
    """The first day without the barrier."""

    ended_on: Annotated[Day | None, Field(description="Today if not given")] = None


class NewRecommendation(_Body):
    """Advice to an institution or a role, resting on a gap or a barrier, and the measure to move."""

    addressee_kind: Code
    addressee: Id
    advice: Code
    gap: Annotated[str, Field(max_length=2 * LONGEST_ID, description="Id of a gap")] = ""
    barrier: Annotated[str, Field(max_length=LONGEST_ID, description="Id of a barrier")] = ""
    measure: Code
    subjects: Annotated[list[Id], Field(max_length=2)] = []
    expected: Annotated[str | None, Field(max_length=10, description="up or down")] = None
    due_on: Day | None = None


class NextStep(_Body):
    """What became of a recommendation; a refusal has its barrier as the reason."""

    state: State
    on: Annotated[Day | None, Field(description="Day of the step; today if not given")] = None
    reason: Annotated[str | None, Field(max_length=10, description="B1 to B12")] = None


class NewFlow(_Body):
    """What class of information goes from one institution to another, by what, on what base."""

    source_id: Id
    target_id: Id
    information: Code
    medium: Code
    rhythm: Code
    base: Code


class FlowChange(_Body):
    """How often and on what base, from now on."""

    rhythm: Code
    base: Code


@router.get("/barriers", responses=json_doc("object", "Barriers and their numbers by code"))
def read_barriers(visitor: Analyst, partnership_id: PartnershipId) -> Response:
    """The barriers of a partnership."""
    found = register.registered(visitor, partnership_id)
    return _json(register.barriers_document(_snapshot(visitor, partnership_id), found))


@router.post(
    "/barriers",
    status_code=201,
    responses={201: json_doc("object", "The barrier")[200]} | _SENT,
)
def create_barrier(
    visitor: Writer, partnership_id: PartnershipId, new: NewBarrier, idempotency_key: Key = None
) -> Response:
    """Note a barrier."""
    snapshot = _snapshot(visitor, partnership_id)
    kept = register.note_barrier(
        visitor, snapshot, new.code, new.target, tuple(new.subjects), new.noted_on, idempotency_key
    )
    return _json(register.barrier_document(kept, today()), 201)


@router.post(
    "/barriers/{barrier_id}/end",
    responses=json_doc("object", "The barrier, ended") | _SENT,
)
def end_barrier(
    visitor: Writer, partnership_id: PartnershipId, barrier_id: ThingId, end: End, if_match: Mark = None
) -> Response:
    """Record that a barrier is gone."""
    kept = register.end_barrier(visitor, partnership_id, barrier_id, end.ended_on, if_match)
    return _json(register.barrier_document(kept, today()))


@router.delete(
    "/barriers/{barrier_id}",
    status_code=204,
    response_class=Response,
    responses=_GONE | _CHANGED,
)
def drop_barrier(
    visitor: Writer, partnership_id: PartnershipId, barrier_id: ThingId, if_match: Mark = None
) -> Response:
    """Take out a barrier that was noted by mistake."""
    register.drop_barrier(visitor, partnership_id, barrier_id, if_match)
    return Response(status_code=204)


@router.get(
    "/recommendations", responses=json_doc("object", "Recommendations and whether they moved anything")
)
def read_recommendations(visitor: Analyst, partnership_id: PartnershipId) -> Response:
    """The recommendations of a partnership, each with its measure when it was given and now."""
    snapshot = _snapshot(visitor, partnership_id)
    found = register.registered(visitor, partnership_id)
    gaps = register.gaps_told(visitor.house, snapshot)
    return _json(register.recommendations_document(snapshot, found, gaps, visitor.sight))


@router.post(
    "/recommendations",
    status_code=201,
    responses={201: json_doc("object", "The recommendation")[200]} | _SENT,
)
def create_recommendation(
    visitor: Advisor,
    partnership_id: PartnershipId,
    new: NewRecommendation,
    idempotency_key: Key = None,
) -> Response:
    """Give a recommendation; the measure it should move is taken now and kept with it."""
    snapshot = _snapshot(visitor, partnership_id)
    advice = NewAdvice(
        addressee_kind=new.addressee_kind,
        addressee=new.addressee,
        advice=new.advice,
        measure=new.measure,
        subjects=tuple(new.subjects),
        gap=new.gap,
        barrier=new.barrier,
        expected=new.expected,
        due_on=new.due_on,
    )
    kept = register.recommend(visitor, snapshot, advice, idempotency_key)
    return _recommendation(visitor, snapshot, kept.entry.id, 201)


@router.post(
    "/recommendations/{recommendation_id}/steps",
    responses=json_doc("object", "The recommendation after the step") | _SENT,
)
def step_recommendation(
    visitor: Stepper,
    partnership_id: PartnershipId,
    recommendation_id: ThingId,
    step: NextStep,
    if_match: Mark = None,
    idempotency_key: Key = None,
) -> Response:
    """Record what became of a recommendation; only who may recommend may withdraw one."""
    kept = register.step_recommendation(
        *(visitor, partnership_id, recommendation_id, step.state, step.on, step.reason),
        seen=if_match,
        key=idempotency_key,
    )
    return _recommendation(visitor, _snapshot(visitor, partnership_id), kept.entry.id)


@router.get(
    "/information-flows",
    responses=json_doc("object", "Information flows, and those whose base is missing"),
)
def read_flows(visitor: Analyst, partnership_id: PartnershipId, lang: Lang = "pl") -> Response:
    """The description of the information flow between partners."""
    found = register.registered(visitor, partnership_id)
    return _json(register.flows_document(_snapshot(visitor, partnership_id), found, lang))


@router.post(
    "/information-flows",
    status_code=201,
    responses={201: json_doc("object", "The information flow")[200]} | _SENT,
)
def create_flow(
    visitor: Writer, partnership_id: PartnershipId, new: NewFlow, idempotency_key: Key = None
) -> Response:
    """Describe what information goes from one partner to another."""
    snapshot = _snapshot(visitor, partnership_id)
    kept = register.describe_flow(visitor, snapshot, new.model_dump(), idempotency_key)
    return _json(register.flow_document(kept), 201)


@router.put(
    "/information-flows/{flow_id}",
    responses=json_doc("object", "The information flow, changed") | _SENT,
)
def change_flow(
    visitor: Writer,
    partnership_id: PartnershipId,
    flow_id: ThingId,
    change: FlowChange,
    if_match: Mark = None,
) -> Response:
    """Change how often and on what base information flows."""
    snapshot = _snapshot(visitor, partnership_id)
    kept = register.change_flow(visitor, snapshot, flow_id, change.rhythm, change.base, if_match)
    return _json(register.flow_document(kept))


@router.delete(
    "/information-flows/{flow_id}",
    status_code=204,
    response_class=Response,
    responses=_GONE | _CHANGED,
)
def drop_flow(
    visitor: Writer, partnership_id: PartnershipId, flow_id: ThingId, if_match: Mark = None
) -> Response:
    """Take an information flow out of the description."""
    register.drop_flow(visitor, partnership_id, flow_id, if_match)
    return Response(status_code=204)


@router.get("/monitoring", responses=json_doc("object", "Indicators by year"))
def read_monitoring(visitor: Monitor, partnership_id: PartnershipId) -> Response:
    """What the cases of a partnership add up to; small numbers are kept back from most roles."""
    snapshot, sight = _snapshot(visitor, partnership_id), visitor.sight_of(partnership_id)
    years = years_told(visitor.house, snapshot, sight)
    return _json(monitoring_document(snapshot, years))


def _recommendation(
    visitor: Visitor, snapshot: Snapshot, recommendation_id: str, status: int = 200
) -> Response:
    found = register.registered(visitor, snapshot.partnership.id)
    gaps = register.gaps_told(visitor.house, snapshot)
    kept = found.recommendation(recommendation_id)
    look = register.look_at(snapshot, gaps)
    document = register.recommendation_document(kept, found, look, gaps, visitor.sight)
    return _json(document, status)


def _snapshot(visitor: Visitor, partnership_id: str) -> Snapshot:
    return visitor.house.library.snapshot(partnership_id, today())


def _json(document: object, status: int = 200) -> Response:
    return Response(render_json(document), status_code=status, media_type="application/json")
