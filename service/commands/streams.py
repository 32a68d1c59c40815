"""Files that commands read and write, where ``-`` is the standard input or output: a pipe."""

import sys
from pathlib import Path
from typing import Final

import typer

from service.commands.language import t
from service.commands.output import print_line, refuse

#: How the standard input or output is named where a file is expected.
PIPE: Final = Path("-")


def existing(path: Path) -> Path:
    """A file or folder that is there, or the pipe; checks what was given to a command.

    Raises
    ------
    BadParameter
        When there is nothing under this name.
    """
    if path != PIPE and not path.exists():
        raise typer.BadParameter(t("cli.no_file", path=path))
    return path


def read_file(path: Path) -> bytes:
    """The content of a file, or all that comes through the pipe.

    Raises
    ------
    OSError
        When the file cannot be read.
    """
    return sys.stdin.buffer.read() if path == PIPE else path.read_bytes()


def write_file(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write the whole of a file, or send it through the pipe.

    Parameters
    ----------
    private
        Whether the file is for nobody but its owner, and replaces an earlier one only when it is whole.

    Raises
    ------
    SystemExit
        When the pipe is a terminal, which would show a file as signs.
    OSError
        When the file cannot be written.
    """
    if path == PIPE:
        refuse_terminal()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    elif private:
        from graph.stores.files import write_whole

        write_whole(path, data)
    else:
        path.write_bytes(data)


def refuse_terminal() -> None:
    """Leave with a sentence where a file would appear on the screen.

    Raises
    ------
    SystemExit
        When the standard output is a terminal.
    """
    if sys.stdout.isatty():
        refuse(t("cli.no_screen"))


def refuse_pipe(path: Path) -> None:
    """Leave with a sentence where a command needs a file that it can read in any order.

    Raises
    ------
    SystemExit
        When ``-`` was given.
    """
    if path == PIPE:
        refuse(t("cli.no_pipe"))


def print_saved(path: Path, *notes: str) -> None:
    """Say what was written where; what went through the pipe is followed by nothing else.

    Parameters
    ----------
    notes
        Sentences about the file; about one in the pipe they go to the error stream.
    """
    if path == PIPE:
        for note in notes:
            typer.echo(note, err=True)
        return
    print_line(t("cli.saved", path=path))
    for note in notes:
        print_line(note)
