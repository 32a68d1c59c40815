"""The HTTP API, version 1: the same questions and the same JSON as the command line."""

from fastapi import APIRouter, Depends

from service.api import analysis
from service.cases import api as cases
from service.cases import families_api as families
from service.exchange import api as exchange
from service.http.parameters import known_parameters_only
from service.http.responses import PROBLEMS
from service.network import api as view
from service.partnerships import api as partnerships
from service.partnerships import resources_api as resources
from service.plan import api as planning
from service.records import api as register
from service.reference import api as reference
from service.routes import api as referrals

router = APIRouter(prefix="/api/v1", responses=PROBLEMS, dependencies=[Depends(known_parameters_only)])
# Longer paths first: an id may hold slashes.
for part in (
    *(resources, cases, exchange, planning, register, analysis, view),
    *(referrals, families, reference, partnerships),
):
    router.include_router(part.router)
