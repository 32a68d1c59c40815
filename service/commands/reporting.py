"""The report of a partnership as a file."""

import typer

from service.access.policy import Action
from service.commands.deeds import does, own_house
from service.commands.options import (
    AsOfOption,
    LangOption,
    LanguageName,
    OutputOption,
    PartnershipArgument,
)
from service.commands.output import day_of, print_line, working


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("report")(report_command)


@does("report", Action.EXPORT)
def report_command(
    partnership: PartnershipArgument,
    output: OutputOption,
    as_of: AsOfOption = None,
    lang: LangOption = LanguageName.PL,
) -> None:
    """Zapisuje raport doradcy: plik .html, .pdf albo .xlsx."""
    from service.access.policy import FULL_SIGHT
    from service.pages.reader import Reader
    from service.report import kind_of_file, report_bytes, report_of

    kind = kind_of_file(output)
    with own_house(partnership) as house:
        with working("Liczenie raportu…"):
            snapshot = house.library.snapshot(partnership, day_of(as_of))
            report = report_of(house, snapshot, FULL_SIGHT, Reader(lang.value))
        with working("Składanie pliku…"):
            data = report_bytes(report, kind)
    output.write_bytes(data)
    print_line(f"Zapisano: {output}")
