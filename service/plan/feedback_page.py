"""The give-back card: what one institution gets back for taking part, on one sheet to hand over.

It holds what every partner may see and nothing else, whoever prints it: no single cases, no ratings,
no workers.
"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from graph.snapshot import Snapshot
from graph.vocabulary import FREQUENCIES
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.gaps.cards import cards_of
from service.http.options import PartnershipId
from service.pages.localizer import PageLocalizer, collated, localizer_of
from service.pages.questions import measures_seen, partner_gaps, snapshot_for
from service.pages.registry import Page, register
from service.pages.shell import Frame, Link, links, show
from service.partnerships.institutions_page import (
    InstitutionId,
    contact_of,
    institution_of,
    kind_of,
    services_of,
)
from service.partnerships.standing import plain_standing

PAGE = register(
    Page(
        "give_back",
        "/partnerstwa/{partnership_id}/instytucje/{institution_id}/karta",
        Action.READ_NETWORK,
        on_contacts=True,
        in_menu=False,
        samples=("/partnerstwa/jarzebin-slaski/instytucje/I16/karta",),
    )
)

router = APIRouter(include_in_schema=False)
Analyst = Annotated[Principal, requires(Action.READ_NETWORK)]


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner as the card lists it."""

    name: str
    frequency: str
    form: str


@router.get(PAGE.route)
def give_back(
    request: Request, principal: Analyst, partnership_id: PartnershipId, institution_id: InstitutionId
) -> Response:
    """The card of one institution."""
    localizer = localizer_of(request)
    snapshot = snapshot_for(principal, partnership_id)
    found = institution_of(snapshot, institution_id)
    url = links(snapshot)
    measures = measures_seen(principal, snapshot)
    gaps = [
        gap
        for gap in partner_gaps(principal, snapshot, localizer.lang)["gaps"]
        if institution_id in gap["institutions"]
    ]
    live, waiting, quiet = _partners(snapshot, institution_id, localizer)
    return show(
        Frame(
            *(request, principal, PAGE, localizer.t("card.title")),
            here=snapshot,
            crumbs=[
                Link(localizer.t("menu.institutions"), url("institutions")),
                Link(found.name, url("institution", institution_id=institution_id)),
            ],
        ),
        "give_back",
        one=found,
        kind=kind_of(found, localizer),
        contact=contact_of(principal, snapshot, institution_id),
        services=services_of(snapshot, institution_id, localizer),
        live=live,
        waiting=waiting,
        quiet=quiet,
        standing=plain_standing(snapshot, measures, institution_id, localizer),
        cards=cards_of(gaps, snapshot, localizer, url),
    )


def _partners(
    snapshot: Snapshot, id: str, localizer: PageLocalizer
) -> tuple[list[Partner], list[str], list[str]]:
    """Current partners; of these who named the institution without being named; who fell silent."""
    live: list[tuple[int, Partner]] = []
    waiting: list[str] = []
    quiet: list[str] = []
    for pair, tie in snapshot.ties.items():
        if id not in pair:
            continue
        name = snapshot.institutions[tie.other(id)].name
        if not tie.live:
            quiet.append(name)
            continue
        how_often = FREQUENCIES.index(tie.frequency) if tie.frequency else len(FREQUENCIES)
        row = Partner(name, localizer.frequency(tie.frequency), localizer.form(tie.formalisation))
        live.append((how_often, row))
        if tie.report_of(id) is None:
            waiting.append(name)
    ordered = sorted(live, key=lambda one: (one[0], collated(one[1].name)))
    return [row for _, row in ordered], sorted(waiting, key=collated), sorted(quiet, key=collated)
