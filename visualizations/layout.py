"""Where every node of a drawing stands: computed here, so that it is the same for every reader.

Up to 300 nodes the drawing is a target: the leader in the middle, every area of cooperation a sector
around it, institutions nearer the middle the fewer steps they are from the leader. Larger networks
are drawn as discs, one for each group (place, area, sector), which takes time linear in the nodes.
Starting angles come from a hash of the id, so an added institution hardly moves the others.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import cos, pi, sin, sqrt, tau

import numpy as np

from visualizations.labels import label_size
from visualizations.relax import STRETCH, TIE_LENGTH, Array, Task, relaxed

Point = tuple[float, float]
#: Above this number of nodes groups are laid out as discs.
SMALL = 300
#: Above this number there is no room to show all labels at once.
LABELLED = 120
MARK = 17.0
GAP = 14.0
SPACING = 46.0
_GOLDEN = pi * (3 - sqrt(5))


@dataclass(frozen=True, slots=True)
class Wedge:
    """The sector of an area: angles in radians, clockwise from the right; where its name stands."""

    key: str
    first: float
    last: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Disc:
    """The place of a group."""

    key: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Positions by id in pixels, and the grounds drawn behind them (sectors or discs)."""

    positions: Mapping[str, Point]
    wedges: tuple[Wedge, ...] = ()
    discs: tuple[Disc, ...] = ()


def share(id: str, salt: str = "") -> float:
    """A number from 0 up to 1 that depends on the id alone.

    >>> share("I01") == share("I01"), 0 <= share("I02") < 1
    (True, True)
    """
    digest = blake2b(f"{salt}/{id}".encode(), digest_size=6).digest()
    return int.from_bytes(digest) / 2**48


def target_layout(
    labels: Mapping[str, str],
    ties: Iterable[tuple[str, str]],
    sectors: Mapping[str, str],
    order: Sequence[str],
    centre: str | None = None,
    kept: Mapping[str, Point] | None = None,
) -> Layout:
    """Positions of up to a few hundred nodes.

    ``labels`` gives every id its label (room is kept for it), ``sectors`` every id the key of its
    sector, ``order`` the keys around the circle (those without a node get a narrow sector too).
    ``centre`` stands in the middle. Nodes in ``kept`` stay where they were.

    >>> drawing = target_layout({"a": "A", "b": "B"}, [("a", "b")], {"a": "x", "b": "x"}, ["x"], "a")
    >>> drawing.positions["a"]
    (0.0, 0.0)
    """
    ids = sorted(labels)
    if not ids:
        return Layout({})
    row = {id: place for place, id in enumerate(ids)}
    pairs = [(row[a], row[b]) for a, b in ties if a in row and b in row and a != b]
    matrix = np.zeros((len(ids), len(ids)))
    for a, b in pairs:
        matrix[a, b] = matrix[b, a] = 1.0
    middle = row.get(centre) if centre is not None else None
    angles = _sector_angles([sectors[id] for id in ids if id != centre], order)
    rings = _rings(matrix, middle, len(ids))
    start = np.zeros((len(ids), 2))
    bounds = np.full((len(ids), 2), np.nan)
    for place, id in enumerate(ids):
        if place == middle:
            continue
        first, last = angles[sectors[id]]
        margin = min(0.09, (last - first) / 6)
        bounds[place] = first + margin, last - margin
        angle = first + margin + share(id) * (last - first - 2 * margin)
        radius = rings[place] * (0.9 + 0.2 * share(id, "radius"))
        if middle is None:  # no leader to keep a distance from: anywhere in the sector
            radius = TIE_LENGTH * sqrt(len(ids)) * (0.1 + 0.6 * sqrt(share(id, "radius")))
        start[place] = radius * cos(angle) * STRETCH, radius * sin(angle)
    pinned = np.zeros(len(ids), dtype=bool)
    if middle is not None:
        pinned[middle] = True
        rings[middle] = np.nan
    if len(order) < 2:
        bounds[:] = np.nan
    for id, point in (kept or {}).items():
        if id in row:
            start[row[id]] = point
            pinned[row[id]] = True
    boxes, drop = _boxes([labels[id] for id in ids], middle)
    task = Task(start, matrix, boxes, drop, rings, bounds, pinned)
    place = relaxed(task, steps=240 if len(ids) <= LABELLED else 80)
    wedges = [
        _wedge(key, angles[key], place[[sectors[id] == key for id in ids]], place) for key in order
    ]
    return Layout(_rounded(ids, place), tuple(wedges) if len(order) > 1 else ())


