"""The diagnosis of every partnership on the command line."""

import os
import time
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer

from service.access.policy import Action
from service.commands.audited import does, own_runtime
from service.commands.language import count, t
from service.commands.options import AsOfOption, JsonOption, LangOption
from service.commands.output import FAILED, day_of, print_json, print_line, refuse, working

if TYPE_CHECKING:
    from graph.portfolio.diagnosis import Work
    from service.portfolio.shares import Outcome, Run


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("diagnose")(diagnose_command)


@does("diagnose", Action.READ_CASES)
def diagnose_command(
    folder: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="DIR", file_okay=False, help="Katalog na pliki z wynikami."
        ),
    ],
    every: Annotated[bool, typer.Option("--all", help="Wszystkie partnerstwa w bazie.")] = False,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers", metavar="N", min=1, max=256, help="Liczba procesów (domyślnie: rdzeni)."
        ),
    ] = None,
    dask: Annotated[
        str | None,
        typer.Option("--dask", metavar="ADDRESS", help="Adres klastra Dask zamiast procesów."),
    ] = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Zapisuje luki i miary wszystkich partnerstw: gaps.parquet, measures.parquet, summary.json."""
    if not every:
        raise typer.BadParameter(t("cli.diagnose.all"), param_hint="--all")
    if workers is not None and dask is not None:
        raise typer.BadParameter(t("cli.diagnose.either"), param_hint="--dask")
    for library in ("pyarrow", *(("distributed",) if dask else ())):
        if find_spec(library) is None:
            refuse(t("cli.diagnose.missing", library=library))
    from service.portfolio.diagnose import SUMMARY, diagnose_all

    started = time.monotonic()
    number = workers or os.cpu_count() or 1
    with own_runtime() as runtime, working(t("cli.working.diagnose")):
        done = diagnose_all(runtime, day_of(as_of), _run(number, dask), folder)
    summary = {
        "partnerships": done.partnerships,
        "gaps": done.gaps,
        "failed": len(done.failed),
        "seconds": round(time.monotonic() - started, 3),
        "workers": None if dask else number,
        "failures": [{"partnership": one.id, "error": one.error} for one in done.failed],
    }
    (folder / SUMMARY).write_bytes(orjson.dumps(summary, option=orjson.OPT_INDENT_2) + b"\n")
    if as_json:
        print_json(summary)
    else:
        gaps = count("cli.diagnose.gaps", done.gaps)
        print_line(t("cli.diagnose.done", n=done.partnerships, gaps=gaps, folder=folder))
        for one in done.failed:
            print_line(t("cli.diagnose.failed", id=one.id, error=one.error))
    if done.failed:
        raise typer.Exit(FAILED)


def _run(workers: int, dask: str | None) -> "Run":
    from service.portfolio.shares import in_processes, in_this_process, on_dask

    if dask is None and workers == 1:
        return in_this_process

    def run(works: "Iterable[Work]") -> "Iterator[Outcome]":
        return in_processes(works, workers) if dask is None else on_dask(works, dask)

    return run
