"""The sentences of gaps about institutions, their services, areas, workers and cases."""

from collections.abc import Mapping, Sequence
from typing import Final

from graph.gaps.gap import Evidence, Gap, Kind
from graph.gaps.names import Names
from graph.gaps.sentences import (
    Repair,
    Sentences,
    Template,
    calls,
    families,
    introduces,
    invite,
    invites,
    missing_levels,
    text,
)


def _outsider_with_families(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    t, key, who = names.t, "gap.outsider_with_families", names.one(e["institution"])
    codes = [sole["service_code"] for sole in e["sole_provider_of"]]
    works, needs = e["families_involved"], e["needs_without_other"]
    return Sentences(
        t(f"{key}.title", who=who),
        text(
            names.count(f"{key}.works", works, who=who) if works else None,
            t(f"{key}.sole", who=who, services=names.services(codes)) if codes else None,
            t(f"{key}.only", needs=names.needs(needs)) if needs else None,
        ),
        invite(gap, e["introducer"], names),
    )


def _paper_member(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    t, key, who, ties = names.t, "gap.paper_member", names.one(e["institution"]), e["live_ties"]
    return Sentences(
        t(f"{key}.title.leader" if ties else f"{key}.title.none", who=who),
        text(
            t(f"{key}.member", who=who),
            names.count(f"{key}.leader", ties, leader=names.leader) if ties else t(f"{key}.none"),
            families(gap, names),
        ),
        text(
            t(f"{key}.advice"),
            t(f"{key}.talks", name=names.one(e["introducer"])) if e["introducer"] else None,
        ),
    )


def _informal_outsider(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    t, key, who = names.t, "gap.informal_outsider", names.one(e["institution"])
    ties = "; ".join(
        t(f"{key}.tie", name=names.one(row["member"]), strength=names.decimal(row["strength"]))
        for row in e["ties"]
    )
    return Sentences(
        t(f"{key}.title", who=who),
        text(t(f"{key}.explanation", who=who, ties=ties), families(gap, names)),
        invite(gap, e["introducer"], names),
    )


def _influential_outsider(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    t, key, who = names.t, "gap.influential_outsider", names.one(e["institution"])
    said = t(
        f"{key}.explanation",
        who=who,
        rank=e["rank"],
        n=e["institutions"],
        betweenness=names.decimal(e["betweenness"], 3),
    )
    return Sentences(
        t(f"{key}.title", who=who),
        text(said, families(gap, names)),
        invite(gap, e["introducer"], names),
    )


def _overloaded_worker(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    t, key, who, role = names.t, "gap.overloaded_worker", names.all(gap.institutions), e["role"]
    state = "over" if e["over"] else "full"
    return Sentences(
        t(f"{key}.title.{state}", who=who, role=role),
        names.count(f"{key}.explanation", e["caseload"], who=who, role=role, most=e["caseload_max"]),
        t(f"{key}.advice.{state}", who=who),
    )


def _reasons(e: Evidence, names: Names) -> str:
    t, key, rows = names.t, "gap.unmet_need", e["blocked_by_all"]
    if len(rows) == 1:
        return t(f"{key}.reason", reason=_reason(e["blocked_by"], e["nearest"], names))
    said = [(_reason(row["blocked_by"], e["nearest"], names), row["families"]) for row in rows]
    listed = (
        why if number is None else names.count(f"{key}.of_families", number, reason=why)
        for why, number in said
    )
    return t(f"{key}.reasons", reasons="; ".join(listed))


def _reason(blocker: str, nearest: Sequence[Evidence], names: Names) -> str:
    rows = [row for row in nearest if row["blocked_by"] == blocker]
    said = names.t(f"blocked.{blocker}")
    if blocker == "age" and rows:
        ages = "; ".join(sorted({names.ages(row) for row in rows}))
        return names.t("gap.unmet_need.age", reason=said, ages=ages)
    if blocker == "wait" and rows:
        least = min(row["wait_days"] for row in rows)
        return names.count("gap.unmet_need.wait", least, reason=said)
    return said


def _unmet_need(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    t, key, need = names.t, "gap.unmet_need", names.need(e["need"])
    near = e["nearest"][0] if e["nearest"] else None
    said = names.count(
        f"{key}.explanation", gap.families, need=need, gmina=e["gmina"], reasons=_reasons(e, names)
    )
    step = t(f"{key}.step.{e['blocked_by']}")
    return Sentences(
        t(f"{key}.title", need=need),
        text(
            said,
            t(f"{key}.nearest", service=names.service(near["service_code"]), name=near["institution"])
            if near
            else None,
        ),
        text(t(f"{key}.advice", step=step), calls(names)),
    )


def _uncovered_area(_: Gap, e: Evidence, names: Names, __: Repair) -> Sentences:
    t, key, area, found = names.t, "gap.uncovered_area", names.area(e["area"]), e["candidates"]
    return Sentences(
        t(f"{key}.title", area=area),
        names.count(f"{key}.explanation", len(found), area=area),
        text(
            t(f"{key}.advice", names=names.some(found)) if found else t(f"{key}.advice.nobody"),
            invites(names),
        ),
    )


def _paper_area(_: Gap, e: Evidence, names: Names, __: Repair) -> Sentences:
    t, key, area, without = names.t, "gap.paper_area", names.area(e["area"]), e["without_contact"]
    first = e["same_needs"]
    return Sentences(
        t(f"{key}.title", area=area),
        names.count(
            f"{key}.explanation",
            len(e["members"]),
            area=area,
            some=len(e["in_contact"]),
            names=names.some(without),
        ),
        text(
            t(f"{key}.advice", leader=names.one(e["leader"])),
            t(f"{key}.advice.same_needs", names=names.some(first))
            if first
            else t(f"{key}.advice.who", names=names.some(without)),
        ),
    )


def _unused_service(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    t, key, who = names.t, "gap.unused_service", names.one(e["institution"])
    service, without = names.service(e["service_code"]), e["families_without_other"]
    return Sentences(
        t(f"{key}.title", service=service, who=who),
        text(
            t(f"{key}.explanation", service=service, who=who, leader=names.one(e["leader"])),
            t(f"{key}.needs", needs=names.needs(gap.needs)) if gap.needs else None,
            families(gap, names),
            names.count(f"{key}.without", without) if without else None,
        ),
        text(t(f"{key}.advice"), introduces(e["introducer"], names)),
    )


def _no_leader(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    t, key, partners = names.t, "gap.no_leader", e["strategic_partners"]
    return Sentences(
        t(f"{key}.title"),
        text(
            names.count(f"{key}.explanation", e["members"], as_of=names.day(e["as_of"])),
            families(gap, names),
        ),
        text(t(f"{key}.advice"), t(f"{key}.partner", names=names.all(partners)) if partners else None),
    )


def _one_level_partnership(_: Gap, e: Evidence, names: Names, __: Repair) -> Sentences:
    t, key = names.t, "gap.one_level_partnership"
    return Sentences(
        t(f"{key}.title"),
        names.count(f"{key}.explanation", e["members"], levels=names.levels(e["levels"])),
        text(t(f"{key}.advice", levels=missing_levels(e["levels"], names)), invites(names)),
    )


def _one_level_team(_: Gap, e: Evidence, names: Names, __: Repair) -> Sentences:
    t, key, team = names.t, "gap.one_level_team", names.all(e["team"])
    return Sentences(
        t(f"{key}.title", names=team),
        t(f"{key}.explanation", names=team, levels=names.levels(e["levels"])),
        text(t(f"{key}.advice", levels=missing_levels(e["levels"], names)), calls(names)),
    )


def _uncoordinated_case(_: Gap, e: Evidence, names: Names, __: Repair) -> Sentences:
    t, key, who = names.t, "gap.uncoordinated_case", names.all(e["institutions"])
    missing = [
        *([] if e["has_lead"] else [t(f"{key}.no_lead")]),
        *([] if e["has_team"] else [t(f"{key}.no_team")]),
    ]
    return Sentences(
        t(f"{key}.title", names=who),
        names.count(f"{key}.explanation", len(e["institutions"]), names=who, missing=", ".join(missing)),
        text(t(f"{key}.advice"), calls(names)),
    )


#: What each kind of them says.
MEMBERS: Final[Mapping[Kind, Template]] = {
    "outsider_with_families": _outsider_with_families,
    "paper_member": _paper_member,
    "informal_outsider": _informal_outsider,
    "influential_outsider": _influential_outsider,
    "overloaded_worker": _overloaded_worker,
    "unmet_need": _unmet_need,
    "uncovered_area": _uncovered_area,
    "paper_area": _paper_area,
    "unused_service": _unused_service,
    "no_leader": _no_leader,
    "one_level_partnership": _one_level_partnership,
    "one_level_team": _one_level_team,
    "uncoordinated_case": _uncoordinated_case,
}
