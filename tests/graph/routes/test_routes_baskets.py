"""The cheapest minimal baskets: search, integer programme and brute force must name the same."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.routes import baskets, columns
from graph.routes.baskets import cheapest_baskets
from graph.routes.choices import Choice
from graph.routes.programme import baskets_by_programme


@st.composite
def problems(draw):
    """Choices with few distinct answers and costs, so that ties and overlaps abound."""
    random = draw(st.randoms(use_true_random=False))
    wanted = random.randint(1, 5)
    answers = [random.randint(1, (1 << wanted) - 1) for _ in range(random.randint(1, 6))]
    institutions = [f"I{number}" for number in range(random.randint(1, 6))]
    areas = {one: random.choice((None, "edukacja", "zdrowie", "kultura_sport")) for one in institutions}
    dearest = random.choice((0, 1, 3, 20))
    choices = []
    for number in random.sample(range(100), random.randint(1, 13)):
        at = random.choice(institutions)
        cost = random.randint(0, dearest)
        choices.append(Choice((f"S{number:02}", at), at, random.choice(answers), cost, areas[at]))
    return choices, random.choice((1, 2, 3, 6, 40)), random.choice((0, 1, 2, 7))


def union(choices):
    needs = 0
    for choice in choices:
        needs |= choice.needs
    return needs


def by_brute_force(choices, count, surcharge, two_areas):
    needs = union(choices)
    found = []
    for size in range(1, needs.bit_count() + 1):
        for chosen in combinations(choices, size):
            if union(chosen) != needs:
                continue
            if any(union(c for c in chosen if c is not one) == needs for one in chosen):
                continue
            if two_areas and len({c.area for c in chosen} - {None}) < 2:
                continue
            places = {c.institution for c in chosen}
            cost = sum(c.cost for c in chosen) + surcharge * len(places)
            found.append((cost, len(places), sorted(c.id for c in chosen)))
    return [ids for _, _, ids in sorted(found)[:count]]


def named(choices, found):
    return [[choices[place].id for place in basket] for basket in found]


@pytest.mark.parametrize("two_areas", [False, True])
@settings(max_examples=200, deadline=None)
@given(problems())
def test_the_search_names_the_cheapest_minimal_baskets(two_areas, problem):
    choices, count, surcharge = problem
    found = cheapest_baskets(choices, union(choices), count, surcharge, two_areas=two_areas)
    assert named(choices, found) == by_brute_force(choices, count, surcharge, two_areas)


@pytest.mark.parametrize("two_areas", [False, True])
@settings(max_examples=12, deadline=None)
@given(problems())
def test_the_integer_programme_names_the_same(two_areas, problem):
    choices, count, surcharge = problem
    choices = sorted(choices, key=lambda choice: choice.id)
    count = min(count, 4)
    found = baskets_by_programme(choices, union(choices), count, surcharge, two_areas=two_areas)
    assert named(choices, found) == by_brute_force(choices, count, surcharge, two_areas)


def wide(seed, needs, services, institutions):
    """Codes that answer one need, or two that stand side by side, as the list of needs has them."""
    random = Random(seed)
    answers = [1 << bit for bit in range(needs)] + [3 << bit for bit in range(needs - 1)]
    choices = []
    for number in range(services):
        at = f"I{random.randrange(institutions):03}"
        cost = 7 * random.randint(1, 9) + 2 * random.choice((0, 0, 7, 14, 30, 60))
        choices.append(Choice((f"S{number:04}", at), at, random.choice(answers), cost, None))
    return choices, (1 << needs) - 1


def test_pruning_loses_nothing_among_many_services():
    choices, needs = wide(1, 7, 300, 120)
    # Every choice goes to the programme: nothing is pruned for it.
    assert cheapest_baskets(choices, needs, 2, 28) == baskets_by_programme(choices, needs, 2, 28)


def test_ten_needs_and_two_thousand_services_are_searched(monkeypatch):
    monkeypatch.delattr(baskets, "baskets_by_programme")
    choices, needs = wide(1, 10, 2000, 300)
    assert len(cheapest_baskets(choices, needs, 3, 28)) == 3


@pytest.mark.parametrize(
    ("room", "limit"), [(columns, "MAX_COLUMNS"), (baskets, "MAX_BOUNDS"), (baskets, "MAX_VISITS")]
)
def test_what_is_too_wide_to_search_gets_the_same_answer(monkeypatch, room, limit):
    choices, needs = wide(2, 6, 40, 12)
    searched = cheapest_baskets(choices, needs, 3, 28)
    called = []
    programme = baskets.baskets_by_programme
    monkeypatch.setattr(
        baskets, "baskets_by_programme", lambda *a, **k: called.append(1) or programme(*a, **k)
    )
    monkeypatch.setattr(room, limit, 2)
    assert cheapest_baskets(choices, needs, 3, 28) == searched
    assert called


def test_twenty_services_of_one_institution_each_asked_for_by_itself():
    choices = [Choice((f"S{n:02}", "I1"), "I1", 1 << n, 5) for n in range(20)]
    dearer = [Choice((f"T{n:02}", "I2"), "I2", 1 << n, 6) for n in range(20)]
    found = cheapest_baskets([*choices, *dearer], (1 << 20) - 1, 1, 28)
    assert found == [tuple(range(20))]


def test_equal_costs_fewer_institutions_then_the_sorted_ids():
    apart = [Choice(("S1", "I1"), "I1", 1, 4), Choice(("S2", "I2"), "I2", 2, 4)]
    together = [Choice(("S8", "I3"), "I3", 1, 5), Choice(("S9", "I3"), "I3", 2, 5)]
    whole = [Choice(("S7", "I4"), "I4", 3, 10)]
    choices = [*apart, *together, *whole]
    # 4+4+2+2, 5+5+2, 10+2 and the mixed ones, which are dearer
    assert named(choices, cheapest_baskets(choices, 3, 3, 2)) == [
        [("S7", "I4")],
        [("S8", "I3"), ("S9", "I3")],
        [("S1", "I1"), ("S2", "I2")],
    ]


def test_nothing_superfluous_even_where_it_costs_nothing():
    choices = [Choice(("S1", "I1"), "I1", 1, 0), Choice(("S2", "I1"), "I1", 3, 0)]
    assert cheapest_baskets(choices, 3, 5, 2) == [(1,)]


def test_fewer_baskets_than_asked_for():
    choices = [Choice(("S1", "I1"), "I1", 1, 1), Choice(("S2", "I1"), "I1", 1, 1)]
    assert cheapest_baskets(choices, 1, 9, 2) == [(0,), (1,)]
    assert cheapest_baskets(choices, 1, 9, 2, two_areas=True) == []


def test_a_cheaper_basket_comes_first_however_many_institutions_it_has():
    whole = [Choice(("S1", "I1"), "I1", 3, 9)]
    apart = [Choice(("S2", "I2"), "I2", 1, 4), Choice(("S3", "I3"), "I3", 2, 4)]
    assert cheapest_baskets([*whole, *apart], 3, 2, 0) == [(1, 2), (0,)]


def test_a_basket_is_named_once_in_whatever_order_it_is_put_together():
    choices = [
        Choice((f"S{number}", f"I{number}"), f"I{number}", needs, 1)
        for number, needs in enumerate((0b011, 0b101, 0b010, 0b100, 0b010, 0b100))
    ]
    found = cheapest_baskets(choices, 0b111, 40, 2)
    assert named(choices, found) == by_brute_force(choices, 40, 2, two_areas=False)
    assert len(set(found)) == len(found)
