"""Baskets of services for needs: codes and a gmina in, nothing about a person, nothing kept."""

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from service import analyses
from service.access.guard import Visitor, requires
from service.access.policy import Action
from service.answers import render_json
from service.api.options import LONGEST_ID, Lang
from service.api.responses import json_doc, problem_doc
from service.errors import NotAllowed
from service.house import today

if TYPE_CHECKING:
    from graph.routes import RouteRequest

router = APIRouter(tags=["routes"])
Guide = Annotated[Visitor, requires(Action.FIND_ROUTES)]

_Code = Annotated[str, Field(max_length=10)]
_Id = Annotated[str, Field(max_length=LONGEST_ID)]
_Codes = Annotated[list[_Code], Field(max_length=60)]
_Ids = Annotated[list[_Id], Field(max_length=60)]


class RouteQuestion(BaseModel):
    """What a family needs and where it lives, in codes. There is no field for anything else."""

    model_config = ConfigDict(extra="forbid", strict=True)

    gmina: Annotated[str, Field(pattern="^[0-9]{7}$", description="TERC code of the gmina, 7 digits")]
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


@router.post(
    "/routes",
    responses=json_doc("object", "Baskets, what is unmet, notices") | problem_doc(413, "Too large"),
)
def find_routes(visitor: Guide, question: RouteQuestion, lang: Lang = "pl") -> Response:
    """The cheapest baskets of services and the contacts that lead to them."""
    grant, library = visitor.grant, visitor.house.library
    if not grant.covers(question.gmina):
        raise NotAllowed
    chosen = library.choose(question.gmina, question.partnership)
    snapshot = library.snapshot(chosen, today())
    here = snapshot.partnership.teryt
    # A gmina may ask the partnership of its powiat, though its territory does not hold the powiat.
    if not grant.reaches(chosen, here) and not (here and question.gmina.startswith(here)):
        raise NotAllowed
    if grant.partnerships and chosen not in grant.partnerships:
        raise NotAllowed
    document = analyses.routes_document(visitor.house, snapshot, visitor.sight, question.request(), lang)
    return Response(render_json(document), media_type="application/json")
