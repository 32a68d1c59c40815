"""Public registers on the command line."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from service.access.policy import Action
from service.commands.audited import does, own_runtime, owner
from service.commands.language import localizer, t
from service.commands.options import JsonOption, LangOption
from service.commands.output import columns, print_json, print_line, print_table, working
from service.commands.streams import PIPE, existing, read_file

app = typer.Typer(no_args_is_help=True, help="Rejestry publiczne: terytoria, instytucje, terminy.")


class RegisterName(StrEnum):
    """Registers that can be read."""

    TERC = "terc"
    RSPO = "rspo"
    RPWDL = "rpwdl"
    RJPS = "rjps"
    KRS = "krs"
    NFZ = "nfz"


@app.callback()
def begin(lang: LangOption = None) -> None:
    """Rejestry publiczne: terytoria, instytucje, terminy."""


@app.command("import")
@does("registers import", Action.IMPORT_REGISTERS, writes=True)
def import_command(
    kind: Annotated[
        RegisterName,
        typer.Argument(
            metavar="KIND",
            help="Który rejestr: terc (nazwy gmin i powiatów), rspo (szkoły), rpwdl (zdrowie),"
            " rjps (pomoc społeczna), krs (organizacje), nfz (czas oczekiwania).",
        ),
    ],
    path: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            callback=existing,
            help="Plik z rejestru: CSV albo arkusz; - to standardowe wejście.",
        ),
    ],
    update: Annotated[
        bool,
        typer.Option(
            "--update",
            help="Zapisuje też dane, które w rejestrze są inne niż w bazie; bez tego tylko je pokazuje.",
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tylko pokazuje, co by się zmieniło; niczego nie zapisuje.")
    ] = False,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Wczytuje plik z rejestru publicznego: w całości albo, gdy są w nim błędy, wcale."""
    from graph.packages.findings import Findings
    from graph.packages.sources import source_of_bytes, source_of_path
    from service.registers.documents import register_document
    from service.registers.importing import import_file
    from service.registers.importing import read_file as read_register
    from service.registers.outcome import Request
    from service.registers.sentences import lines_of

    findings = Findings()
    with working(t("cli.working.check_package")):
        if path == PIPE:
            source = source_of_bytes(read_file(path), kind.value, findings)
        else:
            source = source_of_path(path, findings)
    with own_runtime(dry_run=dry_run) as runtime, working(t("cli.working.write")):
        file = read_register(runtime.store, kind.value, source, findings)
        request = Request(kind.value, update=update, dry_run=dry_run)
        outcome = import_file(owner(runtime), file, request)
    document = register_document(outcome)
    if as_json:
        print_json(document)
        return
    title = (
        t("registers.tried", kind=kind.value.upper())
        if dry_run
        else t("registers.done", kind=kind.value.upper())
    )
    names = ("created", "added", "updated", "kept", "unchanged", "outside")
    print_table(
        title,
        (
            *columns("new", "added", "updated", "kept_facts"),
            *columns("unchanged", "outside"),
        ),
        [[document[name] for name in names]],
    )
    for line in lines_of(outcome, localizer()):
        print_line(line)
