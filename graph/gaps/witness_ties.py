"""Witnesses of single ties and memberships, from the reports as they were given."""

from datetime import date

from graph.gaps.gap import Evidence, Gap
from graph.gaps.plain import live, live_pair, members, sharing
from graph.snapshot import Snapshot, Tie

#: From the weakest form to the strongest, from the rarest contact to the closest.
_FORMS = ("personal", "verbal", "declaration", "agreement", "statutory")
_CONTACTS = ("none", "adhoc", "quarterly", "monthly", "weekly")


def _tie(gap: Gap, e: Evidence, snapshot: Snapshot) -> Tie | None:
    pair = tuple(e["tie"])
    return snapshot.ties.get((pair[0], pair[1])) if pair == gap.institutions else None


def _form(tie: Tie) -> str | None:
    given = [report.formalisation for report in tie.reports if report.formalisation]
    return max(given, key=_FORMS.index) if given else None


def _contact(tie: Tie) -> str | None:
    given = [report.frequency for report in tie.reports if report.frequency]
    return max(given, key=_CONTACTS.index) if given else None


def _strength(tie: Tie) -> float:
    given = [r.strength for r in tie.reports if r.strength is not None and r.frequency != "none"]
    return sum(given) / len(given) if given else 1.0


def expired_agreement(gap: Gap, e: Evidence, snapshot: Snapshot) -> bool:
    """The latest document ended on the named day, before the snapshot's."""
    tie = _tie(gap, e, snapshot)
    if tie is None:
        return False
    ends = [report.document_valid_to for report in tie.reports if report.document_valid_to]
    named = date.fromisoformat(e["document_valid_to"])
    days = (snapshot.as_of - named).days
    return max(ends, default=None) == named and e["days"] == days > 0


def formal_but_weak(gap: Gap, e: Evidence, snapshot: Snapshot) -> bool:
    """A strong form between partners, with a low strength or rare contact."""
    tie = _tie(gap, e, snapshot)
    if tie is None:
        return False
    one, other = gap.institutions
    together = len(sharing(snapshot, one, other))
    contact = _contact(tie)
    rare = contact is not None and _CONTACTS.index(contact) <= _CONTACTS.index(e["seldom_from"])
    return (
        _form(tie) == e["formalisation"]
        and e["formalisation"] in {"agreement", "statutory"}
        and ({one, other} <= members(snapshot) or together > 0)
        and (_strength(tie) <= e["most_strength"] or rare)
        and (_strength(tie), contact) == (e["strength"], e["frequency"])
        and e["both_members"] == ({one, other} <= members(snapshot))
        and e["families_shared"] == together
    )


def asymmetric_tie(gap: Gap, e: Evidence, snapshot: Snapshot) -> bool:
    """Both sides report the named strengths, too far apart."""
    tie = _tie(gap, e, snapshot)
    if tie is None:
        return False
    given = {
        report.reporter_id: report.strength
        for report in tie.reports
        if report.strength is not None and report.frequency != "none"
    }
    apart = max(given.values()) - min(given.values())
    return given == e["strengths"] and len(given) == 2 and apart == e["difference"] >= e["least"]


def paper_member(gap: Gap, e: Evidence, snapshot: Snapshot) -> bool:
    """A member with no live tie, or one reported with the leader and no contact in any report."""
    id = e["institution"]
    ties = [tie for pair, tie in snapshot.ties.items() if id in pair]
    reports = [
        report.frequency
        for tie in ties
        if snapshot.leader in tie.pair and snapshot.leader != id
        for report in tie.reports
    ]
    count = sum(live(tie) for tie in ties)
    silent = bool(reports) and set(reports) == {"none"}
    return (
        gap.institutions == (id,)
        and id in members(snapshot)
        and e["live_ties"] == count
        and e["reports_with_leader"] == reports
        and (count == 0 or silent)
    )


def informal_outsider(gap: Gap, e: Evidence, snapshot: Snapshot) -> bool:
    """Not a member; every named tie is live, strong, personal and leads to a member."""
    id, inside = e["institution"], members(snapshot)

    def strong(member: str, strength: float) -> bool:
        tie = snapshot.ties.get((min(id, member), max(id, member)))
        return (
            tie is not None
            and live_pair(snapshot, id, member)
            and member in inside
            and _form(tie) == "personal"
            and _strength(tie) == strength >= e["least"]
        )

    return (
        gap.institutions == (id,)
        and id not in inside
        and bool(e["ties"])
        and all(strong(row["member"], row["strength"]) for row in e["ties"])
    )
