"""The table of all partnerships within reach: filtered, sorted, a page at a time, and as a file."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Final, TypeVar
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from graph.gaps.gap import KINDS
from graph.portfolio import RollUp, powiat_of
from graph.vocabulary import NEEDS
from graph.vocabulary.barriers import BARRIERS
from graph.vocabulary.codes import VARIANTS
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.exchange.exporting import FILE_KINDS
from service.http.concurrency import in_turn
from service.pages.files import asset_url
from service.pages.localizer import PageLocalizer, collated, localizer_of
from service.pages.paging import part_of
from service.pages.registry import Page, find_page, register
from service.pages.shell import Frame, show
from service.portfolio.document import Reach, reach_of, totals_of, within
from service.portfolio.shelf import Portfolio, Row, shelf_of
from service.portfolio.table import (
    COLUMNS,
    DEFAULT,
    Filter,
    cells_of,
    csv_bytes,
    is_order,
    next_order,
    ordered,
    xlsx_bytes,
)

PAGE = register(
    Page(
        "portfolio",
        "/portfolio",
        Action.READ_PORTFOLIO,
        in_menu=False,
        samples=("/portfolio", "/portfolio?rodzaj=bridge&kolejnosc=gmina"),
    )
)
#: Partnerships on one page.
_PER_PAGE: Final = 25
_WOJEWODZTWO: Final = 2
_PLACE: Final = r"^(\d{2}|\d{4}|\d{6,7})?$"
_Content = TypeVar("_Content")
_CSV: Final = "text/csv; charset=utf-8"

router = APIRouter(include_in_schema=False)
Reader = Annotated[Principal, requires(Action.READ_PORTFOLIO)]
Territory = Annotated[str, Query(max_length=7)]
Code = Annotated[str, Query(max_length=40)]


@dataclass(frozen=True, slots=True)
class _Asked:
    """The rows that pass the filter, in order, what they share, and the places of the whole reach.

    ``most`` is the largest number of gaps of a row, ``total`` how many partnerships are within reach.
    """

    portfolio: Portfolio
    rows: list[Row]
    totals: RollUp
    most: int
    total: int
    places: list[tuple[str, str]]


@router.get(PAGE.route + ".csv")
async def portfolio_csv(
    request: Request,
    principal: Reader,
    obszar: Territory = "",
    wariant: Code = "",
    rodzaj: Code = "",
    potrzeba: Code = "",
    kolejnosc: Code = DEFAULT,
) -> Response:
    """The partnerships that pass the filter as a CSV file."""
    localizer, chosen = localizer_of(request), Filter(obszar, wariant, rodzaj, potrzeba)

    def make() -> bytes:
        asked = _asked(principal, chosen, kolejnosc)
        return csv_bytes(asked.portfolio, asked.rows, localizer)

    return _file(await _made(principal, make), _CSV, "partnerstwa.csv")


@router.get(PAGE.route + ".xlsx")
async def portfolio_xlsx(
    request: Request,
    principal: Reader,
    obszar: Territory = "",
    wariant: Code = "",
    rodzaj: Code = "",
    potrzeba: Code = "",
    kolejnosc: Code = DEFAULT,
) -> Response:
    """The partnerships that pass the filter as a workbook."""
    localizer, chosen = localizer_of(request), Filter(obszar, wariant, rodzaj, potrzeba)

    def make() -> bytes:
        asked = _asked(principal, chosen, kolejnosc)
        return xlsx_bytes(asked.portfolio, asked.rows, localizer)

    return _file(await _made(principal, make), FILE_KINDS["xlsx"].media_type, "partnerstwa.xlsx")


@router.get(PAGE.route)
async def portfolio(
    request: Request,
    principal: Reader,
    obszar: Territory = "",
    wariant: Code = "",
    rodzaj: Code = "",
    potrzeba: Code = "",
    kolejnosc: Code = DEFAULT,
    strona: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """The partnerships that pass the filter as a table."""
    localizer, chosen = localizer_of(request), Filter(obszar, wariant, rodzaj, potrzeba)
    order = kolejnosc if is_order(kolejnosc) else DEFAULT

    def make() -> Response:
        asked = _asked(principal, chosen, order)
        query = {**chosen.query, "kolejnosc": order}
        part = part_of(asked.rows, strona, _PER_PAGE, query)
        totals = asked.totals
        files = urlencode({key: value for key, value in query.items() if value})
        return show(
            Frame(
                *(request, principal, PAGE, localizer.t("menu.portfolio")),
                styles=[asset_url("portfolio.css")],
            ),
            "portfolio",
            part=part,
            rows=[cells_of(asked.portfolio, row, asked.most, localizer) for row in part.rows],
            shown=len(asked.rows),
            total=asked.total,
            chosen=chosen,
            heads=_heads(chosen, order, localizer),
            places=asked.places,
            variants=VARIANTS,
            kinds=sorted(KINDS, key=lambda kind: collated(localizer.t(f"kind.{kind}"))),
            needs=_needs(localizer),
            partnership_page="overview" if _opens(principal, "overview") else "institutions",
            unmet=[(_need(one.need, localizer), one.partnerships) for one in totals.unmet_needs],
            barriers=[(_barrier(one.code, localizer), one.count) for one in totals.barriers],
            few_barriers=any(one.count is None for one in totals.barriers),
            csv_url=f"{PAGE.route}.csv?{files}",
            xlsx_url=f"{PAGE.route}.xlsx?{files}",
        )

    return await _made(principal, make)


async def _made(principal: Principal, make: Callable[[], _Content]) -> _Content:
    return await in_turn(principal.runtime.portfolio_threads, make)


def _asked(principal: Principal, chosen: Filter, order: str) -> _Asked:
    portfolio, grant = shelf_of(principal.runtime).portfolio(), principal.grant
    visibility = principal.visibility
    order = order if is_order(order) else DEFAULT

    def make() -> _Asked:
        reach = reach_of(portfolio, visibility, grant.reaches)
        marks = within(reach.marks, chosen.territory or None)
        passed = filter(chosen.passes, portfolio.rows(marks, visibility))
        rows = ordered(passed, order, portfolio)
        return _Asked(
            portfolio,
            rows,
            totals_of(principal.runtime, rows, visibility),
            max((sum(row.gaps.by_urgency.values()) for row in rows), default=0),
            len(reach.marks),
            _places(portfolio, reach),
        )

    return portfolio.kept((grant.territory, grant.partnerships, visibility, chosen, order), make)


def _file(body: bytes, media_type: str, name: str) -> Response:
    disposition = f'attachment; filename="{name}"'
    return Response(body, media_type=media_type, headers={"Content-Disposition": disposition})


def _heads(chosen: Filter, order: str, localizer: PageLocalizer) -> list[tuple[str, str, str, str]]:
    """Of each column its name, words, the address that sorts by it, and how it is sorted now."""
    found: list[tuple[str, str, str, str]] = []
    for column in COLUMNS:
        query = {**chosen.query, "kolejnosc": next_order(column, order)}
        address = urlencode({key: value for key, value in query.items() if value})
        now = (
            "" if order.removeprefix("-") != column else "descending" if order[0] == "-" else "ascending"
        )
        found.append((column, localizer.t(f"portfolio.column.{column}"), f"?{address}", now))
    return found


def _places(portfolio: Portfolio, reach: Reach) -> list[tuple[str, str]]:
    """Województwa and powiats of the reach by code, with their names."""
    codes: set[str] = set()
    for mark in reach.marks:
        if mark.teryt and (powiat := powiat_of(mark.teryt)):
            codes |= {powiat, powiat[:_WOJEWODZTWO]}
    return [(code, portfolio.names.get(code, code)) for code in sorted(codes)]


def _opens(principal: Principal, name: str) -> bool:
    page = find_page(name)
    return page is not None and page.open_to(principal.grant)


def _needs(localizer: PageLocalizer) -> list[tuple[str, str]]:
    return sorted(((code, _need(code, localizer)) for code in NEEDS), key=lambda one: collated(one[1]))


def _need(code: str, localizer: PageLocalizer) -> str:
    return NEEDS[code].name_pl if localizer.lang == "pl" else NEEDS[code].name_en


def _barrier(code: str, localizer: PageLocalizer) -> str:
    return BARRIERS[code][0 if localizer.lang == "pl" else 1]
