"""Many partnerships at once on the command line: made up for trying out, and imported."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.access.policy import Action
from service.commands.audited import also, exempt, own_runtime
from service.commands.language import count, spoken, t
from service.commands.options import JsonOption, LangOption
from service.commands.output import BAD_INPUT, print_json, print_line, working

if TYPE_CHECKING:
    from graph.packages.strengths import Strengths
    from service.answers.documents import Document
    from service.exchange.many import Outcome


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


def import_every(folder: Path, strengths: "Strengths", *, overwrite_shared: bool, as_json: bool) -> None:
    """Import every package of a folder, saying how far it is; what is there already is passed over.

    Raises
    ------
    Exit
        With 2 where packages were refused; the others are imported.
    """
    from service.commands.words import sentences_of
    from service.exchange.many import import_all, packages_in

    if not folder.is_dir():
        raise typer.BadParameter(t("cli.import_all.folder"))
    paths = packages_in(folder)
    outcomes: list[Outcome] = []
    with own_runtime() as runtime:

        def note(id: str, cases: bool) -> None:
            also(runtime, Action.IMPORT, id)
            if cases:
                also(runtime, Action.WRITE_CASES, id)

        for outcome in import_all(runtime, paths, strengths, note, overwrite_shared=overwrite_shared):
            outcomes.append(outcome)
            place = {"n": len(outcomes), "of": len(paths), "name": outcome.name}
            typer.echo(t("cli.import_all.row", **place, what=_what(outcome)), err=True)
            for sentence in sentences_of(outcome.refused) if outcome.refused else ():
                typer.echo(f"   {sentence}", err=True)
            warnings = outcome.warnings_pl if spoken() == "pl" else outcome.warnings
            for warning in warnings:
                typer.echo(f"   {t('cli.note', text=warning)}", err=True)
    refused = [one for one in outcomes if one.refused]
    same = sum(1 for one in outcomes if one.report is None) - len(refused)
    if as_json:
        print_json(_document(outcomes, same))
    elif not paths:
        print_line(t("cli.import_all.none", folder=folder))
    else:
        new = len(outcomes) - len(refused) - same
        numbers = {"all": len(outcomes), "new": new, "same": same, "bad": len(refused)}
        print_line(t("cli.import_all.done", **numbers))
    if refused:
        raise typer.Exit(BAD_INPUT)


def _what(outcome: "Outcome") -> str:
    if outcome.refused:
        return t("cli.import_all.refused")
    return t("cli.import_all.new") if outcome.report else t("cli.import_all.same")


def _document(outcomes: "list[Outcome]", same: int) -> "Document":
    from service.answers.documents import import_document

    return {
        "packages": len(outcomes),
        "unchanged": same,
        "imported": [
            {"package": one.name} | import_document(one.report, ()) | {"warnings": list(one.warnings)}
            for one in outcomes
            if one.report
        ],
        "refused": [
            {"package": one.name, "problems": [str(problem) for problem in one.refused.problems]}
            for one in outcomes
            if one.refused
        ],
    }
