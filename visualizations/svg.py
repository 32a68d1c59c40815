"""A scene as a fixed SVG drawing: for reports, for print, and where scripts are off."""

import textwrap
from collections import Counter
from collections.abc import Sequence
from math import cos, pi, sin
from typing import Final
from xml.etree import ElementTree

from visualizations.labels import LINE_HEIGHT
from visualizations.layout import SMALL
from visualizations.palette import INK, LOOKS, NEUTRAL, PAPER
from visualizations.scene import Highlight, Node, Scene
from visualizations.wording import word

_MARGIN: Final = 90.0
_HEAD: Final = 44.0
_ROW: Final = 22.0
_COLUMN: Final = 270.0
_FONT: Final = "system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif"
#: Angle and distance of each corner, and how far below its place a mark of radius 1 is drawn.
_CORNERS: Final = {
    "diamond": ([(i * pi / 2, 1.0) for i in range(4)], 0.0),
    "triangle": ([(-pi / 2 + i * 2 * pi / 3, 1.328) for i in range(3)], 0.316),
    "triangleDown": ([(pi / 2 + i * 2 * pi / 3, 1.328) for i in range(3)], -0.316),
    "hexagon": ([(i * pi / 3, 1.0) for i in range(6)], 0.0),
    "star": ([(-pi / 2 + i * pi / 5, 0.41 if i % 2 else 1.066) for i in range(10)], 0.082),
}


