"""What commands print: one JSON document, or tables; and how long work shows that it goes on."""

import sys
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NoReturn

import typer

from service.commands.language import spoken, t

if TYPE_CHECKING:
    from rich.console import Console

    from service.answers.documents import Document

#: Exit codes: done, failed or not found, bad input or usage.
DONE: Final = 0
FAILED: Final = 1
BAD_INPUT: Final = 2


def day_of(given: datetime | None) -> date:
    """The day asked for, or today."""
    from service.runtime import today

    return given.date() if given else today()


def print_json(document: object) -> None:
    """Print a document, the same bytes as over HTTP, and nothing else."""
    from service.answers import render_json

    sys.stdout.buffer.write(render_json(document) + b"\n")
    sys.stdout.buffer.flush()


def console() -> "Console":
    """Where people read."""
    from rich.console import Console

    return Console(highlight=False)


def print_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; an unknown value is a dash.

    On a terminal it has a frame, and numbers stand to the right. In a pipe or a file it has a line for
    its title, one for its columns and one for each row, with a tab between cells.
    """
    listed = [list(row) for row in rows]
    if not sys.stdout.isatty():
        lines = [title, "\t".join(headings)]
        lines += ["\t".join(" ".join(shown(value).split()) for value in row) for row in listed]
        _write(*lines)
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", title_style="bold")
    for place, name in enumerate(headings):
        numbers = all(isinstance(row[place], int | float | None) for row in listed)
        table.add_column(name, justify="right" if numbers and listed else "left", overflow="fold")
    for row in listed:
        # Text, not markup: names may hold square brackets.
        table.add_row(*(Text(shown(value)) for value in row))
    console().print(table)


def columns(*names: str) -> tuple[str, ...]:
    """Headings of a table by their names in the catalogue.

    >>> columns("id", "revision")
    ('Identyfikator', 'Rewizja')
    """
    return tuple(t(f"cli.column.{name}") for name in names)


def print_line(text: str) -> None:
    """Print one paragraph, unbroken: it may hold an address."""
    if not sys.stdout.isatty():
        _write(text)
        return
    from rich.text import Text

    console().print(Text(text), soft_wrap=True)


def print_heading(text: str) -> None:
    """Print what the following is about."""
    if not sys.stdout.isatty():
        _write(text)
        return
    from rich.text import Text

    console().print(Text(text, style="bold underline"))


def print_block(title: str, *paragraphs: str) -> None:
    """Print a title and, indented below it, paragraphs; blank ones are left out."""
    if not sys.stdout.isatty():
        _write(title, *(f"   {paragraph}" for paragraph in paragraphs if paragraph))
        return
    from rich.padding import Padding
    from rich.text import Text

    out = console()
    out.print(Text(title, style="bold"))
    for paragraph in filter(None, paragraphs):
        out.print(Padding(Text(paragraph), (0, 0, 0, 3)))


def _write(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def shown(value: object) -> str:
    """A cell: numbers as the language writes them, lists after commas.

    >>> shown(0.25), shown(None), shown(["I01", "I02"]), shown(12)
    ('0,25', '–', 'I01, I02', '12')
    """
    if value is None:
        return "–"
    if isinstance(value, bool):
        return t("yes" if value else "no")
    if isinstance(value, float):
        text = f"{value:.3f}".rstrip("0").rstrip(".")
        return text if spoken() == "en" else text.replace(".", ",")
    if isinstance(value, list | tuple):
        return ", ".join(shown(one) for one in value) or "–"  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  # any list
    return str(value)


def refuse(sentence: str) -> NoReturn:
    """Leave with a sentence: what was asked for cannot be done."""
    typer.echo(sentence, err=True)
    raise SystemExit(FAILED)


@contextmanager
def working(what: str) -> Generator[None]:
    """Show on the error stream that work goes on, when a person looks at it."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield


def warn_without_data(document: "Document") -> None:
    """Say it where nobody reported any tie yet: what follows from ties is unknown then, not absent."""
    if document["no_data"]:
        print_line(t("cli.no_data"))
