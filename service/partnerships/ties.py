"""The ties of one institution in words, with as much of the ratings as the principal may see."""

from dataclasses import dataclass

from graph.snapshot import Snapshot, Tie
from service.access.guard import Principal
from service.answers.redaction import band
from service.pages.localizer import PageLocalizer, collated


@dataclass(frozen=True, slots=True)
class TieRow:
    """One tie as the institution's page lists it; ``families`` is blank where not shown."""

    id: str
    name: str
    is_member: bool
    strength: str
    frequency: str
    form: str
    valid_to: str
    expired: bool
    live: bool
    reported: str
    contact: str
    families: str


def ties_of(
    principal: Principal, snapshot: Snapshot, id: str, localizer: PageLocalizer
) -> tuple[TieRow, ...]:
    """Ties of an institution, the closest first, those without current contact last."""
    found = [tie for pair, tie in snapshot.ties.items() if id in pair]
    found.sort(
        key=lambda tie: (not tie.live, -_order(principal, tie), collated(_partner(snapshot, tie, id)))
    )
    return tuple(_row(principal, snapshot, tie, id, localizer) for tie in found)


def strength_seen(principal: Principal, tie: Tie, id: str, localizer: PageLocalizer) -> str:
    """The strength of a tie as far as the principal may see it.

    The case lead sees both sides' ratings, others a word; whoever speaks for one of the sides sees
    that side's own rating, and the mean where the partner rated the tie too.
    """
    own = principal.grant.institution
    mean = localizer.number(tie.strength, 1)
    if principal.visibility.ratings == "bands":
        word = localizer.t(f"band.{band(tie.strength)}")
        report = tie.report_of(own) if own else None
        if report is None:
            return word
        # The mean of one rating would be the partner's own.
        return localizer.t("tie.own", word=mean if tie.confirmed else word, n=report.strength)
    if not tie.confirmed:
        return mean
    here, there = tie.report_of(id), tie.report_of(tie.other(id))
    if here is None or there is None or here.strength == there.strength:
        return mean
    return localizer.t("tie.both", mean=mean, here=here.strength, there=there.strength)


def _order(principal: Principal, tie: Tie) -> float:
    """What ties are sorted by: never finer than what is shown."""
    if principal.visibility.ratings == "bands":
        return {"strong": 3.0, "medium": 2.0, "weak": 1.0}[band(tie.strength)]
    return tie.strength


def _partner(snapshot: Snapshot, tie: Tie, id: str) -> str:
    return snapshot.institutions[tie.other(id)].name


def _row(
    principal: Principal, snapshot: Snapshot, tie: Tie, id: str, localizer: PageLocalizer
) -> TieRow:
    other = tie.other(id)
    partner = snapshot.institutions[other]
    until = tie.document_valid_to
    side = "both" if tie.confirmed else "here" if tie.report_of(id) else "there"
    shared = len(snapshot.shared_families.get(tie.pair, ()))
    return TieRow(
        id=other,
        name=partner.name,
        is_member=partner.membership is not None,
        strength=strength_seen(principal, tie, id, localizer),
        frequency=localizer.frequency(tie.frequency),
        form=localizer.form(tie.formalisation),
        valid_to=localizer.day(until) if until else "",
        expired=until is not None and until < snapshot.as_of,
        live=tie.live,
        reported=localizer.t(f"tie.reported.{side}"),
        contact=_contacts(snapshot, tie, id),
        families=_families(principal, shared, localizer),
    )


def _contacts(snapshot: Snapshot, tie: Tie, id: str) -> str:
    """Roles of the two people who hold the tie, this institution's first."""
    here, there = tie.report_of(id), tie.report_of(tie.other(id))
    own = (here and here.contact_worker_id) or (there and there.partner_worker_id)
    other = (there and there.contact_worker_id) or (here and here.partner_worker_id)
    named = (snapshot.workers.get(worker or "") for worker in (own, other))
    return " – ".join(worker.role for worker in named if worker)


def _families(principal: Principal, shared: int, localizer: PageLocalizer) -> str:
    # By institution even large numbers tell small ones, beside the number of all families.
    return localizer.number(shared) if shared and principal.visibility.cases == "all" else ""
