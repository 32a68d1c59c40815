"""The register at the door: barriers, recommendations, information flows; steps and documents."""

from service.register.barriers import drop_barrier, end_barrier, note_barrier
from service.register.documents import (
    barrier_document,
    barriers_document,
    flow_document,
    flows_document,
    ordered_flows,
    recommendation_document,
    recommendations_document,
)
from service.register.entries import registered
from service.register.flows import change_flow, describe_flow, drop_flow
from service.register.looks import GapSeen, gap_of, gaps_told, look_at
from service.register.recommendations import NewAdvice, recommend, step_recommendation

__all__ = [
    "GapSeen",
    "NewAdvice",
    "barrier_document",
    "barriers_document",
    "change_flow",
    "describe_flow",
    "drop_barrier",
    "drop_flow",
    "end_barrier",
    "flow_document",
    "flows_document",
    "gap_of",
    "gaps_told",
    "look_at",
    "note_barrier",
    "ordered_flows",
    "recommend",
    "recommendation_document",
    "recommendations_document",
    "registered",
    "step_recommendation",
]