def disc_layout(
    groups: Mapping[str, str],
    ties: Iterable[tuple[str, str]],
    spacing: float = SPACING,
) -> Layout:
    """Positions of any number of nodes, each in the disc of its group, in O(nodes + ties).

    ``groups`` gives every id its group. A node's slot in the disc follows from the hash of its id
    and moves only when the slot is taken, so few nodes move when one is added.
    """
    members: dict[str, list[str]] = {}
    for id in sorted(groups):
        members.setdefault(groups[id], []).append(id)
    keys = sorted(members)
    row = {key: place for place, key in enumerate(keys)}
    slots = {key: _slots(members[key]) for key in keys}
    radii = np.array([spacing * sqrt(_capacity(len(members[key])) + 1) / 1.7 + spacing for key in keys])
    matrix = np.zeros((len(keys), len(keys)))
    for a, b in ties:
        if groups[a] != groups[b]:
            matrix[row[groups[a]], row[groups[b]]] += 1
    centres = _disc_centres(keys, matrix + matrix.T, radii)
    positions: dict[str, Point] = {}
    for key in keys:
        x, y = map(float, centres[row[key]])
        for id, slot in slots[key].items():
            radius, angle = spacing * sqrt(slot + 0.5) / 1.7, slot * _GOLDEN
            positions[id] = (round(x + radius * cos(angle), 1), round(y + radius * sin(angle), 1))
    discs = tuple(
        Disc(key, round(float(centres[row[key]][0]), 1), round(float(centres[row[key]][1]), 1), r)
        for key, r in zip(keys, radii.round(1).tolist(), strict=True)
    )
    return Layout(positions, discs=discs)


def _sector_angles(present: Sequence[str], order: Sequence[str]) -> dict[str, Point]:
    """First and last angle of each sector, by the number of its nodes, none narrower than 20°."""
    counts = np.array([sum(key == one for one in present) for key in order], dtype=np.float64)
    wide = np.maximum(counts**0.75, 0.0)
    narrow = tau * 20 / 360
    free = tau - narrow * len(order)
    widths = narrow + free * (wide / wide.sum() if wide.sum() else np.full(len(order), 1 / len(order)))
    ends = np.concatenate([[0.0], np.cumsum(widths)]) - pi / 2 - widths[0] / 2
    return {key: (float(ends[i]), float(ends[i + 1])) for i, key in enumerate(order)}


def _wedge(key: str, angles: Point, own: Array, everything: Array) -> Wedge:
    """A sector, its name on the middle line just beyond its furthest node."""
    middle = (angles[0] + angles[1]) / 2
    line = np.array([cos(middle) * STRETCH, sin(middle)])
    line /= np.sqrt((line**2).sum())
    seen = own if len(own) else everything * 0.6
    far = max(float((seen @ line).max()), TIE_LENGTH) + 55.0
    return Wedge(key, *angles, x=round(float(line[0]) * far, 1), y=round(float(line[1]) * far, 1))


def _rings(matrix: Array, middle: int | None, count: int) -> Array:
    """Wished distance from the middle: one ring for each step from the leader."""
    scale = max(1.0, sqrt(count / 38))
    if middle is None:
        return np.full(count, np.nan)
    steps = np.full(count, -1)
    steps[middle] = 0
    front = [middle]
    while front:
        found = np.flatnonzero((matrix[front].sum(axis=0) > 0) & (steps < 0))
        steps[found] = steps[front[0]] + 1
        front = found.tolist()
    away = steps.max() + 0.5
    return (0.55 + 0.75 * np.where(steps < 0, away, steps)) * TIE_LENGTH * scale


def _boxes(labels: Sequence[str], middle: int | None) -> tuple[Array, Array]:
    sizes = np.array([label_size(label) for label in labels])
    if len(labels) > LABELLED:  # too many to read at once: room for the marks alone
        sizes = np.zeros_like(sizes)
    marks = np.full(len(labels), MARK)
    if middle is not None:
        marks[middle] = 2 * MARK
    width = np.maximum(sizes[:, 0], 2 * marks) + GAP
    return np.stack([width, sizes[:, 1] + 2 * marks + GAP], axis=1), sizes[:, 1] / 2


def _capacity(count: int) -> int:
    """The next size of a disc: 8, 12, 18, 27, ... slots, so that it seldom grows."""
    size = 8
    while size < count:
        size += size // 2
    return size


def _slots(ids: Sequence[str]) -> dict[str, int]:
    """A slot for each id: the hashed one, or the next free one; ids in the order of their hash."""
    capacity = _capacity(len(ids))
    taken: dict[int, str] = {}
    for id in sorted(ids, key=lambda one: (share(one, "order"), one)):
        slot = int(share(id, "slot") * capacity)
        while slot in taken:
            slot = (slot + 1) % capacity
        taken[slot] = id
    return {id: slot for slot, id in taken.items()}


def _disc_centres(keys: Sequence[str], matrix: Array, radii: Array) -> Array:
    """Centres of the discs: tied groups near each other, no two discs overlapping."""
    count = len(keys)
    if count == 1:
        return np.zeros((1, 2))
    unit = float(radii.mean()) * 2 / TIE_LENGTH
    angle = np.array([share(key) for key in keys]) * tau
    far = np.sqrt(np.arange(count) + 1.0) * TIE_LENGTH * 0.6
    start = np.stack([far * np.cos(angle) * STRETCH, far * np.sin(angle)], axis=1)
    top = matrix.max() or 1.0
    free = np.full(count, np.nan)
    task = Task(
        start=start,
        ties=np.sqrt(matrix / top),
        boxes=np.repeat((2 * radii / unit)[:, None], 2, axis=1) * 1.04,
        drop=np.zeros(count),
        rings=free,
        sectors=np.full((count, 2), np.nan),
        pinned=np.zeros(count, dtype=bool),
    )
    return relaxed(task, steps=80) * unit


def _rounded(ids: Sequence[str], place: Array) -> dict[str, Point]:
    return {id: (round(float(x), 1), round(float(y), 1)) for id, (x, y) in zip(ids, place, strict=True)}
