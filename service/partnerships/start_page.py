"""The first page: partnerships with their state, search, and the first steps of a newcomer."""

import time
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

from graph.errors import NotFound
from graph.packages import Language as PackageLanguage
from graph.packages import first_template_bytes, template_bytes, template_csv_bytes
from graph.stores import PartnershipSummary
from seed import DEMO_PARTNERSHIP
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.answers.disclosure import families_shown
from service.exchange.demo import add_demo
from service.exchange.exporting import FILE_KINDS
from service.pages.localizer import PageLocalizer, localizer_of
from service.pages.paging import part_of
from service.pages.questions import gaps_seen, snapshot_for
from service.pages.registry import Page, find_page, register
from service.pages.shell import Frame, Link, show
from service.runtime import today

PAGE = register(Page("partnerships", "/", Action.READ_MAP, samples=("/", "/?szukaj=szkola")))

#: Partnerships on one page, and in how many of them institutions are searched.
_PER_PAGE: Final = 20
_SEARCHED: Final = 50
_MOST_FOUND: Final = 30
#: How long gaps are counted for the list; the next visit goes on where this one stopped.
_COUNTING_SECONDS: Final = 2.0
_DEMO_PATH: Final = "/przyklad"
_FORMS: Final = {
    "poczatek.xlsx": ("first", False),
    "szablon.xlsx": ("xlsx", False),
    "przyklad.xlsx": ("xlsx", True),
    "szablon-csv.zip": ("package", False),
    "przyklad-csv.zip": ("package", True),
}

router = APIRouter(include_in_schema=False)
MapReader = Annotated[Principal, requires(Action.READ_MAP)]
Importer = Annotated[Principal, requires(Action.IMPORT)]


@dataclass(frozen=True, slots=True)
class Row:
    """One partnership of the list; ``families`` and ``urgent`` are ``None`` where not shown."""

    name: str
    url: str
    teryt: str
    institutions: int
    members: int
    families: str | None
    urgent: int | None


@router.get("/")
def start(
    request: Request,
    principal: MapReader,
    szukaj: Annotated[str, Query(max_length=100)] = "",
    strona: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """Partnerships of the principal's territory."""
    localizer = localizer_of(request)
    known = [
        one
        for one in principal.runtime.library.partnerships(today())
        if principal.grant.reaches(one.id, one.teryt)
    ]
    words = folded(szukaj).split()
    found = [one for one in known if _fits(f"{one.name} {one.teryt or ''}", words)]
    part = part_of(found, strona, _PER_PAGE, {"szukaj": szukaj})
    grant = principal.grant
    return show(
        Frame(request, principal, PAGE, localizer.t("menu.partnerships")),
        "start",
        any_known=bool(known),
        several=len(known) > 1,
        rows=_rows(principal, localizer, part.rows),
        part=part,
        search=szukaj,
        institutions=list(_institutions(principal, known, words)) if words else [],
        found=len(found),
        may_import=grant.may(Action.IMPORT),
        may_load_demo=grant.may(Action.IMPORT) and grant.may(Action.WRITE_CASES),
        shows_families=principal.visibility.cases != "none",
        shows_gaps=grant.may(Action.READ_NETWORK),
        demo_path=_DEMO_PATH,
    )


@router.post(_DEMO_PATH)
def load_demo(principal: Importer) -> Response:
    """Load the demo partnership unless it is there, and go to it."""
    with principal.runtime.importing:
        try:
            principal.runtime.library.revision(DEMO_PARTNERSHIP)
        except NotFound:
            add_demo(principal)
    overview = find_page("overview")
    place = overview.url(partnership_id=DEMO_PARTNERSHIP) if overview else "/"
    return RedirectResponse(place, status_code=303)


@router.get("/szablony/{name}", dependencies=[requires(Action.READ_MAP)])
def empty_form(request: Request, name: str) -> Response:
    """A workbook or a set of CSV files to fill in, empty or with a made-up example."""
    if name not in _FORMS:
        raise HTTPException(404)
    kind, example = _FORMS[name]
    return Response(
        _form(kind, localizer_of(request).lang, example),
        media_type=FILE_KINDS["package" if kind == "package" else "xlsx"].media_type,
        headers={"Content-Disposition": f'attachment; filename="kooperacje-{name}"'},
    )


@cache
def _form(kind: str, lang: PackageLanguage, example: bool) -> bytes:
    if kind == "first":
        return first_template_bytes(lang)
    return (template_bytes if kind == "xlsx" else template_csv_bytes)(lang, example=example)


def _rows(
    principal: Principal, localizer: PageLocalizer, listed: Sequence[PartnershipSummary]
) -> list[Row]:
    overview, others = find_page("overview"), find_page("institutions")
    first = overview if overview and overview.open_to(principal.grant) else others
    visibility = principal.visibility
    families = families_shown(principal.runtime, {one.id: one.families for one in listed}, visibility)
    until = time.monotonic() + _COUNTING_SECONDS
    rows: list[Row] = []
    for one in listed:
        counted = principal.grant.may(Action.READ_NETWORK) and time.monotonic() < until
        rows.append(
            Row(
                name=one.name,
                url=first.url(partnership_id=one.id) if first else "/",
                teryt=one.teryt or "",
                institutions=one.institutions,
                members=one.members,
                families=localizer.families(families[one.id], about=visibility.cases != "all")
                if visibility.cases != "none"
                else None,
                urgent=_urgent(principal, localizer, one.id) if counted else None,
            )
        )
    return rows


def _urgent(principal: Principal, localizer: PageLocalizer, id: str) -> int:
    document = gaps_seen(principal, snapshot_for(principal, id), localizer.lang)
    return sum(gap["urgency"] == "high" for gap in document["gaps"])


def _institutions(
    principal: Principal, listed: Sequence[PartnershipSummary], words: Sequence[str]
) -> Iterator[tuple[Link, str]]:
    """Institutions whose name holds the words, each with its partnership."""
    page = find_page("institution")
    left = _MOST_FOUND
    for one in listed[:_SEARCHED] if page else ():
        for id, institution in snapshot_for(principal, one.id).institutions.items():
            if left and page and _fits(institution.name, words):
                left -= 1
                yield (
                    Link(institution.name, page.url(partnership_id=one.id, institution_id=id)),
                    one.name,
                )


def _fits(text: str, words: Sequence[str]) -> bool:
    plain = folded(text)
    return all(word in plain for word in words)


def folded(text: str) -> str:
    """Text without case and accents, as people type it.

    >>> folded("Jarzębin ŚLĄSKI – Łódź")
    'jarzebin slaski – lodz'
    """
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
