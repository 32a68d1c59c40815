"""Colours, shapes and line patterns of the view.

Each of the first six colours has a contrast of at least 3.5 : 1 with white, and no two of them come
closer than a CIE76 distance of 16 for readers with protanopia, deuteranopia or tritanopia. Nothing
is told by colour alone: a category has a shape of its own too, a state a line pattern.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Final, Literal

Shape = Literal["dot", "square", "triangle", "diamond", "star", "triangleDown", "hexagon"]
State = Literal["", "witness", "missing", "apart", "route", "added", "lost", "changed"]

COLOURS: Final = ("#2F86D0", "#C4620A", "#16794F", "#4B3FA0", "#6A2C70")
SHAPES: Final[tuple[Shape, ...]] = ("dot", "square", "triangle", "diamond", "star", "hexagon")
NEUTRAL: Final = "#5F6670"
NEUTRAL_SHAPE: Final[Shape] = "triangleDown"
EDGE: Final = "#848D98"
PAPER: Final = "#FFFFFF"
INK: Final = "#1B2430"
#: Stops of the colour scale of a measure, from low to high.
RAMP: Final = ("#6396CC", "#4479B8", "#2A5F9E", "#174583", "#0A2A5E")

#: Line patterns in pixels (drawn, blank); empty is a solid line.
ONE_SIDED: Final = (9, 5)
QUIET: Final = (2, 5)


@dataclass(frozen=True, slots=True)
class Look:
    """How a highlighted thing is drawn: colour, line pattern, width in pixels, sign on the line."""

    colour: str
    dashes: tuple[int, ...]
    width: float
    sign: str = ""


#: No two states share a line pattern and sign, so they differ without colour.
LOOKS: Final[dict[State, Look]] = {
    "witness": Look("#111827", (), 5),
    "missing": Look("#111827", (3, 7), 3, "?"),
    "apart": Look("#9A3412", (10, 3), 4),
    "route": Look("#0B5FA5", (), 6),
    "added": Look("#1A7F37", (14, 4), 5, "+"),
    "lost": Look("#B42318", (4, 6), 4, "−"),
    "changed": Look("#6D28D9", (14, 4, 3, 4), 4, "±"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Colour and shape of a category."""

    colour: str
    shape: Shape


UNKNOWN: Final = Mark(NEUTRAL, NEUTRAL_SHAPE)


def marks(values: Iterable[str]) -> dict[str, Mark]:
    """A colour and shape for every value, in the order given; the blank value is neutral grey.

    The first five get one of the five colours each with a shape of its own, further ones repeat
    a colour with another shape (30 different marks).

    >>> marks(["edukacja", "zdrowie", ""])[""].shape
    'triangleDown'
    """
    rounds = [
        Mark(colour, SHAPES[(place + turn) % len(SHAPES)])
        for turn, (place, colour) in product(range(len(SHAPES)), enumerate(COLOURS))
    ]
    given = [value for value in values if value]
    found = {value: rounds[place % len(rounds)] for place, value in enumerate(given)}
    return {**found, "": UNKNOWN}


def ramp(share: float) -> str:
    """The colour of a share between 0 and 1, mixed between the nearest two stops.

    >>> ramp(0), ramp(1), ramp(0.125)
    ('#6396cc', '#0a2a5e', '#5488c2')
    """
    place = min(max(share, 0.0), 1.0) * (len(RAMP) - 1)
    low = min(int(place), len(RAMP) - 2)
    part = place - low
    ends = [[int(stop[i : i + 2], 16) for i in (1, 3, 5)] for stop in RAMP[low : low + 2]]
    mixed = [int(a + (b - a) * part + 0.5) for a, b in zip(*ends, strict=True)]
    return "#" + "".join(f"{value:02x}" for value in mixed)
