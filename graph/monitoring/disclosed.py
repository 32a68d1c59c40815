"""What of the indicators may be told to whom: small counts, and what would give them away, stay back.

A partnership supports five to ten families, so nearly every number is small. To those who may not see
cases a count is told from five up. A share is told where both the part and the rest are, for one gives
the other; as a share only, never with its counts. The total of a split is told only where every number
of the split is. Years stand alone and are never added up. Every number is rounded by the caller: counts
and days to fives, shares to tenths.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from graph.gaps.public import SMALLEST_COUNT
from graph.monitoring.indicators import Mean, Share, Year

SMALLEST: Final = SMALLEST_COUNT
_FIVES: Final = 5
_TENTHS: Final = 0.1
#: Rounds the number of a name to a step.
Round = Callable[[str, float, float], float]


@dataclass(frozen=True, slots=True)
class DisclosedYear:
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


def told(year: Year, rounding: Round | None = None) -> DisclosedYear:
    """The year for those who may see all cases or, rounded, for everybody else.

    Examples
    --------
    >>> from graph.cases.tally import Tally
    >>> from graph.monitoring.indicators import years_of
    >>> few = [Tally(2026, "cases", "goals_reached", 4), Tally(2026, "goals", "reached", 9)]
    >>> (year,) = years_of(few)
    >>> told(year).families, told(year, lambda name, value, step: value).families
    (4, None)
    """
    if rounding is None:
        return DisclosedYear(
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
    rounds = _Rounds(f"{year.year}", rounding)
    reasons: dict[str, int | None] = {
        reason: rounds.count(f"refusals/{reason}", count) if of_baskets else None
        for reason, count in year.refusals.items()
    }
    every = [count for count in reasons.values() if count is not None]
    values: dict[str, float | None] = {
        "goals_reached": rounds.share("goals_reached", year.goals_reached) if of_baskets else None,
        "days_to_first_service": rounds.mean(year.days_to_first_service) if enough else None,
        "baskets_of_areas": rounds.share("baskets_of_areas", year.baskets_of_areas) if of_most else None,
        "community_based": rounds.share("community_based", year.community_based) if of_baskets else None,
    }
    return disclosed_year(
        year.year,
        rounds.count("families", year.families),
        values,
        sum(every) if len(every) == len(reasons) else None,
        reasons,
    )


def disclosed_year(
    year: int,
    families: int | None,
    values: Mapping[str, float | None],
    refusals: int | None,
    reasons: Mapping[str, int | None],
) -> DisclosedYear:
    """A year as others may see it; what is not there is kept back.

    What is undefined is not told apart from what is too small: both are few.
    """
    names = ("goals_reached", "days_to_first_service", "baskets_of_areas", "community_based")
    given = {name: values.get(name) for name in names}
    every: dict[str, float | None] = {"families": families, **given, "refusals": refusals}
    return DisclosedYear(
        year=year,
        families=families,
        goals_reached=given["goals_reached"],
        days_to_first_service=given["days_to_first_service"],
        baskets_of_areas=given["baskets_of_areas"],
        community_based=given["community_based"],
        refusals=refusals,
        refusals_by_reason=MappingProxyType(dict(reasons)),
        withheld=tuple(name for name, value in every.items() if value is None),
    )


@dataclass(frozen=True, slots=True)
class _Rounds:
    """Rounds the numbers of one year; ``None`` where they are too small to be told."""

    year: str
    rounding: Round

    def count(self, name: str, count: int) -> int | None:
        return int(self._of(name, count, _FIVES)) if count >= SMALLEST else None

    def share(self, name: str, share: Share) -> float | None:
        if min(share.part, share.whole - share.part) < SMALLEST:
            return None
        return self._of(name, share.part / share.whole, _TENTHS)

    def mean(self, mean: Mean) -> float | None:
        if mean.cases < SMALLEST:
            return None
        return self._of("days_to_first_service", mean.total / mean.cases, _FIVES)

    def _of(self, name: str, value: float, step: float) -> float:
        return self.rounding(f"{self.year}/{name}", value, step)
