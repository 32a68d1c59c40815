"""Files to fill in: empty tables, or a small made-up partnership as an example."""

import csv
import io
from dataclasses import replace
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

#: A made-up partnership of three institutions that uses every table, under ids that nobody else has.
EXAMPLE: Final = Package(
    partnership=Partnership(
        "przyklad", "PZK Przykładowo", "2499021", "urban", 21_500, date(2026, 3, 2), fictional=True
    ),
    institutions=(
        Institution(
            "przyklad-mops", "MOPS Przykładowo", "OPS", membership="leader", declared_on=date(2026, 3, 2)
        ),
        Institution("przyklad-sp1", "Szkoła Podstawowa nr 1", "SP", membership="member"),
        Institution("przyklad-ppp", "Poradnia Psychologiczno-Pedagogiczna", "PPP", teryt="2499"),
    ),
    workers=(
        Worker("przyklad-asystent", "przyklad-mops", "asystent rodziny", 12, 15),
        Worker("przyklad-pedagog", "przyklad-sp1", "pedagog szkolny"),
    ),
    services=(
        Service("przyklad-ar", "przyklad-mops", "AR", "asysta rodzinna", capacity=15, available=3),
        Service("przyklad-ppd", "przyklad-ppp", "PPD", wait_days=30, how_to_apply="telefonicznie"),
    ),
    families=(
        Family(
            "przyklad-r1",
            "2499021",
            ("N09", "E1"),
            lead_institution_id="przyklad-mops",
            involved_institution_ids=("przyklad-sp1",),
            age_bands=("7-12", "26-59"),
            required_pairs=(("przyklad-mops", "przyklad-sp1"),),
            requested_on=date(2026, 4, 1),
        ),
    ),
    ties=(
        TieReport(
            *("przyklad-mops", "przyklad-sp1", 4, "weekly", "declaration", None),
            *("przyklad-asystent", "przyklad-pedagog", date(2026, 4, 15), "przyklad-t0"),
        ),
        TieReport(
            *("przyklad-sp1", "przyklad-mops", 3, "monthly", "declaration", None),
            *("przyklad-pedagog", "przyklad-asystent", date(2026, 4, 16), "przyklad-t0"),
        ),
    ),
    teams=(
        TeamMember("przyklad-r1", "przyklad-mops", "przyklad-asystent", "lead"),
        TeamMember("przyklad-r1", "przyklad-sp1", "przyklad-pedagog", "member"),
    ),
    demand=(Demand("2499021", "S1", 40, 2025, "OZPS"),),
    waves=(Wave("przyklad-t0", date(2026, 4, 1), date(2026, 4, 30)),),
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


#: What is enough to begin with, in the order in which somebody fills it in.
_FIRST: Final = {
    "institutions": (
        *("name", "type_code", "membership", "declared_on", "phone", "email", "address", "website"),
        *("opening_hours", "teryt"),
    ),
    "ties": ("reporter_id", "partner_id", "strength", "frequency", "formalisation"),
}
#: Headers where a name is as good as an id.
_BY_NAME: Final = {"reporter_id": "zgłaszający", "partner_id": "partner"}


def first_template_bytes(lang: Language = "pl") -> bytes:
    """A workbook with what is enough to begin with: institutions by name, and who works with whom.

    Parameters
    ----------
    lang
        ``pl`` for Polish sheet names and headers, ``en`` for those of the package format.

    Returns
    -------
    bytes
        The .xlsx file.
    """
    tables = [
        replace(
            TABLES[name],
            columns=tuple(
                replace(column, header_pl=_BY_NAME.get(column.name, column.header_pl))
                for column in map(TABLES[name].column, columns)
            ),
        )
        for name, columns in _FIRST.items()
    ]
    return book_bytes({}, lang, explain=True, tables=tables)


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
