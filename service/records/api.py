"""The register of a partnership: barriers, recommendations, information flows; codes only."""

from typing import Annotated, Final

from fastapi import APIRouter
from starlette.responses import Response

from graph.records.kinds import RECOMMENDATION
from graph.snapshot import Snapshot
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.answers.monitoring import MonitoringAnswer
from service.answers.register import (
    BarrierAnswer,
    BarriersAnswer,
    InformationFlowAnswer,
    InformationFlowsAnswer,
    RecommendationAnswer,
    RecommendationsAnswer,
)
from service.http.options import IfMatch, Lang, Once, PartnershipId, ThingId
from service.http.responses import CHANGED, CONFLICT, TOO_LARGE, json_answer, json_doc, versioned_doc
from service.monitoring.numbers import monitoring_document, years_disclosed
from service.records.barriers import drop_barrier as record_drop_barrier
from service.records.barriers import end_barrier as record_end_barrier
from service.records.barriers import note_barrier
from service.records.bodies import (
    End,
    FlowChange,
    NewBarrier,
    NewFlow,
    NewRecommendation,
    RecommendationStep,
)
from service.records.documents import (
    barrier_document,
    barriers_document,
    flow_document,
    flows_document,
    recommendation_document,
    recommendations_document,
)
from service.records.entries import registered
from service.records.flows import change_flow as record_change_flow
from service.records.flows import describe_flow
from service.records.flows import drop_flow as record_drop_flow
from service.records.looks import gaps_disclosed, look_at
from service.records.recommendations import NewAdvice, recommend
from service.records.recommendations import step_recommendation as record_step_recommendation
from service.runtime import today

router = APIRouter(prefix="/partnerships/{partnership_id:path}", tags=["register"])
Analyst = Annotated[Principal, requires(Action.READ_NETWORK)]
Monitor = Annotated[Principal, requires(Action.READ_MONITORING)]
Writer = Annotated[Principal, requires(Action.WRITE_REGISTER)]
Advisor = Annotated[Principal, requires(Action.RECOMMEND)]
Stepper = Annotated[Principal, requires(Action.WRITE_REGISTER, Action.RECOMMEND)]
_NEW: Final = CONFLICT | TOO_LARGE
_SENT: Final = CHANGED | TOO_LARGE
_GONE: Final = {204: {"description": "It is taken out"}}


@router.get("/barriers", responses=json_doc(BarriersAnswer, "Barriers and their numbers by code"))
def read_barriers(principal: Analyst, partnership_id: PartnershipId) -> Response:
    """The barriers of a partnership."""
    found = registered(principal, partnership_id)
    return json_answer(barriers_document(principal.runtime.snapshot(partnership_id), found))


@router.post(
    "/barriers",
    status_code=201,
    responses=versioned_doc(BarrierAnswer, "The barrier", 201) | _NEW,
)
def create_barrier(
    principal: Writer, partnership_id: PartnershipId, new: NewBarrier, once: Once
) -> Response:
    """Note a barrier."""
    snapshot = principal.runtime.snapshot(partnership_id)
    kept = note_barrier(
        principal, snapshot, new.code, new.target, tuple(new.subjects), new.noted_on, once
    )
    return json_answer(barrier_document(kept, today()), 201, kept.version)


@router.post(
    "/barriers/{barrier_id}/end",
    responses=versioned_doc(BarrierAnswer, "The barrier, ended") | _SENT,
)
def end_barrier(
    principal: Writer,
    partnership_id: PartnershipId,
    barrier_id: ThingId,
    end: End,
    once: Once,
    if_match: IfMatch = None,
) -> Response:
    """Record that a barrier is gone."""
    kept = record_end_barrier(principal, partnership_id, barrier_id, end.ended_on, if_match, once)
    return json_answer(barrier_document(kept, today()), version=kept.version)


@router.delete(
    "/barriers/{barrier_id}",
    status_code=204,
    response_class=Response,
    responses=_GONE | CHANGED,
)
def drop_barrier(
    principal: Writer, partnership_id: PartnershipId, barrier_id: ThingId, if_match: IfMatch = None
) -> Response:
    """Take out a barrier that was noted by mistake."""
    record_drop_barrier(principal, partnership_id, barrier_id, if_match)
    return Response(status_code=204)


