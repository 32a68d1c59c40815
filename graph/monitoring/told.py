"""What of the indicators may be told to whom: small counts, and what would give them away, stay back.

A partnership supports five to ten families, so nearly every number is small. To those who may not see
cases a count is told from five up. A share is told where both the part and the rest are, for one gives
the other; as a share only, in whole hundredths, never with its counts. The total of a split is told only
where every number of the split is. Years stand alone and are never added up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from graph.gaps.document import SMALLEST_COUNT
from graph.monitoring.indicators import Mean, Share, Year

SMALLEST: Final = SMALLEST_COUNT


@dataclass(frozen=True, slots=True)
class ToldYear:
    """The indicators of a year as somebody may see them; ``None``: undefined, or too few to be told.

    ``withheld`` names the indicators of which anything stays back.
    """

    year: int
    families: int | None
    goals_reached: float | None
    days_to_first_service: float | None
    baskets_of_areas: float | None
    community_based: float | None
    refusals: int | None
    refusals_by_reason: Mapping[str, int | None]
    withheld: tuple[str, ...]


def told(year: Year, *, all_cases: bool) -> ToldYear:
    """The year for those who may see all cases, or for everybody else.

    Examples
    --------
    >>> from graph.cases.tally import Tally
    >>> from graph.monitoring.indicators import years_of
    >>> few = [Tally(2026, "cases", "goals_reached", 4), Tally(2026, "goals", "reached", 9)]
    >>> (year,) = years_of(few)
    >>> told(year, all_cases=True).families, told(year, all_cases=False).families
    (4, None)
    """
    if all_cases:
        return ToldYear(
            year=year.year,
            families=year.families,
            goals_reached=year.goals_reached.value,
            days_to_first_service=year.days_to_first_service.value,
            baskets_of_areas=year.baskets_of_areas.value,
            community_based=year.community_based.value,
            refusals=sum(year.refusals.values()),
            refusals_by_reason=year.refusals,
            withheld=(),
        )
    enough = year.families >= SMALLEST
    # Goals and services belong to families with a basket: their number must not be small either.
    of_baskets = enough and year.baskets >= SMALLEST
    # 0.55 of twelve families can only be six baskets of eleven: the family without one would be known.
    of_most = of_baskets and not 0 < year.families - year.baskets < SMALLEST
    reasons: dict[str, int | None] = {
        reason: count if of_baskets and count >= SMALLEST else None
        for reason, count in year.refusals.items()
    }
    values: dict[str, float | None] = {
        "families": year.families if enough else None,
        "goals_reached": _share(year.goals_reached, tell=of_baskets),
        "days_to_first_service": _mean(year.days_to_first_service, tell=enough),
        "baskets_of_areas": _share(year.baskets_of_areas, tell=of_most),
        "community_based": _share(year.community_based, tell=of_baskets),
        "refusals": None if None in reasons.values() else sum(year.refusals.values()),
    }
    return ToldYear(
        year=year.year,
        families=year.families if enough else None,
        goals_reached=values["goals_reached"],
        days_to_first_service=values["days_to_first_service"],
        baskets_of_areas=values["baskets_of_areas"],
        community_based=values["community_based"],
        refusals=None if values["refusals"] is None else int(values["refusals"]),
        refusals_by_reason=MappingProxyType(reasons),
        # What is undefined is not told apart from what is too small: both are few.
        withheld=tuple(name for name, value in values.items() if value is None),
    )


def _share(share: Share, *, tell: bool) -> float | None:
    if not tell or min(share.part, share.whole - share.part) < SMALLEST:
        return None
    return round(share.part / share.whole, 2)


def _mean(mean: Mean, *, tell: bool) -> float | None:
    return round(mean.total / mean.cases) if tell and mean.cases >= SMALLEST else None
