"""How much each part of a gain counts: settings, with the model's defaults."""

from dataclasses import dataclass, fields
from math import isfinite
from typing import Final, Literal, get_args

from graph.errors import InvalidRequest, Problem

CoveredPart = Literal["needs", "families", "areas", "levels", "reach"]
Part = CoveredPart | Literal["robustness"]
#: What the numbers behind the coverage parts count; needs are counted in two ways.
Counted = Literal["family_needs", "demand", "families", "areas", "levels", "reach"]
COUNTED: Final[tuple[Counted, ...]] = get_args(Counted)
#: The parts that are coverage (monotone and submodular).
COVERED_PARTS: Final[tuple[CoveredPart, ...]] = get_args(CoveredPart)
#: In the order in which reasons are listed where they weigh the same.
PARTS: Final[tuple[Part, ...]] = (*COVERED_PARTS, "robustness")


_EXPECTED: Final = ("a number of at least 0", "liczba co najmniej 0")


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the six parts, none below 0; with the defaults a gain lies between 0 and 1."""

    needs: float = 0.35
    families: float = 0.35
    areas: float = 0.1
    levels: float = 0.05
    robustness: float = 0.1
    reach: float = 0.05

    def __post_init__(self) -> None:
        """Refuse weights that would make a gain meaningless, all of them at once."""
        wrong = [
            Problem("weights", None, field.name, str(value), *_EXPECTED)
            for field in fields(self)
            for value in [getattr(self, field.name)]
            if not isfinite(value) or value < 0
        ]
        if wrong:
            raise InvalidRequest(wrong)

    def of(self, part: Part) -> float:
        """The weight of one part.

        >>> Weights().of("needs")
        0.35
        """
        return getattr(self, part)