@router.get(
    "/recommendations",
    responses=json_doc(RecommendationsAnswer, "Recommendations and whether they moved anything"),
)
def read_recommendations(principal: Analyst, partnership_id: PartnershipId) -> Response:
    """The recommendations of a partnership, each with its measure when it was given and now."""
    snapshot = principal.runtime.snapshot(partnership_id)
    found = registered(principal, partnership_id)
    gaps = gaps_disclosed(principal.runtime, snapshot)
    return json_answer(recommendations_document(snapshot, found, gaps, principal.visibility))


@router.post(
    "/recommendations",
    status_code=201,
    responses=versioned_doc(RecommendationAnswer, "The recommendation", 201) | _NEW,
)
def create_recommendation(
    principal: Advisor,
    partnership_id: PartnershipId,
    new: NewRecommendation,
    once: Once,
) -> Response:
    """Give a recommendation; the measure it should move is taken now and kept with it."""
    snapshot = principal.runtime.snapshot(partnership_id)
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
    kept = recommend(principal, snapshot, advice, once)
    return _recommendation(principal, snapshot, kept.entry.id, 201)


@router.post(
    "/recommendations/{recommendation_id}/steps",
    responses=versioned_doc(RecommendationAnswer, "The recommendation after the step") | _SENT,
)
def step_recommendation(
    principal: Stepper,
    partnership_id: PartnershipId,
    recommendation_id: ThingId,
    step: RecommendationStep,
    once: Once,
    if_match: IfMatch = None,
) -> Response:
    """Record what became of a recommendation; only who may recommend may withdraw one."""
    kept = record_step_recommendation(
        *(principal, partnership_id, recommendation_id, step.state, step.on, step.reason),
        seen=if_match,
        sent=once,
    )
    return _recommendation(principal, principal.runtime.snapshot(partnership_id), kept.entry.id)


@router.get(
    "/information-flows",
    responses=json_doc(InformationFlowsAnswer, "Information flows, and those whose base is missing"),
)
def read_flows(principal: Analyst, partnership_id: PartnershipId, lang: Lang = "pl") -> Response:
    """The description of the information flow between partners."""
    found = registered(principal, partnership_id)
    return json_answer(flows_document(principal.runtime.snapshot(partnership_id), found, lang))


@router.post(
    "/information-flows",
    status_code=201,
    responses=versioned_doc(InformationFlowAnswer, "The information flow", 201) | _NEW,
)
def create_flow(principal: Writer, partnership_id: PartnershipId, new: NewFlow, once: Once) -> Response:
    """Describe what information goes from one partner to another."""
    snapshot = principal.runtime.snapshot(partnership_id)
    kept = describe_flow(principal, snapshot, new.model_dump(), once)
    return json_answer(flow_document(kept), 201, kept.version)


@router.put(
    "/information-flows/{flow_id}",
    responses=versioned_doc(InformationFlowAnswer, "The information flow, changed") | _SENT,
)
def change_flow(
    principal: Writer,
    partnership_id: PartnershipId,
    flow_id: ThingId,
    change: FlowChange,
    if_match: IfMatch = None,
) -> Response:
    """Change how often and on what base information flows."""
    snapshot = principal.runtime.snapshot(partnership_id)
    kept = record_change_flow(principal, snapshot, flow_id, change.rhythm, change.base, if_match)
    return json_answer(flow_document(kept), version=kept.version)


@router.delete(
    "/information-flows/{flow_id}",
    status_code=204,
    response_class=Response,
    responses=_GONE | CHANGED,
)
def drop_flow(
    principal: Writer, partnership_id: PartnershipId, flow_id: ThingId, if_match: IfMatch = None
) -> Response:
    """Take an information flow out of the description."""
    record_drop_flow(principal, partnership_id, flow_id, if_match)
    return Response(status_code=204)


@router.get("/monitoring", responses=json_doc(MonitoringAnswer, "Indicators by year"))
def read_monitoring(principal: Monitor, partnership_id: PartnershipId) -> Response:
    """What the cases of a partnership add up to; small numbers are kept back from most roles."""
    snapshot, visibility = (
        principal.runtime.snapshot(partnership_id),
        principal.visibility_of(partnership_id),
    )
    years = years_disclosed(principal.runtime, snapshot, visibility)
    return json_answer(monitoring_document(snapshot, years))


def _recommendation(
    principal: Principal, snapshot: Snapshot, recommendation_id: str, status: int = 200
) -> Response:
    found = registered(principal, snapshot.partnership.id)
    gaps = gaps_disclosed(principal.runtime, snapshot)
    kept = found.find(RECOMMENDATION, recommendation_id)
    look = look_at(snapshot, gaps)
    document = recommendation_document(kept, found, look, gaps, principal.visibility)
    return json_answer(document, status, kept.version)
