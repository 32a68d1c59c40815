"""The cheapest baskets: exact, in a total order, by best-first search over sets of needs.

Only *minimal* baskets count: no service can be dropped without a need going unanswered. What is
enumerated are columns, an institution together with those of its services that a basket takes, because
each institution costs once. The bound of the search is the exact cheapest cover of the needs still
open, found by dynamic programming over their sets; it may only take an institution twice, which costs
more, not less. So the search meets baskets in their order and hardly leaves the way. Questions too
wide for it go to :mod:`graph.routes.programme`, an integer programme with the same answers.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from heapq import heappop, heappush
from operator import attrgetter

from graph.routes.choices import Choice
from graph.routes.programme import baskets_by_programme

#: Beyond these the integer programme takes over.
MAX_COLUMNS = 50_000
MAX_BOUNDS = 200_000
MAX_VISITS = 50_000

_SATISFIED = -1
_NO_AREA = 0


@dataclass(frozen=True, slots=True)
class _Column:
    needs: int
    weight: int
    services: int
    masks: tuple[int, ...]
    institution: int
    area: int


#: Weight so far + bound, services, weight so far, open needs, needs answered once, institutions,
#: area, the services' masks.
_Node = tuple[int, int, int, int, int, int, int, tuple[int, ...]]


class _TooWideError(Exception):
    """The search would take more room or time than the integer programme."""


def cheapest_baskets(
    choices: Sequence[Choice], needs: int, count: int, surcharge: int, *, two_areas: bool = False
) -> list[tuple[int, ...]]:
    """The ``count`` cheapest minimal baskets that answer all needs, cheapest first.

    Parameters
    ----------
    choices
        Services that can be chosen.
    needs
        Bit mask of the needs to answer, each answered by some choice.
    count
        How many baskets at most.
    surcharge
        Units added for each distinct institution.
    two_areas
        Only baskets whose institutions lie in at least two areas.

    Returns
    -------
    list of tuple of int
        For each basket the positions of its choices, ascending by id. Fewer than ``count`` if there
        are no more. Equal costs: fewer institutions, then the sorted ids.

    Notes
    -----
    Exact in all cases. A choice is left out only when ``count`` better baskets exist for each basket
    with it. Columns: at most 2^s for an institution with s different answers; bound: O(2^n) sets of n
    needs, each over the columns of one need. Beyond the limits of this module:
    ``scipy.optimize.milp`` with a cut for each basket found.

    Examples
    --------
    >>> mops = [Choice(("S1", "I1"), "I1", 0b01, 5), Choice(("S2", "I1"), "I1", 0b10, 5)]
    >>> club = Choice(("S3", "I2"), "I2", 0b11, 13)
    >>> cheapest_baskets([*mops, club], 0b11, 3, 2)
    [(0, 1), (2,)]
    """
    order = sorted(range(len(choices)), key=lambda place: choices[place].id)
    kept = _worth_keeping([choices[place] for place in order], count, surcharge, two_areas=two_areas)
    pool = [choices[order[rank]] for rank in kept]
    try:
        found = _Search(pool, needs, count, surcharge, two_areas=two_areas).best()
    except _TooWideError:
        found = baskets_by_programme(pool, needs, count, surcharge, two_areas=two_areas)
    return [tuple(order[kept[rank]] for rank in basket) for basket in found]


def _worth_keeping(
    ranked: Sequence[Choice], count: int, surcharge: int, *, two_areas: bool
) -> list[int]:
    """Ranks of the choices that can stand in one of the ``count`` best baskets.

    Two choices that answer the same needs never stand in one minimal basket, and one can take the
    other's place in any. So a choice is lost when ``count`` others would make every such basket
    better: cheaper by more than an institution, or cheaper at the same institution, or simply cheaper
    where the institution would then leave the basket, having nothing else to give.
    """
    groups: dict[tuple[int, str | None], list[int]] = {}
    for rank, choice in enumerate(ranked):
        groups.setdefault((choice.needs, choice.area if two_areas else None), []).append(rank)
    kept: list[int] = []
    for group in groups.values():
        group.sort(key=lambda rank: (ranked[rank].cost, rank))
        if len(group) > count:
            limit = ranked[group[count - 1]].cost + surcharge
            here: dict[str, int] = {}
            for rank in group:
                if ranked[rank].cost > limit:
                    break
                seen = here.get(ranked[rank].institution, 0)
                here[ranked[rank].institution] = seen + 1
                if seen < count:
                    kept.append(rank)
        else:
            kept.extend(group)
    left = Counter(ranked[rank].institution for rank in kept)
    best = {rank for group in groups.values() for rank in group[:count]}
    return sorted(rank for rank in kept if rank in best or left[ranked[rank].institution] > 1)


class _Search:
    """Best-first search; every weight is one integer: cost, then institutions, then the ids."""

    def __init__(
        self, pool: Sequence[Choice], needs: int, count: int, surcharge: int, *, two_areas: bool
    ) -> None:
        self.count = count
        self.start = _NO_AREA if two_areas else _SATISFIED
        bits = _bits_rarest_first(pool, needs)
        self.masks = [_relabelled(choice.needs, bits) for choice in pool]
        self.all_needs = (1 << len(bits)) - 1
        self.classes = sorted(set(self.masks))
        # The set that holds the smallest id the other lacks comes first: earlier ranks weigh more.
        size = len(pool)
        institution = 1 << size
        point = institution * (len(bits) + 2)
        weights = [choice.cost * point - (1 << (size - 1 - rank)) for rank, choice in enumerate(pool)]
        areas = {area: place + 1 for place, area in enumerate(sorted({c.area for c in pool if c.area}))}
        by_institution: dict[str, list[int]] = {}
        for rank, choice in enumerate(pool):
            by_institution.setdefault(choice.institution, []).append(rank)
        kinds: dict[tuple[tuple[int, ...], int], list[_Column]] = {}
        made = 0
        for place, ranks in enumerate(by_institution.values()):
            area = areas.get(pool[ranks[0]].area or "", _NO_AREA) if two_areas else _NO_AREA
            base = surcharge * point + institution
            for chosen in _irredundant([(rank, self.masks[rank]) for rank in ranks]):
                made += 1
                if made > MAX_COLUMNS:
                    raise _TooWideError
                masks = tuple(sorted(self.masks[rank] for rank in chosen))
                column = _Column(
                    reduce(_union, masks),
                    base + sum(weights[rank] for rank in chosen),
                    sum(1 << rank for rank in chosen),
                    masks,
                    1 << place,
                    area,
                )
                kinds.setdefault((masks, area), []).append(column)
        # Columns of one kind can stand for each other, so only the best can be in the best baskets.
        columns = [
            column
            for kind in kinds.values()
            for column in sorted(kind, key=attrgetter("weight"))[:count]
        ]
        bits_in_use = [1 << bit for bit in range(len(bits))]
        self.by_need = {need: [c for c in columns if c.needs & need] for need in bits_in_use}
        covers = _covers(columns, two_areas=two_areas)
        self._covers = {need: [cover for cover in covers if cover[0] & need] for need in bits_in_use}
        self._bounds: dict[tuple[int, int], int | None] = {}

    def bound(self, open_needs: int, area: int) -> int | None:
        """Least weight that answers the open needs, ``None`` if nothing does."""
        if not open_needs:
            return 0 if area == _SATISFIED else None
        key = (open_needs, area)
        if key in self._bounds:
            return self._bounds[key]
        if len(self._bounds) > MAX_BOUNDS:
            raise _TooWideError
        best: int | None = None
        for mask, own_area, weight in self._covers[open_needs & -open_needs]:
            rest = self.bound(open_needs & ~mask, _with_area(area, own_area))
            if rest is not None and (best is None or weight + rest < best):
                best = weight + rest
        self._bounds[key] = best
        return best

    def best(self) -> list[tuple[int, ...]]:
        found: list[tuple[int, ...]] = []
        first = self.bound(self.all_needs, self.start)
        if first is None:
            return found
        heap: list[_Node] = [(first, 0, 0, self.all_needs, 0, 0, self.start, ())]
        seen: set[int] = set()
        while heap and len(found) < self.count:
            _, services, weight, open_needs, once, used, area, masks = heappop(heap)
            if services in seen:
                continue
            seen.add(services)
            if len(seen) > MAX_VISITS:
                raise _TooWideError
            if not open_needs:
                found.append(tuple(_positions(services)))
                continue
            if not self._can_finish(open_needs, once, masks):
                continue
            answered = self.all_needs & ~open_needs
            for column in self.by_need[open_needs & -open_needs]:
                chosen = services | column.services
                if column.institution & used or chosen in seen:
                    continue
                together = masks + column.masks
                now_once = _once(once, answered, column.masks)
                if any(not mask & now_once for mask in together):
                    continue
                still_open = open_needs & ~column.needs
                now_area = _with_area(area, column.area)
                rest = self.bound(still_open, now_area)
                if rest is not None:
                    total = weight + column.weight
                    heappush(
                        heap,
                        (
                            total + rest,
                            chosen,
                            total,
                            still_open,
                            now_once,
                            used | column.institution,
                            now_area,
                            together,
                        ),
                    )
        return found

    def _can_finish(self, open_needs: int, once: int, masks: tuple[int, ...]) -> bool:
        """Whether every open need has an answer that makes nothing chosen superfluous."""
        own = [mask & once for mask in masks]
        reachable = 0
        for mask in self.classes:
            if all(needs & ~mask for needs in own):
                reachable |= mask
        return not open_needs & ~reachable


def _covers(columns: Iterable[_Column], *, two_areas: bool) -> list[tuple[int, int, int]]:
    """Answers, area and weight of the columns that the bound needs, the lightest first.

    One that answers no more than a lighter one is left out; where areas count, only one with the
    same answers in the same area, because the needs it leaves open may bring in the second area.
    """
    kept: list[tuple[int, int, int]] = []
    for column in sorted(columns, key=attrgetter("weight")):
        needs, area = column.needs, column.area
        if two_areas:
            beaten = any(needs == mask and area == other for mask, other, _ in kept)
        else:
            beaten = any(mask | needs == mask for mask, _, _ in kept)
        if not beaten:
            kept.append((needs, area, column.weight))
    return kept


def _bits_rarest_first(pool: Iterable[Choice], needs: int) -> list[int]:
    """The needs' bits, those with the fewest answers first: the search branches on them first."""
    bits = [1 << place for place in range(needs.bit_length()) if needs >> place & 1]
    answers = dict.fromkeys(bits, 0)
    for choice in pool:
        for bit in bits:
            if choice.needs & bit:
                answers[bit] += 1
    return sorted(bits, key=lambda bit: (answers[bit], bit))


