"""Packages to files: what is read back is exactly what was written, byte for byte the same each time."""

import csv
import io
from pathlib import Path
from typing import Literal

from graph.model import Package
from graph.packages.books import book_bytes, zipped
from graph.packages.cells import rows_of, values_of
from graph.packages.tables import TABLES

PackageKind = Literal["folder", "zip", "xlsx"]


def csv_files(package: Package) -> dict[str, bytes]:
    r"""Every table of a package as a CSV file: UTF-8, commas, ``\n``, columns in the format's order.

    Texts that a spreadsheet would take for a formula are guarded by an apostrophe, which reading
    takes off again.

    >>> from graph.model import Partnership
    >>> csv_files(Package(Partnership("P", "=1+1")))["partnership.csv"].decode().splitlines()[1]
    "P,'=1+1,,,,,,"
    """
    files: dict[str, bytes] = {}
    for table in TABLES.values():
        text = io.StringIO(newline="")
        plain = csv.writer(text, lineterminator="\n")
        # A lone carriage return ends a row for every reader, yet Python's writer leaves it bare.
        quoting = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
        plain.writerow([column.name for column in table.columns])
        for row in rows_of(package, table):
            (quoting if any("\r" in cell for cell in row) else plain).writerow(row)
        files[f"{table.name}.csv"] = text.getvalue().encode()
    return files


def package_bytes(package: Package, kind: Literal["zip", "xlsx"] = "zip") -> bytes:
    """A package as one file.

    Parameters
    ----------
    package
        The package to write.
    kind
        ``zip`` for CSV files in an archive, ``xlsx`` for a workbook with one sheet for each table.

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
        return zipped(csv_files(package))
    rows = {name: values_of(package, table) for name, table in TABLES.items()}
    return book_bytes(rows, "en", explain=False)


def write_package(package: Package, path: Path, kind: PackageKind = "folder") -> None:
    """Write a package to a folder of CSV files, made where it is missing, or to one file.

    Parameters
    ----------
    package
        The package to write.
    path
        The folder or file; what stands there under the same names is replaced.
    kind
        ``folder``, ``zip`` or ``xlsx``.

    Raises
    ------
    OSError
        Where the place cannot be written.
    """
    if kind == "folder":
        path.mkdir(parents=True, exist_ok=True)
        for name, data in csv_files(package).items():
            (path / name).write_bytes(data)
    else:
        path.write_bytes(package_bytes(package, kind))
