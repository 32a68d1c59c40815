"""Cases of families from the command line: a list, files out and in, and those whose time is over."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import NotFound
from service.commands.keeping import family, refuse
from service.commands.options import JsonOption, OutputOption, PartnershipArgument
from service.commands.output import own_house, print_json, print_line, print_table, working

if TYPE_CHECKING:
    from service.access.guard import Visitor
    from service.house import House

app = typer.Typer(help="Sprawy rodzin.", no_args_is_help=True)


@app.command("export")
def export_command(partnership: PartnershipArgument, output: OutputOption) -> None:
    """Zapisuje dzienniki spraw partnerstwa do pliku JSON; można go wczytać z powrotem."""
    from service.access.policy import Action
    from service.answers import render_json
    from service.cases.exchange import cases_export

    with own_house() as house, working("Zapisywanie…"):
        visitor = _owner(house, "cases export")
        visitor.demand_partnership(Action.EXPORT, house.library.package(partnership).partnership)
        output.write_bytes(render_json(cases_export(visitor, partnership)))
    print_line(f"Zapisano: {output}")
    print_line("Plik zawiera dane rodzin: proszę go przechowywać jak samą bazę.")


@app.command("import")
def import_command(
    partnership: PartnershipArgument,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="Plik z dziennikami.")
    ],
    as_json: JsonOption = False,
) -> None:
    """Wczytuje dzienniki spraw: wszystkie albo, gdy są w nich błędy, żadnego."""
    from service.access.policy import Action
    from service.cases.exchange import import_sent

    with own_house() as house, working("Sprawdzanie i zapisywanie…"):
        visitor = _owner(house, "cases import")
        visitor.demand_partnership(Action.WRITE_CASES, house.library.package(partnership).partnership)
        report = import_sent(visitor, partnership, file.read_bytes())
    if as_json:
        print_json(report)
        return
    print_table(
        f"Wczytano sprawy: {partnership}",
        ("Nowe", "Uzupełnione", "Bez zmian", "Kroki"),
        [[report[name] for name in ("new", "continued", "unchanged", "steps")]],
    )


@family.command("list")
def list_command(partnership: PartnershipArgument, as_json: JsonOption = False) -> None:
    """Pokazuje sprawy partnerstwa: pseudonim, etap i najbliższy termin."""
    from graph.cases import REMINDERS, STATE_NAMES
    from service.access.policy import Action
    from service.cases.documents import listed_document
    from service.cases.files import list_cases

    with own_house() as house:
        visitor = _owner(house, "family list")
        visitor.demand_partnership(Action.READ_CASES, house.library.package(partnership).partnership)
        found = [listed_document(one) for one in list_cases(visitor, partnership)]
    if as_json:
        print_json(found)
        return
    print_table(
        f"Sprawy rodzin: {partnership}",
        ("Pseudonim", "Etap", "Kroki", "Termin", "Co"),
        [
            (
                one["family_id"],
                STATE_NAMES[one["state"]][0],
                one["version"],
                one["reminders"][0]["due_on"].isoformat() if one["reminders"] else None,
                REMINDERS[one["reminders"][0]["code"]][0] if one["reminders"] else None,
            )
            for one in found
        ],
    )


@family.command("export")
def export_family_command(
    partnership: PartnershipArgument,
    family_id: Annotated[str, typer.Argument(metavar="FAMILY", help="Pseudonim rodziny.")],
    output: OutputOption,
) -> None:
    """Zapisuje do pliku JSON wszystko, co jest zapisane o jednej rodzinie."""
    from service.answers import render_json
    from service.cases.exchange import export_of_family

    with own_house() as house, working("Zapisywanie…"):
        house.library.package(partnership)
        try:
            held = export_of_family(_owner(house, "family export"), family_id, partnership)
        except NotFound:
            # The error would repeat the pseudonym.
            refuse(f"W partnerstwie nie ma takiej rodziny: {partnership}.")
        output.write_bytes(render_json(held))
    print_line(f"Zapisano: {output}")


@family.command("retire")
def retire_command(
    days: Annotated[
        int | None,
        typer.Option(
            "--days",
            min=1,
            help="Po ilu dniach od ostatniego sprawdzenia (domyślnie KOOPERACJE_CASE_RETENTION_DAYS).",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Usuwa rodziny, których sprawy zakończyły się dość dawno; zbiorcze liczby zostają."""
    from service.access.owner import OWNER
    from service.retention import retire_cases

    with own_house() as house, working("Usuwanie…"):
        erased = retire_cases(house, OWNER, days)
    if as_json:
        print_json([{"partnership": id, "erased": count} for id, count in erased.items()])
        return
    print_table("Usunięte sprawy", ("Partnerstwo", "Rodziny"), list(erased.items()))
    if erased:
        print_line("Kopie zapasowe zrobione wcześniej nadal je zawierają: proszę zastąpić je nową.")


def _owner(house: "House", command: str) -> "Visitor":
    from service.access.guard import Visitor
    from service.access.owner import OWNER

    return Visitor(house, OWNER, "owner", command)
