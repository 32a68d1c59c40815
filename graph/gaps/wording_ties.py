"""The sentences of gaps about ties, their ends and the network that they make."""

from collections.abc import Mapping
from typing import Final

from graph.gaps.gap import Evidence, Gap, Kind
from graph.gaps.names import Names
from graph.gaps.sentences import (
    Repair,
    Sentences,
    Template,
    calls,
    families,
    lost,
    lost_names,
    repaired,
    text,
)


def _missing_tie(_: Gap, e: Evidence, names: Names, __: Repair) -> Sentences:
    t, key, pair = names.t, "gap.missing_tie", names.tie(e["pair"])
    shared, required = e["families_shared"], e["families_required"]
    if e["coordinator_only"]:
        advice = t(f"{key}.coordinator")
    else:
        reason = (
            t(f"{key}.reason.required")
            if required
            else t(f"{key}.reason.needs", needs=names.needs(e["needs"]))
        )
        advice = text(t(f"{key}.advice", reason=reason, names=names.all(e["pair"])), calls(names))
    return Sentences(
        t(f"{key}.title", pair=pair),
        text(
            t(f"{key}.pair", pair=pair),
            names.count(f"{key}.shared", shared) if shared != 0 else None,
            names.count(f"{key}.required", required) if required else None,
            t(f"{key}.path", path=names.path(e["path"])) if e["path"] else t(f"{key}.no_path"),
        ),
        advice,
    )


def _unlinked_duplicates(_: Gap, e: Evidence, names: Names, __: Repair) -> Sentences:
    t, key = names.t, "gap.unlinked_duplicates"
    services = names.services(row["service_code"] for row in e["services"])
    return Sentences(
        t(f"{key}.title", pair=names.tie(e["pair"])),
        t(f"{key}.explanation", services=services, names=names.all(e["pair"])),
        text(t(f"{key}.advice"), calls(names)),
    )


def _bridge(gap: Gap, e: Evidence, names: Names, repair: Repair) -> Sentences:
    t, key, tie, off = names.t, "gap.bridge", names.tie(e["tie"]), e["cuts_off"]
    return Sentences(
        t(f"{key}.title", tie=tie),
        text(
            names.count(f"{key}.explanation", len(off), tie=tie, names=names.some(off)),
            families(gap, names),
        ),
        text(t(f"{key}.advice", names=names.all(e["tie"])), repaired(repair, names)),
    )


def _cut_vertex(gap: Gap, e: Evidence, names: Names, repair: Repair) -> Sentences:
    t, key, who, gone = names.t, "gap.cut_vertex", names.one(e["institution"]), lost(e["parts"])
    parts = names.count(f"{key}.parts", len(e["parts"]))
    return Sentences(
        t(f"{key}.title", who=who),
        text(
            names.count(f"{key}.explanation", len(gone), who=who, parts=parts, names=names.some(gone)),
            families(gap, names),
        ),
        text(t(f"{key}.advice", who=who), repaired(repair, names)),
    )


def _overcentralised(_: Gap, e: Evidence, names: Names, repair: Repair) -> Sentences:
    t, key, who, gone = names.t, "gap.overcentralised", names.one(e["hub"]), lost(e["falls_off"])
    value, limit = names.decimal(e["centralisation"]), names.decimal(e["limit"])
    return Sentences(
        t(f"{key}.title", who=who),
        text(
            names.count(f"{key}.explanation", e["ties"], who=who, value=value, limit=limit),
            lost_names(gone, names) if gone else t(f"{key}.longer"),
        ),
        text(t(f"{key}.advice"), repaired(repair, names)),
    )


def _single_contact(_: Gap, e: Evidence, names: Names, repair: Repair) -> Sentences:
    t, key, who, role = names.t, "gap.single_contact", names.one(e["institution"]), e["role"]
    ties = [row["tie"] for row in e["critical_ties"]]
    gone = sorted({id for row in e["critical_ties"] for id in row["cuts_off"]})
    workers = names.count(f"{key}.workers", e["workers"])
    return Sentences(
        t(f"{key}.title", who=who, role=role),
        text(
            names.count(
                f"{key}.crowded", e["live_ties"], who=who, role=role, held=e["held"], workers=workers
            )
            if e["crowded"]
            else None,
            t(f"{key}.critical", who=who, role=role, ties=names.ties(ties), names=names.some(gone))
            if ties
            else None,
        ),
        text(t(f"{key}.advice", who=who), repaired(repair, names)),
    )


def _expired_agreement(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    t, key, parties = names.t, "gap.expired_agreement", names.all(e["tie"])
    until, as_of = names.day(e["document_valid_to"]), names.day(e["as_of"])
    return Sentences(
        t(f"{key}.title", tie=names.tie(e["tie"])),
        text(
            names.count(f"{key}.explanation", e["days"], until=until, as_of=as_of, names=parties),
            families(gap, names, "gap.families.shared"),
        ),
        t(f"{key}.advice", names=parties),
    )


def _formal_but_weak(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    t, key, parties = names.t, "gap.formal_but_weak", names.all(e["tie"])
    form = names.form(e["formalisation"])
    return Sentences(
        t(f"{key}.title", tie=names.tie(e["tie"])),
        text(
            t(
                f"{key}.explanation",
                names=parties,
                form=form,
                strength=names.decimal(e["strength"]),
                frequency=names.frequency(e["frequency"]),
            ),
            families(gap, names, "gap.families.shared"),
        ),
        t(f"{key}.advice", form=form, names=parties),
    )


def _asymmetric_tie(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    t, key = names.t, "gap.asymmetric_tie"
    rated = "; ".join(f"{names.one(id)} – {value}" for id, value in e["strengths"].items())
    return Sentences(
        t(f"{key}.title", tie=names.tie(e["tie"])),
        text(t(f"{key}.explanation", rated=rated), families(gap, names, "gap.families.shared")),
        t(f"{key}.advice", names=names.all(e["tie"])),
    )


#: What each kind of them says.
TIES: Final[Mapping[Kind, Template]] = {
    "missing_tie": _missing_tie,
    "unlinked_duplicates": _unlinked_duplicates,
    "bridge": _bridge,
    "cut_vertex": _cut_vertex,
    "single_contact": _single_contact,
    "expired_agreement": _expired_agreement,
    "formal_but_weak": _formal_but_weak,
    "asymmetric_tie": _asymmetric_tie,
    "overcentralised": _overcentralised,
}
