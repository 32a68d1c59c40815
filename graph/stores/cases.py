"""Families' cases in the store: each step one transaction, checked against the version it builds on.

Where a step changes what the partnership's package says of the family, the package changes in the same
transaction, so that journal and map never disagree. An import of a package leaves journals as they are:
see :func:`graph.stores.writing.import_package`.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final, Literal, NamedTuple

from graph.cases import Case, Kind, is_over, with_case
from graph.errors import Conflict, GraphError, ScrubDue, StoreUnavailable
from graph.model import Package
from graph.stores.case_numbers import are_counted, numbers_of, read_tallies, step_numbers
from graph.stores.journal import (
    FamiliesWithCases,
    KeptCase,
    Recorded,
    families_with_cases,
    read_case,
    read_cases,
    step_asks,
)
from graph.stores.keeping import KeptStore, erase_family
from graph.stores.port import Store, ask
from graph.stores.writing import change_package

__all__ = [
    "Expiry",
    "FamiliesWithCases",
    "KeptCase",
    "Recorded",
    "add_step",
    "are_counted",
    "erase_expired",
    "expired_families",
    "families_with_cases",
    "numbers_of",
    "read_case",
    "read_cases",
    "read_tallies",
]

#: Steps after which the family's record or its team may be another one.
_CHANGING: Final[frozenset[Kind]] = frozenset(
    {
        *("diagnose", "form_team", "plan_basket", "agree_basket", "finalise_basket"),
        *("move_item", "close"),
    }
)


def add_step(store: Store, case_after: Case, *, role: str, at: datetime, expected: int) -> KeptCase:
    """Write the newest step of a case, if the journal is still at the version it builds on.

    Parameters
    ----------
    case_after
        The case with the new step at its end.
    role, at
        The role of whoever writes it down, never a name, and when (UTC).
    expected
        How many steps the journal has; 0 for a family's request.

    Raises
    ------
    Conflict
        When somebody else added a step in between, or the journal is gone. The family is not named.
    NotFound
        When the partnership is gone (a Conflict, where the step does not change the package).
    """
    step, here = case_after.steps[-1], case_after.partnership_id
    if case_after.version != expected + 1:
        raise _moved_on(step.kind)
    writing = [*step_asks(case_after, role, at), *step_numbers(store, case_after)]
    if step.kind in _CHANGING:

        def followed(package: Package) -> Package:
            # Asked again for each try: a writer who got ahead may have added this very step.
            if _version(store, case_after) != expected:
                raise _moved_on(step.kind)
            return with_case(package, case_after)

        change_package(store, here, followed, *writing)
    else:
        try:
            store.write(*writing)
        except Conflict:
            raise _moved_on(step.kind) from None
    return read_case(store, here, case_after.family_id)


class Expiry(NamedTuple):
    """A partnership and how many of its families are to be erased, are erased, or could not be."""

    partnership: str
    families: int
    outcome: Literal["begun", "done", "failed"]
    error: Exception | None = None


def erase_expired(store: Store, *, today: date, keep_days: int) -> Iterator[Expiry]:
    """Erase every closed case whose time is over, and all that is kept of its family.

    A partnership in which that fails keeps its families, and the next one follows. Each is told before
    its families are erased and again afterwards, so that it can be written down whatever happens.

    Parameters
    ----------
    today, keep_days
        When a case goes: see :func:`graph.cases.is_over`.

    Yields
    ------
    Expiry
        Of each partnership with such cases that it is begun, and then done or failed.

    Raises
    ------
    StoreUnavailable
        When the database is away; the partnership that this was found at is told as failed before.
    """
    if isinstance(store, KeptStore):
        store.finish_scrub()
    (found,) = store.read(ask("partnership.find_all"))
    for row in found:
        here, gone = str(row["id"]), list[str]()
        try:
            gone = expired_families(store, here, today=today, keep_days=keep_days)
            if not gone:
                continue
            yield Expiry(here, len(gone), "begun")
            erase_family(store, here, *gone)
        except (OSError, GraphError) as error:
            # What failed may be the cleaning of the file afterwards: then the families are erased.
            if gone and _are_gone(store, here, gone):
                yield Expiry(here, len(gone), "done", error)
                continue
            yield Expiry(here, len(gone), "failed", error)
            if isinstance(error, StoreUnavailable) and not isinstance(error, ScrubDue):
                raise
        else:
            yield Expiry(here, len(gone), "done")


def _are_gone(store: Store, here: str, families: Sequence[str]) -> bool:
    try:
        return families_with_cases(store, here).every.isdisjoint(families)
    except (OSError, GraphError):
        return False


def expired_families(store: Store, partnership_id: str, *, today: date, keep_days: int) -> list[str]:
    """Families of a partnership whose closed case is over, see :func:`graph.cases.is_over`."""
    if not families_with_cases(store, partnership_id).closed:
        return []
    cases = (kept.case for kept in read_cases(store, partnership_id))
    return [one.family_id for one in cases if is_over(one, today, keep_days)]


def _version(store: Store, case: Case) -> int:
    (rows,) = store.read(
        ask("case_steps.find_of_family", id=case.partnership_id, family_id=case.family_id)
    )
    return len(rows)


def _moved_on(kind: str) -> Conflict:
    return Conflict("case", kind, "somebody else changed the case")
