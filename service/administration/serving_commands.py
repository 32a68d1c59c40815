"""Serving the API and the pages: one process, one worker, in the foreground."""

from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.audited import exempt, own_runtime
from service.commands.language import t
from service.commands.options import LangOption
from service.commands.output import print_line, working

if TYPE_CHECKING:
    from service.runtime import Runtime

HostOption = Annotated[
    str | None, typer.Option("--host", help="Adres (domyślnie KOOPERACJE_HOST albo 127.0.0.1).")
]
PortOption = Annotated[
    int | None,
    typer.Option("--port", min=0, max=65535, help="Port (domyślnie KOOPERACJE_PORT albo 8000)."),
]


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("serve")(serve_command)
    app.command("demo")(demo_command)


@exempt("serve", "whoever comes in is written down at each door")
def serve_command(host: HostOption = None, port: PortOption = None, lang: LangOption = None) -> None:
    """Udostępnia API i strony; wypisuje adres do otwarcia."""
    with own_runtime() as runtime:
        settings = runtime.settings
        _serve(
            runtime, host or settings.host, settings.port if port is None else port, settings.log_level
        )


@exempt("demo", "loading leaves its lines as it does over HTTP")
def demo_command(port: PortOption = None, lang: LangOption = None) -> None:
    """Wczytuje partnerstwo pokazowe, jeśli baza jest pusta, i udostępnia strony na tym komputerze."""
    from service.exchange.demo import load_demo

    with own_runtime() as runtime:
        with working(t("cli.working.demo")):
            load_demo(runtime)
        settings = runtime.settings
        # People look at this terminal: requests are not news to them.
        level = settings.log_level if "log_level" in settings.model_fields_set else "warning"
        _serve(runtime, "127.0.0.1", settings.port if port is None else port, level)


def _serve(runtime: "Runtime", host: str, port: int, log_level: str) -> None:
    from service.http.server import serve

    serve(runtime, host, port, log_level, announce=_announce)


def _announce(key: str, what: str) -> None:
    print_line(t(key, what=what))
