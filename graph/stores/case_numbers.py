"""The numbers that cases leave behind: added up when a case is closed, looked after, or erased."""

from collections.abc import Iterable, Iterator

from graph.cases import Case, Closing, FollowUp, Tally, tallies, tallies_of_look
from graph.stores.casework import read_referrals
from graph.stores.loading import load_package
from graph.stores.port import Ask, Store, ask
from graph.stores.reading import load_offers
from graph.stores.tables import key_of


def read_tallies(store: Store, partnership_id: str) -> tuple[Tally, ...]:
    """What closed and erased cases left behind, by year, measure and code.

    Cases that are still open are not among them: with :func:`numbers_of` of these the sums are whole.
    """
    (rows,) = store.read(ask("cases.find_tallies", id=partnership_id))
    return tuple(
        Tally(int(row["year"] or 0), row["measure"], str(row["item"] or ""), int(row["value"] or 0))  # pyright: ignore[reportArgumentType]  # written by us
        for row in rows
    )


def numbers_of(store: Store, case: Case) -> tuple[Tally, ...]:
    """What a case would leave behind as it stands, with its family's referrals."""
    here = case.partnership_id
    referrals = [kept.referral for kept in read_referrals(store, here, case.family_id)]
    on_map = {one.id: one for one in load_package(store, here).institutions}
    return tallies(case, load_offers(store), on_map, referrals)


def step_numbers(store: Store, case: Case) -> Iterator[Ask]:
    """The write steps for what the newest step leaves behind: a closing all, a look after it its own."""
    step = case.steps[-1]
    if isinstance(step, Closing):
        yield from _adding(case.partnership_id, numbers_of(store, case))
    elif isinstance(step, FollowUp):
        yield from _adding(case.partnership_id, tallies_of_look(step))


def last_numbers(store: Store, cases: Iterable[Case]) -> Iterator[Ask]:
    """The write steps for what cases leave behind that are erased; closed ones left it already."""
    for case in cases:
        if case.is_open:
            yield from _adding(case.partnership_id, numbers_of(store, case))


def _adding(partnership_id: str, numbers: Iterable[Tally]) -> Iterator[Ask]:
    for one in numbers:
        key = key_of(partnership_id, one.year, one.measure, one.item)
        yield ask("cases.add_tally", id=partnership_id, key=key, **one._asdict())
