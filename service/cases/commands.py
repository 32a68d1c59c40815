"""Cases of families from the command line: a list, files out and in, and those whose time is over."""

from pathlib import Path
from typing import Annotated

import typer

from graph.errors import NotFound
from service.access.policy import Action
from service.administration.keeping_commands import family
from service.commands.audited import does, own_runtime, owner
from service.commands.erasing import DryRunOption, YesOption, demand_agreement, refuse_unasked
from service.commands.language import count, spoken, t
from service.commands.options import JsonOption, LangOption, OutputOption, PartnershipArgument
from service.commands.output import columns, print_json, print_line, print_table, refuse, working
from service.commands.streams import existing, print_saved, read_file, write_file

app = typer.Typer(help="Sprawy rodzin.", no_args_is_help=True)


@app.command("export")
@does("cases export", Action.EXPORT)
def export_command(
    partnership: PartnershipArgument, output: OutputOption, lang: LangOption = None
) -> None:
    """Zapisuje dzienniki spraw partnerstwa do pliku JSON; można go wczytać z powrotem."""
    from service.answers import render_json
    from service.cases.exchange import cases_export

    with own_runtime(partnership) as runtime, working(t("cli.working.write")):
        data = render_json(cases_export(owner(runtime), partnership))
    write_file(output, data, private=True)
    print_saved(output, t("cli.cases.file"))


@app.command("import")
@does("cases import", Action.WRITE_CASES, writes=True)
def import_command(
    partnership: PartnershipArgument,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            dir_okay=False,
            callback=existing,
            help="Plik z dziennikami; - to standardowe wejście.",
        ),
    ],
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Wczytuje dzienniki spraw: wszystkie albo, gdy są w nich błędy, żadnego."""
    from service.cases.exchange import import_sent

    with own_runtime(partnership) as runtime, working(t("cli.working.import_cases")):
        report = import_sent(owner(runtime), partnership, read_file(file))
    if as_json:
        print_json(report)
        return
    print_table(
        t("cli.cases.imported", id=partnership),
        columns("new", "continued", "unchanged", "steps"),
        [[report[name] for name in ("new", "continued", "unchanged", "steps")]],
    )
    if report["expired"]:
        print_line(count("cli.cases.expired", report["expired"]))


@family.command("list")
@does("family list", Action.READ_CASES)
def list_command(
    partnership: PartnershipArgument, lang: LangOption = None, as_json: JsonOption = False
) -> None:
    """Pokazuje sprawy partnerstwa: pseudonim, etap i najbliższy termin."""
    from graph.cases import REMINDERS, STATE_NAMES
    from graph.text import LANGUAGES
    from service.cases.documents import listed_document
    from service.cases.files import list_cases

    with own_runtime(partnership) as runtime:
        found = [listed_document(one) for one in list_cases(owner(runtime), partnership)]
    if as_json:
        print_json(found)
        return
    place = LANGUAGES.index(spoken())
    print_table(
        t("cli.cases.title", id=partnership),
        columns("pseudonym", "state", "steps", "due", "what"),
        [
            (
                one["family_id"],
                STATE_NAMES[one["state"]][place],
                one["version"],
                one["reminders"][0]["due_on"].isoformat() if one["reminders"] else None,
                REMINDERS[one["reminders"][0]["code"]][place] if one["reminders"] else None,
            )
            for one in found
        ],
    )


@family.command("export")
@does("family export", Action.EXPORT)
def export_family_command(
    partnership: PartnershipArgument,
    family_id: Annotated[str, typer.Argument(metavar="FAMILY", help="Pseudonim rodziny.")],
    output: OutputOption,
    lang: LangOption = None,
) -> None:
    """Zapisuje do pliku JSON wszystko, co jest zapisane o jednej rodzinie."""
    from service.answers import render_json
    from service.cases.exchange import export_of_family

    with own_runtime(partnership) as runtime, working(t("cli.working.write")):
        try:
            held = export_of_family(owner(runtime), family_id, partnership)
        except NotFound:
            # The error would repeat the pseudonym.
            refuse(t("cli.cases.unknown", id=partnership))
    write_file(output, render_json(held), private=True)
    print_saved(output)


@family.command("retire")
@does("family retire", "family.retire", writes=True)
def retire_command(
    days: Annotated[
        int | None,
        typer.Option(
            "--days",
            min=1,
            help="Po ilu dniach od ostatniego sprawdzenia (domyślnie KOOPERACJE_CASE_RETENTION_DAYS).",
        ),
    ] = None,
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Usuwa rodziny, których sprawy zakończyły się dość dawno; zbiorcze liczby zostają."""
    from graph.stores.erasing_preview import expired_cases
    from service.access.owner import OWNER
    from service.cases.retention import retire_cases
    from service.runtime import today

    refuse_unasked(yes, dry_run)
    with own_runtime(dry_run=dry_run) as runtime:
        over: dict[str, int] = {}
        if not yes or dry_run:
            keep_days = runtime.settings.case_retention_days if days is None else days
            over = dict(expired_cases(runtime.store, today=today(), keep_days=keep_days))
        if dry_run:
            erased = over
        else:
            if over:
                demand_agreement(yes, count("cli.erase.families", sum(over.values())))
            with working(t("cli.working.erase")):
                erased = retire_cases(runtime, OWNER, days)
    if as_json:
        name = "would_be_erased" if dry_run else "erased"
        print_json([{"partnership": id, name: number} for id, number in erased.items()])
        return
    title = t("cli.retire.would") if dry_run else t("cli.retire.done")
    print_table(title, columns("partnership", "families"), list(erased.items()))
    if dry_run:
        print_line(t("cli.erase.nothing"))
    elif erased:
        print_line(t("cli.erase.copies"))
