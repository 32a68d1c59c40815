"""Monitoring of a partnership: the indicators of each year as a table, and a chart beside it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from graph.cases.codes import DROP_REASONS
from graph.monitoring import SMALLEST, TARGET, DisclosedYear
from graph.text import LANGUAGES
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.http.options import PartnershipId
from service.monitoring.numbers import years_disclosed
from service.pages.files import asset_url
from service.pages.localizer import PageLocalizer, localizer_of
from service.pages.questions import snapshot_for
from service.pages.registry import Page, register
from service.pages.shell import Frame, show

PAGE = register(
    Page(
        "monitoring",
        "/partnerstwa/{partnership_id}/monitorowanie",
        Action.READ_MONITORING,
        samples=("/partnerstwa/jarzebin-slaski/monitorowanie",),
    )
)
_SHARES: Final = ("goals_reached", "baskets_of_areas", "community_based")
#: The order of the table.
INDICATORS: Final = (
    *("families", "goals_reached", "days_to_first_service", "baskets_of_areas"),
    *("community_based", "refusals"),
)
#: Sizes of the chart in user units.
_LEFT, _TOP, _HIGH, _STEP, _WIDE = 44, 34, 180, 84, 46

router = APIRouter(include_in_schema=False)
Monitor = Annotated[Principal, requires(Action.READ_MONITORING)]


@dataclass(frozen=True, slots=True)
class Bar:
    """One year of the chart; ``few``: the number is too small to be told, the bar an outline."""

    year: int
    label: str
    x: float
    y: float
    height: float
    few: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Families by year against the pilot's target, in user units."""

    width: int
    height: int
    floor: int
    left: int
    bar: int
    bars: tuple[Bar, ...]
    target_top: float
    target_height: float


@router.get(PAGE.route)
def monitoring(request: Request, principal: Monitor, partnership_id: PartnershipId) -> Response:
    """The indicators by year."""
    localizer = localizer_of(request)
    snapshot = snapshot_for(principal, partnership_id)
    years = years_disclosed(principal.runtime, snapshot, principal.visibility_of(partnership_id))
    return show(
        Frame(
            *(request, principal, PAGE, localizer.t("menu.monitoring")),
            here=snapshot,
            styles=(asset_url("register.css"),),
        ),
        "monitoring",
        years=[f"{year.year}" for year in years],
        rows=indicator_rows(years, localizer),
        reasons=reason_rows(years, localizer),
        withheld=any(year.withheld for year in years),
        chart=chart_of(years, localizer),
        target=TARGET,
    )


def indicator_rows(
    years: Sequence[DisclosedYear], localizer: PageLocalizer
) -> list[tuple[str, tuple[str, ...]]]:
    """Each indicator with its values by year, in words where they are kept back."""
    return [
        (
            localizer.t(f"monitoring.{name}"),
            tuple(_said(name, year, localizer) for year in years),
        )
        for name in INDICATORS
    ]


def reason_rows(
    years: Sequence[DisclosedYear], localizer: PageLocalizer
) -> list[tuple[str, tuple[str, ...]]]:
    """Refusals by reason and year."""
    at = LANGUAGES.index(localizer.lang)
    codes = sorted({code for year in years for code in year.refusals_by_reason})
    ordered = [code for code in DROP_REASONS if code in codes]

    def said(counts: Mapping[str, int | None], code: str) -> str:
        count = counts[code]
        return localizer.t("monitoring.few") if count is None else localizer.number(count)

    return [
        (DROP_REASONS[code][at], tuple(said(year.refusals_by_reason, code) for year in years))
        for code in ordered
    ]


def chart_of(years: Sequence[DisclosedYear], localizer: PageLocalizer) -> Chart | None:
    """The chart; ``None`` where there is nothing to draw."""
    if not years:
        return None
    most = max(TARGET[1] + 2, *(year.families or 0 for year in years))
    floor = _TOP + _HIGH

    def level(value: float) -> float:
        return round(floor - _HIGH * value / most, 1)

    def bar(place: int, year: DisclosedYear) -> Bar:
        few = year.families is None
        top = level(SMALLEST if year.families is None else year.families)
        label = localizer.t("monitoring.few") if few else localizer.number(year.families)
        x = _LEFT + place * _STEP + (_STEP - _WIDE) / 2
        return Bar(year.year, label, x, top, round(floor - top, 1), few)

    return Chart(
        width=max(_LEFT + len(years) * _STEP + 16, 440),
        height=floor + 28,
        floor=floor,
        left=_LEFT,
        bar=_WIDE,
        bars=tuple(bar(place, year) for place, year in enumerate(years)),
        target_top=level(TARGET[1]),
        target_height=round(level(TARGET[0]) - level(TARGET[1]), 1),
    )


def _said(name: str, year: DisclosedYear, localizer: PageLocalizer) -> str:
    value: float | None = getattr(year, name)
    if value is None and name in year.withheld:
        return localizer.t("monitoring.few" if name == "families" else "monitoring.held")
    words: Callable[[float | None], str] = localizer.percent if name in _SHARES else localizer.number
    return words(value)
