"""What an import would do to a store, worked out before anything is written, and its steps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final
from uuid import uuid4

from graph.errors import NotFound
from graph.model import Package
from graph.stores.changes import Changes, changes_between, count
from graph.stores.derived import SharedRows, shared_derived, today
from graph.stores.differences import Difference
from graph.stores.digest import digest_of
from graph.stores.following import Following, following, letting_go
from graph.stores.loading import Loaded, load_as_is
from graph.stores.port import Ask, Store, ask
from graph.stores.reading import SCHEMA_VERSION, read_state
from graph.stores.record_tables import counted, going_with, records_as_is
from graph.stores.shared import Shared, read_shared
from graph.stores.steps import retire_steps, write_steps
from graph.stores.strangers import NO_CHOICE, IdChoice, refuse_strangers
from graph.stores.tables import TABLES, TableName, Tables


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, counted in records (rows of the package's tables).

    ``differences`` are the facts of records shared with other partnerships that it changed or left
    as they were known. Further sentences in Polish and English: ``about_retired`` says what is no longer
    there afterwards, ``about_records`` what people recorded and goes with it, ``about_ids`` under which
    other ids institutions are stored, ``about_surveys`` which answers and waves of surveys stay although
    the package has others, ``about_cases`` what families' cases made of the import.
    """

    partnership: str
    created: int
    updated: int
    unchanged: int
    retired: int
    differences: tuple[Difference, ...] = ()
    about_cases: tuple[tuple[str, str], ...] = ()
    about_records: tuple[tuple[str, str], ...] = ()
    about_ids: tuple[tuple[str, str], ...] = ()
    about_retired: tuple[tuple[str, str], ...] = ()
    about_surveys: tuple[tuple[str, str], ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return self.created + self.updated + self.retired > 0

    @property
    def warnings(self) -> tuple[str, ...]:
        """What somebody should know of it, in English; what is replaced or goes comes first."""
        return self._told(1, tuple(one.text for one in self.differences))

    @property
    def warnings_pl(self) -> tuple[str, ...]:
        """The same in Polish."""
        return self._told(0, tuple(one.text_pl for one in self.differences))

    def _told(self, language: int, differences: tuple[str, ...]) -> tuple[str, ...]:
        about = (self.about_retired, self.about_records, self.about_surveys, self.about_ids)
        first = [pair for pairs in about for pair in pairs]
        return (
            *(pair[language] for pair in first),
            *differences,
            *(pair[language] for pair in self.about_cases),
        )


#: What shall be in the place of what a partnership holds; ``None`` where it is not in the store.
Change = Callable[[Package | None], Tables]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What a change makes of a partnership, as long as the store stays at the expected revision."""

    expected_revision: int
    partnership_revision: int
    changes: Changes
    digest: str
    shared_with: frozenset[str]
    differences: tuple[Difference, ...]
    following: Following


def plan_change(store: Store, id: str, change: Change, choice: IdChoice = NO_CHOICE) -> ImportPlan:
    """Work out what a change would make of a partnership as the store holds it now.

    Parameters
    ----------
    choice
        What is said of ids that other partnerships use for other institutions.

    Raises
    ------
    IdsTaken
        When there are such ids, and nothing is said of them.
    """
    state = read_state(store)
    if state.version == 0:
        store.write(ask("state.create", version=SCHEMA_VERSION))
    try:
        loaded = load_as_is(store, id)
    except NotFound:
        loaded = None
    before = loaded.tables if loaded else nothing()
    arriving: Tables = change(loaded.package if loaded else None)
    shared = read_shared(store, id, before["institutions"].keys(), arriving)
    if not choice.overwrite_shared:
        refuse_strangers(id, arriving, before, shared)
    told = tuple(shared.differences(arriving))
    arriving = shared.filled(arriving)
    changes = changes_between(before, arriving, rewrite=bool(loaded and loaded.damage))
    holders = shared.holders["institutions"]
    touched = _changed_institutions(changes) & holders.keys()
    others = frozenset(one.id for key in touched for one in holders[key])
    at = loaded.revision if loaded else 0
    after = _following(store, shared, before, arriving, loaded)
    return ImportPlan(state.revision, at, changes, digest_of(arriving), others, told, after)


def steps_of(id: str, plan: ImportPlan) -> list[Ask]:
    """The steps that carry a plan out; the first of them finds out whether somebody else wrote."""
    revision = plan.expected_revision + 1
    changes = plan.changes
    claim = ask("state.claim", claim=uuid4().hex, expected=plan.expected_revision)
    steps = [
        claim._replace(must_match=True),
        *write_steps(id, revision, plan.digest, changes, plan.following),
        *retire_steps(id, changes),
        *letting_go(plan.following.let_go),
    ]
    if plan.shared_with:
        steps.append(ask("write.touch_partnerships", ids=sorted(plan.shared_with), revision=revision))
    if _changed_institutions(changes) or changes["partnership"].written:
        steps.append(ask("state.offers_changed", revision=revision))
    return steps


def _following(
    store: Store, shared: Shared, before: Tables, arriving: Tables, loaded: Loaded | None
) -> Following:
    rows = (shared.rows_before(before), shared.rows_after(before, arriving))
    if further := _moved(shared, *rows):
        # Services that another partnership lists, at institutions of which this one says where they are.
        (found,) = store.read(ask("offers.find_services_of", ids=further))
        theirs = {str(row["key"]): row for row in found}
        was, now = (one._replace(services={**theirs, **one.services}) for one in rows)
        rows = (was, now)
    return following(
        before,
        arriving,
        rows,
        since=loaded.ties_as_of if loaded else None,
        today=today(),
        rewrite=bool(loaded and loaded.damage),
    )


def _moved(shared: Shared, before: SharedRows, after: SharedRows) -> list[str]:
    """Institutions of other partnerships, too, of which level or place change."""
    held = shared.holders["institutions"]
    was, now = (
        shared_derived(one._replace(services={}))["institution_facts"] for one in (before, after)
    )
    return sorted(id for id in held if id in now and id in was and was[id] != now[id])


def report_of(id: str, plan: ImportPlan) -> ImportReport:
    """The report of a plan that is carried out."""
    return ImportReport(id, *count(plan.changes), plan.differences)


def telling_report(store: Store, id: str, plan: ImportPlan) -> ImportReport:
    """The report with what it retires, and what people recorded and would lose by it."""
    report = replace(report_of(id, plan), about_retired=retired_told(plan.changes))
    families = plan.changes["families"].retired.keys()
    institutions = plan.changes["institutions"].retired.keys()
    if not families and not institutions:
        return report
    pl, en = counted(going_with(records_as_is(store, id), families, institutions))
    if not pl:
        return report
    told = (
        f"zapisy, które znikają razem z wycofanymi rodzinami i instytucjami – {pl}",
        f"records that go with the retired families and institutions – {en}",
    )
    return replace(report, about_records=(told,))


def retired_told(changes: Changes) -> tuple[tuple[str, str], ...]:
    """What an import retires, in Polish and English: institutions by name, of the rest how many.

    >>> from graph.stores.changes import TableChanges
    >>> rows = {"I2": {"id": "I2", "name": "SP 2"}}
    >>> gone = {name: TableChanges() for name in TABLES} | {"institutions": TableChanges(retired=rows)}
    >>> retired_told(gone)[0][0]
    'z partnerstwa znikają instytucje (1), bo nie ma ich w pakiecie: SP 2'
    """
    told: list[tuple[str, str]] = []
    if institutions := changes["institutions"].retired.values():
        names, number = "; ".join(str(row["name"]) for row in institutions), len(institutions)
        told.append(
            (
                f"z partnerstwa znikają instytucje ({number}), bo nie ma ich w pakiecie: {names}",
                f"institutions retired ({number}), as the package does not have them: {names}",
            )
        )
    if changes["institutions"].retired and changes["institutions"].created:
        from graph.stores.renamed import perhaps_renamed, question_of  # takes long and is seldom needed

        told += [question_of(gone, new) for gone, new in perhaps_renamed(changes["institutions"])]
    gone = [(words, len(changes[name].retired)) for name, words in _RETIRED.items()]
    if rest := [(words, number) for words, number in gone if number]:
        pl, en = (", ".join(f"{words[n]}: {number}" for words, number in rest) for n in (0, 1))
        told.append((f"znikają także zapisy, których nie ma w pakiecie – {pl}", f"also retired – {en}"))
    return tuple(told)


#: Tables whose retired records are counted in warnings.
_RETIRED: Final[Mapping[TableName, tuple[str, str]]] = {
    "workers": ("pracownicy", "workers"),
    "services": ("usługi", "services"),
    "ties": ("oceny kontaktów", "reports of ties"),
    "families": ("rodziny", "families"),
    "teams": ("miejsca w zespołach", "seats in teams"),
    "demand": ("wiersze o potrzebach", "rows of demand"),
    "waves": ("tury badania", "survey waves"),
}


def nothing() -> Tables:
    """The tables of a partnership that is not there."""
    return {name: {} for name in TABLES}


def _changed_institutions(changes: Changes) -> set[str]:
    found = set(changes["institutions"].written) | set(changes["institutions"].retired)
    for name in ("workers", "services"):
        rows = [*changes[name].written.values(), *changes[name].retired.values()]
        found |= {str(row["institution_id"]) for row in rows}
    return found
