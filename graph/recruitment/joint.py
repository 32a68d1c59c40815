"""The robustness gain of many sets of candidates at once, exactly.

For every loss of one member the candidates of a set join some of what is left. A component is a bit
and a candidate the bits it touches, so that joining is the union of overlapping bit sets. Losses that
leave the candidates the same choice are counted once, with their number.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph.recruitment.robustness import Base, Counts, Robustness, mean_fragmentation_of, sub_network
from graph.snapshot.network import Floats

Bits = npt.NDArray[np.uint64]
Sets = npt.NDArray[np.int64]
_WORD = 64
_HALF = 32
_LOWER = (1 << _HALF) - 1


@dataclass(frozen=True, eq=False)
class _Situation:
    """What candidates meet after ``times`` different losses.

    ``words`` holds for each candidate the components it touches, one bit each (W words of shape
    (C,)); ``sums`` gives for each byte of such bits the sum of the sizes, in the upper half of the
    number, and of their squares, in the lower.
    """

    times: int
    words: list[Bits]
    sums: list[Counts]

    @classmethod
    def of(cls, touched: npt.NDArray[np.bool_], sizes: Counts, times: int) -> "_Situation":
        """``touched`` has shape (C, components)."""
        width = -(-max(1, touched.shape[1]) // _WORD) * _WORD
        padded = np.zeros((touched.shape[0], width), dtype=np.bool_)
        padded[:, : touched.shape[1]] = touched
        packed = np.packbits(padded, axis=1, bitorder="little").view("<u8").astype(np.uint64)
        words = [np.ascontiguousarray(packed[:, word]) for word in range(packed.shape[1])]
        return cls(times, words, _byte_sums((sizes << _HALF) + sizes**2))


class JointRobustness:
    """Robustness gains of sets of the same candidates; built once, asked for many sets."""

    def __init__(self, robustness: Robustness) -> None:
        self._robustness = robustness
        self._base = Base.of(sub_network(robustness.network, robustness.member_rows))
        whole, others = _situations(robustness, self._base)
        self._whole = whole
        self._losses = others

    def gains(self, sets: Sets) -> Floats:
        """The gain when the candidates of a set join together, for each row of ``sets``, shape (N,).

        ``sets`` has shape (N, K): distinct candidate numbers in each row.
        """
        count, size = sets.shape
        members = len(self._base.labels)
        totals = np.full(count, self._base.total + size * self._base.squares, dtype=np.int64)
        for situation in self._losses:
            totals += situation.times * _change(situation, sets)
        for gone in range(size):  # one of the newcomers is the one that is lost
            totals += _change(self._whole, np.delete(sets, gone, axis=1))
        return self._robustness.fall(mean_fragmentation_of(totals, members + size))


def _situations(robustness: Robustness, base: Base) -> tuple[_Situation, list[_Situation]]:
    """The situation without any loss, and those after the loss of each member, alike ones together."""
    rows, candidates = robustness.member_rows, len(robustness.candidates)
    who, tied = robustness.ties_to(rows)
    one, other = robustness.ties_to(robustness.candidate_rows)
    pairs = [(a, b) for a, b in zip(one.tolist(), other.tolist(), strict=True) if a < b]
    direct = np.zeros((candidates, len(pairs)), dtype=np.bool_)
    for column, pair in enumerate(pairs):
        direct[list(pair), column] = True

    def seen(parts: Counts, sizes: Counts, lost: int) -> tuple[npt.NDArray[np.bool_], Counts]:
        # A tie of two candidates is one more component, of size 0, that both touch.
        kept = tied != lost
        touched = np.zeros((candidates, len(sizes)), dtype=np.bool_)
        touched[who[kept], parts[tied[kept]]] = True
        relevant = np.flatnonzero(touched.any(axis=0))
        order = relevant[np.argsort(sizes[relevant], kind="stable")]
        none = np.zeros(len(pairs), dtype=np.int64)
        return np.hstack([touched[:, order], direct]), np.concatenate([sizes[order], none])

    whole = seen(base.labels, base.sizes, -1)
    found: dict[tuple[bytes, bytes], tuple[npt.NDArray[np.bool_], Counts, int]] = {}
    ordinary: dict[int, int] = {}
    only = _only_ties(base, who, tied)
    for lost in range(len(base.labels)):
        if lost in base.parts:
            touched, sizes = seen(base.parts[lost], base.part_sizes[lost], lost)
        elif lost in only:
            touched, sizes = seen(base.labels, _one_fewer(base, lost), lost)
        else:
            label = int(base.labels[lost])
            ordinary[label] = ordinary.get(label, 0) + 1
            continue
        _count(found, touched, sizes, 1)
    for label, times in ordinary.items():
        lost = int(np.flatnonzero(base.labels == label)[0])
        _count(found, *seen(base.labels, _one_fewer(base, lost), -1), times)
    return _Situation.of(*whole, 1), [_Situation.of(*entry) for entry in found.values()]


def _only_ties(base: Base, who: Counts, tied: Counts) -> frozenset[int]:
    """Members that are some candidate's only tie into their component."""
    keys = who * (len(base.sizes) + 1) + base.labels[tied]
    _, first, counts = np.unique(keys, return_index=True, return_counts=True)
    return frozenset(tied[first[counts == 1]].tolist())