def scene_svg(scene: Scene) -> str:
    """The drawing with title, description and legend, as one SVG element.

    All text goes through the XML writer, so names can hold any character. Of a scene that starts
    with groups only the groups are drawn.

    >>> from visualizations.scene import Scene
    >>> empty = ((), (), (), "", "area", (), {"area": ()}, {})
    >>> "A &amp; B" in scene_svg(Scene("p", "A & B", "", "en", "institutions", *empty))
    True
    """
    left, top, right, bottom = _bounds(scene)
    keys = list(scene.legend)
    width = max(right - left, 3 * _COLUMN)
    under = textwrap.wrap(scene.subtitle, int((width - 32) / 7.2))
    head = _HEAD + 20 * len(under)
    per_row = int(width // _COLUMN)
    foot = _ROW * (1 + -(-(len(keys) + 2) // per_row)) + 10
    height = head + bottom - top + foot
    title = word(scene.lang, "title", name=scene.title)
    root = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width:.0f} {height:.0f}",
            "width": f"{width:.0f}",
            "height": f"{height:.0f}",
            "role": "img",
            "lang": scene.lang,
            "font-family": _FONT,
            "font-size": "12",
            "fill": INK,
        },
    )
    ElementTree.SubElement(root, "title").text = title
    ElementTree.SubElement(root, "desc").text = " ".join((scene.subtitle, *scene.notes))
    _put(root, "rect", width="100%", height="100%", fill=PAPER)
    _text(root, 16, 28, title, size=20, bold=True)
    for row, line in enumerate(under):
        _text(root, 16, 50 + 20 * row, line, size=13)
    place = ElementTree.SubElement(root, "g", transform=f"translate({-left:.1f} {head - top:.1f})")
    (_draw_groups if scene.collapse else _draw)(place, scene)
    below = head + bottom - top + _ROW
    legend = ElementTree.SubElement(root, "g", transform=f"translate(16 {below:.1f})")
    hollow = word(scene.lang, "legend.hollow")
    for row, entry in enumerate(keys):
        x, y = (row % per_row) * _COLUMN, (row // per_row) * _ROW
        _mark(legend, entry.shape, x + 8, y, 7, entry.colour, PAPER)
        _text(legend, x + 24, y + 4, f"{entry.label}: {entry.count}")
    row = len(keys)
    x, y = (row % per_row) * _COLUMN, (row // per_row) * _ROW
    _mark(legend, "dot", x + 8, y, 7, PAPER, INK)
    _text(legend, x + 24, y + 4, hollow)
    return ElementTree.tostring(root, encoding="unicode")


def _draw_groups(place: ElementTree.Element, scene: Scene) -> None:
    counts = Counter(node.group for node in scene.nodes)
    for disc in scene.discs:
        _put(place, "circle", cx=disc.x, cy=disc.y, r=disc.radius, fill=PAPER, stroke=NEUTRAL)
        text = f"{scene.groups[disc.key]}: {counts[disc.key]}"
        _text(place, disc.x, disc.y, text, size=disc.radius / 7, middle=True)


def _draw(place: ElementTree.Element, scene: Scene) -> None:
    at = {node.id: node for node in scene.nodes}
    mark = next((one for one in scene.highlights if one.id == scene.selected), None)
    lit = _lit(mark)
    covered = {edge.pair for edge in (mark.edges if mark else ())}
    for edge in scene.edges:
        if (edge.a, edge.b) not in covered:
            faint = {"stroke-opacity": "0.3"} if mark else {}
            _line(place, at[edge.a], at[edge.b], edge.colour, edge.width, edge.dashes, **faint)
    for edge in mark.edges if mark else ():
        if edge.a in at and edge.b in at:
            look = LOOKS[edge.state]
            _line(place, at[edge.a], at[edge.b], look.colour, look.width, look.dashes)
    for node in scene.nodes:
        faint = {} if lit is None or node.id in lit else {"opacity": "0.35"}
        holder = ElementTree.SubElement(place, "g", faint)
        ElementTree.SubElement(holder, "title").text = f"{node.name} ({node.kind})"
        fill, line = (PAPER, node.colour) if node.hollow else (node.colour, PAPER)
        _mark(holder, node.shape, node.x, node.y, node.size, fill, line, 3 if node.hollow else 1.5)
    if len(scene.nodes) <= SMALL:
        for node in scene.nodes:
            for row, line in enumerate(node.label.split("\n")):
                y = node.y + node.size + 4 + (row + 0.7) * LINE_HEIGHT
                _text(place, node.x, y, line, middle=True, bold=node.membership == "leader")
    for disc in scene.discs:
        _put(place, "circle", cx=disc.x, cy=disc.y, r=disc.radius, fill="none", stroke="#C9D0D8")
        _text(place, disc.x, disc.y - disc.radius - 8, scene.groups[disc.key], size=28, middle=True)
    if mark:
        for edge in mark.edges:
            sign = str(edge.order) if edge.order else LOOKS[edge.state].sign
            if sign and edge.a in at and edge.b in at:
                x, y = (at[edge.a].x + at[edge.b].x) / 2, (at[edge.a].y + at[edge.b].y) / 2
                _text(place, x, y + 5, sign, size=15, middle=True, bold=True)


def _lit(mark: Highlight | None) -> set[str] | None:
    if mark is None:
        return None
    return {id for id, _ in mark.nodes} | {end for edge in mark.edges for end in edge.pair}


def _bounds(scene: Scene) -> tuple[float, float, float, float]:
    spots = [(node.x, node.y, node.size) for node in scene.nodes]
    spots += [(disc.x, disc.y, disc.radius + 30) for disc in scene.discs]
    if not spots:
        return -_MARGIN, -_MARGIN, _MARGIN, _MARGIN
    return (
        min(x - r for x, _, r in spots) - _MARGIN,
        min(y - r for _, y, r in spots) - _MARGIN / 3,
        max(x + r for x, _, r in spots) + _MARGIN,
        max(y + r for _, y, r in spots) + _MARGIN / 1.5,
    )


def _put(parent: ElementTree.Element, tag: str, **attributes: float | str) -> ElementTree.Element:
    plain = {key.replace("_", "-"): _plain(value) for key, value in attributes.items()}
    return ElementTree.SubElement(parent, tag, plain)


def _plain(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def _text(
    parent: ElementTree.Element,
    x: float,
    y: float,
    text: str,
    *,
    size: float = 12,
    bold: bool = False,
    middle: bool = False,
) -> None:
    halo = {"stroke": PAPER, "stroke-width": "3", "paint-order": "stroke", "stroke-linejoin": "round"}
    element = _put(parent, "text", x=x, y=y, **(halo if middle else {}))
    if size != 12:
        element.set("font-size", _plain(size))
    if bold:
        element.set("font-weight", "700")
    if middle:
        element.set("text-anchor", "middle")
    element.text = text


def _line(
    parent: ElementTree.Element,
    one: Node,
    other: Node,
    colour: str,
    width: float,
    dashes: Sequence[int],
    **more: str,
) -> None:
    element = _put(parent, "line", x1=one.x, y1=one.y, x2=other.x, y2=other.y, stroke=colour)
    element.set("stroke-width", _plain(width))
    if dashes:
        element.set("stroke-dasharray", " ".join(map(str, dashes)))
    for key, value in more.items():
        element.set(key, value)


def _mark(
    parent: ElementTree.Element,
    shape: str,
    x: float,
    y: float,
    size: float,
    fill: str,
    line: str,
    border: float = 1.5,
) -> None:
    """A mark of the shape and size that vis-network gives it."""
    paint = {"fill": fill, "stroke": line, "stroke_width": border}
    if shape == "dot":
        _put(parent, "circle", cx=x, cy=y, r=size, **paint)
        return
    if shape == "square":
        _put(parent, "rect", x=x - size, y=y - size, width=2 * size, height=2 * size, **paint)
        return
    corners, drop = _CORNERS[shape]
    places = [(x + size * far * cos(a), y + size * (drop + far * sin(a))) for a, far in corners]
    points = " ".join(f"{across:.1f},{down:.1f}" for across, down in places)
    _put(parent, "polygon", points=points, **paint)
