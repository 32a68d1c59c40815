"""The report of a partnership as a file."""

from typing import Annotated

import typer

from service.access.policy import Action
from service.commands.audited import does, own_runtime
from service.commands.language import spoken, t
from service.commands.options import (
    AsOfOption,
    LangOption,
    OutputOption,
    PartnershipArgument,
    ReportFormatName,
)
from service.commands.output import day_of, working
from service.commands.streams import PIPE, print_saved, write_file


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("report")(report_command)


@does("report", Action.EXPORT)
def report_command(
    partnership: PartnershipArgument,
    output: OutputOption,
    kind: Annotated[
        ReportFormatName | None,
        typer.Option("--format", help="Rodzaj pliku (domyślnie z nazwy pliku; dla - html)."),
    ] = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
) -> None:
    """Zapisuje raport doradcy: plik .html, .pdf albo .xlsx."""
    from service.access.policy import FULL_VISIBILITY
    from service.pages.localizer import PageLocalizer
    from service.report.content import report_of
    from service.report.files import kind_of_file, report_bytes

    in_pipe = ReportFormatName.HTML if output == PIPE else None
    chosen = kind or in_pipe
    asked = chosen.value if chosen else kind_of_file(output)
    with own_runtime(partnership) as runtime:
        with working(t("cli.working.report")):
            snapshot = runtime.library.snapshot(partnership, day_of(as_of))
            report = report_of(runtime, snapshot, FULL_VISIBILITY, PageLocalizer(spoken()))
        with working(t("cli.working.typeset")):
            data = report_bytes(report, asked)
    write_file(output, data)
    print_saved(output)
