"""Surveys and the timeline on the command line."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.access.policy import Action
from service.commands.audited import does, own_runtime
from service.commands.language import count, localizer, spoken, t
from service.commands.options import AsOfOption, JsonOption, LangOption, PartnershipArgument
from service.commands.output import columns, day_of, print_json, print_line, print_table, working
from service.commands.streams import PIPE, existing, read_file, write_file

if TYPE_CHECKING:
    from service.surveys.steps import NewLink

app = typer.Typer(help="Ankiety: linki dla instytucji i ich odpowiedzi.", no_args_is_help=True)
WaveOption = Annotated[str, typer.Option("--wave", metavar="ID", help="Tura badania.")]


def add_to(app: typer.Typer) -> None:
    """Add the command of the timeline."""
    app.command("timeline")(timeline_command)


@app.command("open")
@does("survey open", Action.SURVEY, writes=True)
def open_command(
    partnership: PartnershipArgument,
    wave: WaveOption,
    on: Annotated[
        datetime | None,
        typer.Option("--on", formats=["%Y-%m-%d"], help="Dzień otwarcia (domyślnie dziś)."),
    ] = None,
    closes: Annotated[
        datetime | None,
        typer.Option("--closes", formats=["%Y-%m-%d"], help="Ostatni dzień odpowiedzi."),
    ] = None,
    institution: Annotated[
        list[str] | None,
        typer.Option("--institution", metavar="ID", help="Tylko ta instytucja (domyślnie cała mapa)."),
    ] = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Otwiera ankietę i pokazuje linki ten jeden raz."""
    from service.surveys.steps import begin_survey

    with own_runtime(partnership) as runtime:
        _, links = begin_survey(
            runtime,
            partnership,
            wave,
            on.date() if on else None,
            closes.date() if closes else None,
            institution or (),
        )
    if as_json:
        print_json({"partnership": partnership, "wave": wave, "links": [_row(one) for one in links]})
        return
    print_table(
        t("cli.survey.links", wave=wave),
        columns("institution", "link"),
        [(one.institution_id, one.address) for one in links],
    )
    print_line(t("cli.survey.once"))


@app.command("link")
@does("survey link", Action.SURVEY, writes=True)
def link_command(
    partnership: PartnershipArgument,
    wave: WaveOption,
    institution: Annotated[str, typer.Option("--institution", metavar="ID", help="Której instytucji.")],
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Wydaje instytucji nowy link; dawny przestaje działać, odpowiedź zostaje."""
    from service.surveys.steps import renew_link

    with own_runtime(partnership) as runtime:
        link = renew_link(runtime, partnership, wave, institution)
    if as_json:
        print_json({"partnership": partnership, "wave": wave, "links": [_row(link)]} | _row(link))
        return
    print_line(link.address)


@app.command("status")
@does("survey status", Action.READ_NETWORK)
def status_command(
    partnership: PartnershipArgument,
    wave: WaveOption,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Pokazuje, kto otworzył link i kto odpowiedział."""
    from service.surveys.steps import status_document

    with own_runtime(partnership) as runtime:
        found = status_document(runtime, partnership, wave)
    if as_json:
        print_json(found)
        return
    print_table(
        t("cli.survey.status", wave=wave, answered=found["answered"], invited=found["invited"]),
        columns("id", "institution", "state"),
        [(one["id"], one["name"], t(f"survey.state.{one['state']}")) for one in found["institutions"]],
    )


@app.command("form")
@does("survey form", Action.SURVEY)
def form_command(
    partnership: PartnershipArgument,
    wave: WaveOption,
    output: Annotated[Path, typer.Option("-o", metavar="FILE", help="Plik .xlsx do zapisania.")],
    institution: Annotated[
        str | None,
        typer.Option("--institution", metavar="ID", help="Tylko ta instytucja (domyślnie wszystkie)."),
    ] = None,
    lang: LangOption = None,
) -> None:
    """Zapisuje formularz do druku albo wypełnienia: arkusz dla każdej instytucji."""
    from service.surveys.filling import form_of

    with own_runtime(partnership) as runtime:
        data = form_of(runtime, partnership, wave, localizer(), institution)
    write_file(output, data)


@app.command("read")
@does("survey read", Action.SURVEY, writes=True)
def read_command(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", callback=existing, help="Wypełniony formularz.")
    ],
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Wczytuje wypełnione formularze: wszystkie albo, gdy są w nich błędy, żaden."""
    from graph.packages.findings import Findings
    from graph.packages.sources import source_of_bytes, source_of_path
    from service.surveys.filling import take_forms

    findings = Findings()
    source = (
        source_of_bytes(read_file(path), str(PIPE), findings)
        if path == PIPE
        else source_of_path(path, findings)
    )
    with own_runtime() as runtime:
        found = take_forms(runtime, source, findings)
    if as_json:
        print_json({"read": found})
        return
    print_table(
        t("cli.survey.read"),
        columns("wave", "institution", "ties"),
        [(one["wave"], one["institution"], one["ties"]) for one in found],
    )


@app.command("close")
@does("survey close", Action.SURVEY, writes=True)
def close_command(
    partnership: PartnershipArgument,
    wave: WaveOption,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Zamyka ankietę: od tej chwili nikt nie odpowie ani nie zmieni odpowiedzi."""
    from service.surveys.steps import end_survey, status_document

    with own_runtime(partnership) as runtime:
        end_survey(runtime, partnership, wave)
        found = status_document(runtime, partnership, wave)
    if as_json:
        print_json(found)
        return
    print_line(t("cli.survey.closed", wave=wave, answered=found["answered"], invited=found["invited"]))


@does("timeline", Action.READ_CASES)
def timeline_command(
    partnership: PartnershipArgument,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Pokazuje tury badania, co się zmieniło między nimi i na co zwrócić uwagę."""
    from service.access.policy import FULL_VISIBILITY
    from service.surveys.timeline import timeline_shown

    with own_runtime(partnership) as runtime, working(t("cli.working.timeline")):
        snapshot = runtime.library.snapshot(partnership, day_of(as_of))
        found = timeline_shown(runtime, snapshot, FULL_VISIBILITY, spoken())
    if as_json:
        print_json(found)
        return
    print_table(
        t("cli.timeline.waves", name=snapshot.partnership.name),
        columns("wave", "opened_on", "answered", "ties", "density"),
        [
            (
                one["id"],
                one["opened_on"],
                f"{one['answered']}/{one['invited']}" if one["surveyed"] else str(one["answered"]),
                one["measures"]["ties"],
                one["measures"]["density"],
            )
            for one in found["waves"]
        ],
    )
    changed = [one for one in found["ties"] if one["change"] != "same"]
    print_table(
        count("cli.timeline.changes", len(changed)),
        columns("institutions", "from_wave", "to_wave", "change"),
        [
            (one["pair"], one["from_wave"], one["to_wave"], t(f"timeline.change.{one['change']}"))
            for one in changed
        ],
    )
    for alert in found["alerts"]:
        print_line(alert["explanation"])


def _row(link: "NewLink") -> dict[str, str]:
    return {"institution": link.institution_id, "link": link.address, "secret": link.secret}
