"""Why this provider and not the next: the runner-up of each item, and what would let it win."""

from collections.abc import Sequence

from graph.routes.answer import Rival, Way
from graph.routes.choices import Choice
from graph.routes.costs import RouteCosts
from graph.routes.plan import Plan


def rivals_of(plan: Plan, basket: Sequence[int], costs: RouteCosts) -> list[Rival | None]:
    """For each service of the best basket the one that would replace it at the least extra cost.

    A rival answers every need that only this service answers in the basket. ``None`` where no other
    service does.
    """
    surcharge = costs.points(costs.institution)
    found: list[Rival | None] = []
    for place in basket:
        others = [plan.choices[other] for other in basket if other != place]
        elsewhere = 0
        for other in others:
            elsewhere |= other.needs
        own = plan.needs & ~elsewhere
        staying = {other.institution for other in others}
        leaving = _price(plan.choices[place], staying, surcharge)
        best = min(
            (
                (_price(choice, staying, surcharge), choice.institution not in staying, candidate)
                for candidate, choice in enumerate(plan.choices)
                if not own & ~choice.needs and candidate not in basket
            ),
            default=None,
        )
        if best is None:
            found.append(None)
            continue
        rival = plan.choices[best[2]]
        # At one institution a closer contact helps both alike.
        apart = rival.institution != plan.choices[place].institution
        found.append(_rival(plan.ways[best[2]], best[0] - leaving, costs, apart=apart))
    return found


def _price(choice: Choice, staying: set[str], surcharge: int) -> int:
    return choice.cost + (0 if choice.institution in staying else surcharge)


def _rival(way: Way, extra: int, costs: RouteCosts, *, apart: bool) -> Rival:
    # To win it must be cheaper by more than `extra`: at a tie the order of the rules decides.
    days_left = way.wait_days * costs.per_day - extra - 1
    wait = days_left // costs.per_day if days_left >= 0 else None
    path = costs.points(way.path.cost) - extra
    nearest = costs.points(1.0)  # a direct tie of strength 5
    closer = path / costs.unit if apart and path > nearest else None
    return Rival(way, extra / costs.unit, wait, closer)
