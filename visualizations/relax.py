"""Small layouts: springs, repulsion and room for labels, from a given start, in bounded steps.

All pairs at once in numpy, so meant for up to about 300 nodes. Nothing is random: the same start
gives the same picture, and a slightly different start a slightly different one.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
#: Natural length of a tie in pixels.
TIE_LENGTH = 100.0
#: The picture is wider than high, as screens are.
STRETCH = 1.6
#: Pull back to the start: the more, the less a small change of the network moves.
HOME = 0.2
#: Longest first step in pixels.
REACH = 20.0


@dataclass(frozen=True, eq=False)
class Task:
    """What to arrange, n nodes in rows.

    ``start`` (n, 2): positions. ``ties`` (n, n): 0 to 1, symmetric. ``boxes`` (n, 2): width and
    height of a node with its label, ``drop`` (n,): how far below the node the box's centre lies.
    ``rings`` (n,): wished distance from the centre, NaN for none. ``sectors`` (n, 2): first and last
    angle in radians, NaN for a free node. ``pinned`` (n,): nodes that stay.
    """

    start: Array
    ties: Array
    boxes: Array
    drop: Array
    rings: Array
    sectors: Array
    pinned: npt.NDArray[np.bool_]


def relaxed(task: Task, steps: int = 240) -> Array:
    """Positions (n, 2) after the forces have worked; each step moves less than the one before."""
    place = task.start.copy()
    for step in range(steps):
        share = 1.0 - step / steps
        move = _forces(place, task) + 0.5 * _collisions(place, task)
        length = np.sqrt((move**2).sum(axis=1, keepdims=True)) + 1e-9
        move *= np.minimum(1.0, (2.0 + REACH * share) / length)
        move[task.pinned] = 0.0
        place = _in_sectors(place + move, task)
    return separated(place, task)


def separated(place: Array, task: Task, steps: int = 400) -> Array:
    """Positions after overlapping boxes have been pushed apart, as far as the steps allow."""
    for _ in range(steps):
        push = _collisions(place, task)
        if not push.any():
            break
        free = np.where(task.pinned[:, None], 0.0, push)
        place = _in_sectors(place + 0.6 * free, task)
    return place


def _forces(place: Array, task: Task) -> Array:
    delta = place[:, None, :] - place[None, :, :]
    distance = np.sqrt((delta**2).sum(axis=2)) + 1e-6
    unit = delta / distance[:, :, None]
    push = np.minimum((TIE_LENGTH / distance) ** 2, 4.0) * 9.0
    push[distance > 3.5 * TIE_LENGTH] = 0.0
    np.fill_diagonal(push, 0.0)
    degree = np.maximum(task.ties.sum(axis=1), 1.0)
    weight = task.ties / np.sqrt(np.minimum(degree[:, None], degree[None, :]))
    pull = 0.06 * weight * (distance - TIE_LENGTH)
    force = ((push - pull)[:, :, None] * unit).sum(axis=1)
    flat = place / np.array([STRETCH, 1.0])
    radius = np.sqrt((flat**2).sum(axis=1)) + 1e-6
    wish = np.where(np.isnan(task.rings), 0.0, task.rings - radius) * 0.25
    return force + (wish / radius)[:, None] * place + HOME * (task.start - place)


def _collisions(place: Array, task: Task) -> Array:
    """The move of each node out of the boxes it overlaps, along the shorter way."""
    centre = place + np.stack([np.zeros(len(place)), task.drop], axis=1)
    delta = centre[:, None, :] - centre[None, :, :]
    overlap = (task.boxes[:, None, :] + task.boxes[None, :, :]) / 2 - np.abs(delta)
    hit = (overlap[:, :, 0] > 0) & (overlap[:, :, 1] > 0) & ~np.eye(len(place), dtype=np.bool_)
    if not hit.any():
        return np.zeros_like(place)
    row = np.arange(len(place))
    order = np.sign(row[:, None] - row[None, :])[:, :, None]
    side = np.where(delta == 0, order, np.sign(delta))
    across = overlap[:, :, 0] < overlap[:, :, 1]
    along = np.stack([hit & across, hit & ~across], axis=2)
    return (along * overlap * side).sum(axis=1) / 2


def _in_sectors(place: Array, task: Task) -> Array:
    """Nodes that left their sector are turned back to its edge."""
    first, last = task.sectors[:, 0], task.sectors[:, 1]
    bound = ~np.isnan(first) & ~task.pinned
    if not bound.any():
        return place
    flat = place / np.array([STRETCH, 1.0])
    angle = np.arctan2(flat[:, 1], flat[:, 0])
    radius = np.sqrt((flat**2).sum(axis=1))
    middle = (first + last) / 2
    off = (angle - middle + np.pi) % (2 * np.pi) - np.pi
    half = (last - first) / 2
    turned = middle + np.clip(off, -half, half)
    found = np.stack([np.cos(turned) * STRETCH, np.sin(turned)], axis=1) * radius[:, None]
    return np.where(bound[:, None], found, place)
