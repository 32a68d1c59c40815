"""The cheapest baskets as an integer programme, for questions too wide to search.

Variables (all 0 or 1): x[s] the service is taken, y[i] its institution is, p[c, n] services of class c
alone answer need n, z[a] an institution of area a is taken. A class is all services with the same
answers; a minimal basket takes at most one of it. HiGHS solves it to optimality; a cut forbids each
basket found together with its supersets, which are never minimal.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

import numpy as np
from scipy.sparse import coo_array

from graph.routes.choices import Choice
from graph.snapshot.network import Floats

#: Ids settled by one programme when costs are equal; 2^20 weights stay exact in floating point.
CHUNK = 20

Row = tuple[dict[int, float], float, float]


def baskets_by_programme(
    pool: Sequence[Choice], needs: int, count: int, surcharge: int, *, two_areas: bool = False
) -> list[tuple[int, ...]]:
    """The ``count`` cheapest minimal baskets, as :func:`graph.routes.baskets.cheapest_baskets`.

    ``pool`` is sorted by id; the answer holds positions in it.

    References
    ----------
    Huangfu, Hall (2018), Parallelizing the dual revised simplex method, Math. Prog. Comp. 10 (HiGHS).

    Examples
    --------
    >>> pool = [Choice(("S1", "I1"), "I1", 0b01, 5), Choice(("S2", "I1"), "I1", 0b10, 5)]
    >>> baskets_by_programme([*pool, Choice(("S3", "I2"), "I2", 0b11, 13)], 0b11, 3, 2)
    [(0, 1), (2,)]
    """
    programme = _Programme(pool, needs, surcharge, two_areas=two_areas)
    found: list[tuple[int, ...]] = []
    while len(found) < count:
        basket = programme.best()
        if basket is None:
            break
        found.append(basket)
        programme.rows.append((dict.fromkeys(basket, 1.0), -np.inf, len(basket) - 1.0))
    return found


class _Programme:
    def __init__(self, pool: Sequence[Choice], needs: int, surcharge: int, *, two_areas: bool) -> None:
        self.pool = pool
        bits = [1 << place for place in range(needs.bit_length()) if needs >> place & 1]
        classes: dict[int, list[int]] = {}
        for place, choice in enumerate(pool):
            classes.setdefault(choice.needs, []).append(place)
        self.size = len(pool)
        institutions = {i: self._new() for i in sorted({choice.institution for choice in pool})}
        self.priced = self.size
        self.rows: list[Row] = []
        for bit in bits:
            answering = [place for place, choice in enumerate(pool) if choice.needs & bit]
            self.rows.append((dict.fromkeys(answering, 1.0), 1.0, np.inf))
        for place, choice in enumerate(pool):
            self.rows.append(({place: 1.0, institutions[choice.institution]: -1.0}, -np.inf, 0.0))
        for mask, members in classes.items():
            self._own_need(mask, members, [bit for bit in bits if mask & bit], classes)
        if two_areas:
            self._two_areas()
        # Cost first, then the number of institutions, of which there are at most as many as needs.
        point = len(bits) + 1
        self.objective = np.zeros(self.size)
        for place, choice in enumerate(pool):
            self.objective[place] = choice.cost * point
        for variable in institutions.values():
            self.objective[variable] = surcharge * point + 1

    def _new(self) -> int:
        self.size += 1
        return self.size - 1

    def _own_need(
        self, mask: int, members: Sequence[int], bits: Iterable[int], classes: Mapping[int, list[int]]
    ) -> None:
        """One of a class at most, and only if it alone answers some need."""
        self.rows.append((dict.fromkeys(members, 1.0), -np.inf, 1.0))
        alone: dict[int, float] = {}
        for bit in bits:
            variable = self._new()
            alone[variable] = -1.0
            for other, rivals in classes.items():
                if other != mask and other & bit:
                    self.rows.append(({variable: 1.0, **dict.fromkeys(rivals, 1.0)}, -np.inf, 1.0))
        self.rows.append(({**dict.fromkeys(members, 1.0), **alone}, -np.inf, 0.0))

    def _two_areas(self) -> None:
        marks: dict[int, float] = {}
        for area in sorted({choice.area for choice in self.pool if choice.area}):
            variable = self._new()
            marks[variable] = 1.0
            inside = [place for place, choice in enumerate(self.pool) if choice.area == area]
            self.rows.append(({variable: 1.0, **dict.fromkeys(inside, -1.0)}, -np.inf, 0.0))
        self.rows.append((marks, 2.0, np.inf))

    def best(self) -> tuple[int, ...] | None:
        """The best basket that no cut forbids: cost, institutions, then the sorted ids."""
        chosen = self._solve(self.objective, self.rows)
        if chosen is None:
            return None
        value = float(self.objective @ chosen)
        priced = cast("list[float]", self.objective[: self.priced].tolist())
        rows = [*self.rows, (dict(enumerate(priced)), -np.inf, value + 0.5)]
        places = len(self.pool)
        for start in range(0, places, CHUNK):
            chunk = range(start, min(start + CHUNK, places))
            wish = np.zeros(self.size)
            wish[chunk.start : chunk.stop] = [-float(1 << (chunk.stop - 1 - place)) for place in chunk]
            better = self._solve(wish, rows)
            chosen = chosen if better is None else better
            if not chosen[chunk.stop : places].any():
                break
            rows += [({place: 1.0}, float(chosen[place]), float(chosen[place])) for place in chunk]
        return tuple(place for place in range(places) if chosen[place])

    def _solve(self, objective: Floats, rows: Sequence[Row]) -> Floats | None:
        # Its import takes as long as all of networkx; few questions are wide enough to need it.
        from scipy.optimize import milp  # pyright: ignore[reportUnknownVariableType]  # no stubs

        where = np.array(
            [(row, variable) for row, (terms, _, _) in enumerate(rows) for variable in terms]
        )
        values = [value for terms, _, _ in rows for value in terms.values()]
        matrix = coo_array((values, (where[:, 0], where[:, 1])), shape=(len(rows), self.size))
        lower = np.array([low for _, low, _ in rows])
        upper = np.array([high for _, _, high in rows])
        answer = milp(
            objective,
            integrality=np.ones(self.size),
            bounds=(0, 1),
            constraints=(matrix.tocsr(), lower, upper),
            options={"mip_rel_gap": 0.0},
        )
        found = cast("Floats | None", answer.x)
        return None if found is None else np.round(found)