def _one_fewer(base: Base, lost: int) -> Counts:
    sizes = base.sizes.copy()
    sizes[base.labels[lost]] -= 1
    return sizes


def _count(
    found: dict[tuple[bytes, bytes], tuple[npt.NDArray[np.bool_], Counts, int]],
    touched: npt.NDArray[np.bool_],
    sizes: Counts,
    times: int,
) -> None:
    key = (touched.tobytes(), sizes.tobytes())
    known = found[key][2] if key in found else 0
    found[key] = (touched, sizes, known + times)


def _byte_sums(values: Counts) -> list[Counts]:
    """For each 8 values a table of the sum over every subset of them, shape (256,)."""
    subsets = (np.arange(256)[:, None] >> np.arange(8)) & 1
    padded = np.zeros(-(-len(values) // 8) * 8, dtype=np.int64)
    padded[: len(values)] = values
    return [subsets @ padded[first : first + 8] for first in range(0, len(padded), 8)]


def _looked_up(words: list[Bits], tables: list[Counts]) -> Counts:
    found = np.zeros(len(words[0]), dtype=np.int64)
    for number, table in enumerate(tables):
        word, byte = divmod(number, 8)
        found += table[(words[word] >> np.uint64(8 * byte)).astype(np.uint8)]
    return found


def _change(situation: _Situation, sets: Sets) -> Counts:
    """By how much the sum of squared component sizes grows when each set joins, shape (N,)."""
    groups: list[tuple[list[Bits], Counts]] = []
    for column in sets.T:
        new = [word[column] for word in situation.words]
        count = np.ones(len(sets), dtype=np.int64)
        # Groups never overlap each other, so what the newcomer takes in brings no further overlap.
        for number, (old, old_count) in enumerate(groups):
            meets = _overlap(old, new)
            kept = ~meets
            new = [b | (a * meets) for a, b in zip(old, new, strict=True)]
            count += old_count * meets
            groups[number] = ([a * kept for a in old], old_count * kept)
        groups.append((new, count))
    change = np.zeros(len(sets), dtype=np.int64)
    for words, count in groups:
        sums = _looked_up(words, situation.sums)
        change += ((sums >> _HALF) + count) ** 2 - (sums & _LOWER)
    return change


def _overlap(one: list[Bits], other: list[Bits]) -> npt.NDArray[np.bool_]:
    pairs: Iterator[tuple[Bits, Bits]] = zip(one, other, strict=True)
    first, second = next(pairs)
    met = (first & second) != 0
    for first, second in pairs:
        met |= (first & second) != 0
    return met
