"""Saving what a form changes: one record of the package, checked like a file, all else left alone.

The record is put into the partnership's package here, so whoever may write the map never reads the
cases, and the cases never pass through a form.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from graph.errors import IdsTaken, InvalidPackage, NotFound, Problem
from graph.model import Package
from graph.packages.cells import cell_text, records_of, rows_of
from graph.packages.columns import Column
from graph.packages.escaping import escaped
from graph.packages.personal import EXPECTED as NO_PERSONAL_NUMBER
from graph.packages.raw import RawTable
from graph.packages.reading import reading_of
from graph.packages.tables import TABLES
from graph.stores import ImportReport, import_package
from graph.stores.strangers import AS_STORED
from service.access.guard import Principal
from service.exchange.choices import clash_rows
from service.exchange.shared_institutions import allowed_to, told_to
from service.forms.fields import Faults
from service.http.errors import OthersFacts
from service.http.etag import state_mark
from service.pages.localizer import PageLocalizer

#: Tables that an institution, a service or a report refers to. Cases are not among them.
_CHECKED: Final = ("partnership", "institutions", "workers", "services", "ties", "waves")
#: The header of a table is row 1.
_FIRST_ROW: Final = 2


class Refused(Exception):
    """The record cannot be taken as it is."""

    def __init__(self, faults: Faults) -> None:
        super().__init__("the form has faults")
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Opened:
    """A package together with its revision, and the mark of that state as a form carries it."""

    package: Package
    revision: int
    mark: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: the table, and its position, ``None`` for a new one."""

    table: str
    index: int | None


def opened(principal: Principal, partnership_id: str) -> Opened:
    """The package of a partnership and the revision it is of.

    Raises
    ------
    Conflict
        When writers never left a moment to read in.
    """
    revision, package = principal.runtime.library.held(partnership_id)
    return Opened(package, revision, state_mark(revision, package, principal.grant.visibility))


def find(package: Package, table: str, **facts: str) -> Place:
    """The place of the record with these cells.

    Raises
    ------
    NotFound
        When there is none.

    Examples
    --------
    >>> from graph.model import Institution, Partnership
    >>> package = Package(Partnership("P", "P"), (Institution("I1", "MOPS", "OPS"),))
    >>> find(package, "institutions", id="I1")
    Place(table='institutions', index=0)
    """
    for index, record in enumerate(records_of(package, TABLES[table])):
        if all(cell_text(getattr(record, name)) == value for name, value in facts.items()):
            return Place(table, index)
    raise NotFound(table, "|".join(facts.values()))


def cells_of(package: Package, place: Place) -> dict[str, str]:
    """The cells of a record as text, all blank for a new one."""
    table = TABLES[place.table]
    if place.index is None:
        return {column.name: "" for column in table.columns}
    record = records_of(package, table)[place.index]
    return {column.name: cell_text(getattr(record, column.name)) for column in table.columns}


def changed_fields(package: Package, place: Place, cells: Mapping[str, str]) -> list[str]:
    """The columns whose cells differ from those of the package."""
    before = cells_of(package, place)
    return [name for name, cell in cells.items() if before[name] != cell]


def save(
    principal: Principal, seen: Opened, place: Place, cells: Mapping[str, str], localizer: PageLocalizer
) -> ImportReport:
    """Write one record, everything else staying as it is in the store.

    Parameters
    ----------
    principal
        Who writes; may import to this partnership.
    seen
        The state that the form was made from.
    place, cells
        The record, and every cell of it.
    localizer
        For whom faults are worded.

    Raises
    ------
    Refused
        With what is wrong, by field.
    Conflict
        When somebody else wrote since the state was seen.
    """
    package = merged(seen.package, place, cells, localizer)
    store, allow = principal.runtime.store, allowed_to(principal)
    try:
        return import_package(*(store, package), revision=seen.revision, choice=AS_STORED, allow=allow)
    except OthersFacts:
        raise Refused(Faults(others=[localizer.t("form.fault.others_facts")])) from None
    except IdsTaken as error:
        raise Refused(_taken(told_to(principal, error), localizer)) from None


def merged(
    package: Package, place: Place, cells: Mapping[str, str], localizer: PageLocalizer
) -> Package:
    """The package with one record put in or replaced; no other table is touched.

    Raises
    ------
    Refused
        With what is wrong, by field.
    """
    table = TABLES[place.table]
    position = len(records_of(package, table)) if place.index is None else place.index
    tables: list[RawTable] = []
    for name in _CHECKED:
        rows = rows_of(package, TABLES[name])
        if name == place.table:
            rows[position : position + 1] = [[escaped(cells[c.name].strip()) for c in table.columns]]
        header = [column.name for column in TABLES[name].columns]
        numbered = list(enumerate(rows, _FIRST_ROW))
        typed = position + _FIRST_ROW if name == place.table else 0
        stored = frozenset(number for number, _ in numbered if number != typed)
        tables.append(RawTable(name, header, numbered, as_written=stored))
    try:
        reading = reading_of(tables, package.partnership.id)
    except InvalidPackage as error:
        raise Refused(_faults(error.problems, place.table, position, cells, localizer)) from None
    read: dict[str, Any] = {place.table: getattr(reading.package, place.table)}
    return replace(package, **read)


def _faults(
    problems: Sequence[Problem],
    table: str,
    position: int,
    cells: Mapping[str, str],
    localizer: PageLocalizer,
) -> Faults:
    fields: dict[str, str] = {}
    hidden: set[str] = set()
    others: list[str] = []
    for problem in problems:
        name = problem.column or ""
        if problem.table != table or name not in cells:
            others.append(_expected(problem, localizer))
            continue
        here = problem.row == position + _FIRST_ROW
        if here and problem.expected == NO_PERSONAL_NUMBER.en:
            hidden.add(name)
            fields[name] = localizer.t("form.fault.personal")
        else:
            blank = here and not cells[name].strip()
            fields.setdefault(name, _words(TABLES[table].column(name), problem, blank, localizer))
    return Faults(fields, others, frozenset(hidden))


def _taken(error: IdsTaken, localizer: PageLocalizer) -> Faults:
    """The faults of ids that other partnerships use for other institutions, with both names."""
    return Faults(
        others=[
            localizer.t(
                "form.fault.taken",
                here=row.here,
                there=row.there,
                others=row.partnerships or localizer.t("load.clash.elsewhere"),
            )
            for row in clash_rows(error)
        ]
    )


def _words(column: Column, problem: Problem, blank: bool, localizer: PageLocalizer) -> str:
    if blank and column.required:
        return localizer.t("form.fault.blank")
    if column.name == "membership" and problem.value == "leader":
        return localizer.t("form.fault.leader")
    if column.kind == "date":
        return localizer.t("form.fault.date")
    return localizer.t("form.fault.expected", what=_expected(problem, localizer))


def _expected(problem: Problem, localizer: PageLocalizer) -> str:
    polish = problem.expected_pl
    return polish if polish and localizer.lang == "pl" else problem.expected
