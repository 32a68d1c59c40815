"""Import of a package: all of it or nothing, and nothing at all where nothing changed.

The store's revision is read first and claimed in the writing transaction; if someone else wrote in
between, the claim finds no row, the transaction is undone and the import starts over.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import uuid4

from graph.errors import Conflict, NotFound
from graph.model import Package
from graph.stores.beside_cases import beside_cases
from graph.stores.changes import (
    Changes,
    Difference,
    changes_between,
    count,
    differences,
    kept_facts,
    with_known_facts,
)
from graph.stores.digest import digest_of
from graph.stores.journal import families_with_cases
from graph.stores.loading import load_as_is
from graph.stores.port import Ask, Row, Store, ask
from graph.stores.reading import SCHEMA_VERSION, read_state
from graph.stores.records import counted, going_with, records_as_is
from graph.stores.steps import REGISTER, retire_steps, write_steps
from graph.stores.tables import TABLES, SharedName, Tables, tables_of

_ATTEMPTS: Final = 8


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, counted in records (rows of the package's tables).

    ``differences`` are the facts of records shared with other partnerships that it changed or left
    as they were known; ``about_cases`` tells in Polish and English what families' cases made of it, and
    ``about_records`` what people recorded and goes with families and institutions that are retired.
    """

    partnership: str
    created: int
    updated: int
    unchanged: int
    retired: int
    differences: tuple[Difference, ...] = ()
    about_cases: tuple[tuple[str, str], ...] = ()
    about_records: tuple[tuple[str, str], ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return self.created + self.updated + self.retired > 0

    @property
    def warnings(self) -> tuple[str, ...]:
        """One sentence for each difference, in English."""
        about = (*self.about_cases, *self.about_records)
        return (*(one.text for one in self.differences), *(en for _, en in about))

    @property
    def warnings_pl(self) -> tuple[str, ...]:
        """The same in Polish."""
        about = (*self.about_cases, *self.about_records)
        return (*(one.text_pl for one in self.differences), *(pl for pl, _ in about))


#: What shall be in the place of what a partnership holds; ``None`` where it is not in the store.
Change = Callable[[Package | None], Tables]


@dataclass(frozen=True, slots=True)
class _Plan:
    expected_revision: int
    partnership_revision: int
    changes: Changes
    digest: str
    shared_with: frozenset[str]
    differences: tuple[Difference, ...]


def import_package(
    store: Store, package: Package, *also: Ask, revision: int | None = None
) -> ImportReport:
    """Make the store hold exactly this package for its partnership.

    Records that are gone from the package are retired, unless another partnership holds them. A
    partnership that was damaged is written anew. Families with an open case stay and those whose case
    is closed stay out, whatever the package has: see :mod:`graph.stores.beside_cases`.

    Parameters
    ----------
    also
        Steps for the same transaction.
    revision
        The revision of the partnership that it must still have when this is written, whoever else
        writes to the store; 0 where it must not be there yet.

    Raises
    ------
    Conflict
        When the partnership is at another revision, or other writers kept getting ahead.
    """
    id = package.partnership.id
    arriving = _Arriving(store, package)
    report = _carry_out(store, id, arriving, also, revision=revision, tell=True)
    return replace(report, about_cases=arriving.told)


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


def preview_import(store: Store, package: Package) -> tuple[ImportReport, Changes]:
    """What :func:`import_package` would do, without writing."""
    arriving = _Arriving(store, package)
    plan = _plan(store, package.partnership.id, arriving)
    report = _telling(store, package.partnership.id, plan)
    return replace(report, about_cases=arriving.told), plan.changes


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
        plan = _plan(store, id, lambda _: _nothing())
        if revision not in {None, plan.partnership_revision}:
            raise Conflict("partnership", id, "it changed since it was read")
        if not with_cases and _has_cases(store, id):
            raise Conflict("partnership", id, "it has cases")
        spared = () if with_cases else (ask("cases.demand_none", id=id)._replace(must_match=True),)
        try:
            store.write(
                *spared,
                *_steps(id, plan),
                ask("planning.retire_meetings", id=id),
                ask("cases.retire_cases", id=id),
                ask("cases.retire_tallies", id=id),
                *(ask(f"register.retire_{name}", id=id) for name in REGISTER),
                ask("write.retire_partnership", id=id),
            )
        except Conflict:
            continue
        return _report(id, plan)
    raise Conflict("partnership", id, "others kept writing, try again")


def _has_cases(store: Store, id: str) -> bool:
    # Asked before anything is forgotten that is kept beside the store; the write asks once more.
    (tallies,) = store.read(ask("cases.find_tallies", id=id))
    return bool(tallies or families_with_cases(store, id).every)


class _Arriving:
    """The change that an arriving package makes beside the cases of its families."""

    def __init__(self, store: Store, package: Package) -> None:
        self.told: tuple[tuple[str, str], ...] = ()
        self._store = store
        self._package = package

    def __call__(self, before: Package | None) -> Tables:
        cases = families_with_cases(self._store, self._package.partnership.id)
        package, self.told = beside_cases(self._package, before, cases)
        return tables_of(package)


def _nothing() -> Tables:
    return {name: {} for name in TABLES}


def _carry_out(
    store: Store,
    id: str,
    change: Change,
    also: Sequence[Ask] = (),
    *,
    revision: int | None = None,
    tell: bool = False,
) -> ImportReport:
    for _ in range(_ATTEMPTS):
        plan = _plan(store, id, change)
        if revision not in {None, plan.partnership_revision}:
            raise Conflict("partnership", id, "it changed since it was read")
        report = _telling(store, id, plan) if tell else _report(id, plan)
        if not report.changed and not also:
            return report
        try:
            store.write(*_steps(id, plan), *also)
        except Conflict:
            continue
        return report
    raise Conflict("partnership", id, "others kept writing, try again")


def _plan(store: Store, id: str, change: Change) -> _Plan:
    state = read_state(store)
    if state.version == 0:
        store.write(ask("state.create", version=SCHEMA_VERSION))
    try:
        loaded = load_as_is(store, id)
    except NotFound:
        loaded = None
    before = loaded.tables if loaded else _nothing()
    arriving: Tables = change(loaded.package if loaded else None)
    ids = sorted(before["institutions"].keys() | arriving["institutions"].keys())
    held, known, workers, services = store.read(
        ask("offers.find_holders", ids=ids),
        ask("offers.find_known_institutions", ids=sorted(arriving["institutions"])),
        ask("offers.find_known_workers", keys=sorted(arriving["workers"])),
        ask("offers.find_known_services", keys=sorted(arriving["services"])),
    )
    holders: dict[str, set[str]] = {}
    for row in held:
        if row["partnership_id"] != id:
            holders.setdefault(str(row["institution_id"]), set()).add(str(row["partnership_id"]))
    shared = {str(row["id"]): row for row in known if row["id"] in holders}
    told = [*kept_facts(arriving["institutions"], shared, holders)]
    arriving = {**arriving, "institutions": with_known_facts(arriving["institutions"], shared)}
    told += [
        *differences("institutions", arriving["institutions"], shared, holders),
        *_differences_of_held("workers", arriving, workers, holders),
        *_differences_of_held("services", arriving, services, holders),
    ]
    changes = changes_between(before, arriving, rewrite=bool(loaded and loaded.damage))
    touched = {i for i in _changed_institutions(changes) if i in holders}
    others = frozenset(other for i in touched for other in holders[i])
    at = loaded.revision if loaded else 0
    return _Plan(state.revision, at, changes, digest_of(arriving), others, tuple(told))


def _differences_of_held(
    name: SharedName, arriving: Tables, known: Iterable[Row], holders: Mapping[str, set[str]]
) -> list[Difference]:
    elsewhere = {str(row["key"]): row for row in known if row["institution_id"] in holders}
    ours = {key: row for key, row in arriving[name].items() if key in elsewhere}
    whose = {key: holders[str(row["institution_id"])] for key, row in elsewhere.items()}
    return list(differences(name, ours, elsewhere, whose))


def _changed_institutions(changes: Changes) -> set[str]:
    found = set(changes["institutions"].written) | set(changes["institutions"].retired)
    for name in ("workers", "services"):
        rows = [*changes[name].written.values(), *changes[name].retired.values()]
        found |= {str(row["institution_id"]) for row in rows}
    return found


def _steps(id: str, plan: _Plan) -> list[Ask]:
    revision = plan.expected_revision + 1
    changes = plan.changes
    claim = ask("state.claim", claim=uuid4().hex, expected=plan.expected_revision)
    steps = [
        claim._replace(must_match=True),
        *write_steps(id, revision, plan.digest, changes),
        *retire_steps(id, changes),
    ]
    if plan.shared_with:
        steps.append(ask("write.touch_partnerships", ids=sorted(plan.shared_with), revision=revision))
    if _changed_institutions(changes) or changes["partnership"].written:
        steps.append(ask("state.offers_changed", revision=revision))
    return steps


def _report(id: str, plan: _Plan) -> ImportReport:
    return ImportReport(id, *count(plan.changes), plan.differences)


def _telling(store: Store, id: str, plan: _Plan) -> ImportReport:
    """The report with what people recorded and would lose by it."""
    report = _report(id, plan)
    families = plan.changes["families"].retired.keys()
    institutions = plan.changes["institutions"].retired.keys()
    if not families and not institutions:
        return report
    pl, en = counted(going_with(records_as_is(store, id), id, families, institutions))
    if not pl:
        return report
    told = (
        f"zapisy, które znikają razem z wycofanymi rodzinami i instytucjami – {pl}",
        f"records that go with the retired families and institutions – {en}",
    )
    return replace(report, about_records=(told,))
