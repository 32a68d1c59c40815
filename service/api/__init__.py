"""The HTTP API, version 1: the same questions and the same JSON as the command line."""

from fastapi import APIRouter

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
    view,
)
from service.api.responses import PROBLEMS

router = APIRouter(prefix="/api/v1", responses=PROBLEMS)
# Longer paths first: an id may hold slashes.
for part in (
    *(cases, exchange, planning, register, analysis, view),
    *(referrals, families, reference, partnerships),
):
    router.include_router(part.router)
