"""Witnesses of needs and of services: who could answer what, and who stands outside."""

from collections import Counter

from graph.gaps.gap import Evidence, Gap
from graph.gaps.plain import (
    first_blocker,
    involved,
    live_pair,
    members,
    needs_and_codes,
    one_gmina,
    usable_by,
    within,
)
from graph.model import Service
from graph.snapshot import Snapshot
from graph.vocabulary import INSTITUTION_TYPES, NEEDS


def outsider_with_families(gap: Gap, e: Evidence, snapshot: Snapshot) -> bool:
    """Not a member, of a type that is recruited, and needed by the named numbers of families."""
    id = e["institution"]
    kind = INSTITUTION_TYPES[snapshot.institutions[id].type_code]
    works = sum(id in involved(family) for family in snapshot.families.values())
    return (
        gap.institutions == (id,)
        and id not in members(snapshot)
        and kind.recruit_as != "no"
        and e["families_involved"] == works
        and bool(e["families_involved"] or e["sole_provider_of"])
        and all(_alone(gap, row, snapshot) for row in e["sole_provider_of"])
        and all(_only_answer(gap, need, snapshot) for need in e["needs_without_other"])
    )


def _only_answer(gap: Gap, need: str, snapshot: Snapshot) -> bool:
    """Whether some family with the need can use services of this institution alone."""
    return any(
        {
            offer.service.institution_id
            for code in NEEDS[need].answered_by
            for offer in usable_by(family, snapshot, need, code, gap.evidence["max_wait"])
        }
        == set(gap.institutions)
        for family in snapshot.families.values()
        if need in family.needs
    )


def _alone(gap: Gap, row: Evidence, snapshot: Snapshot) -> bool:
    families: set[str] = set()
    needs: set[str] = set()
    for family in snapshot.families.values():
        for need, code in needs_and_codes(family):
            if code != row["service_code"]:
                continue
            offers = usable_by(family, snapshot, need, code, gap.evidence["max_wait"])
            if {o.service.institution_id for o in offers} == set(gap.institutions):
                families.add(family.id)
                needs.add(need)
    return bool(families) and (len(families), sorted(needs)) == (row["families"], row["needs"])


def unlinked_duplicates(gap: Gap, e: Evidence, snapshot: Snapshot) -> bool:
    """The named services are on offer, for some common age and place, and their providers unlinked."""
    one, other = e["pair"]
    everywhere = (offer.service for offer in snapshot.offers)
    offered = {(s.institution_id, s.id): s for s in everywhere if s.status == "active"}

    def double(row: Evidence) -> bool:
        ids = row["service_ids"]
        first, second = offered.get((one, ids[0])), offered.get((other, ids[1]))
        return (
            first is not None
            and second is not None
            and first.service_code == second.service_code == row["service_code"]
            and row["service_code"] in {"PPS", "TER", "PRA", "GSW", "UO", "SEN", "INT", "CIS", "AR"}
            and _common_age(first, second)
            and any(
                within(a, b) or within(b, a) for a in first.service_area for b in second.service_area
            )
        )

    return (
        gap.institutions == (one, other)
        and not live_pair(snapshot, one, other)
        and bool(e["services"])
        and all(double(row) for row in e["services"])
    )


def _common_age(one: Service, other: Service) -> bool:
    starts = max(one.age_min or 0, other.age_min or 0)
    ends = [age for age in (one.age_max, other.age_max) if age is not None]
    return not ends or starts <= min(ends)


def unmet_need(gap: Gap, e: Evidence, snapshot: Snapshot) -> bool:
    """The named filters leave nothing, for the named numbers of families and of demand."""
    need, max_wait = e["need"], e["max_wait"]
    codes = NEEDS[need].answered_by
    here = [f for f in snapshot.families.values() if one_gmina(f.teryt, e["gmina"]) and need in f.needs]
    blockers = [
        first_blocker(snapshot, codes, need, f.teryt, f.age_bands, involved(f), max_wait)[0]
        for f in here
    ]
    on_file = Counter(why for why in blockers if why) if gap.case_based else Counter[str]()
    rows = [row for row in snapshot.demand if row.need == need and one_gmina(row.teryt, e["gmina"])]
    latest = max((row.year or 0 for row in rows), default=0)
    rows = [row for row in rows if (row.year or 0) == latest]
    parts = [[row.families for row in rows if row.teryt[6:] == part] for part in "45"]
    asked = max(
        [row.families for row in rows] + [sum(max(part, default=0) for part in parts)], default=0
    )
    why = first_blocker(snapshot, codes, need, e["gmina"], (), (), max_wait)[0]
    if why is None:
        asked = 0
    elif asked > on_file.total():
        on_file[why] += asked - on_file.total()
    return (
        gap.needs == (need,)
        and bool(codes)
        and e["demand"] == asked
        and e["families_on_file"] == (sum(map(bool, blockers)) if gap.case_based else 0)
        and max(e["families_on_file"], e["demand"]) == (gap.families or 0) > 0
        and {row["blocked_by"]: row["families"] for row in e["blocked_by_all"]} == on_file
        and on_file[e["blocked_by"]] == max(on_file.values())
    )


def unused_service(gap: Gap, e: Evidence, snapshot: Snapshot) -> bool:
    """The service stands nearby, some family can use it, and no live tie joins it to the leader."""
    id, leader = e["institution"], snapshot.leader
    if leader is None or leader != e["leader"] or id == leader:
        return False
    users: set[str] = set()
    for family in snapshot.families.values():
        for need, code in needs_and_codes(family):
            if code == e["service_code"]:
                offers = usable_by(family, snapshot, need, code, e["max_wait"])
                found = {(o.service.institution_id, o.service.id) for o in offers}
                users |= {family.id} if (id, e["service_id"]) in found else set()
    place, here = snapshot.institutions[id].teryt, snapshot.partnership.teryt
    return (
        gap.institutions == (id,)
        and not live_pair(snapshot, id, leader)
        and (place is None or (here is not None and place[:4] == here[:4]))
        and len(users) == e["families"] == gap.families
        and _lacking(users, e, snapshot) == e["families_without_other"]
        and bool(users)
    )


def _lacking(users: set[str], e: Evidence, snapshot: Snapshot) -> int:
    """How many of the users have a need for this code that nobody near the leader answers."""
    count = 0
    for id in users:
        family = snapshot.families[id]
        needs = {need for need, code in needs_and_codes(family) if code == e["service_code"]}
        near = {
            need
            for need, code in needs_and_codes(family)
            for offer in usable_by(family, snapshot, need, code, e["max_wait"])
            if (provider := offer.service.institution_id) == e["leader"]
            or (provider in snapshot.institutions and live_pair(snapshot, provider, e["leader"]))
        }
        count += not needs <= near
    return count
