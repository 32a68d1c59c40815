"""Small layouts: springs, repulsion and room for labels, from a given start, in bounded steps.

All pairs at once in numpy, so meant for up to about 300 nodes. Nothing is random: the same start
gives the same picture, and a slightly different start a slightly different one.
"""

from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt
from scipy.spatial import KDTree

Array = npt.NDArray[np.float64]
Rows = npt.NDArray[np.intp]
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
        length = np.hypot(move[:, 0], move[:, 1]) + 1e-9
        move *= np.minimum(1.0, (2.0 + REACH * share) / length)[:, None]
        move[task.pinned] = 0.0
        place = _in_sectors(place + move, task)
    return separated(place, task)


def separated(place: Array, task: Task, steps: int = 400) -> Array:
    """Positions after overlapping boxes have been pushed apart, as far as the steps allow."""
    for _ in range(steps):
        push = _collisions(place, task)
        if not push.any():
            break
        place = _in_sectors(place + 0.6 * np.where(task.pinned[:, None], 0.0, push), task)
    return place


def _forces(place: Array, task: Task) -> Array:
    """Repulsion of near nodes, pull of tied ones, pull to the ring and to the start."""
    across = place[:, 0, None] - place[None, :, 0]
    down = place[:, 1, None] - place[None, :, 1]
    distance = np.hypot(across, down) + 1e-6
    push = np.minimum((TIE_LENGTH / distance) ** 2, 4.0) * 9.0
    push[distance > 3.5 * TIE_LENGTH] = 0.0
    degree = np.maximum(task.ties.sum(axis=1), 1.0)
    pull = 0.06 * task.ties / np.sqrt(np.minimum(degree[:, None], degree[None, :]))
    force = (push - pull * (distance - TIE_LENGTH)) / distance
    np.fill_diagonal(force, 0.0)
    moved = np.stack([(force * across).sum(axis=1), (force * down).sum(axis=1)], axis=1)
    radius = np.hypot(place[:, 0] / STRETCH, place[:, 1]) + 1e-6
    wish = np.where(np.isnan(task.rings), 0.0, task.rings - radius) * 0.25
    return moved + (wish / radius)[:, None] * place + HOME * (task.start - place)


def _collisions(place: Array, task: Task) -> Array:
    """The move of each node out of the boxes it overlaps, along the shorter way."""
    centre = place + np.stack([np.zeros(len(place)), task.drop], axis=1)
    furthest = float(np.hypot(task.boxes[:, 0], task.boxes[:, 1]).max())
    near = cast("Rows", KDTree(centre).query_pairs(furthest, output_type="ndarray"))
    one, other = near[np.lexsort((near[:, 1], near[:, 0]))].T
    delta = centre[one] - centre[other]
    overlap = (task.boxes[one] + task.boxes[other]) / 2 - np.abs(delta)
    hit = (overlap > 0).all(axis=1)
    one, other, delta, overlap = one[hit], other[hit], delta[hit], overlap[hit]
    side = np.where(delta < 0, -1.0, 1.0)
    shorter = overlap[:, 0] < overlap[:, 1]
    step = np.stack([shorter, ~shorter], axis=1) * overlap * side / 2
    moved = np.zeros_like(place)
    np.add.at(moved, one, step)
    np.subtract.at(moved, other, step)
    return moved


def _in_sectors(place: Array, task: Task) -> Array:
    """Nodes that left their sector are turned back to its edge."""
    first, last = task.sectors[:, 0], task.sectors[:, 1]
    bound = ~np.isnan(first) & ~task.pinned
    if not bound.any():
        return place
    across, down = place[:, 0] / STRETCH, place[:, 1]
    angle = np.arctan2(down, across)
    middle = (first + last) / 2
    off = (angle - middle + np.pi) % (2 * np.pi) - np.pi
    half = (last - first) / 2
    outside = bound & (np.abs(off) > half)
    turned = middle + np.clip(off, -half, half)
    radius = np.hypot(across, down)
    found = np.stack([np.cos(turned) * STRETCH * radius, np.sin(turned) * radius], axis=1)
    return np.where(outside[:, None], found, place)
