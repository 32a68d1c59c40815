"""The referrals of a case: what was asked of whom, how it stands, and what may come next."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import Service
from graph.records.kinds import REFERRAL
from graph.records.referral import LIFE, OUTCOMES, REJECTION_REASONS, Referral
from graph.stores.records import Versioned, family_key, read_of
from graph.vocabulary import NEEDS, answers_or_supports
from service.cases.pages.rows import ItemRow
from service.cases.pages.view import CaseView
from service.forms.fields import Group
from service.pages.shell import Link


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """One referral in words; ``codes`` are reasons and outcomes to choose from."""

    id: str
    version: int
    service: str
    place: Link
    needs: str
    state: str
    code: str
    since: str
    next: Sequence[tuple[str, str]]
    codes: Sequence[Group]


def referral_rows(view: CaseView) -> list[ReferralRow]:
    """The family's referrals; a member of the team sees those to its own institution."""
    kept = read_of(view.file.principal.runtime.store, REFERRAL, family_key(*view.file.place))
    return [_row(view, one) for one in kept if view.file.reach.is_about(one.entry.institution_id)]


def referable(view: CaseView) -> frozenset[str]:
    """Ids of the services of the basket for which a referral can be made now.

    It has not begun, everybody on the way has a base, the service answers or supports a need of its
    item, and no referral for it is under way.
    """
    kept = read_of(view.file.principal.runtime.store, REFERRAL, family_key(*view.file.place))
    asked = {(one.entry.institution_id, one.entry.service_id) for one in kept if not one.entry.closed}
    return frozenset(
        row.id
        for row in view.items()
        if row.can_refer
        and row.state_code in {"planned", "waiting"}
        and (row.institution_id, row.service_id) not in asked
        and served(view, row)
    )


def served(view: CaseView, row: ItemRow) -> tuple[str, ...]:
    """The needs of a service in the basket that a referral can name: those it answers or supports."""
    offer = view.words.offer(row.institution_id, row.service_id)
    return tuple(
        need
        for need in row.need_codes
        if offer and NEEDS[need].answered_by and _serves(offer.service, need)
    )


def _serves(service: Service, need: str) -> bool:
    return answers_or_supports(need, service.service_code, service.age_min, service.age_max)


def _row(view: CaseView, kept: Versioned[Referral]) -> ReferralRow:
    words, one = view.words, kept.entry
    t = words.localizer.t
    last = one.history[-1]
    offer = words.offer(one.institution_id, one.service_id)
    names = REJECTION_REASONS if last.state == "rejected" else OUTCOMES
    following = LIFE.following[one.state]
    codes: list[Group] = []
    if "rejected" in following:
        codes.append(Group(t("cases.referral.reasons"), words.options(REJECTION_REASONS)))
    if "completed" in following:
        codes.append(Group(t("cases.referral.outcomes"), words.options(OUTCOMES)))
    return ReferralRow(
        id=one.id,
        version=kept.version,
        service=words.service(
            one.institution_id, one.service_id, offer.service.service_code if offer else ""
        ),
        place=words.place(one.institution_id),
        needs=words.needs(one.needs) if view.file.sees("needs") else "",
        state=t(f"cases.referral.{one.state}"),
        code=words.code(names, last.code) if last.code else "",
        since=words.localizer.day(last.at.date()),
        next=[(state, t(f"cases.referral.{state}")) for state in following],
        codes=codes,
    )
