"""The overview of a partnership: how it stands, who holds it together, what is most urgent."""

from collections import Counter
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from service.access.guard import Principal, requires
from service.access.policy import Action
from service.certainty.pages import certainty_of
from service.gaps.cards import joined, worded
from service.http.options import PartnershipId
from service.pages.localizer import localizer_of
from service.pages.pointer import pointer
from service.pages.questions import gaps_seen, measures_seen, partnership_seen, snapshot_for
from service.pages.registry import Page, register
from service.pages.shell import Frame, links, show
from service.partnerships.central import central_actors
from service.partnerships.coverage import COLUMNS, coverage
from service.partnerships.figures import figures

PAGE = register(
    Page(
        "overview",
        "/partnerstwa/{partnership_id}",
        Action.READ_NETWORK,
        on_contacts=True,
        samples=(
            "/partnerstwa/jarzebin-slaski",
            "/partnerstwa/jarzebin-slaski?potrzeba=N09",
        ),
    )
)
_TOP_GAPS: Final = 5

router = APIRouter(include_in_schema=False)
Analyst = Annotated[Principal, requires(Action.READ_NETWORK)]


@router.get(PAGE.route)
def overview(
    request: Request,
    principal: Analyst,
    partnership_id: PartnershipId,
    potrzeba: Annotated[str, Query(max_length=10)] = "",
    gmina: Annotated[str, Query(max_length=7)] = "",
    wiek: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    """One partnership at a glance."""
    localizer = localizer_of(request)
    snapshot = snapshot_for(principal, partnership_id)
    measures = measures_seen(principal, snapshot)
    gaps = gaps_seen(principal, snapshot, localizer.lang)
    visibility, facts = principal.visibility, partnership_seen(principal, snapshot)
    return show(
        Frame(request, principal, PAGE, snapshot.partnership.name, here=snapshot),
        "overview",
        facts=facts,
        figures=figures(snapshot, measures, localizer),
        columns=COLUMNS,
        coverage=coverage(snapshot),
        actors=central_actors(snapshot, measures, localizer),
        central_certainty=certainty_of(principal, snapshot, localizer, "spaja"),
        gaps_certainty=certainty_of(principal, snapshot, localizer, "luki"),
        urgencies=Counter(gap["urgency"] for gap in gaps["gaps"]),
        gap_count=len(gaps["gaps"]),
        top_gaps=worded(joined(gaps["gaps"])[:_TOP_GAPS], snapshot, localizer, links(snapshot)),
        pointer=pointer(principal, snapshot, localizer, potrzeba, gmina, wiek),
        shows_families=visibility.cases != "none",
        families=localizer.families(facts["families"], about=visibility.cases != "all"),
        may_export=principal.grant.may(Action.EXPORT),
        has_ties=bool(measures["ties"]),
    )
