"""Packages in and out of the store, and what is in it."""

from pathlib import Path
from typing import Annotated

import typer

from service.commands.options import (
    AsOfOption,
    FormatName,
    JsonOption,
    OutputOption,
    PartnershipArgument,
)
from service.commands.output import (
    day_of,
    own_house,
    print_json,
    print_line,
    print_table,
    working,
)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("import")(import_command)
    app.command("list")(list_command)
    app.command("export")(export_command)


def import_command(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="PATH", exists=True, help="Pakiet partnerstwa: katalog, .zip albo .xlsx."
        ),
    ],
    as_json: JsonOption = False,
) -> None:
    """Wczytuje pakiet partnerstwa: w całości albo, gdy są w nim błędy, wcale."""
    from graph.packages import read_package
    from graph.stores import import_package
    from service.documents import import_document

    with working("Sprawdzanie pakietu…"):
        reading = read_package(path)
    with own_house() as house, working("Zapisywanie…"):
        report = import_package(house.store, reading.package)
    if as_json:
        print_json(import_document(report, reading.warnings))
        return
    print_table(
        f"Wczytano: {reading.package.partnership.name} ({report.partnership})",
        ("Nowe", "Zmienione", "Bez zmian", "Wycofane"),
        [(report.created, report.updated, report.unchanged, report.retired)],
    )
    for warning in (*reading.warnings_pl, *report.warnings_pl):
        print_line(f"Uwaga: {warning}")


def list_command(as_json: JsonOption = False) -> None:
    """Pokazuje partnerstwa w bazie."""
    from service.access.policy import FULL_SIGHT
    from service.documents import summary_document
    from service.house import today

    with own_house() as house:
        found = [summary_document(one, FULL_SIGHT) for one in house.library.partnerships(today())]
    if as_json:
        print_json(found)
        return
    print_table(
        "Partnerstwa (PZK)",
        ("Identyfikator", "Nazwa", "TERYT", "Instytucje", "Członkowie", "Rodziny"),
        [
            [one[key] for key in ("id", "name", "teryt", "institutions", "members", "families")]
            for one in found
        ],
    )


def export_command(
    partnership: PartnershipArgument,
    output: OutputOption,
    kind: Annotated[FormatName, typer.Option("--format", help="Rodzaj pliku.")] = FormatName.PACKAGE,
    as_of: AsOfOption = None,
) -> None:
    """Zapisuje partnerstwo do pliku; package i xlsx można wczytać z powrotem bez strat."""
    from service.exports import export_file

    with own_house() as house, working("Zapisywanie…"):
        export_file(house, partnership, output, kind.value, day_of(as_of))
    print_line(f"Zapisano: {output}")
