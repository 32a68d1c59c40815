"""The pieces baskets are put together from: an institution with those of its services that are taken.

An institution costs once, so it is decided on as a whole. Choices and columns that cannot stand in any
of the baskets asked for are left out here.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import attrgetter

from graph.routes.choices import Choice

#: More columns than these go to the integer programme.
MAX_COLUMNS = 50_000

#: Areas of a basket under way, beside the number of the only one so far.
SATISFIED = -1
NO_AREA = 0


class TooWideError(Exception):
    """The search would take more room or time than the integer programme."""


@dataclass(frozen=True, slots=True)
class Column:
    """Services of one institution, each of which answers a need that no other of them does.

    ``needs``, ``services`` and ``institution`` are bit masks, ``masks`` the answers of each service.
    ``weight`` is one integer: cost, then institutions, then ids, so that sums compare as baskets do.
    """

    needs: int
    weight: int
    services: int
    masks: tuple[int, ...]
    institution: int
    area: int


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns worth trying, by need (one bit each; the need with the fewest answers is bit 1).

    ``covers`` holds what the bound needs of them: answers, area and weight. ``classes`` are the
    distinct answers of single services.
    """

    all_needs: int
    classes: tuple[int, ...]
    by_need: dict[int, list[Column]]
    covers: dict[int, list[tuple[int, int, int]]]


def worth_keeping(ranked: Sequence[Choice], count: int, surcharge: int, *, two_areas: bool) -> list[int]:
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


def columns_of(
    pool: Sequence[Choice], needs: int, count: int, surcharge: int, *, two_areas: bool
) -> Columns:
    """The columns that can stand in one of the ``count`` best baskets.

    Columns whose services have the same answers can take each other's place in any basket, so of each
    such kind only the ``count`` best are kept.

    Raises
    ------
    TooWideError
        If there are more than :data:`MAX_COLUMNS`.
    """
    bits = _bits_rarest_first(pool, needs)
    masks = [_relabelled(choice.needs, bits) for choice in pool]
    weights, opening = _weights(pool, len(bits), surcharge)
    areas = {area: place for place, area in enumerate(sorted({c.area for c in pool if c.area}), 1)}
    by_institution: dict[str, list[int]] = {}
    for rank, choice in enumerate(pool):
        by_institution.setdefault(choice.institution, []).append(rank)
    kinds: dict[tuple[tuple[int, ...], int], list[Column]] = {}
    made = 0
    for place, ranks in enumerate(by_institution.values()):
        area = areas.get(pool[ranks[0]].area or "", NO_AREA) if two_areas else NO_AREA
        for chosen in _irredundant([(rank, masks[rank]) for rank in ranks]):
            made += 1
            if made > MAX_COLUMNS:
                raise TooWideError
            answers = tuple(sorted(masks[rank] for rank in chosen))
            column = Column(
                reduce(_union, answers),
                opening + sum(weights[rank] for rank in chosen),
                sum(1 << rank for rank in chosen),
                answers,
                1 << place,
                area,
            )
            kinds.setdefault((answers, area), []).append(column)
    columns = [c for kind in kinds.values() for c in sorted(kind, key=attrgetter("weight"))[:count]]
    covers = _covers(columns, two_areas=two_areas)
    each = [1 << bit for bit in range(len(bits))]
    return Columns(
        (1 << len(bits)) - 1,
        tuple(sorted(set(masks))),
        {need: [column for column in columns if column.needs & need] for need in each},
        {need: [cover for cover in covers if cover[0] & need] for need in each},
    )


def _weights(pool: Sequence[Choice], needs: int, surcharge: int) -> tuple[list[int], int]:
    """Weight of each choice, and of taking an institution at all.

    Of two baskets equal in cost and institutions, the one that holds the smallest id the other lacks
    comes first: so each id is worth more than all greater ones together.
    """
    institution = 1 << len(pool)
    point = institution * (needs + 2)
    last = len(pool) - 1
    weights = [choice.cost * point - (1 << (last - rank)) for rank, choice in enumerate(pool)]
    return weights, surcharge * point + institution


def _covers(columns: Iterable[Column], *, two_areas: bool) -> list[tuple[int, int, int]]:
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
            now_once = answered_once(once, answered, (mask,))
            if all(chosen & now_once for chosen in together):
                grown = (*ranks, rank)
                yield grown
                stack.append((place + 1, grown, together, now_once, answered | mask))


def answered_once(once: int, answered: int, masks: Iterable[int]) -> int:
    """Needs answered exactly once when these masks join."""
    for mask in masks:
        once = (once & ~mask) | (mask & ~answered)
        answered |= mask
    return once


def _union(one: int, other: int) -> int:
    return one | other
