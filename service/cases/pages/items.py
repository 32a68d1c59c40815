"""The services of a case's basket in words: state, contact, and what allows to pass data on."""

from collections.abc import Sequence
from typing import Any

from graph.cases import DROP_REASONS, ITEM_STATES, NEXT_ITEM_STATES, BasketItem, Case, CaseItem, allowed
from graph.model import Offer, Service
from graph.routes import address_is_hidden, index_of
from graph.routes.contact import contact_of
from graph.routes.paths import way_to
from graph.snapshot import Snapshot
from service.cases.pages.bases import Bases
from service.cases.pages.rows import ItemRow
from service.cases.pages.words import CaseWords


def item_row(bases: Bases, case: Case, one: CaseItem) -> ItemRow:
    """A service as it stands, in the reader's words."""
    words, item, snapshot = bases.words, one.item, bases.file.snapshot
    offer = words.offer(item.institution_id, item.service_id)
    path, alone = _way(snapshot, case, item, offer)
    passing = [] if alone else bases.passing(path)
    following = NEXT_ITEM_STATES[one.state] if "move_item" in allowed(case) else ()
    return ItemRow(
        id=item.id,
        service=words.service(item.institution_id, item.service_id, item.service_code),
        place=words.place(item.institution_id),
        needs=words.needs(item.needs) if bases.file.sees("needs") else "",
        state=words.code(ITEM_STATES, one.state),
        state_code=one.state,
        since=words.localizer.day(one.since),
        reason=words.code(DROP_REASONS, one.reason) if one.reason else "",
        wait=words.days(item.wait_days),
        entered=item.source == "entered",
        contact=_contact(words, snapshot, item, offer),
        passing=passing,
        alone=alone,
        can_refer=offer is not None and all(row.base for row in passing),
        institution_id=item.institution_id,
        service_id=item.service_id,
        need_codes=item.needs,
        next=[(code, words.code(ITEM_STATES, code)) for code in following],
    )


def _way(
    snapshot: Snapshot, case: Case, item: BasketItem, offer: Offer | None
) -> tuple[Sequence[str], bool]:
    """The institutions on the way to a provider, and whether nothing is passed on along it."""
    origin = case.lead or snapshot.leader
    way = way_to(index_of(snapshot), origin, offer) if offer else None
    if way is not None:
        return way.institutions, len(way.institutions) == 1
    return (origin or "", item.institution_id), origin == item.institution_id


def _contact(
    words: CaseWords, snapshot: Snapshot, item: BasketItem, offer: Offer | None
) -> dict[str, Any]:
    """How to reach the provider, also of a service that is on no list."""
    known = snapshot.institutions.get(item.institution_id)
    if offer is None and known is not None:
        offer = Offer(Service("", known.id, item.service_code, updated_on=known.updated_on), known)
    if offer is None:
        return {}
    hidden = address_is_hidden(offer, violence=False)
    return contact_of(offer, snapshot.as_of, words.localizer.lang, hidden=hidden)
