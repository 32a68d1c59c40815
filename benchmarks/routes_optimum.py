"""How fast is the best basket: 10 needs and up to 2,000 services, against plain enumeration.

Enumeration tries every way to give each need one of its services (with its cost and its institution)
and keeps the cheapest; it is run where it finishes, and its cost must equal the optimum. Where it
cannot finish, its time is estimated from the measured steps a second. Ratios are of medians over
seeds, both sides on the same problem, one after the other.

Run: ``python -m benchmarks.routes_optimum``
"""

import random
import statistics
import time
from itertools import product

from graph.routes.baskets import cheapest_baskets
from graph.routes.choices import Choice
from graph.routes.programme import baskets_by_programme
from graph.vocabulary import NEEDS

SURCHARGE = 28  # two points, in units of 1/14
ALTERNATIVES = 3
#: Combinations that plain enumeration may try before it is called hopeless.
PATIENCE = 3_000_000
ANSWERABLE = [need for need in NEEDS.values() if need.answered_by]


def problem(needs, services, institutions, seed):
    """Services of random codes that answer some of the needs, at random institutions."""
    draw = random.Random(seed)
    asked = draw.sample(ANSWERABLE, needs)
    answers = {}
    for bit, need in enumerate(asked):
        for code in need.answered_by:
            answers[code] = answers.get(code, 0) | 1 << bit
    # Each need first gets a service of its first code, so that all can be met.
    codes = [need.answered_by[0] for need in asked]
    codes += draw.choices(sorted(answers), k=services - needs)
    choices = []
    for number, code in enumerate(codes):
        at = f"I{draw.randrange(institutions):04}"
        path = draw.choice((14, 21, 28, 35, 42, 56, 70, 84, 112))
        wait = draw.choice((0, 0, 7, 14, 28, 30, 60, 90, 180))
        choices.append(Choice((f"S{number:04}", at), at, answers[code], path + 2 * wait))
    return choices, (1 << needs) - 1


def combinations_of(choices, needs):
    """How many assignments enumeration would try."""
    total = 1
    for bit in range(needs.bit_length()):
        total *= sum(choice.needs >> bit & 1 for choice in choices)
    return total


def enumerated(choices, needs):
    """The least cost by trying every assignment of services to needs."""
    answering = [
        [choice for choice in choices if choice.needs >> bit & 1] for bit in range(needs.bit_length())
    ]
    best = None
    for chosen in product(*answering):
        distinct = set(chosen)
        cost = sum(c.cost for c in distinct) + SURCHARGE * len({c.institution for c in distinct})
        if best is None or cost < best:
            best = cost
    return best


def timed(function, *arguments):
    start = time.perf_counter()
    answer = function(*arguments)
    return time.perf_counter() - start, answer


def cost_of(choices, basket):
    chosen = [choices[place] for place in basket]
    return sum(c.cost for c in chosen) + SURCHARGE * len({c.institution for c in chosen})


def measure(needs, services, institutions, seeds, *, with_programme):
    optimum, plain, programme, tried = [], [], [], []
    for seed in range(seeds):
        choices, mask = problem(needs, services, institutions, seed)
        seconds, baskets = timed(cheapest_baskets, choices, mask, ALTERNATIVES, SURCHARGE)
        optimum.append(seconds)
        tried.append(combinations_of(choices, mask))
        if tried[-1] <= PATIENCE:
            seconds, cost = timed(enumerated, choices, mask)
            plain.append(seconds)
            assert cost == cost_of(choices, baskets[0]), (needs, services, seed)
        if with_programme:
            pool = sorted(choices, key=lambda choice: choice.id)
            seconds, same = timed(baskets_by_programme, pool, mask, 1, SURCHARGE)
            programme.append(seconds)
            assert cost_of(pool, same[0]) == cost_of(choices, baskets[0])
    return optimum, plain, programme, tried


def main():
    print(f"{ALTERNATIVES} cheapest baskets (search) | plain enumeration, 1 basket | milp, 1 basket")
    speed = None
    for needs, services, institutions, with_programme in (
        (3, 60, 30, True),
        (3, 300, 150, False),
        (4, 80, 40, True),
        (5, 60, 30, True),
        (5, 300, 150, False),
        (10, 30, 20, True),
        (10, 500, 150, False),
        (10, 2000, 300, False),
        (10, 2000, 1500, False),
    ):
        seeds = 7 if not with_programme else 5
        optimum, plain, programme, tried = measure(
            needs, services, institutions, seeds, with_programme=with_programme
        )
        median = statistics.median(optimum)
        line = f"{needs:2} needs x {services:4} services, {institutions:4} institutions: "
        line += f"{median * 1e3:8.2f} ms"
        line += f" (max {max(optimum) * 1e3:.1f})"
        if len(plain) == seeds:
            slow = statistics.median(plain)
            speed = max(speed or 0, statistics.median(tried) / slow)
            line += f" | {slow * 1e3:10.1f} ms = {slow / median:,.0f}x"
        elif speed:
            years = statistics.median(tried) / speed / 31_557_600
            line += f" | {statistics.median(tried):.1e} combinations, about {years:.0e} years"
        if programme:
            slow = statistics.median(programme)
            line += f" | {slow * 1e3:7.1f} ms = {slow / median:,.0f}x"
        print(line)


if __name__ == "__main__":
    main()
