"""Coordination gaps of a partnership, most urgent first: on a page, and as a table to take away."""

from collections.abc import Mapping
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from graph.snapshot import Snapshot
from graph.vocabulary import AREAS
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.answers.documents import Document
from service.certainty.pages import certainty_of
from service.gaps.cards import URGENCIES, Filter, anchor_of, areas_of, joined, kind_counts, worded
from service.gaps.evidence import Url
from service.http.options import LONGEST_ID, PartnershipId
from service.pages.localizer import PageLocalizer, collated, localizer_of
from service.pages.paging import part_of
from service.pages.questions import gaps_seen, snapshot_for
from service.pages.registry import Page, register
from service.pages.shell import Frame, links, show
from service.pages.tables import csv_table
from service.records.looks import gap_of, gaps_disclosed

PAGE = register(
    Page(
        "gaps",
        "/partnerstwa/{partnership_id}/luki",
        Action.READ_NETWORK,
        on_contacts=True,
        samples=(
            "/partnerstwa/jarzebin-slaski/luki",
            "/partnerstwa/jarzebin-slaski/luki?instytucja=I37",
        ),
    )
)
#: Cards on one page.
_PER_PAGE: Final = 60
_TABLE_PATH: Final = PAGE.route + ".csv"

router = APIRouter(include_in_schema=False)
Analyst = Annotated[Principal, requires(Action.READ_NETWORK)]
Kind = Annotated[str, Query(max_length=40)]
Area = Annotated[str, Query(max_length=40)]
Institution = Annotated[str, Query(max_length=LONGEST_ID)]
Urgency = Annotated[str, Query(max_length=10)]


@router.get(_TABLE_PATH)
def gaps_table(
    request: Request,
    principal: Analyst,
    partnership_id: PartnershipId,
    rodzaj: Kind = "",
    obszar: Area = "",
    instytucja: Institution = "",
    pilnosc: Urgency = "",
) -> Response:
    """The gaps that pass the filter as a table that a Polish spreadsheet opens by double click."""
    localizer = localizer_of(request)
    snapshot = snapshot_for(principal, partnership_id)
    chosen = Filter(rodzaj, obszar, instytucja, pilnosc)
    document = gaps_seen(principal, snapshot, localizer.lang)
    rows = [gap for gap in document["gaps"] if chosen.passes(gap, snapshot)]
    return Response(
        _csv(rows, snapshot, localizer),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="luki-we-wspolpracy.csv"'},
    )


@router.get(PAGE.route)
def gaps(
    request: Request,
    principal: Analyst,
    partnership_id: PartnershipId,
    rodzaj: Kind = "",
    obszar: Area = "",
    instytucja: Institution = "",
    pilnosc: Urgency = "",
    strona: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """The gaps that pass the filter as cards."""
    localizer = localizer_of(request)
    snapshot = snapshot_for(principal, partnership_id)
    chosen = Filter(rodzaj, obszar, instytucja, pilnosc)
    document = gaps_seen(principal, snapshot, localizer.lang)
    passed = [gap for gap in document["gaps"] if chosen.passes(gap, snapshot)]
    query = {"rodzaj": rodzaj, "obszar": obszar, "instytucja": instytucja, "pilnosc": pilnosc}
    part = part_of(joined(passed), strona, _PER_PAGE, query)
    cards = worded(part.rows, snapshot, localizer, links(snapshot))
    named = {id for gap in document["gaps"] for id in gap["institutions"]}
    may_advise = principal.grant.may(Action.RECOMMEND)
    return show(
        Frame(request, principal, PAGE, localizer.t("menu.gaps"), here=snapshot),
        "gaps",
        chosen=chosen,
        part=part,
        advisable=_advisable(principal, snapshot, passed) if may_advise else {},
        groups=[(urgency, [card for card in cards if card.urgency == urgency]) for urgency in URGENCIES],
        checkable=True,
        shown=len(passed),
        urgencies=[(urgency, sum(gap["urgency"] == urgency for gap in passed)) for urgency in URGENCIES],
        total=len(document["gaps"]),
        counts=kind_counts(document, localizer),
        counted=any(document.get("withheld", {}).values()),
        areas=AREAS,
        institutions=sorted(
            ((id, one.name) for id, one in snapshot.institutions.items() if id in named),
            key=lambda row: collated(row[1]),
        ),
        certainty=certainty_of(principal, snapshot, localizer, "luki"),
        table=f"{PAGE.url(partnership_id=partnership_id)}.csv?{urlencode(query)}",
    )


def gap_addresses(document: Document, url: Url) -> Mapping[str, str]:
    """Where each gap of a document stands, by its id: among those of its kind, at its own card."""
    found: dict[str, str] = {}
    for kind in {gap["kind"] for gap in document["gaps"]}:
        listed = joined(gap for gap in document["gaps"] if gap["kind"] == kind)
        for place, gaps in enumerate(listed):
            number = place // _PER_PAGE + 1
            query = {"rodzaj": kind} | ({"strona": number} if number > 1 else {})
            for gap in gaps:
                found[gap["id"]] = f"{url('gaps')}?{urlencode(query)}#{anchor_of(gap['id'])}"
    return found


def _advisable(principal: Principal, snapshot: Snapshot, rows: list[Document]) -> dict[str, str]:
    """Where a recommendation that rests on a gap is written, by the gap's id."""
    base, told = links(snapshot)("advice"), gaps_disclosed(principal.runtime, snapshot)
    found = ((gap["id"], gap_of(told, gap["id"])) for gap in rows)
    return {id: f"{base}?{urlencode({'podstawa': f'gap:{one.mark}'})}#nowe" for id, one in found if one}


def _csv(rows: list[Document], snapshot: Snapshot, localizer: PageLocalizer) -> bytes:
    columns = ("urgency", "kind", "institutions", "areas", "explanation", "advice")
    heads = [localizer.t(f"gaps.column.{column}") for column in columns]
    return csv_table(heads, (_cells(gap, snapshot, localizer) for gap in rows), localizer.lang)


def _cells(gap: Document, snapshot: Snapshot, localizer: PageLocalizer) -> tuple[str, ...]:
    names = (
        snapshot.institutions[id].name if id in snapshot.institutions else id
        for id in gap["institutions"]
    )
    return (
        localizer.t(f"urgency.{gap['urgency']}"),
        localizer.t(f"kind.{gap['kind']}"),
        "; ".join(names),
        "; ".join(localizer.area(area) for area in AREAS if area in areas_of(gap, snapshot)),
        gap["explanation"],
        gap["advice"],
    )