def _relabelled(mask: int, bits: Sequence[int]) -> int:
    return sum(1 << place for place, bit in enumerate(bits) if mask & bit)


def _irredundant(services: Sequence[tuple[int, int]]) -> Iterable[tuple[int, ...]]:
    """Sets of one institution's services in which each answers a need that no other of them does."""
    stack: list[tuple[int, tuple[int, ...], tuple[int, ...], int, int]] = [(0, (), (), 0, 0)]
    while stack:
        start, ranks, masks, once, answered = stack.pop()
        for place in range(start, len(services)):
            rank, mask = services[place]
            together = (*masks, mask)
            now_once = _once(once, answered, (mask,))
            if all(chosen & now_once for chosen in together):
                grown = (*ranks, rank)
                yield grown
                stack.append((place + 1, grown, together, now_once, answered | mask))


def _once(once: int, answered: int, masks: Iterable[int]) -> int:
    """Needs answered exactly once when these masks join."""
    for mask in masks:
        once = (once & ~mask) | (mask & ~answered)
        answered |= mask
    return once


def _union(one: int, other: int) -> int:
    return one | other


def _with_area(area: int, joining: int) -> int:
    if area in (_SATISFIED, joining) or joining == _NO_AREA:
        return area
    return joining if area == _NO_AREA else _SATISFIED


def _positions(bits: int) -> Iterable[int]:
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low
