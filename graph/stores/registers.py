"""A register's file into a store: every partnership that it concerns in one transaction."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final, Generic, NamedTuple, Protocol, TypeVar
from uuid import uuid4

from graph.errors import Conflict
from graph.model import Package
from graph.registers.entries import Entry, gminas_of
from graph.registers.known import Known, homes_by_id
from graph.rows import Row, row_of
from graph.stores.identity import all_numbers
from graph.stores.import_plan import ImportPlan, plan_change, steps_of
from graph.stores.loading import load_package
from graph.stores.port import Ask, Store, ask
from graph.stores.reading import read_state
from graph.stores.strangers import IdChoice
from graph.stores.tables import tables_of
from graph.stores.writing import Allow
from graph.vocabulary import overlap

_ATTEMPTS: Final = 8
#: What is written was matched with the store before: its ids are those of the store.
_MATCHED: Final = IdChoice(overwrite_shared=True, as_stored=True)
#: How many ids beside one that is taken are looked at.
_MOST_BESIDE: Final = 50
#: Ids and names asked for at once.
_MOST_ASKED: Final = 2000


class Planned(Protocol):
    """What a plan of an import is to this module."""

    @property
    def packages(self) -> Mapping[str, Package]:
        """The partnerships that change, as they are to be."""
        ...


Plan = TypeVar("Plan", bound=Planned)


class Written(NamedTuple, Generic[Plan]):
    """What was planned, and whether anything was written."""

    plan: Plan
    changed: bool


def partnerships_around(
    store: Store, codes: Iterable[str], may: Callable[[str, str | None], bool]
) -> list[str]:
    """Ids of the partnerships in the powiats of an area that may be changed.

    Parameters
    ----------
    codes
        TERC codes of the area.
    may
        Whether somebody may change a partnership, by id and TERC code.
    """
    areas = {code[:4] for code in gminas_of(codes)}
    (found,) = store.read(ask("partnership.find_all"))
    places = [(str(row["id"]), str(row["teryt"])) for row in found if row["teryt"]]
    return [id for id, teryt in places if any(overlap(teryt, area) for area in areas) and may(id, teryt)]


def import_register(
    store: Store,
    ids: Sequence[str],
    plan: Callable[[Mapping[str, Package]], Plan],
    *also: Ask,
    allow: Allow | None = None,
    noted: Callable[[Plan], Iterable[Ask]] | None = None,
    dry_run: bool = False,
) -> Written[Plan]:
    """Make of partnerships what a plan says, all of them or none.

    Parameters
    ----------
    ids
        The partnerships that may change.
    plan
        Makes the plan of what the store holds; it may be called several times.
    also
        Steps for the same transaction.
    allow
        Is called with the facts of shared records that would change; raises where that is not allowed.
    noted
        Steps that are written in the same transaction, also where nothing else is.
    dry_run
        Write nothing.

    Raises
    ------
    Conflict
        When other writers kept getting ahead.
    """
    for _ in range(_ATTEMPTS):
        state = read_state(store)
        found = plan({id: load_package(store, id) for id in ids})
        plans = {
            id: plan_change(store, id, lambda _, to=package: tables_of(to), _MATCHED)
            for id, package in found.packages.items()
        }
        if any(one.expected_revision != state.revision for one in plans.values()):
            continue
        for one in plans.values():
            if allow:
                allow(one.differences)
        if dry_run:
            return Written(found, changed=False)
        steps = [*_together(plans, state.revision), *also]
        steps += noted(found) if noted else ()
        try:
            if steps:
                store.write(*steps)
        except Conflict:
            continue
        return Written(found, changed=bool(plans or also))
    raise Conflict("store", "register", "others kept writing, try again")


def _together(plans: Mapping[str, ImportPlan], revision: int) -> Iterable[Ask]:
    """The steps of several plans; that nobody else wrote is found out once."""
    if not plans:
        return
    claim = ask("state.claim", claim=uuid4().hex, expected=revision)
    yield claim._replace(must_match=True)
    for id, plan in plans.items():
        yield from steps_of(id, plan)[1:]


def known_around(
    store: Store, entries: Sequence[Entry], packages: Mapping[str, Package], today: date
) -> dict[str, Known]:
    """The stored institutions that entries of a register may be, by id.

    Parameters
    ----------
    entries
        What the register lists.
    packages
        The partnerships that may change: all of their institutions are known.
    today
        The day that an entry without one is of.
    """
    rows: dict[str, Row] = {
        one.id: row_of(one) for package in packages.values() for one in package.institutions
    }
    arriving = [row_of(one.institution(today)) for one in entries]
    numbers = sorted({number for row in arriving for number in all_numbers(row)})
    names = sorted({str(row["name"]).lower() for row in arriving})
    made = sorted({str(row["id"]) for row in arriving})
    for part in _parts(numbers):
        (found,) = store.read(ask("offers.find_alike", numbers=part, names=[""]))
        _add(rows, found)
    for part in _parts(names):
        (found,) = store.read(ask("offers.find_alike", numbers=[""], names=part))
        _add(rows, found)
    for part in _parts(made):
        (found,) = store.read(ask("offers.find_known_institutions", ids=part))
        _add(rows, found)
    taken = [id for id in made if id in rows]
    for part in _parts([f"{id}-{n}" for id in taken for n in range(2, _MOST_BESIDE)]):
        (found,) = store.read(ask("offers.find_known_institutions", ids=part))
        _add(rows, found)
    homes: dict[str, tuple[str | None, ...]] = {}
    for part in _parts(sorted(rows)):
        (held,) = store.read(ask("offers.find_holders", ids=part))
        homes |= homes_by_id(held)
    return {id: Known(row, homes.get(id, ())) for id, row in rows.items()}


def _add(rows: dict[str, Row], found: Iterable[Row]) -> None:
    for row in found:
        rows.setdefault(str(row["id"]), row)


def _parts(values: Sequence[str]) -> Iterable[list[str]]:
    for start in range(0, len(values), _MOST_ASKED):
        yield list(values[start : start + _MOST_ASKED])
