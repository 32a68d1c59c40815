"""What a route costs, as settings, counted in whole units so that equal costs compare as equal."""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm


@dataclass(frozen=True, slots=True)
class RouteCosts:
    """Weights of a basket's cost, in points.

    A step between two institutions costs 6 - strength of their tie. ``self_referral`` is the most an
    open service's path costs; ``institution`` is added for each distinct institution of a basket; a
    wait of ``days_per_point`` days costs one point; where neither wait nor free places are known,
    ``unknown_wait`` days are assumed.

    Raises
    ------
    ValueError
        If a cost is negative or ``days_per_point`` is not positive.

    Examples
    --------
    >>> RouteCosts().item(path=3.5, wait=14) / RouteCosts().unit
    5.5
    """

    self_referral: float = 3.0
    institution: float = 2.0
    days_per_point: float = 7.0
    unknown_wait: int = 28

    def __post_init__(self) -> None:
        if min(self.self_referral, self.institution, self.unknown_wait) < 0:
            raise ValueError("costs must not be negative")
        if self.days_per_point <= 0:
            raise ValueError("days_per_point must be positive")

    @property
    def unit(self) -> int:
        """Units in a point: strengths are halves, so twice the common denominator of the settings."""
        return _unit(self)

    def item(self, path: float, wait: int) -> int:
        """Cost in units of one service: its path in points and its wait in days."""
        return self.points(path) + wait * _units_per_day(self)

    def points(self, points: float) -> int:
        """Points as units."""
        return round(points * _unit(self))

    def per_day(self) -> int:
        """Units that one day of waiting costs."""
        return _units_per_day(self)


def _exact(value: float) -> Fraction:
    return Fraction(str(value))


@lru_cache(maxsize=64)
def _unit(costs: RouteCosts) -> int:
    per_day = 1 / _exact(costs.days_per_point)
    settings = (_exact(costs.self_referral), _exact(costs.institution), per_day)
    return 2 * lcm(*(value.denominator for value in settings))


@lru_cache(maxsize=64)
def _units_per_day(costs: RouteCosts) -> int:
    return int(_unit(costs) / _exact(costs.days_per_point))
