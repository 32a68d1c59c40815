"""English sentences, the second language of the screen; same facts and order as the Polish ones."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from graph.gaps.gap import Gap, Kind
from graph.gaps.names import Names
from graph.gaps.sentences import Repair, Sentences, Template, lost, text

Evidence = Mapping[str, Any]


def _calls(names: Names) -> str:
    return f" Convened by: {names.leader}." if names.leader else ""


def _introduces(introducer: str | None, names: Names) -> str:
    if introducer:
        return f"Who can introduce it: {names.one(introducer)}."
    return f"Invited by: {names.leader}." if names.leader else ""


def _invite(gap: Gap, introducer: str | None, names: Names) -> str:
    joins = names.recruited_as(gap.institutions[0]) == "member"
    step = (
        "Proposed step: an invitation to join the partnership."
        if joins
        else "Proposed step: a permanent contact person (this type of institution does not join)."
    )
    return text(step, _introduces(introducer, names))


def _repaired(repair: Repair, names: Names) -> str | None:
    if repair is None:
        return None
    if not repair:
        return "No additional connection is proposed: no two institutions have a reason for one."
    return f"Easiest additional connections: {names.proposals(repair)}."


def _families(gap: Gap, names: Names, label: str = "Families concerned") -> str | None:
    return f"{label}: {names.count(gap.families)}." if gap.families else None


def _outsider_with_families(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    who = names.one(e["institution"])
    works = (
        f"Works with families without being a member: {who} "
        f"(families: {names.count(e['families_involved'])})."
    )
    codes = [sole["service_code"] for sole in e["sole_provider_of"]]
    sole = f"Only provider of a service that families can use: {who}. Service: {names.services(codes)}."
    needs = e["needs_without_other"]
    only = f"Needs that no other institution answers: {names.needs(needs)}."
    return Sentences(
        title=f"Needed institution outside the partnership: {who}",
        explanation=text(
            works if e["families_involved"] else None, sole if codes else None, only if needs else None
        ),
        advice=_invite(gap, e["introducer"], names),
    )


def _missing_tie(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    pair = names.tie(e["pair"])
    required = e["families_required"]
    path = (
        f"Shortest way of contact: {names.path(e['path'])}."
        if e["path"]
        else "No way of contact joins these institutions."
    )
    if e["coordinator_only"]:
        advice = "Proposed step: contact through the coordinator of the ZZK."
    else:
        reason = (
            "they must work together on a family's case"
            if required
            else f"both answer the same need of a shared family: {names.needs(e['needs'])}"
        )
        advice = (
            f"Proposed step: a meeting (reason: {reason}). "
            f"Participants: {names.all(e['pair'])}.{_calls(names)}"
        )
    return Sentences(
        title=f"No current contact: {pair}",
        explanation=text(
            f"No current contact: {pair}. Shared families: {names.count(e['families_shared'])}.",
            f"Cases in which they must work together: {names.count(required)}." if required else None,
            path,
        ),
        advice=advice,
    )


def _unlinked_duplicates(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    codes = [row["service_code"] for row in e["services"]]
    return Sentences(
        title=f"The same service without agreement: {names.tie(e['pair'])}",
        explanation=(
            f"Service: {names.services(codes)}. Providers: {names.all(e['pair'])}. "
            "Ages and territory overlap, and there is no current contact."
        ),
        advice=(
            "Proposed step: agree on profiles: for whom and what (reason: the same service); "
            f"both services stay.{_calls(names)}"
        ),
    )


def _bridge(gap: Gap, e: Evidence, names: Names, repair: Repair) -> Sentences:
    return Sentences(
        title=f"Only connection: {names.tie(e['tie'])}",
        explanation=text(
            f"Only connection: {names.tie(e['tie'])}. Without it these lose the rest of the network: "
            f"{names.some(e['cuts_off'])} (institutions: {len(e['cuts_off'])}).",
            _families(gap, names),
        ),
        advice=text(
            f"Proposed step: a second contact person on both sides: {names.all(e['tie'])}.",
            _repaired(repair, names),
        ),
    )


def _cut_vertex(gap: Gap, e: Evidence, names: Names, repair: Repair) -> Sentences:
    who, gone = names.one(e["institution"]), lost(e["parts"])
    return Sentences(
        title=f"Only connector: {who}",
        explanation=text(
            f"Only connector: {who}. Without it these lose the rest of the network: {names.some(gone)} "
            f"(institutions: {len(gone)}, parts: {len(e['parts'])}).",
            _families(gap, names),
        ),
        advice=text(
            f"Proposed step: a second contact person on the side of: {who}.", _repaired(repair, names)
        ),
    )


def _overcentralised(gap: Gap, e: Evidence, names: Names, repair: Repair) -> Sentences:
    gone = lost(e["falls_off"])
    fall = (
        f"Without it these lose the rest of the network: {names.some(gone)} (institutions: {len(gone)})."
        if gone
        else "Without it the ways of contact become much longer."
    )
    return Sentences(
        title=f"Network that depends on one institution: {names.one(e['hub'])}",
        explanation=text(
            f"Most ways of contact pass one institution: {names.one(e['hub'])} "
            f"(current contacts: {e['ties']}; centralisation: {names.decimal(e['centralisation'])}, "
            f"limit: {names.decimal(e['limit'])}).",
            fall,
        ),
        advice=text(
            "Proposed step: spread the contacts over more people, and a second centre of contacts.",
            _repaired(repair, names),
        ),
    )


def _single_contact(gap: Gap, e: Evidence, names: Names, repair: Repair) -> Sentences:
    who = names.one(e["institution"])
    ties = [row["tie"] for row in e["critical_ties"]]
    crowded = (
        f"Contacts in the hands of one person (role: {e['role']}): {e['held']} of {e['live_ties']}. "
        f"Institution: {who} (workers: {e['workers']})."
    )
    critical = (
        f"Only contact person on the side of: {who} (role: {e['role']}). Connection: "
        f"{names.ties(ties)}; without it these lose the rest of the network: "
        f"{names.some(sorted({id for row in e['critical_ties'] for id in row['cuts_off']}))}."
    )
    return Sentences(
        title=f"Contact through one person: {who} (role: {e['role']})",
        explanation=text(crowded if e["crowded"] else None, critical if ties else None),
        advice=text(
            f"Proposed step: a second contact person. Named by: {who}.", _repaired(repair, names)
        ),
    )


def _expired_agreement(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    return Sentences(
        title=f"Document past its date: {names.tie(e['tie'])}",
        explanation=text(
            f"The document was valid to: {names.day(e['document_valid_to'])} "
            f"(as of: {names.day(e['as_of'])}, days past: {e['days']}). Parties: {names.all(e['tie'])}.",
            _families(gap, names, "Shared families"),
        ),
        advice=f"Proposed step: renew the document. Signed by: {names.all(e['tie'])}.",
    )


def _formal_but_weak(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    return Sentences(
        title=f"Agreement without cooperation in practice: {names.tie(e['tie'])}",
        explanation=text(
            f"Parties: {names.all(e['tie'])}. Basis: {names.form(e['formalisation'])}. Strength, 1 to "
            f"5: {names.decimal(e['strength'])}; contact: {names.frequency(e['frequency'])}.",
            _families(gap, names, "Shared families"),
        ),
        advice=(
            f"Proposed step: a fixed date for meetings (reason: {names.form(e['formalisation'])}) and, "
            "where needed, mediation by the ROPS. "
            f"Participants: {names.all(e['tie'])}."
        ),
    )


def _asymmetric_tie(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    rated = "; ".join(f"{names.one(id)} – {value}" for id, value in e["strengths"].items())
    return Sentences(
        title=f"Cooperation rated differently: {names.tie(e['tie'])}",
        explanation=text(
            f"Ratings of the same cooperation, 1 to 5: {rated}.",
            _families(gap, names, "Shared families"),
        ),
        advice=(
            "Proposed step: a talk about mutual expectations and, where needed, mediation by the ROPS. "
            f"Participants: {names.all(e['tie'])}."
        ),
    )


def _paper_member(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    who = names.one(e["institution"])
    silent = (
        f"Contacts with the leader ({names.leader}) in 12 months: 0. Other current contacts: "
        f"{e['live_ties']}."
        if e["live_ties"]
        else "Current contacts with institutions on the map: 0."
    )
    return Sentences(
        title=(
            f"Member without contact with the leader: {who}"
            if e["live_ties"]
            else f"Member without current contacts: {who}"
        ),
        explanation=text(f"Member: {who}. {silent}", _families(gap, names)),
        advice=text(
            "Proposed step: an invitation with a concrete task, or an agreed end of the membership.",
            f"Talked to by: {names.one(e['introducer'])}." if e["introducer"] else None,
        ),
    )


def _informal_outsider(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    who = names.one(e["institution"])
    ties = "; ".join(
        f"{names.one(row['member'])} (strength: {names.decimal(row['strength'])})" for row in e["ties"]
    )
    return Sentences(
        title=f"Strong cooperation on personal terms: {who}",
        explanation=text(
            f"Not a member: {who}. Strong cooperation without any arrangement, only personal: {ties}.",
            _families(gap, names),
        ),
        advice=_invite(gap, e["introducer"], names),
    )


def _influential_outsider(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    who = names.one(e["institution"])
    return Sentences(
        title=f"Important broker outside the partnership: {who}",
        explanation=text(
            f"Not a member: {who}. Place among the brokers of the network: {e['rank']} (institutions: "
            f"{e['institutions']}; betweenness: {names.decimal(e['betweenness'], 3)}).",
            _families(gap, names),
        ),
        advice=_invite(gap, e["introducer"], names),
    )


def _overloaded_worker(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    who = names.all(gap.institutions)
    if e["over"]:
        title = f"Too many families for one person: {who} (role: {e['role']})"
        advice = f"Proposed step: share the cases or add a person in this role. Decided by: {who}."
    else:
        title = f"No free places: {who} (role: {e['role']})"
        advice = f"Proposed step: a plan for the next requests. Decided by: {who}."
    return Sentences(
        title=title,
        explanation=(
            f"Institution: {who}. Role: {e['role']}. Families: {e['caseload']}; most allowed: "
            f"{e['caseload_max']}."
        ),
        advice=advice,
    )


_BLOCKED: Final = {
    "no_service": "there is no such service in the data",
    "territory": "the services do not reach this municipality",
    "closed": "the services are paused or closed",
    "age": "age",
    "own_clients": "the services are for their own pupils or residents only",
    "capacity": "no free places and no waiting list",
    "wait": "the wait is too long",
}
_BLOCKED_STEP: Final = {
    "no_service": "put the missing service into the strategy; talk with the county and the ROPS",
    "territory": "agree with the nearest provider on serving the municipality",
    "closed": "agree on a date of reopening or on a replacement",
    "age": "talk with the provider about other ages, or set up a service for this group",
    "own_clients": "open the service to other families or find one open to all",
    "capacity": "start a waiting list and talk about more places",
    "wait": "talk about priority or more places",
}


def _reasons(e: Evidence, names: Names) -> str:
    rows = e["blocked_by_all"]
    if len(rows) == 1:
        return f"Reason: {_reason(e['blocked_by'], e['nearest'], names)}"
    said = "; ".join(
        _reason(row["blocked_by"], e["nearest"], names)
        + (f" – families: {row['families']}" if row["families"] is not None else "")
        for row in rows
    )
    return f"Reasons: {said}"


def _reason(blocker: str, nearest: Sequence[Evidence], names: Names) -> str:
    rows = [row for row in nearest if row["blocked_by"] == blocker]
    said = _BLOCKED[blocker]
    if blocker == "age" and rows:
        said += f" (people accepted: {'; '.join(sorted({names.ages(row) for row in rows}))})"
    if blocker == "wait" and rows:
        said += f" (least days: {min(row['wait_days'] for row in rows)})"
    return said


def _unmet_need(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    need = names.need(e["need"])
    near = e["nearest"][0] if e["nearest"] else None
    return Sentences(
        title=f"Need without a usable service: {need}",
        explanation=text(
            f"Need: {need} – no usable service in the municipality: {e['gmina']}. "
            f"Families: {names.count(gap.families)}. {_reasons(e, names)}.",
            f"Nearest: {names.service(near['service_code'])}, {near['institution']}." if near else None,
        ),
        advice=f"Proposed step: {_BLOCKED_STEP[e['blocked_by']]}.{_calls(names)}",
    )


def _uncovered_area(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    area, candidates = names.area(e["area"]), e["candidates"]
    return Sentences(
        title=f"Area without members: {area}",
        explanation=(
            f"Area of cooperation: {area}. Members in this area: 0. Institutions of this area on the "
            f"map: {len(candidates)}."
        ),
        advice=text(
            f"Proposed step: an invitation to join the partnership: {names.some(candidates)}."
            if candidates
            else "Proposed step: find institutions of this area and invite them.",
            f"Invited by: {names.leader}." if names.leader else None,
        ),
    )


def _paper_area(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    area = names.area(e["area"])
    return Sentences(
        title=f"Area without work with the leader: {area}",
        explanation=(
            f"Area of cooperation: {area}. Members in current contact with the leader: "
            f"{len(e['in_contact'])} of {len(e['members'])}. Without it: "
            f"{names.some(e['without_contact'])}."
        ),
        advice=(
            f"Proposed step: a common task in this area. Invited by: {names.one(e['leader'])}. "
            + (
                "To begin with, those that answer the same needs as the leader: "
                f"{names.some(e['same_needs'])}."
                if e["same_needs"]
                else f"Participants: {names.some(e['without_contact'])}."
            )
        ),
    )


def _unused_service(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    who, service = names.one(e["institution"]), names.service(e["service_code"])
    return Sentences(
        title=f"Service out of the leader's reach: {service}, {who}",
        explanation=text(
            f"Service: {service}. Provider: {who}. No current contact with the leader: "
            f"{names.one(e['leader'])}.",
            f"Needs of families it answers: {names.needs(gap.needs)}." if gap.needs else None,
            _families(gap, names),
            "Families without such a service among the leader's contacts: "
            f"{e['families_without_other']}."
            if e["families_without_other"]
            else None,
        ),
        advice=text(
            "Proposed step: add it to the local basket of services and agree on a contact person.",
            _introduces(e["introducer"], names),
        ),
    )


def _no_leader(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    partners = e["strategic_partners"]
    return Sentences(
        title="Partnership without a leader",
        explanation=text(
            f"As of: {names.day(e['as_of'])}. Members: {e['members']}, none of them leads. Without a "
            "leader nobody calls meetings, and contacts with the leader cannot be assessed.",
            _families(gap, names),
        ),
        advice=text(
            "Proposed step: choose a leader among the members.",
            f"Strategic partner: {names.all(partners)}." if partners else None,
        ),
    )


def _one_level_partnership(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    missing = names.levels(level for level in ("gmina", "powiat") if level not in e["levels"])
    return Sentences(
        title="Partnership of one level of self-government",
        explanation=(
            f"Levels of self-government among the members: {names.levels(e['levels'])} (members: "
            f"{e['members']}). The model asks for two: municipality, county."
        ),
        advice=text(
            f"Proposed step: invite an institution of the missing level: {missing}.",
            f"Invited by: {names.leader}." if names.leader else None,
        ),
    )


def _one_level_team(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    missing = names.levels(level for level in ("gmina", "powiat") if level not in e["levels"])
    return Sentences(
        title=f"Task team of one level of self-government: {names.all(e['team'])}",
        explanation=(
            f"Team (ZZK): {names.all(e['team'])}. Levels of self-government in it: "
            f"{names.levels(e['levels'])}. The model asks for two: municipality, county."
        ),
        advice=(
            f"Proposed step: invite an institution of the missing level to the ZZK: {missing}."
            f"{_calls(names)}"
        ),
    )


def _uncoordinated_case(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    missing = [
        *([] if e["has_lead"] else ["a leading institution"]),
        *([] if e["has_team"] else ["a task team (ZZK)"]),
    ]
    return Sentences(
        title=f"Case without coordination: {names.all(e['institutions'])}",
        explanation=(
            f"Institutions that work with one family: {names.all(e['institutions'])} (number: "
            f"{len(e['institutions'])}). What is missing: {', '.join(missing)}."
        ),
        advice=f"Proposed step: convene the ZZK and name a coordinator.{_calls(names)}",
    )


SENTENCES: Final[Mapping[Kind, Template]] = {
    "outsider_with_families": _outsider_with_families,
    "missing_tie": _missing_tie,
    "unlinked_duplicates": _unlinked_duplicates,
    "bridge": _bridge,
    "cut_vertex": _cut_vertex,
    "single_contact": _single_contact,
    "expired_agreement": _expired_agreement,
    "formal_but_weak": _formal_but_weak,
    "asymmetric_tie": _asymmetric_tie,
    "paper_member": _paper_member,
    "informal_outsider": _informal_outsider,
    "influential_outsider": _influential_outsider,
    "overcentralised": _overcentralised,
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
