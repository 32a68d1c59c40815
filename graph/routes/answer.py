"""The answer to a route request: what is asked for, what can be met, and by which baskets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.model import Offer
from graph.routes.index import Step
from graph.routes.notices import Notice
from graph.routes.paths import Route
from graph.routes.requests import RouteRequest
from graph.routes.usable import BlockedBy, CapacityState


@dataclass(frozen=True, slots=True)
class Way:
    """A usable service and how it is reached.

    ``wait_days`` is the wait that is counted; ``wait_known`` tells whether the service states it or
    has a free place, so that it is not a guess. ``cost`` counts points, the institution aside.
    """

    offer: Offer
    path: Route
    wait_days: int
    wait_known: bool
    capacity: CapacityState
    cost: float


@dataclass(frozen=True, slots=True)
class Rival:
    """The service that would stand in the basket instead, and what keeps it out.

    ``extra`` is how much dearer the basket would be, in points. ``wait_to_win`` and ``cost_to_win``
    are the wait (days, at most) and the path's cost (points, below) with which it would win alone;
    ``None`` where that alone cannot do it.
    """

    way: Way
    extra: float
    wait_to_win: int | None
    cost_to_win: float | None


@dataclass(frozen=True, slots=True)
class Item:
    """A service of a basket with the needs it answers."""

    way: Way
    needs: tuple[str, ...]
    steps: tuple[Step, ...]
    rival: Rival | None = None


@dataclass(frozen=True, slots=True)
class Basket:
    """A set of services that answers every need that can be met (koszyk usług); cost in points."""

    rank: int
    cost: float
    wait_days: int
    multisector: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Unmet:
    """A need nothing answers: the first filter that left no service, and those that had come so far.

    ``codes`` are the service codes that were looked for.
    """

    need: str
    codes: tuple[str, ...]
    blocked_by: BlockedBy
    nearest: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Detour:
    """The best basket without an institution whose loss would split the network.

    ``cost`` is ``None`` where nothing is left; ``lost`` are needs that then go unanswered.
    """

    avoided: str
    cost: float | None
    offers: tuple[Offer, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True)
class RouteAnswer:
    """Everything a request gets back.

    ``supporting`` maps each met need to usable services that support it, the cheapest first.
    ``violence``: addresses of shelters must not be shown.
    """

    request: RouteRequest
    partnership: str
    origin: str | None
    baskets: tuple[Basket, ...]
    unmet: tuple[Unmet, ...]
    notices: tuple[Notice, ...]
    supporting: Mapping[str, tuple[Way, ...]]
    detours: tuple[Detour, ...]
    violence: bool


def is_multisector(offers: Iterable[Offer]) -> bool:
    """Whether the providers lie in at least two of the five areas."""
    return len({offer.provider.area for offer in offers if offer.provider.area}) >= 2


def shared_out(needs: Sequence[str], chosen: Sequence[tuple[Way, int]]) -> list[tuple[str, ...]]:
    """Which needs each chosen service answers: every need goes to one of them, nobody goes without.

    Each service comes with the bit mask of the ``needs`` that it answers: of two services of one kind
    only one may take the ages of a need. A need that several answer goes to the cheapest; in a minimal
    basket each service alone answers some need, so none stays empty.
    """
    given: list[list[str]] = [[] for _ in chosen]
    for position, need in enumerate(needs):
        fitting = [place for place, (_, answered) in enumerate(chosen) if answered >> position & 1]
        cheapest = min(fitting, key=lambda place: _cheapness(chosen[place][0]))
        given[cheapest].append(need)
    return [tuple(answered) for answered in given]


def _cheapness(way: Way) -> tuple[float, str]:
    return way.cost, way.offer.service.id
