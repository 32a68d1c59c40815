"""The HTTP API, version 1: the same questions and the same JSON as the command line."""

from fastapi import APIRouter, Depends

from service.cases import api as cases
from service.cases import families_api as families
from service.certainty import api as certainty
from service.exchange import api as exchange
from service.gaps import api as gaps
from service.http.parameters import known_parameters_only
from service.http.responses import PROBLEMS
from service.network import api as network
from service.partnerships import api as partnerships
from service.partnerships import resources_api as resources
from service.plan import api as plan
from service.portfolio import api as portfolio
from service.records import api as records
from service.recruitment import api as recruitment
from service.reference import api as reference
from service.registers import api as registers
from service.routes import api as routes
from service.surveys import api as survey
from service.surveys import timeline_api as timeline
from service.what_if import api as what_if

router = APIRouter(prefix="/api/v1", responses=PROBLEMS, dependencies=[Depends(known_parameters_only)])
# Longer paths first: an id may hold slashes.
for part in (
    *(resources, cases, exchange, plan, records, network, gaps, recruitment, certainty, what_if),
    *(timeline, survey),
    *(routes, families, reference, registers, portfolio, partnerships),
):
    router.include_router(part.router)
