"""Packages in and out of the store, and what is in it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import InvalidPackage, Problem
from service.access.policy import Action
from service.commands.audited import also, does, own_runtime, owner
from service.commands.language import spoken, t
from service.commands.options import (
    AsOfOption,
    FormatName,
    JsonOption,
    LangOption,
    OutputOption,
    PartnershipArgument,
)
from service.commands.output import (
    columns,
    day_of,
    print_json,
    print_line,
    print_table,
    working,
)
from service.commands.streams import PIPE, existing, print_saved, read_file, refuse_terminal, write_file
from service.exchange.many_commands import import_every

if TYPE_CHECKING:
    from graph.packages import Reading
    from graph.packages.strengths import Strengths


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("import")(import_command)
    app.command("list")(list_command)
    app.command("export")(export_command)


@does("import", Action.IMPORT, writes=True)
def import_command(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="PATH",
            callback=existing,
            help="Pakiet partnerstwa: katalog, .zip albo .xlsx; - to standardowe wejście.",
        ),
    ],
    prefix: Annotated[
        str | None,
        typer.Option(
            "--prefix",
            metavar="TEXT",
            help="Tekst przed każdym identyfikatorem instytucji z pakietu, gdy inne partnerstwa mają pod"
            " tymi identyfikatorami inne instytucje. Partnerstwo go zapamięta: przy następnych"
            " wczytaniach nie trzeba go podawać.",
        ),
    ] = None,
    overwrite_shared: Annotated[
        bool,
        typer.Option(
            "--overwrite-shared",
            help="Instytucje o tych samych identyfikatorach w innych partnerstwach to te same: ich dane"
            " zmieniają się tam także.",
        ),
    ] = False,
    strength: Annotated[
        int | None,
        typer.Option(
            "--strength", metavar="N", help="Siła więzi bez liczby (od 1 do 5); zero to brak kontaktu."
        ),
    ] = None,
    scale: Annotated[
        str | None,
        typer.Option(
            "--scale",
            metavar="MIN-MAX",
            help="Skala ocen w pliku, przeliczana na 1 do 5; zero poza skalą to brak kontaktu.",
        ),
    ] = None,
    choices: Annotated[
        Path | None,
        typer.Option(
            "--choices",
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="Jak odczytać plik: odpowiedź --dry-run --json, w niej poprawione understood (arkusze i"
            " kolumny) i guessed (rodzaje instytucji).",
        ),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help="Tylko pokazuje, jak odczytano plik i co by się zmieniło; niczego nie zapisuje.",
        ),
    ] = False,
    every: Annotated[
        bool,
        typer.Option(
            "--all",
            help="PATH to katalog z wieloma pakietami: wczytuje po kolei wszystkie; pakiet z błędami nie"
            " zatrzymuje pozostałych, a to, co już jest w bazie, jest pomijane.",
        ),
    ] = False,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Wczytuje pakiet partnerstwa: w całości albo, gdy są w nim błędy, wcale."""
    from graph.packages.strengths import strengths_said

    if every:
        if prefix is not None or choices is not None or dry_run:
            raise typer.BadParameter(t("cli.import_all.options"))
        said = strengths_said(strength, scale)
        import_every(path, said, overwrite_shared=overwrite_shared, as_json=as_json)
        return
    from graph.stores import import_package, naming_steps, preview_import
    from graph.stores.strangers import IdChoice
    from service.answers.documents import dry_run_document, import_document
    from service.commands.words import reading_lines
    from service.exchange.importing import has_families, held_package, with_reading
    from service.exchange.partnership_ids import demand_usable_id
    from service.exchange.shared_institutions import allowed_to

    with working(t("cli.working.check_package")):
        reading = _read(path, strengths_said(strength, scale), choices)
    id = reading.package.partnership.id
    busy = t("cli.working.compare_store") if dry_run else t("cli.working.write")
    with own_runtime(id, new=True) as runtime, working(busy):
        before = held_package(runtime, id)
        demand_usable_id(reading.package, before)
        if has_families(reading.package) or has_families(before):
            also(runtime, Action.WRITE_CASES, id)
        choice = IdChoice(overwrite_shared, prefix, reading.made_ids)
        allow, changes = allowed_to(owner(runtime)), None
        store, package = runtime.store, reading.package
        try:
            if dry_run:
                report, changes = preview_import(store, package, choice=choice, allow=allow)
            else:
                names = naming_steps(store, reading.territories)
                report = import_package(store, package, *names, choice=choice, allow=allow)
        except InvalidPackage as refused:
            raise with_reading(refused, reading) from None
    if as_json:
        told = import_document(report, reading.warnings)
        print_json(told if changes is None else dry_run_document(report, reading, changes))
        return
    for line in reading_lines(reading) if dry_run else ():
        print_line(line)
    done = "cli.import.tried" if dry_run else "cli.import.done"
    print_table(
        t(done, name=reading.package.partnership.name, id=report.partnership),
        columns("new", "updated", "unchanged", "retired"),
        [(report.created, report.updated, report.unchanged, report.retired)],
    )
    warnings = (*report.warnings, *reading.warnings)
    if spoken() == "pl":
        warnings = (*report.warnings_pl, *reading.warnings_pl)
    for warning in warnings:
        print_line(t("cli.note", text=warning))


@does("list", Action.READ_CASES)
def list_command(lang: LangOption = None, as_json: JsonOption = False) -> None:
    """Pokazuje partnerstwa w bazie."""
    from service.answers.documents import summary_document
    from service.runtime import today

    with own_runtime() as runtime:
        found = [summary_document(one, one.families) for one in runtime.library.partnerships(today())]
    if as_json:
        print_json(found)
        return
    print_table(
        t("cli.list"),
        columns("id", "name", "teryt", "institutions", "members", "families"),
        [
            [one[key] for key in ("id", "name", "teryt", "institutions", "members", "families")]
            for one in found
        ],
    )


@does("export", Action.EXPORT)
def export_command(
    partnership: PartnershipArgument,
    output: OutputOption,
    kind: Annotated[FormatName, typer.Option("--format", help="Rodzaj pliku.")] = FormatName.PACKAGE,
    as_of: AsOfOption = None,
    lang: LangOption = None,
) -> None:
    """Zapisuje partnerstwo do pliku; package i xlsx można wczytać z powrotem bez strat."""
    from service.exchange.exporting import export_bytes, export_file

    if output == PIPE:
        refuse_terminal()
        with own_runtime(partnership) as runtime:
            data = export_bytes(runtime, partnership, kind.value, day_of(as_of))
        write_file(output, data)
        return
    with own_runtime(partnership) as runtime, working(t("cli.working.write")):
        export_file(runtime, partnership, output, kind.value, day_of(as_of))
    print_saved(output)


def _read(path: Path, strengths: "Strengths", said: Path | None) -> "Reading":
    """The package of a path; one that comes through the pipe has to name its partnership itself."""
    from graph.packages import read_package, read_package_bytes
    from graph.packages.choices import NO_CHOICES, choices_in

    choices = choices_in(said.read_bytes()) if said else NO_CHOICES
    if path != PIPE:
        return read_package(path, strengths, choices)
    reading = read_package_bytes(read_file(path), str(PIPE), strengths, choices)
    if reading.package.partnership.id == str(PIPE):
        expected = (
            "a table with the partnership's id and name: what comes through a pipe has no file name"
        )
        polish = "tabela z identyfikatorem i nazwą partnerstwa: w potoku nie ma nazwy pliku"
        raise InvalidPackage([Problem("partnership", None, None, None, expected, polish)])
    return reading
