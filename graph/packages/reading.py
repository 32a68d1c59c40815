"""A package from a folder, a file or bytes: all of it or nothing, every problem at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

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
from graph.packages.check import check
from graph.packages.headers import place_columns
from graph.packages.parse import Row, parse_table
from graph.packages.personal import EXPECTED, looks_personal, refuse_personal
from graph.packages.raw import RawTable
from graph.packages.sources import Source, source_of_bytes, source_of_path
from graph.packages.tables import TABLES
from graph.packages.words import Findings, Words

_LONGEST_ID: Final = 200

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Reading:
    """A package as read, with what somebody should know about it in English and in Polish."""

    package: Package
    warnings: tuple[str, ...] = ()
    warnings_pl: tuple[str, ...] = ()


def read_package(path: Path) -> Reading:
    """Read a partnership package.

    Parameters
    ----------
    path
        A folder of CSV files, a .zip of CSV files, or an .xlsx with one sheet for each table.

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
    return _reading(source_of_path(path, findings), findings)


def read_package_bytes(data: bytes, name: str) -> Reading:
    """Read a partnership package that was sent as one file.

    Parameters
    ----------
    data
        The bytes of a .zip or .xlsx; which of the two is seen from the content.
    name
        The file's name; it names the partnership where the package has no such table.

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
    return _reading(source_of_bytes(data, name, findings), findings)


def reading_of(tables: Iterable[RawTable], name: str) -> Reading:
    """Read tables that are already text, e.g. those of a form; ``name`` as in a file's name.

    >>> header = ["reporter_id", "partner_id", "strength"]
    >>> ties = RawTable("ties", header, [])
    >>> institutions = RawTable("institutions", ["id", "nazwa", "typ"], [(2, ["I1", "MOPS", "OPS"])])
    >>> reading_of([institutions, ties], "Jarzębin").package.institutions[0].type_code
    'OPS'
    """
    findings = Findings()
    return _reading(Source(name, {table.name: table for table in tables}, frozenset()), findings)


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


def _reading(source: Source, findings: Findings) -> Reading:
    unread = set(source.unread)
    rows: dict[str, list[Row]] = {}
    for table in TABLES.values():
        raw = source.tables.get(table.name)
        rows[table.name] = []
        if raw is None:
            if table.required and table.name not in unread:
                findings.problem(
                    table.name,
                    Words(
                        f"a table {table.name} ({table.name}.csv, or a sheet {table.name})",
                        f"tabela {table.name_pl} (plik {table.name}.csv albo arkusz {table.name_pl})",
                    ),
                )
            if table.required:
                unread.add(table.name)
            continue
        raw.place = place_columns(table, raw.header, findings)
        hidden = refuse_personal(raw, findings)
        rows[table.name] = parse_table(table, raw, hidden, findings)
        if not raw.whole or ("id" in table.key and "id" not in raw.place):
            unread.add(table.name)  # its ids are not all known, so references to it are not judged
    named = "partnership" in source.tables or "partnership" in unread
    fallback = None if named else _from_name(source.name, findings)
    check(rows, frozenset(unread | ({"partnership"} if fallback else set())), findings)
    findings.raise_problems()
    package = Package(
        partnership=fallback or _records(Partnership, rows["partnership"])[0],
        institutions=_records(Institution, rows["institutions"]),
        workers=_records(Worker, rows["workers"]),
        services=_records(Service, rows["services"]),
        families=_records(Family, rows["families"]),
        ties=_records(TieReport, rows["ties"]),
        teams=_records(TeamMember, rows["teams"]),
        demand=_records(Demand, rows["demand"]),
        waves=_records(Wave, rows["waves"]),
    )
    return Reading(package, tuple(n.en for n in findings.notes), tuple(n.pl for n in findings.notes))


def _records(record: Callable[..., Record], rows: list[Row]) -> tuple[Record, ...]:
    """Rows without problems as records; columns and fields have the same names."""
    return tuple(record(**row.values) for row in rows)


def _from_name(name: str, findings: Findings) -> Partnership:
    """The partnership of all institutions, named like its folder or file."""
    if looks_personal(name):
        findings.problem("package", EXPECTED)
        return Partnership("", "")
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())
    short = line[:_LONGEST_ID].strip() or "partnership"
    return Partnership(short, short)
