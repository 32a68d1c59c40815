"""Packages to files: what is read back is exactly what was written, byte for byte the same each time."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from graph.model import Package
from graph.packages.books import Sheet, book_bytes, zipped
from graph.packages.cells import rows_of, values_of
from graph.packages.escaping import escaped
from graph.packages.tables import TABLES
from graph.packages.territory_names import HEADS
from graph.packages.territory_names import TABLE as TERRITORIES

PackageKind = Literal["folder", "zip", "xlsx"]
_NO_NAMES: Final[Mapping[str, str]] = MappingProxyType({})


def csv_files(package: Package, names: Mapping[str, str] = _NO_NAMES) -> dict[str, bytes]:
    r"""Every table of a package as a CSV file: UTF-8, commas, ``\n``, columns in the format's order.

    Texts that a spreadsheet would take for a formula are guarded by an apostrophe, which reading
    takes off again. Names of territories by code, where any are given, are a table beside them.

    >>> from graph.model import Partnership
    >>> csv_files(Package(Partnership("P", "=1+1")))["partnership.csv"].decode().splitlines()[1]
    "P,'=1+1,,,,,,"
    """
    files = {
        f"{table.name}.csv": _csv([column.name for column in table.columns], rows_of(package, table))
        for table in TABLES.values()
    }
    if names:
        files[f"{TERRITORIES}.csv"] = _csv(
            HEADS, [(code, escaped(names[code])) for code in sorted(names)]
        )
    return files


def _csv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    plain = csv.writer(text, lineterminator="\n")
    # A lone carriage return ends a row for every reader, yet Python's writer leaves it bare.
    quoting = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writerow(heads)
    for row in rows:
        (quoting if any("\r" in cell for cell in row) else plain).writerow(row)
    return text.getvalue().encode()


def package_bytes(
    package: Package, kind: Literal["zip", "xlsx"] = "zip", names: Mapping[str, str] = _NO_NAMES
) -> bytes:
    """A package as one file.

    Parameters
    ----------
    package
        The package to write.
    kind
        ``zip`` for CSV files in an archive, ``xlsx`` for a workbook with one sheet for each table.
    names
        Names of territories by code, written beside the tables.

    Returns
    -------
    bytes
        The same bytes for the same package.

    Examples
    --------
    >>> from graph.model import Partnership
    >>> from graph.packages.reading import read_package_bytes
    >>> package = Package(Partnership("P", "P", teryt="2499011"))
    >>> read_package_bytes(package_bytes(package, "xlsx"), "any.xlsx").package == package
    True
    """
    if kind == "zip":
        return zipped(csv_files(package, names))
    rows = {name: values_of(package, table) for name, table in TABLES.items()}
    beside = Sheet(TERRITORIES, HEADS, tuple(sorted(names.items())), (12, 40))
    return book_bytes(rows, "en", explain=False, beside=(beside,) if names else ())


def write_package(
    package: Package, path: Path, kind: PackageKind = "folder", names: Mapping[str, str] = _NO_NAMES
) -> None:
    """Write a package to a folder of CSV files, made where it is missing, or to one file.

    Parameters
    ----------
    package
        The package to write.
    path
        The folder or file; what stands there under the same names is replaced.
    kind
        ``folder``, ``zip`` or ``xlsx``.
    names
        Names of territories by code, written beside the tables.

    Raises
    ------
    OSError
        Where the place cannot be written.
    """
    if kind == "folder":
        path.mkdir(parents=True, exist_ok=True)
        for name, data in csv_files(package, names).items():
            (path / name).write_bytes(data)
    else:
        path.write_bytes(package_bytes(package, kind, names))
