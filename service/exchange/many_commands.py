"""Many partnerships at once on the command line: made up for trying out."""

from pathlib import Path
from typing import Annotated

import typer

from service.commands.audited import exempt
from service.commands.language import count, t
from service.commands.options import JsonOption, LangOption
from service.commands.output import print_json, print_line, working


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("generate")(generate_command)


@exempt("generate", "it writes invented packages and opens no store")
def generate_command(
    folder: Annotated[
        Path,
        typer.Argument(metavar="DIR", file_okay=False, help="Katalog na pakiety i answers.csv."),
    ],
    gminy: Annotated[
        int, typer.Option("--gminy", metavar="N", min=1, max=12_672, help="Liczba partnerstw.")
    ],
    seed: Annotated[
        int,
        typer.Option("--seed", metavar="S", min=0, help="Ta sama liczba daje te same pliki."),
    ] = 0,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tworzy zmyślone partnerstwa do prób, z lukami wypisanymi w answers.csv."""
    from seed.many import write_packages

    with working(t("cli.working.generate")):
        written = sum(1 for _ in write_packages(folder, gminy, seed))
    if as_json:
        print_json({"folder": str(folder), "partnerships": written, "seed": seed})
        return
    print_line(count("cli.generate.done", written, folder=folder))
