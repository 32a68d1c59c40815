"""Baskets of services for needs: codes and a gmina in, nothing about a person, nothing kept."""

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from graph.errors import InvalidRequest, NotFound, Problem
from graph.snapshot import Snapshot
from graph.vocabulary import holds
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.answers import analyses, render_json
from service.answers.routes import CapacityAnswer, RoutesAnswer
from service.http.errors import NotAllowed
from service.http.options import LONGEST_ID, QUESTION, Lang
from service.http.responses import json_doc, problem_doc
from service.runtime import today

if TYPE_CHECKING:
    from graph.routes import RouteRequest

router = APIRouter(tags=["routes"])
Guide = Annotated[Principal, requires(Action.FIND_ROUTES)]

Gmina = Annotated[
    str,
    Field(
        pattern="^([0-9]{6,7}|[0-9]{4})$",
        description="TERC code of the gmina, 7 or 6 digits (4 of a city with county rights)",
    ),
]
_Code = Annotated[str, Field(max_length=10)]
_Id = Annotated[str, Field(max_length=LONGEST_ID)]
_Codes = Annotated[list[_Code], Field(max_length=80)]
_Ids = Annotated[list[_Id], Field(max_length=80)]


class RouteQuestion(BaseModel):
    """What a family needs and where it lives, in codes. There is no field for anything else."""

    model_config = ConfigDict(extra="forbid", strict=True)

    gmina: Gmina
    needs: Annotated[_Codes, Field(description="Need codes")] = []
    services: Annotated[_Codes, Field(description="Service codes asked for directly")] = []
    age_bands: Annotated[_Codes, Field(description="Age bands of those in need")] = []
    attends: Annotated[_Ids, Field(description="Institutions the family already belongs to")] = []
    origin: Annotated[_Id | None, Field(description="Where the path starts; blank: the leader")] = None
    alternatives: Annotated[int, Field(ge=1, le=20, description="Number of baskets")] = 3
    avoid: Annotated[_Ids, Field(description="Institutions no path may use")] = []
    max_wait: Annotated[int, Field(ge=0, le=3650, description="Longest wait in days")] = 180
    partnership: Annotated[_Id | None, Field(description="Which partnership, if several fit")] = None

    def request(self) -> "RouteRequest":
        """The question in the domain's words."""
        from graph.routes import RouteRequest

        return RouteRequest(
            gmina=self.gmina,
            needs=tuple(self.needs),
            services=tuple(self.services),
            age_bands=tuple(self.age_bands),
            attends=tuple(self.attends),
            origin=self.origin,
            alternatives=self.alternatives,
            avoid=tuple(self.avoid),
            max_wait=self.max_wait,
            partnership=self.partnership,
        )


class CapacityQuestion(BaseModel):
    """Needs, or services asked for directly, and where. There is no field for anything else."""

    model_config = ConfigDict(extra="forbid", strict=True)

    gmina: Gmina
    needs: Annotated[_Codes, Field(description="Need codes")] = []
    services: Annotated[_Codes, Field(description="Service codes asked for directly")] = []
    partnership: Annotated[_Id | None, Field(description="Which partnership, if several fit")] = None


@router.post(
    "/routes",
    openapi_extra=QUESTION,
    responses=json_doc(RoutesAnswer, "Baskets, what is unmet, notices") | problem_doc(413, "Too large"),
)
def find_routes(principal: Guide, question: RouteQuestion, lang: Lang = "pl") -> Response:
    """The cheapest baskets of services and the contacts that lead to them."""
    from graph.routes.notices import is_about_violence

    snapshot = _asked(principal, question.gmina, question.partnership)
    # The grant's own visibility: baskets hold nothing of any case.
    runtime, visibility, request = principal.runtime, principal.grant.visibility, question.request()

    def render() -> bytes:
        return render_json(analyses.routes_document(runtime, snapshot, visibility, request, lang))

    # Of what the law keeps within a closed circle not even the question stays in memory.
    if is_about_violence(request.needs, request.services):
        body = render()
    else:
        body = runtime.answers.get(snapshot, ("routes", request, lang, visibility), render).body
    return Response(body, media_type="application/json")


@router.post(
    "/capacity",
    openapi_extra=QUESTION,
    responses=json_doc(CapacityAnswer, "For each need the services and their free places")
    | problem_doc(413, "Too large"),
)
def find_capacity(principal: Guide, question: CapacityQuestion) -> Response:
    """Free places and waits for many needs at once, before anybody is referred; nothing is booked."""
    from graph.routes import capacity_overview

    snapshot = _asked(principal, question.gmina, question.partnership)
    document = capacity_overview(snapshot, question.gmina, question.needs, question.services)
    return Response(render_json(document), media_type="application/json")


def _asked(principal: Principal, gmina: str, named: str | None) -> Snapshot:
    """Today's snapshot of the partnership that answers for a gmina."""
    grant, library = principal.grant, principal.runtime.library
    if not grant.covers(gmina):
        raise NotAllowed
    try:
        chosen = library.choose(gmina, named)
    except NotFound as error:
        if named is not None:
            raise
        expected = (
            "the TERC code of a gmina that a partnership here works for",
            "kod TERC gminy, w której działa któreś z partnerstw w bazie",
        )
        raise InvalidRequest([Problem("request", None, "gmina", gmina, *expected)]) from error
    snapshot = library.snapshot(chosen, today())
    here = snapshot.partnership.teryt
    # A gmina may ask the partnership of its powiat, though its territory does not hold the powiat.
    if not grant.reaches(chosen, here) and not (here and holds(here, gmina)):
        raise NotAllowed
    if grant.partnerships and chosen not in grant.partnerships:
        raise NotAllowed
    return snapshot
