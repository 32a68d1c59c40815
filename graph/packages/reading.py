"""A package from a folder, a file or bytes: all of it or nothing, every problem at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from graph.model import (
    Demand,
    Family,
    Institution,
    Package,
    Partnership,
    Service,
    TeamMember,
    TieReport,
    Wave,
    Worker,
)
from graph.packages.cells import rows_of
from graph.packages.choices import NO_CHOICES, Choices
from graph.packages.findings import Findings
from graph.packages.headers import demand_columns, place_columns
from graph.packages.raw import RawTable
from graph.packages.recognition import Recognised, recognised
from graph.packages.sources import source_of_bytes, source_of_path
from graph.packages.strengths import AS_WRITTEN, Strengths
from graph.packages.tables import TABLES
from graph.packages.tables_read import TablesRead, read_tables
from graph.understanding import Guess, Understood

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Reading:
    """A package as read, with what somebody should know about it in English and in Polish.

    The warnings that mean danger (something replaced or left out) come first. ``understood`` says how
    each sheet was taken, ``guessed`` what was made of names; an id in ``guessed`` was given by nobody.
    ``territories`` are names of places that came with the package, by their codes.
    """

    package: Package
    warnings: tuple[str, ...] = ()
    warnings_pl: tuple[str, ...] = ()
    understood: tuple[Understood, ...] = field(default=(), compare=False)
    guessed: tuple[Guess, ...] = field(default=(), compare=False)
    territories: Mapping[str, str] = field(default_factory=dict[str, str], compare=False)

    @property
    def made_ids(self) -> frozenset[str]:
        """The ids of institutions that were made of their names."""
        return frozenset(one.value for one in self.guessed if one.field == "id")


def read_package(
    path: Path, strengths: Strengths = AS_WRITTEN, choices: Choices = NO_CHOICES
) -> Reading:
    """Read a partnership package.

    Parameters
    ----------
    path
        A folder of CSV files, an archive of them, one CSV file, or a workbook.
    strengths
        What the sender says of the numbers of ties.
    choices
        What the sender says of sheets, columns and kinds of institutions.

    Returns
    -------
    Reading
        The package and the warnings.

    Raises
    ------
    InvalidPackage
        With every problem that was found.
    """
    findings = Findings()
    source = source_of_path(path, findings)
    found = recognised(source, findings, choices)
    return _reading(source.name, found, strengths, findings, choices)


def read_package_bytes(
    data: bytes,
    name: str,
    strengths: Strengths = AS_WRITTEN,
    choices: Choices = NO_CHOICES,
    *,
    exact: bool = False,
) -> Reading:
    """Read a partnership package that was sent as one file.

    Parameters
    ----------
    data
        The bytes of an archive, a workbook or a CSV file; which of them is seen from the content.
    name
        The file's name; it names the partnership where the package has no such table.
    strengths
        What the sender says of the numbers of ties.
    choices
        What the sender says of sheets, columns and kinds of institutions.
    exact
        For files that this product wrote and kept: every cell is taken letter by letter.

    Returns
    -------
    Reading
        The package and the warnings.

    Raises
    ------
    InvalidPackage
        With every problem that was found.
    """
    findings = Findings()
    source = source_of_bytes(data, name, findings)
    found = recognised(source, findings, choices)
    if exact:
        for raw in found.tables.values():
            raw.exact = True
    return _reading(source.name, found, strengths, findings, choices)


def reading_of(tables: Iterable[RawTable], name: str) -> Reading:
    """Read tables that are already text, e.g. those of a form; ``name`` as in a file's name.

    >>> header = ["reporter_id", "partner_id", "strength"]
    >>> ties = RawTable("ties", header, [])
    >>> institutions = RawTable("institutions", ["id", "nazwa", "typ"], [(2, ["I1", "MOPS", "OPS"])])
    >>> reading_of([institutions, ties], "Jarzębin").package.institutions[0].type_code
    'OPS'
    """
    findings = Findings()
    found = Recognised({table.name: table for table in tables})
    for raw in found.tables.values():
        table = TABLES[raw.name]
        raw.place = place_columns(table, raw.header, raw.filled, findings)
        demand_columns(table, raw.place, raw.header_row, findings)
    return _reading(name, found, None, findings)


def checked(package: Package) -> Reading:
    """The package as it would come back from a file: the same checks for data made in any other way.

    Parameters
    ----------
    package
        A package from a form, a what-if or a generator.

    Returns
    -------
    Reading
        The package, what reading drops left out, and the warnings.

    Raises
    ------
    InvalidPackage
        With every problem that the same data would have in a file.
    """
    tables = [
        RawTable(
            table.name,
            [column.name for column in table.columns],
            [(number, row) for number, row in enumerate(rows_of(package, table), 2)],
        )
        for table in TABLES.values()
    ]
    return reading_of(tables, package.partnership.id)


def _reading(
    name: str,
    found: Recognised,
    strengths: Strengths | None,
    findings: Findings,
    choices: Choices = NO_CHOICES,
) -> Reading:
    read = read_tables(name, found, strengths, findings, choices)
    findings.raise_problems()
    return Reading(
        _package(read),
        tuple(note.en for note in findings.notes),
        tuple(note.pl for note in findings.notes),
        tuple(findings.understood),
        tuple(read.guessed),
        found.territories,
    )


def _package(read: TablesRead) -> Package:
    def records(record: Callable[..., Record], table: str) -> tuple[Record, ...]:
        """Rows without problems as records; columns and fields have the same names."""
        return tuple(record(**row.values) for row in read.rows[table])

    return Package(
        partnership=read.partnership or records(Partnership, "partnership")[0],
        institutions=records(Institution, "institutions"),
        workers=records(Worker, "workers"),
        services=records(Service, "services"),
        families=records(Family, "families"),
        ties=records(TieReport, "ties"),
        teams=records(TeamMember, "teams"),
        demand=records(Demand, "demand"),
        waves=records(Wave, "waves"),
    )
