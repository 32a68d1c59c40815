"""Two partnerships side by side, or one on two days."""

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from graph.packages.people_values import date_of
from graph.snapshot import Snapshot
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.http.options import LONGEST_ID
from service.pages.files import asset_url
from service.pages.localizer import PageLocalizer, collated, localizer_of
from service.pages.questions import gaps_seen, measures_seen
from service.pages.registry import Page, register
from service.pages.shell import Frame, show
from service.partnerships.compare_rows import (
    Side,
    changes,
    coverage_rows,
    figure_rows,
    gap_rows,
    in_words,
    warnings,
)
from service.runtime import today

PAGE = register(
    Page(
        "compare",
        "/porownanie",
        Action.READ_NETWORK,
        samples=(
            "/porownanie",
            "/porownanie?a=jarzebin-slaski&b=jarzebin-slaski&dzien_a=2025-06-30",
        ),
    )
)
#: Partnerships that can be chosen from; more are found by their address.
_MOST_CHOICES: Final = 1000

router = APIRouter(include_in_schema=False)
Analyst = Annotated[Principal, requires(Action.READ_NETWORK)]
Chosen = Annotated[str, Query(max_length=LONGEST_ID)]
Day = Annotated[str, Query(max_length=40)]


@dataclass(frozen=True, slots=True)
class Question:
    """What was chosen on one side, and what is wrong with it."""

    id: str
    day: str
    fault: str = ""


@router.get(PAGE.route)
def compare(
    request: Request,
    principal: Analyst,
    a: Chosen = "",
    b: Chosen = "",
    dzien_a: Day = "",
    dzien_b: Day = "",
) -> Response:
    """The comparison, or the form that asks for it."""
    localizer = localizer_of(request)
    choices = _choices(principal)
    asked = [Question(*one, _fault(one[1], localizer)) for one in ((a, dzien_a), (b, dzien_b))]
    content: dict[str, object] = {"sides": []}
    faulty = any(one.fault for one in asked)
    if a and b and not faulty:
        sides = [_side(principal, one, localizer) for one in asked]
        content = _content(sides[0], sides[1], localizer)
    return show(
        Frame(
            *(request, principal, PAGE, localizer.t("menu.compare")),
            styles=[asset_url("forms.css")],
            status=422 if faulty else 200,
        ),
        "compare",
        asked=asked,
        choices=choices,
        **content,
    )


def _content(a: Side, b: Side, localizer: PageLocalizer) -> dict[str, object]:
    figures, areas, gaps = (make(a, b, localizer) for make in (figure_rows, coverage_rows, gap_rows))
    same = a.snapshot.partnership.id == b.snapshot.partnership.id
    return {
        "sides": [a, b],
        "heads": [
            f"{side.snapshot.partnership.name}, {localizer.day(side.snapshot.as_of)}" for side in (a, b)
        ],
        "warnings": warnings(a, b, localizer),
        "words": in_words(figures),
        "changes": changes(a, b, localizer) if same else (),
        "tables": [
            (localizer.t("compare.figures"), figures),
            (localizer.t("compare.coverage"), areas),
            (localizer.t("compare.kinds"), gaps),
        ],
        "actors": [side.actors(localizer) for side in (a, b)],
        "withheld": any("withheld" in side.gaps for side in (a, b)),
    }


def _choices(principal: Principal) -> list[tuple[str, str]]:
    known = [
        (one.id, one.name)
        for one in principal.runtime.library.partnerships(today())
        if principal.grant.reaches(one.id, one.teryt)
    ]
    return sorted(known, key=lambda row: (collated(row[1]), row[0]))[:_MOST_CHOICES]


def _fault(day: str, localizer: PageLocalizer) -> str:
    return localizer.t("form.fault.date") if day and date_of(day) is None else ""


def _side(principal: Principal, asked: Question, localizer: PageLocalizer) -> Side:
    """One side; the partnership must lie within the grant.

    Raises
    ------
    NotFound, NotAllowed
        When there is none, or not for this principal.
    """
    library = principal.runtime.library
    principal.demand_partnership(Action.READ_NETWORK, library.package(asked.id).partnership)
    day = date_of(asked.day) or today()
    snapshot: Snapshot = library.snapshot(asked.id, day)
    return Side(
        snapshot, measures_seen(principal, snapshot), gaps_seen(principal, snapshot, localizer.lang)
    )
