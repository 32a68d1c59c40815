"""Route answers by brute force, written from the rules alone and sharing no code with the product.

Everything is tried: every path of at most two steps, every set of services. Costs are fractions.
"""

import dataclasses
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from graph.vocabulary import INSTITUTION_TYPES, NEEDS

BANDS = {
    "0-2": (0, 2),
    "3-6": (3, 6),
    "7-12": (7, 12),
    "13-17": (13, 17),
    "18-25": (18, 25),
    "26-59": (26, 59),
    "60+": (60, 200),
}
ORDER = ("no_service", "territory", "closed", "age", "own_clients", "capacity", "wait", "no_path")


@dataclass
class Expected:
    baskets: list  # (cost, number of institutions, sorted service ids, areas)
    unmet: dict  # need -> (blocked_by, ids of the nearest)
    met: dict  # need -> ids of the services that answer it


def asked_years(need, request):
    """The ages at which the need is the family's; all of its own where the bands say nothing of it."""
    bands = [set(range(BANDS[band][0], BANDS[band][1] + 1)) for band in request.age_bands]
    kind = NEEDS.get(need)
    low = kind.age_min if kind and kind.age_min is not None else 0
    high = kind.age_max if kind and kind.age_max is not None else 200
    own = set(range(low, high + 1))
    if not bands:
        return own
    return own & set().union(*bands) or own


def unsaid(need, request):
    """Whether ages were given and none of them is one of the need's."""
    own = asked_years(need, dataclasses.replace(request, age_bands=()))
    years = {year for band in request.age_bands for year in range(*BANDS[band])}
    return bool(request.age_bands) and not own & (years | {BANDS[band][1] for band in request.age_bands})


def within(gmina, code):
    """Whether an area holds a gmina: its six digits; a city with county rights also by four."""
    if 61 <= int(code[2:4] or 0) <= 90 and code[4:6] in ("", "01"):
        return gmina[:4] == code[:4]
    return gmina[:6].startswith(code[:6])


def passes(name, service, request, need):
    if name == "no_service":
        return service.access != "court"
    if name == "territory":
        return any(within(request.gmina, code) for code in service.service_area)
    if name == "closed":
        return service.status == "active"
    if name == "age":
        low = 0 if service.age_min is None else service.age_min
        high = 999 if service.age_max is None else service.age_max
        return any(low <= year <= high for year in asked_years(need, request))
    if name == "own_clients":
        return service.institution_id in request.attends if service.own_clients_only else True
    if name == "capacity":
        return not (service.available == 0 and service.wait_days is None)
    assert name == "wait"
    return service.wait_days is None or service.wait_days <= request.max_wait


def all_paths(snapshot, origin, provider, avoid):
    """(cost, steps, ids) of every allowed path of at most two steps."""
    ties = {}
    for (a, b), tie in snapshot.ties.items():
        reports = [report for report in tie.reports if report is not None]
        if any(report.frequency != "none" for report in reports):
            given = [r.strength for r in reports if r.strength is not None and r.frequency != "none"]
            strength = Fraction(sum(given), len(given)) if given else Fraction(1)
            ties[a, b] = ties[b, a] = 6 - strength
    if origin is None:
        return []
    if origin == provider:
        return [(Fraction(0), 0, (origin,))]
    found = []
    if (origin, provider) in ties:
        found.append((ties[origin, provider], 1, (origin, provider)))
    for between, institution in snapshot.institutions.items():
        kind = INSTITUTION_TYPES[institution.type_code]
        if between in avoid or not kind.may_hand_over:
            continue
        if (origin, between) in ties and (between, provider) in ties:
            cost = ties[origin, between] + ties[between, provider]
            found.append((cost, 2, (origin, between, provider)))
    return found


def way(snapshot, request, service):
    """(path cost, path, self-referral) of the cheapest way, ``None`` if there is none."""
    origin = request.origin or snapshot.leader
    if service.institution_id in request.avoid:
        return None
    paths = all_paths(snapshot, origin, service.institution_id, request.avoid)
    best = min(paths, default=None)
    if service.access == "open" and (best is None or best[0] > 3):
        return Fraction(3), (service.institution_id,), True
    return (best[0], best[2], False) if best else None


def item_cost(snapshot, request, service):
    wait = service.wait_days
    if wait is None:
        wait = 28 if service.available is None else 0
    return way(snapshot, request, service)[0] + Fraction(wait, 7)


def expected(snapshot, request):
    offers = {(o.service.id, o.service.institution_id): o for o in snapshot.offers}
    dropped = {"MED", "TER", "RW"} if "N07" in request.needs else set()
    wanted = {}
    for need in request.needs:
        if NEEDS[need].answered_by:
            wanted[need] = set(NEEDS[need].answered_by) - dropped
    for code in request.services:
        if code not in {"PZ", "NK", "NAD"} | dropped:
            wanted[code] = {code}
    unmet, met = {}, {}
    for need, codes in wanted.items():
        left = {key: o for key, o in offers.items() if o.service.service_code in codes}
        for name in ORDER:
            if name == "no_path":
                kept = {k: o for k, o in left.items() if way(snapshot, request, o.service)}
            else:
                kept = {k: o for k, o in left.items() if passes(name, o.service, request, need)}
            if not kept:
                unmet[need] = (name, set() if name == "no_service" else set(left))
                break
            left = kept
        else:
            met[need] = set(left)
    return Expected(minimal_baskets(snapshot, request, offers, met), unmet, met)


def minimal_baskets(snapshot, request, offers, met):
    """Every minimal basket, sorted."""
    usable = sorted(set().union(*met.values()))
    costs = {key: item_cost(snapshot, request, offers[key].service) for key in usable}
    found = []
    for size in range(1, len(met) + 1):
        for chosen in combinations(usable, size):
            if not covers(chosen, met):
                continue
            if any(covers(set(chosen) - {one}, met) for one in chosen):
                continue
            institutions = {key[1] for key in chosen}
            areas = {offers[key].provider.area for key in chosen} - {None}
            cost = sum(costs[key] for key in chosen) + 2 * len(institutions)
            found.append((cost, len(institutions), tuple(sorted(chosen)), frozenset(areas)))
    return sorted(found, key=lambda basket: basket[:3])


def covers(chosen, met):
    return all(answers & set(chosen) for answers in met.values())
