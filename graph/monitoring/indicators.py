"""Indicators of a partnership by year, from the sums that cases leave behind.

Only sums come in, so that a case counts the same before its journal is erased and after; that is why
the time to the first service is a mean and not a median. There is no table of years by families.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple

from graph.cases.codes import PROVIDER_REASONS
from graph.cases.tally import Tally, TallyMeasure

#: How many families the pilot asks of a gmina: from, to.
TARGET: Final = (5, 10)


class Share(NamedTuple):
    """A part of a whole, both counted."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; ``None`` of nothing."""
        return self.part / self.whole if self.whole else None


class Mean(NamedTuple):
    """A sum over cases, and how many they are."""

    total: int
    cases: int

    @property
    def value(self) -> float | None:
        """The mean; ``None`` of nothing."""
        return self.total / self.cases if self.cases else None


@dataclass(frozen=True, slots=True)
class Year:
    """The indicators of one year; a case counts in the year it was closed, an open one where it stands.

    Attributes
    ----------
    families
        Families, persons or groups supported.
    baskets
        Of these, how many have a final basket.
    goals_reached
        Goals reached of those set.
    days_to_first_service
        Days from the request to the first service.
    baskets_of_areas
        Baskets with providers of two or more areas of cooperation.
    community_based
        Community-based services of those known to be so or not (deinstytucjonalizacja).
    refusals
        Services that a provider could not give, by reason, every reason listed.
    """

    year: int
    families: int
    baskets: int
    goals_reached: Share
    days_to_first_service: Mean
    baskets_of_areas: Share
    community_based: Share
    refusals: Mapping[str, int]


def years_of(tallies: Iterable[Tally]) -> tuple[Year, ...]:
    """The indicators by year, the earliest first; years without a case are left out.

    Parameters
    ----------
    tallies
        Sums of any number of cases, in any order.

    Examples
    --------
    >>> found = [Tally(2026, "cases", "goals_reached", 6), Tally(2026, "goals", "reached", 6)]
    >>> (year,) = years_of([*found, Tally(2026, "goals", "partly", 2)])
    >>> year.families, year.goals_reached.value, year.days_to_first_service.value
    (6, 0.75, None)
    """
    sums: dict[int, Counter[tuple[TallyMeasure, str]]] = {}
    for one in tallies:
        sums.setdefault(one.year, Counter())[one.measure, one.item] += one.value
    found = (_year(year, sums[year]) for year in sorted(sums))
    return tuple(year for year in found if year.families)


def _year(year: int, sums: Mapping[tuple[TallyMeasure, str], int]) -> Year:
    def total(measure: TallyMeasure) -> int:
        return sum(value for (name, _), value in sums.items() if name == measure)

    baskets = total("baskets")
    return Year(
        year=year,
        families=total("cases"),
        baskets=baskets,
        goals_reached=Share(sums.get(("goals", "reached"), 0), total("goals")),
        days_to_first_service=Mean(total("first_service_days"), total("first_services")),
        baskets_of_areas=Share(total("baskets_of_areas"), baskets),
        community_based=Share(total("items_community"), total("items_known")),
        refusals=MappingProxyType(
            {reason: sums.get(("refusals", reason), 0) for reason in sorted(PROVIDER_REASONS)}
        ),
    )
