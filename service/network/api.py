"""The network over HTTP: its measures, and a page of it drawn."""

from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query, Request
from starlette.responses import Response

from graph.snapshot import Layer
from service.answers import analyses, render_json
from service.answers.measures import MeasuresAnswer
from service.http.analysis import Analyst, analysis_router, demand_layer
from service.http.options import AsOf, KeyPlayers, Lang, LayerName, MembersOnly, PartnershipId
from service.http.responses import answered, kept_doc
from service.network.views import view_page
from visualizations.page import Links

router = analysis_router()


@router.get(
    "/measures",
    operation_id="read_measures",
    responses=kept_doc(MeasuresAnswer, "Measures of the network"),
)
def measures(
    request: Request,
    principal: Analyst,
    partnership_id: PartnershipId,
    as_of: AsOf = None,
    layer: LayerName = "institutions",
    members_only: MembersOnly = False,
    key_players: KeyPlayers = 2,
) -> Response:
    """Measures of one layer of the network of live ties."""
    demand_layer(principal, layer, partnership_id)
    snapshot = principal.runtime.snapshot(partnership_id, as_of)
    visibility = principal.visibility
    answer = principal.runtime.answers.get(
        snapshot,
        ("measures", layer, members_only, key_players, visibility.cases == "all"),
        lambda: render_json(
            analyses.measures_document(
                *(snapshot, layer),
                members_only=members_only,
                key_players=key_players,
                visibility=visibility,
            )
        ),
    )
    return answered(request, answer)


@router.get(
    "/view",
    operation_id="draw_network",
    response_class=Response,
    responses={
        200: {"description": "The page", "content": {"text/html": {"schema": {"type": "string"}}}}
    },
)
def view(
    request: Request,
    principal: Analyst,
    partnership_id: PartnershipId,
    as_of: AsOf = None,
    layer: LayerName = "institutions",
    members_only: MembersOnly = False,
    lang: Lang = "pl",
    download: Annotated[bool, Query(description="As one self-contained file")] = False,
) -> Response:
    """The network drawn, with its tables; positions are the same every time."""
    demand_layer(principal, layer, partnership_id)
    snapshot = principal.runtime.snapshot(partnership_id, as_of)
    visibility = principal.visibility_of(partnership_id)
    answer = principal.runtime.answers.get(
        snapshot,
        ("view", layer, members_only, lang, download, visibility),
        lambda: view_page(
            *(principal.runtime, snapshot, visibility, layer),
            members_only=members_only,
            lang=lang,
            links=None if download else Links(download=_download(as_of, layer, lang, members_only)),
            self_contained=download,
        ).encode(),
    )
    response = answered(request, answer, "text/html")
    if download:
        response.headers["Content-Disposition"] = 'attachment; filename="kooperacje-siec.html"'
    return response


def _download(as_of: date | None, layer: Layer, lang: str, members_only: bool) -> str:
    asked = {"download": "true", "layer": layer, "lang": lang, "members_only": str(members_only).lower()}
    return "view?" + urlencode(asked | ({"as_of": as_of.isoformat()} if as_of else {}))
