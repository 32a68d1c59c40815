"""A drawing as plain data: what stands where, how it looks, and what the legend says.

A scene knows nothing of stores, pages or scripts; a page, an SVG file or a test reads the same one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import sqrt
from typing import Final, Literal

from graph.snapshot import Layer, Pair
from graph.text import Language
from visualizations.layout import Disc, Wedge
from visualizations.palette import Shape, State

ColourBy = Literal["area", "level", "membership", "sector"]
#: Radius of the smallest and the largest mark, and of all where no measure sets them, in pixels.
SMALLEST: Final = 9.0
LARGEST: Final = 30.0
EQUAL: Final = 12.0


@dataclass(frozen=True, slots=True)
class Node:
    """An institution or a worker in the drawing.

    ``name`` is given in full, ``label`` over the lines of the drawing. ``x`` and ``y`` in pixels,
    y downwards; ``size`` is the radius. ``hollow``: not a member. ``group``: key of its group.
    ``values`` holds each measure, ``None`` where it is undefined.
    """

    id: str
    name: str
    label: str
    x: float
    y: float
    size: float
    colour: str
    shape: Shape
    hollow: bool
    kind: str
    area: str
    level: str
    membership: str
    sector: str
    group: str
    degree: int
    values: Mapping[str, float | None] = field(hash=False)
    state: State = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie, a known contact or shared families; ``a`` is the smaller id.

    ``strength`` (1 to 5) is ``None`` where the layer has none; ``live`` is false where no side had
    contact in 12 months; ``families`` is worded, for small numbers are not told. ``dashes``: line
    pattern, empty for a solid line.
    """

    a: str
    b: str
    strength: float | None
    frequency: str
    formalisation: str
    live: bool
    confirmed: bool
    width: float
    colour: str
    dashes: tuple[int, ...] = ()
    families: str = ""
    state: State = ""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One mark of the legend, with the number of nodes that carry it."""

    key: str
    label: str
    colour: str
    shape: Shape
    count: int


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure that can set size or colour; ``advanced`` ones are offered apart."""

    key: str
    label: str
    advanced: bool = False


@dataclass(frozen=True, slots=True)
class EdgeMark:
    """A highlighted line; it may join two nodes that have no tie. ``order`` counts a route's steps."""

    a: str
    b: str
    state: State
    order: int = 0

    @property
    def pair(self) -> Pair:
        """The ends without a direction."""
        return (self.a, self.b) if self.a <= self.b else (self.b, self.a)


@dataclass(frozen=True, slots=True)
class Highlight:
    """Something to point out: the witness of a gap, a route, the difference of two snapshots."""

    id: str
    kind: Literal["gap", "route", "whatif"]
    title: str
    text: str = ""
    nodes: tuple[tuple[str, State], ...] = ()
    edges: tuple[EdgeMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """One layer of a partnership, ready to draw.

    ``highlights`` can be chosen from, ``selected`` is the id of the one shown first. ``collapse``
    names the grouping shown first ("" for none). ``notes`` describe the drawing in sentences.
    """

    id: str
    title: str
    subtitle: str
    lang: Language
    layer: Layer
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    legend: tuple[LegendEntry, ...]
    size_by: str
    colour_by: ColourBy
    measures: tuple[Measure, ...]
    scales: Mapping[str, tuple[LegendEntry, ...]] = field(hash=False)
    groups: Mapping[str, str] = field(hash=False)
    wedges: tuple[Wedge, ...] = ()
    discs: tuple[Disc, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    selected: str = ""
    collapse: str = ""
    notes: tuple[str, ...] = ()

    @property
    def positions(self) -> dict[str, tuple[float, float]]:
        """Where every node stands, to be kept in a later scene."""
        return {node.id: (node.x, node.y) for node in self.nodes}


def radius(value: float | None, top: float) -> float:
    """The radius of a mark whose area grows with the value, ``top`` being the largest value.

    >>> radius(0.25, 1.0), radius(None, 1.0), radius(3, 0)
    (19.5, 9.0, 9.0)
    """
    if value is None or top <= 0:
        return SMALLEST
    return round(SMALLEST + (LARGEST - SMALLEST) * sqrt(max(value, 0.0) / top), 2)
