"""The rules once more, written as plainly as they read, for checking witnesses.

Nothing here shares code with the detectors beyond the records themselves: a mistake there shows as a
gap that does not prove itself. Slower than the detectors, and meant to be.
"""

from collections.abc import Collection, Iterator, Mapping

from graph.model import Family, Institution, Offer, Service
from graph.snapshot import Pair, Snapshot, Tie
from graph.vocabulary import NEEDS

Adjacency = Mapping[str, Collection[str]]


def live(tie: Tie | None) -> bool:
    """Whether the tie exists and not every report of it says that there was no contact."""
    return tie is not None and not all(report.frequency == "none" for report in tie.reports)


def live_pair(snapshot: Snapshot, one: str, other: str) -> bool:
    """Whether these two have a live tie."""
    return live(snapshot.ties.get((min(one, other), max(one, other))))


def adjacency(snapshot: Snapshot) -> Adjacency:
    """The live ties as sets of neighbours."""
    found: dict[str, set[str]] = {id: set() for id in snapshot.institutions}
    for (one, other), tie in snapshot.ties.items():
        if live(tie):
            found[one].add(other)
            found[other].add(one)
    return found


def within_reach(
    near: Adjacency, start: str, without: str | None = None, cut: Pair | None = None
) -> set[str]:
    """Everyone a path leads to from ``start`` when one institution or one tie is gone."""
    seen, waiting = {start}, [start]
    while waiting:
        node = waiting.pop()
        for other in near[node]:
            if other not in seen and other != without and {node, other} != set(cut or ()):
                seen.add(other)
                waiting.append(other)
    return seen


def steps(near: Adjacency, start: str, end: str) -> int | None:
    """Length of a shortest path, ``None`` where there is none."""
    seen, front, length = {start}, {start}, 0
    while front:
        if end in front:
            return length
        front = {other for node in front for other in near[node]} - seen
        seen |= front
        length += 1
    return None


def members(snapshot: Snapshot) -> set[str]:
    """Who is a member on the day."""
    return {id for id, institution in snapshot.institutions.items() if institution.membership}


def involved(family: Family) -> set[str]:
    """The lead and the involved institutions of a family."""
    lead = {family.lead_institution_id} if family.lead_institution_id else set[str]()
    return lead | set(family.involved_institution_ids)


def sharing(snapshot: Snapshot, one: str, other: str) -> list[Family]:
    """Families that both are involved with."""
    return [family for family in snapshot.families.values() if {one, other} <= involved(family)]


def self_government(institution: Institution) -> set[str]:
    """Levels of self-government it counts for: a city with county rights is a gmina and a powiat."""
    city = institution.teryt is not None and 61 <= int(institution.teryt[2:4] or 0) <= 90
    if city and institution.level == "gmina":
        return {"gmina", "powiat"}
    return {level for level in ("gmina", "powiat") if institution.level == level}


def within(gmina: str, area: str) -> bool:
    """Whether an area holds a gmina. A city with county rights is one whole by 4 digits and by 7."""
    if 61 <= int(area[2:4] or 0) <= 90 and area[4:6] in {"", "01"}:
        return gmina[:4] == area[:4]
    return gmina[:6].startswith(area[:6])


def one_gmina(one: str, other: str) -> bool:
    """Whether two codes are of one gmina, whatever kind each says it is."""
    return within(one, other) and within(other, one)


def first_blocker(
    snapshot: Snapshot,
    codes: Collection[str],
    need: str,
    gmina: str,
    bands: Collection[str],
    attends: Collection[str],
    max_wait: int,
) -> tuple[str | None, list[Offer]]:
    """The first of the filters that leaves no service of these codes for a need, and who passes all."""
    left = [offer for offer in snapshot.offers if offer.service.service_code in codes]
    ages = _whose(need, bands)
    for name in ("no_service", "territory", "closed", "age", "own_clients", "capacity", "wait"):
        left = [o for o in left if _passes(name, o.service, gmina, ages, attends, max_wait)]
        if not left:
            return name, []
    return None, left


def _passes(
    name: str,
    service: Service,
    gmina: str,
    ages: set[int],
    attends: Collection[str],
    max_wait: int,
) -> bool:
    match name:
        case "no_service":
            return service.access != "court"
        case "territory":
            return any(within(gmina, code) for code in service.service_area)
        case "closed":
            return service.status == "active"
        case "age":
            return bool(_ages(service.age_min, service.age_max) & ages)
        case "own_clients":
            return not service.own_clients_only or service.institution_id in attends
        case "capacity":
            return service.available != 0 or service.wait_days is not None
        case _:
            return service.wait_days is None or service.wait_days <= max_wait


def _years(band: str) -> range:
    """The years of age of a band, as far as anyone lives."""
    first, _, last = band.rstrip("+").partition("-")
    return range(int(first), int(last) + 1 if last else 200)


def _ages(first: int | None, last: int | None) -> set[int]:
    return set(range(0 if first is None else first, 200 if last is None else last + 1))


def _whose(need: str, bands: Collection[str]) -> set[int]:
    """The ages at which the need is somebody's there; all of its own where the bands say nothing."""
    own = _ages(NEEDS[need].age_min, NEEDS[need].age_max)
    return own & {age for band in bands for age in _years(band)} or own


def takes_somebody(service: Service, need: str, bands: Collection[str]) -> bool:
    """Whether the service takes somebody whose need it is."""
    return bool(_ages(service.age_min, service.age_max) & _whose(need, bands))


def usable_by(family: Family, snapshot: Snapshot, need: str, code: str, max_wait: int) -> list[Offer]:
    """Services of a code that the family can use for a need, `no_path` aside."""
    place = (family.teryt, family.age_bands, involved(family), max_wait)
    return first_blocker(snapshot, [code], need, *place)[1]


def needs_and_codes(family: Family) -> Iterator[tuple[str, str]]:
    """Every need of the family with every code that answers it."""
    for need in family.needs:
        for code in NEEDS[need].answered_by:
            yield need, code
