"""The local basket of services on a page, and as sheets to print for families and for workers."""

from collections.abc import Callable, Sequence
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from graph.snapshot import Snapshot
from graph.vocabulary import AGE_BANDS
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.http.options import PartnershipId
from service.pages.files import asset_url
from service.pages.localizer import localizer_of
from service.pages.need_words import grouped_needs
from service.pages.pointer import chosen_gmina, gminas_of
from service.pages.questions import snapshot_for
from service.pages.registry import Page, register
from service.pages.shell import Frame, Link, links, show
from service.partnerships.local_basket import Group, LocalBasket
from service.runtime import today

_PATH: Final = "/partnerstwa/{partnership_id}/koszyk"
PAGE = register(
    Page("services", _PATH, Action.READ_MAP, samples=("/partnerstwa/jarzebin-slaski/koszyk",))
)
FAMILY = register(
    Page(
        "sheet_family",
        _PATH + "/rodziny",
        Action.READ_MAP,
        in_menu=False,
        samples=("/partnerstwa/jarzebin-slaski/koszyk/rodziny",),
    )
)
WORKER = register(
    Page(
        "sheet_worker",
        _PATH + "/pracownicy",
        Action.FIND_ROUTES,
        in_menu=False,
        samples=("/partnerstwa/jarzebin-slaski/koszyk/pracownicy",),
    )
)

router = APIRouter(include_in_schema=False)
MapReader = Annotated[Principal, requires(Action.READ_MAP)]
Guide = Annotated[Principal, requires(Action.FIND_ROUTES)]
Topic = Annotated[str, Query(max_length=20)]
Band = Annotated[str, Query(max_length=10)]
Gmina = Annotated[str, Query(max_length=7)]


@router.get(FAMILY.route)
def family_sheet(
    request: Request,
    principal: MapReader,
    partnership_id: PartnershipId,
    temat: Topic = "",
    wiek: Band = "",
    gmina: Gmina = "",
) -> Response:
    """Plain words and large phone numbers, on paper."""
    return _page(request, principal, partnership_id, FAMILY, temat, wiek, gmina)


@router.get(WORKER.route)
def worker_sheet(
    request: Request,
    principal: Guide,
    partnership_id: PartnershipId,
    temat: Topic = "",
    wiek: Band = "",
    gmina: Gmina = "",
) -> Response:
    """Everything a worker needs to act, on paper."""
    return _page(request, principal, partnership_id, WORKER, temat, wiek, gmina)


@router.get(PAGE.route)
def services(
    request: Request,
    principal: MapReader,
    partnership_id: PartnershipId,
    temat: Topic = "",
    wiek: Band = "",
    gmina: Gmina = "",
) -> Response:
    """All usable services by need."""
    return _page(request, principal, partnership_id, PAGE, temat, wiek, gmina)


def _page(
    request: Request,
    principal: Principal,
    partnership_id: str,
    page: Page,
    topic: str,
    band: str,
    gmina: str,
) -> Response:
    localizer = localizer_of(request)
    snapshot = snapshot_for(principal, partnership_id)
    gminas = gminas_of(snapshot)
    chosen = chosen_gmina(gmina, gminas)
    bands = [band] if band in AGE_BANDS else []
    known = {code for code, _ in grouped_needs()}
    only = topic if topic in known else ""
    url = links(snapshot)
    basket = LocalBasket(snapshot, chosen, bands, localizer, url)
    groups = basket.groups(only) if chosen else []
    phones, doors = basket.emergency()
    query = {"temat": only, "wiek": band, "gmina": chosen if len(gminas) > 1 else ""}
    return show(
        Frame(
            *(request, principal, page, _title(page, localizer.t)),
            here=snapshot,
            crumbs=[] if page is PAGE else [Link(localizer.t("menu.services"), url("services"))],
            styles=(asset_url("planning.css"),),
        ),
        page.name,
        groups=groups,
        number=_count(groups),
        topics=[(code, localizer.t(f"needs.{code}")) for code, _ in grouped_needs()],
        bands=AGE_BANDS,
        gminas=gminas,
        chosen=query | {"gmina": chosen},
        query={key: value for key, value in query.items() if value},
        phones=phones,
        doors=doors,
        start=_start(snapshot),
        may_guide=principal.grant.may(Action.FIND_ROUTES),
        may_analyse=principal.grant.may(Action.READ_NETWORK),
        today=today(),
    )


def _title(page: Page, t: Callable[[str], str]) -> str:
    return t({"services": "menu.services"}.get(page.name, f"{page.name.replace('_', '.')}.title"))


def _count(groups: Sequence[Group]) -> int:
    return len({entry.id for group in groups for entry in group.entries})


def _start(snapshot: Snapshot) -> tuple[str, str]:
    """Name and phone of the leader, who helps whoever does not know where to begin."""
    leader = snapshot.institutions.get(snapshot.leader or "")
    return (leader.name, leader.phone or "") if leader else ("", "")
