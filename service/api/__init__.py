"""The HTTP API, version 1: the same questions and the same JSON as the command line."""

from fastapi import APIRouter, Depends

from service.api import (
    analysis,
    cases,
    exchange,
    families,
    partnerships,
    planning,
    reference,
    referrals,
    register,
    resources,
    view,
)
from service.api.parameters import known_parameters_only
from service.api.responses import PROBLEMS

router = APIRouter(prefix="/api/v1", responses=PROBLEMS, dependencies=[Depends(known_parameters_only)])
# Longer paths first: an id may hold slashes.
for part in (
    *(resources, cases, exchange, planning, register, analysis, view),
    *(referrals, families, reference, partnerships),
):
    router.include_router(part.router)
