"""Import of a package: all of it or nothing, and nothing at all where nothing changed.

The store's revision is read first and claimed in the writing transaction; if someone else wrote in
between, the claim finds no row, the transaction is undone and the import starts over.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from graph.errors import Conflict, NotFound
from graph.model import Package
from graph.records.kinds import SURVEY, SURVEY_LINK
from graph.stores.arriving_ids import arranged
from graph.stores.beside_cases import beside_cases
from graph.stores.beside_surveys import beside_surveys
from graph.stores.changes import Changes, TableChanges
from graph.stores.differences import Difference
from graph.stores.import_plan import (
    Change,
    ImportReport,
    nothing,
    plan_change,
    report_of,
    steps_of,
    telling_report,
)
from graph.stores.journal import families_with_cases
from graph.stores.leaving import leaving_cases
from graph.stores.loading import load_as_is
from graph.stores.port import Ask, Store, ask
from graph.stores.record_tables import removing
from graph.stores.strangers import NO_CHOICE, IdChoice
from graph.stores.tables import TableName, Tables, tables_of

_ATTEMPTS: Final = 8
_CASES: Final[tuple[TableName, ...]] = ("families", "teams")

#: Raises where facts of shared records may not change as a write would change them.
Allow = Callable[[Sequence[Difference]], None]


def import_package(
    store: Store,
    package: Package,
    *also: Ask,
    revision: int | None = None,
    choice: IdChoice = NO_CHOICE,
    allow: Allow | None = None,
    leave_cases: bool = False,
    noted: Callable[[ImportReport], Iterable[Ask]] | None = None,
) -> ImportReport:
    """Make the store hold exactly this package for its partnership.

    Records that are gone from the package are retired, unless another partnership holds them. A
    partnership that was damaged is written anew. Families with an open case stay and those whose case
    is closed stay out, whatever the package has: see :mod:`graph.stores.beside_cases`. What institutions
    answered by links to surveys stays, too: see :mod:`graph.stores.beside_surveys`.

    Parameters
    ----------
    also
        Steps for the same transaction.
    revision
        The revision of the partnership that it must still have when this is written, whoever else
        writes to the store; 0 where it must not be there yet.
    choice
        What is said of the ids of its institutions.
    allow
        Is called with the facts of shared records that would change, and raises where that is not
        allowed; nothing is written then.
    noted
        Steps that are written in the same transaction, also where nothing else is, with what the report
        says.
    leave_cases
        Families and teams stay as the store has them, with what they can name, and the report says
        nothing of them: see :mod:`graph.stores.leaving`. The package has none of its own then.

    Raises
    ------
    Conflict
        When the partnership is at another revision, or other writers kept getting ahead.
    InvalidPackage
        When the prefix cannot be used; nothing is written then.
    IdsTaken
        When ids are those of other institutions of other partnerships; nothing is written then.
    """
    id = package.partnership.id
    arriving = _Arriving(store, package, choice, leave_cases=leave_cases)
    report = _carry_out(
        *(store, id, arriving, also),
        revision=revision,
        choice=choice,
        allow=allow,
        tell=True,
        noted=(lambda report: noted(arriving.report(report))) if noted else None,
    )
    return arriving.report(report)


def change_package(
    store: Store, id: str, change: Callable[[Package], Package], *also: Ask
) -> ImportReport:
    """Make the store hold what a function makes of a partnership's package.

    The function may be called several times, each time with what the store holds then. Steps in
    ``also`` are written in the same transaction, even where the package stays as it is.

    Raises
    ------
    NotFound
        When there is no such partnership.
    Conflict
        When other writers kept getting ahead.
    """

    def changed(before: Package | None) -> Tables:
        if before is None:
            raise NotFound("partnership", id)
        return tables_of(change(before))

    return _carry_out(store, id, changed, also)


def preview_import(
    store: Store,
    package: Package,
    *,
    choice: IdChoice = NO_CHOICE,
    allow: Allow | None = None,
    leave_cases: bool = False,
) -> tuple[ImportReport, Changes]:
    """What :func:`import_package` would do, without writing; it raises the same."""
    arriving = _Arriving(store, package, choice, leave_cases=leave_cases)
    plan = plan_change(store, package.partnership.id, arriving, choice)
    if allow:
        allow(plan.differences)
    report = telling_report(store, package.partnership.id, plan)
    return arriving.report(report), arriving.changes(plan.changes)


def remove_partnership(
    store: Store, id: str, *, revision: int | None = None, with_cases: bool = True
) -> ImportReport:
    """Take a partnership and all that only it holds out of the store.

    Parameters
    ----------
    revision
        The revision that it must still have, if whoever removes it looked at it before.
    with_cases
        Whether journals of cases and the numbers of closed ones may go with it.

    Raises
    ------
    NotFound
        When there is no such partnership.
    Conflict
        When it is at another revision, has cases that must stay, or other writers kept getting ahead.
    """
    load_as_is(store, id)
    for _ in range(_ATTEMPTS):
        plan = plan_change(store, id, lambda _: nothing())
        if revision not in {None, plan.partnership_revision}:
            raise Conflict("partnership", id, "it changed since it was read")
        if not with_cases and _has_cases(store, id):
            raise Conflict("partnership", id, "it has cases")
        spared = () if with_cases else (ask("write.demand_no_cases", id=id)._replace(must_match=True),)
        try:
            store.write(
                *spared,
                *steps_of(id, plan),
                *removing(id),
                ask("write.retire_partnership", id=id),
            )
        except Conflict:
            continue
        return report_of(id, plan)
    raise Conflict("partnership", id, "others kept writing, try again")


def _has_cases(store: Store, id: str) -> bool:
    # Asked before anything is forgotten that is kept beside the store; the write asks once more.
    (tallies,) = store.read(ask("tallies.find", owner=id))
    return bool(tallies or families_with_cases(store, id).every)


class _Arriving:
    """The change that an arriving package makes beside the cases of its families."""

    def __init__(self, store: Store, package: Package, choice: IdChoice, *, leave_cases: bool) -> None:
        self._about_cases: tuple[tuple[str, str], ...] = ()
        self._about_ids: tuple[tuple[str, str], ...] = ()
        self._about_surveys: tuple[tuple[str, str], ...] = ()
        self._store = store
        self._package = package
        self._choice = choice
        self._leave_cases = leave_cases
        self._left = 0

    def report(self, report: ImportReport) -> ImportReport:
        """The report with what is said of ids and cases; without rows of cases that are left alone."""
        return replace(
            report,
            about_ids=self._about_ids,
            about_cases=self._about_cases,
            about_surveys=self._about_surveys,
            unchanged=report.unchanged - self._left,
        )

    def changes(self, changes: Changes) -> Changes:
        """The changes, as :meth:`report` tells of them."""
        return {**changes, **dict.fromkeys(_CASES, TableChanges())} if self._leave_cases else changes

    def __call__(self, before: Package | None) -> Tables:
        named, self._about_ids = arranged(self._store, self._package, before, self._choice)
        if self._leave_cases:
            package, self._about_cases = leaving_cases(named, before)
            tables = tables_of(self._beside_surveys(package, before))
            self._left = sum(len(tables[name]) for name in _CASES)
            return tables
        cases = families_with_cases(self._store, named.partnership.id)
        package, self._about_cases = beside_cases(named, before, cases)
        return tables_of(self._beside_surveys(package, before))

    def _beside_surveys(self, package: Package, before: Package | None) -> Package:
        id = package.partnership.id
        surveys, links = self._store.read(
            ask("surveys.find", owner=id), ask("survey_links.find", owner=id)
        )
        kept, self._about_surveys = beside_surveys(
            *(package, before, map(SURVEY.from_row, surveys), map(SURVEY_LINK.from_row, links))
        )
        return kept


def _carry_out(
    store: Store,
    id: str,
    change: Change,
    also: Sequence[Ask] = (),
    *,
    revision: int | None = None,
    choice: IdChoice = NO_CHOICE,
    allow: Allow | None = None,
    tell: bool = False,
    noted: Callable[[ImportReport], Iterable[Ask]] | None = None,
) -> ImportReport:
    for _ in range(_ATTEMPTS):
        plan = plan_change(store, id, change, choice)
        if revision not in {None, plan.partnership_revision}:
            raise Conflict("partnership", id, "it changed since it was read")
        if allow:
            allow(plan.differences)
        report = telling_report(store, id, plan) if tell else report_of(id, plan)
        notes = tuple(noted(report)) if noted else ()
        if not report.changed and not also:
            if notes:
                store.write(*notes)
            return report
        try:
            store.write(*steps_of(id, plan), *also, *notes)
        except Conflict:
            continue
        return report
    raise Conflict("partnership", id, "others kept writing, try again")
