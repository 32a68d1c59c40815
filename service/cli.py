"""The command line ``kooperacje``: every question of the product, for the owner of a store."""

import sys
from importlib.metadata import version
from io import TextIOWrapper
from typing import Annotated, NoReturn

import typer

from graph.errors import Ambiguous, GraphError, InvalidPackage, InvalidRequest
from service.administration import copies_commands, keeping_commands, serving_commands
from service.cases import commands as cases
from service.certainty import commands as certainty
from service.commands.audited import for_purpose
from service.commands.language import speak
from service.commands.options import LangOption, PurposeOption
from service.commands.output import BAD_INPUT, DONE, FAILED
from service.commands.words import sentences_of
from service.editing import commands as editing
from service.exchange import commands as exchange
from service.exchange import many_commands
from service.gaps import commands as gaps
from service.network import commands as network
from service.people import access_commands
from service.people import commands as people
from service.portfolio import commands as portfolio
from service.portfolio import diagnose_commands
from service.recruitment import commands as recruitment
from service.registers import commands as registers
from service.report import commands as report
from service.routes import commands as routes
from service.settings_error import SettingsError
from service.surveys import commands as surveys
from service.what_if import commands as what_if

app = typer.Typer(
    name="kooperacje",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"kooperacje {version('kooperacje-3d-network')}")
        raise typer.Exit


VersionOption = Annotated[
    bool,
    typer.Option("--version", callback=_print_version, is_eager=True, help="Wypisuje wersję i kończy."),
]


@app.callback()
def begin(
    purpose: PurposeOption = "", lang: LangOption = None, *, show_version: VersionOption = False
) -> None:
    """Sieci partnerstw modelu Kooperacje 3D: luki we współpracy, kogo zaprosić, ścieżki wsparcia."""
    for_purpose(purpose)


for part in (
    *(exchange, many_commands, portfolio, diagnose_commands, network, gaps),
    *(recruitment, what_if, certainty, report, routes),
    *(surveys, copies_commands, keeping_commands, editing, serving_commands),
):
    part.add_to(app)
app.add_typer(cases.app, name="cases")
app.add_typer(registers.app, name="registers")
app.add_typer(surveys.app, name="survey")
app.add_typer(people.app, name="token")
app.add_typer(access_commands.app, name="access")


def main() -> NoReturn:
    """Run a command and leave with its exit code: 0 done, 1 failed or not found, 2 bad input."""
    speak("pl")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal without Polish letters gets their codes
            stream.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="kooperacje")
    except (InvalidPackage, InvalidRequest, Ambiguous, SettingsError) as error:
        _leave(error, BAD_INPUT)
    except (GraphError, OSError) as error:
        _leave(error, FAILED)
    sys.exit(DONE)


def _leave(error: Exception, code: int) -> NoReturn:
    for sentence in sentences_of(error):
        typer.echo(sentence, err=True)
    sys.exit(code)
