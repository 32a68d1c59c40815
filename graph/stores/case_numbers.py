"""The numbers that cases leave behind: added up when a case is closed, looked after, or erased.

A family that was erased and comes back (an older file, a journal kept elsewhere) counts once: erasing
leaves a mark, and whose mark is there adds nothing any more, neither while the case is open nor when it
is closed, looked after or erased again. What it would add beyond the first time is not known, because
nothing of what it added is kept apart.

The mark names nobody. It is a keyed digest of the pseudonym, with a random key of its own beside it, so
that marks of one family in two partnerships, or after two erasings, have nothing in common. A pseudonym
is random and says nothing of a person without the key table, which stays outside of the service; who has
both may learn from a mark only that this pseudonym was erased here. Refusing such files instead would
need the same mark. Marks go with the partnership, travel in backups, and are never shown.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from secrets import token_bytes
from typing import Final

from graph.cases import Case, Closing, FollowUp, Tally, tallies, tallies_of_look
from graph.records.kinds import REFERRAL
from graph.rows import key_of
from graph.stores.loading import load_package
from graph.stores.port import Ask, Store, ask
from graph.stores.reading import load_offers
from graph.stores.records import family_key, read_of

#: What marks are kept as, beside the measures of tallies.
_MARK: Final = "counted"
_KEY_BYTES: Final = 8
_DIGEST_BYTES: Final = 16


def are_counted(store: Store, partnership_id: str, family_ids: Iterable[str]) -> frozenset[str]:
    """Those of some families that were erased before, so that their numbers are among those kept."""
    (rows,) = store.read(ask("tallies.find", owner=partnership_id))
    marks = [str(row["item"]) for row in rows if row["measure"] == _MARK]
    return frozenset(
        id
        for id in family_ids
        if any(mark == _mark(id, bytes.fromhex(mark[: 2 * _KEY_BYTES])) for mark in marks)
    )


def _mark(family_id: str, key: bytes) -> str:
    """The mark of an erased family.

    >>> _mark("R-1", bytes(8)) == _mark("R-1", bytes(8)), "R-1" in _mark("R-1", bytes(8))
    (True, False)
    """
    digest = blake2b(family_id.encode(), key=key, digest_size=_DIGEST_BYTES)
    return key.hex() + digest.hexdigest()


def read_tallies(store: Store, partnership_id: str) -> tuple[Tally, ...]:
    """What closed and erased cases left behind, by year, measure and code.

    Cases that are still open are not among them: with :func:`numbers_of` of these the sums are whole.
    """
    (rows,) = store.read(ask("tallies.find", owner=partnership_id))
    return tuple(
        Tally(int(row["year"] or 0), row["measure"], str(row["item"] or ""), int(row["value"] or 0))  # pyright: ignore[reportArgumentType]  # written by us
        for row in rows
        if row["measure"] != _MARK
    )


def numbers_of(store: Store, case: Case) -> tuple[Tally, ...]:
    """What a case would leave behind as it stands, with its family's referrals."""
    here = case.partnership_id
    file = read_of(store, REFERRAL, family_key(here, case.family_id))
    referrals = [kept.entry for kept in file]
    on_map = {one.id: one for one in load_package(store, here).institutions}
    return tallies(case, load_offers(store), on_map, referrals)


def step_numbers(store: Store, case: Case) -> Iterator[Ask]:
    """The write steps for what the newest step leaves behind: a closing all, a look after it its own."""
    step = case.steps[-1]
    if not isinstance(step, (Closing, FollowUp)):
        return
    if are_counted(store, case.partnership_id, [case.family_id]):
        return
    if isinstance(step, Closing):
        yield from _adding(case.partnership_id, numbers_of(store, case))
    else:
        yield from _adding(case.partnership_id, tallies_of_look(step))


def last_numbers(store: Store, cases: Iterable[Case]) -> Iterator[Ask]:
    """The write steps for what erased cases leave behind: the numbers of open ones, marks of all."""
    for case in cases:
        here, id = case.partnership_id, case.family_id
        if are_counted(store, here, [id]):
            continue
        if case.is_open:
            yield from _adding(here, numbers_of(store, case))
        mark = _mark(id, token_bytes(_KEY_BYTES))
        key = key_of(here, 0, _MARK, mark)
        yield ask("tallies.add", id=here, key=key, year=0, measure=_MARK, item=mark, value=1)


def _adding(partnership_id: str, numbers: Iterable[Tally]) -> Iterator[Ask]:
    for one in numbers:
        key = key_of(partnership_id, one.year, one.measure, one.item)
        yield ask("tallies.add", id=partnership_id, key=key, **one._asdict())
