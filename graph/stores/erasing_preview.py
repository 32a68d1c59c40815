"""What erasing would take away, before anything is erased."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.errors import NotFound
from graph.records.kinds import PERMISSION, REFERRAL
from graph.stores.archive import holds_family
from graph.stores.cases import expired_families
from graph.stores.journal import families_with_cases, read_case
from graph.stores.keeping import KeptStore
from graph.stores.loading import load_package
from graph.stores.port import Store, ask
from graph.stores.records import family_key, read_of


@dataclass(frozen=True, slots=True)
class HeldOnFamily:
    """How much is held on a family: steps of its case, seats in its team, permissions and referrals.

    All of them are zero where only an earlier version that is kept beside the store has the family.
    """

    family_id: str
    steps: int
    seats: int
    permissions: int
    referrals: int


def held_on_families(store: Store, partnership_id: str, *family_ids: str) -> tuple[HeldOnFamily, ...]:
    """What :func:`graph.stores.erase_family` would erase, for each family.

    Raises
    ------
    NotFound
        When it would find the partnership or one of the families missing; the error does not repeat
        the family's id.
    """
    package = load_package(store, partnership_id)
    recorded = {family.id for family in package.families}
    followed = families_with_cases(store, partnership_id).every
    archive = store.archive if isinstance(store, KeptStore) else None
    found: list[HeldOnFamily] = []
    for id in dict.fromkeys(family_ids):
        if id not in recorded | followed and not (archive and holds_family(archive, partnership_id, id)):
            raise NotFound("family", partnership_id)
        owner = family_key(partnership_id, id)
        found.append(
            HeldOnFamily(
                id,
                steps=read_case(store, partnership_id, id).case.version if id in followed else 0,
                seats=sum(seat.family_id == id for seat in package.teams),
                permissions=len(read_of(store, PERMISSION, owner)),
                referrals=len(read_of(store, REFERRAL, owner)),
            )
        )
    return tuple(found)


def expired_cases(store: Store, *, today: date, keep_days: int) -> Iterator[tuple[str, int]]:
    """How many cases :func:`graph.stores.cases.erase_expired` would erase in each partnership.

    Parameters
    ----------
    today, keep_days
        When a case goes: see :func:`graph.cases.is_over`.

    Yields
    ------
    tuple
        A partnership and the number of its cases, where there are any.
    """
    (found,) = store.read(ask("partnership.find_all"))
    for row in found:
        here = str(row["id"])
        if over := expired_families(store, here, today=today, keep_days=keep_days):
            yield here, len(over)
