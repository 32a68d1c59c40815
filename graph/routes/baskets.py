"""The cheapest baskets: exact, in a total order, by best-first search over sets of needs.

Only *minimal* baskets count: no service can be dropped without a need going unanswered. What is
enumerated are columns, an institution together with those of its services that a basket takes, because
each institution costs once. The bound of the search is the exact cheapest cover of the needs still
open, found by dynamic programming over their sets; it may only take an institution twice, which costs
more, not less. So the search meets baskets in their order and hardly leaves the way. Questions too
wide for it go to :mod:`graph.routes.programme`, an integer programme with the same answers.
"""

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush

from graph.routes.choices import Choice
from graph.routes.columns import (
    NO_AREA,
    SATISFIED,
    Columns,
    TooWideError,
    answered_once,
    columns_of,
    worth_keeping,
)
from graph.routes.programme import baskets_by_programme

#: Beyond these the integer programme takes over.
MAX_BOUNDS = 200_000
MAX_VISITS = 50_000

#: Weight so far + bound, services, weight so far, open needs, needs answered once, institutions,
#: area, the services' masks.
_Node = tuple[int, int, int, int, int, int, int, tuple[int, ...]]


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
    kept = worth_keeping([choices[place] for place in order], count, surcharge, two_areas=two_areas)
    pool = [choices[order[rank]] for rank in kept]
    try:
        columns = columns_of(pool, needs, count, surcharge, two_areas=two_areas)
        found = _Search(columns, two_areas=two_areas).best(count)
    except TooWideError:
        found = baskets_by_programme(pool, needs, count, surcharge, two_areas=two_areas)
    return [tuple(order[kept[rank]] for rank in basket) for basket in found]


class _Search:
    """Best-first search over sets of open needs."""

    def __init__(self, columns: Columns, *, two_areas: bool) -> None:
        self.columns = columns
        self.start = NO_AREA if two_areas else SATISFIED
        self._bounds: dict[tuple[int, int], int | None] = {}

    def bound(self, open_needs: int, area: int) -> int | None:
        """Least weight that answers the open needs, ``None`` if nothing does."""
        if not open_needs:
            return 0 if area == SATISFIED else None
        key = (open_needs, area)
        if key in self._bounds:
            return self._bounds[key]
        if len(self._bounds) > MAX_BOUNDS:
            raise TooWideError
        best: int | None = None
        for mask, own_area, weight in self.columns.covers[open_needs & -open_needs]:
            rest = self.bound(open_needs & ~mask, _with_area(area, own_area))
            if rest is not None and (best is None or weight + rest < best):
                best = weight + rest
        self._bounds[key] = best
        return best

    def best(self, count: int) -> list[tuple[int, ...]]:
        found: list[tuple[int, ...]] = []
        first = self.bound(self.columns.all_needs, self.start)
        if first is None:
            return found
        heap: list[_Node] = [(first, 0, 0, self.columns.all_needs, 0, 0, self.start, ())]
        seen: set[int] = set()
        while heap and len(found) < count:
            _, services, weight, open_needs, once, used, area, masks = heappop(heap)
            if services in seen:
                continue
            seen.add(services)
            if len(seen) > MAX_VISITS:
                raise TooWideError
            if not open_needs:
                found.append(tuple(_positions(services)))
                continue
            if not self._can_finish(open_needs, once, masks):
                continue
            answered = self.columns.all_needs & ~open_needs
            for column in self.columns.by_need[open_needs & -open_needs]:
                chosen = services | column.services
                if column.institution & used or chosen in seen:
                    continue
                together = masks + column.masks
                now_once = answered_once(once, answered, column.masks)
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
        for mask in self.columns.classes:
            if all(needs & ~mask for needs in own):
                reachable |= mask
        return not open_needs & ~reachable


def _with_area(area: int, joining: int) -> int:
    if area in (SATISFIED, joining) or joining == NO_AREA:
        return area
    return joining if area == NO_AREA else SATISFIED


def _positions(bits: int) -> Iterable[int]:
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low
