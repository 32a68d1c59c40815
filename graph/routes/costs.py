"""What a route costs, as settings, counted in whole units so that equal costs compare as equal."""

from dataclasses import dataclass, field
from fractions import Fraction
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
    #: Units in a point, and units that one day of waiting costs.
    unit: int = field(init=False, repr=False, compare=False)
    per_day: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if min(self.self_referral, self.institution, self.unknown_wait) < 0:
            raise ValueError("costs must not be negative")
        if self.days_per_point <= 0:
            raise ValueError("days_per_point must be positive")
        per_day = 1 / Fraction(str(self.days_per_point))
        settings = (Fraction(str(self.self_referral)), Fraction(str(self.institution)), per_day)
        # Strengths are halves, so twice the common denominator makes every cost whole.
        unit = 2 * lcm(*(value.denominator for value in settings))
        object.__setattr__(self, "unit", unit)
        object.__setattr__(self, "per_day", int(per_day * unit))

    def item(self, path: float, wait: int) -> int:
        """Cost in units of one service: its path in points and its wait in days."""
        return round(path * self.unit) + wait * self.per_day

    def points(self, points: float) -> int:
        """Points as units."""
        return round(points * self.unit)
