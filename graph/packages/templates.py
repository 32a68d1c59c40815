"""Files to fill in: empty tables, or a small made-up partnership as an example."""

import csv
import io
from datetime import date
from typing import Final

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
from graph.packages.books import book_bytes, zipped
from graph.packages.cells import rows_of, values_of
from graph.packages.columns import folded
from graph.packages.tables import TABLES
from graph.text import Language

#: A made-up partnership of three institutions that uses every table.
EXAMPLE: Final = Package(
    partnership=Partnership(
        "przyklad", "PZK Przykładowo", "2499021", "urban", 21_500, date(2026, 3, 2), fictional=True
    ),
    institutions=(
        Institution("I1", "MOPS Przykładowo", "OPS", membership="leader", declared_on=date(2026, 3, 2)),
        Institution("I2", "Szkoła Podstawowa nr 1", "SP", membership="member"),
        Institution("I3", "Poradnia Psychologiczno-Pedagogiczna", "PPP", teryt="2499"),
    ),
    workers=(
        Worker("P1", "I1", "asystent rodziny", 12, 15),
        Worker("P2", "I2", "pedagog szkolny"),
    ),
    services=(
        Service("U1", "I1", "AR", "asysta rodzinna", capacity=15, available=3),
        Service("U2", "I3", "PPD", wait_days=30, how_to_apply="telefonicznie"),
    ),
    families=(
        Family(
            "R1",
            "2499021",
            ("N09", "E1"),
            lead_institution_id="I1",
            involved_institution_ids=("I2",),
            age_bands=("7-12", "26-59"),
            required_pairs=(("I1", "I2"),),
            requested_on=date(2026, 4, 1),
        ),
    ),
    ties=(
        TieReport("I1", "I2", 4, "weekly", "declaration", None, "P1", "P2", date(2026, 4, 15), "T0"),
        TieReport("I2", "I1", 3, "monthly", "declaration", None, "P2", "P1", date(2026, 4, 16), "T0"),
    ),
    teams=(TeamMember("R1", "I1", "P1", "lead"), TeamMember("R1", "I2", "P2", "member")),
    demand=(Demand("2499021", "S1", 40, 2025, "OZPS"),),
    waves=(Wave("T0", date(2026, 4, 1), date(2026, 4, 30)),),
)


def template_bytes(lang: Language = "pl", *, example: bool = False) -> bytes:
    """A workbook to fill in and to import as it is.

    One sheet for each table with its header in row 1 (required columns are coloured), dropdowns for
    codes, a sheet with all codes and one that explains every column; the last two are not read.

    Parameters
    ----------
    lang
        ``pl`` for Polish sheet names and headers, ``en`` for those of the package format.
    example
        Whether the sheets hold :data:`EXAMPLE` instead of being empty.

    Returns
    -------
    bytes
        The .xlsx file.

    Examples
    --------
    >>> from graph.packages.reading import read_package_bytes
    >>> read_package_bytes(template_bytes(example=True), "szablon.xlsx").package == EXAMPLE
    True
    """
    rows = {name: values_of(EXAMPLE, table) for name, table in TABLES.items()} if example else {}
    return book_bytes(rows, lang, explain=True)


def template_csv_bytes(lang: Language = "pl", *, example: bool = False) -> bytes:
    """The same tables as a .zip of CSV files that a Polish spreadsheet opens by double click.

    Semicolons between columns and a byte order mark in front; file names and headers in ``lang``.

    Parameters
    ----------
    lang
        ``pl`` for Polish file names and headers, ``en`` for those of the package format.
    example
        Whether the files hold :data:`EXAMPLE` instead of headers alone.

    Returns
    -------
    bytes
        The .zip file.

    Examples
    --------
    >>> from graph.packages.reading import read_package_bytes
    >>> read_package_bytes(template_csv_bytes(example=True), "szablon.zip").package == EXAMPLE
    True
    """
    files: dict[str, bytes] = {}
    for table in TABLES.values():
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow([c.header_pl if lang == "pl" else c.name for c in table.columns])
        writer.writerows(rows_of(EXAMPLE, table) if example else [])
        name = folded(table.name_pl) if lang == "pl" else table.name
        files[f"{name}.csv"] = text.getvalue().encode("utf-8-sig")
    return zipped(files)
