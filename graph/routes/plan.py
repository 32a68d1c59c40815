"""From codes to choices: which services can be used and reached, what they cost, what stays unmet."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.model import Offer
from graph.routes.answer import Unmet, Way
from graph.routes.choices import Choice
from graph.routes.costs import RouteCosts
from graph.routes.index import RouteIndex
from graph.routes.paths import way_to
from graph.routes.usable import Conditions, capacity_state, offer_key, usable

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a request comes down to before baskets are built.

    ``met`` pairs each need that can be met with its codes, in the order asked; ``ways`` and
    ``choices`` run side by side, sorted by service id.
    """

    met: tuple[tuple[str, tuple[str, ...]], ...]
    unmet: tuple[Unmet, ...]
    ways: tuple[Way, ...]
    choices: tuple[Choice, ...]

    @property
    def needs(self) -> int:
        """Bit mask of all needs that can be met."""
        return (1 << len(self.met)) - 1


class Ways:
    """How each offer is reached from one origin, worked out once for each."""

    def __init__(
        self, index: RouteIndex, origin: str | None, avoid: frozenset[str], costs: RouteCosts
    ) -> None:
        self._index = index
        self._origin = origin
        self._avoid = avoid
        self._costs = costs
        self._known: dict[Key, Way | None] = {}

    def to(self, offer: Offer) -> Way | None:
        """The way to an offer that passed the other filters; ``None`` if there is none."""
        key = offer_key(offer)
        if key not in self._known:
            self._known[key] = self._find(offer)
        return self._known[key]

    def _find(self, offer: Offer) -> Way | None:
        path = way_to(self._index, self._origin, offer, self._avoid, self._costs)
        if path is None:
            return None
        state = capacity_state(offer.service)
        stated = offer.service.wait_days
        wait = stated if stated is not None else 0 if state == "capacity" else self._costs.unknown_wait
        cost = self._costs.item(path.cost, wait) / self._costs.unit
        return Way(offer, path, wait, stated is not None or state == "capacity", state, cost)


def plan_of(
    index: RouteIndex,
    wanted: Mapping[str, tuple[str, ...]],
    conditions: Conditions,
    ways: Ways,
    costs: RouteCosts,
) -> Plan:
    """Screen the codes of each need by all eight filters, in order.

    ``wanted`` maps each need to the service codes that answer it.
    """
    met: list[tuple[str, tuple[str, ...]]] = []
    unmet: list[Unmet] = []
    found: dict[Key, Way] = {}
    masks: dict[Key, int] = {}
    for need, codes in wanted.items():
        screening = usable(index.offers, need, conditions, codes)
        if screening.blocked_by is not None:
            unmet.append(Unmet(need, codes, screening.blocked_by, screening.nearest))
            continue
        reached = [way for way in map(ways.to, screening.offers) if way is not None]
        if not reached:
            unmet.append(Unmet(need, codes, "no_path", screening.offers))
            continue
        bit = 1 << len(met)
        met.append((need, codes))
        for way in reached:
            key = offer_key(way.offer)
            found[key] = way
            masks[key] = masks.get(key, 0) | bit
    ordered = sorted(found)
    return Plan(
        tuple(met),
        tuple(unmet),
        tuple(found[key] for key in ordered),
        tuple(_choice(key, found[key], masks[key], costs) for key in ordered),
    )


def _choice(key: Key, way: Way, needs: int, costs: RouteCosts) -> Choice:
    cost = costs.item(way.path.cost, way.wait_days)
    return Choice(key, way.offer.service.institution_id, needs, cost, way.offer.provider.area)
