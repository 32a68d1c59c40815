"""What commands that erase have in common: they are asked first, and can say what would go."""

import sys
from typing import Annotated, Final

import typer

from service.commands.language import t

_BAD_USAGE: Final = 2

DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Pokazuje, co zostałoby usunięte; niczego nie usuwa.")
]
YesOption = Annotated[bool, typer.Option("--yes", help="Bez pytania o potwierdzenie.")]


def refuse_unasked(yes: bool, dry_run: bool) -> None:
    """Leave with a sentence where nobody can be asked, before the store is opened.

    Parameters
    ----------
    yes, dry_run
        What was given: that it is wanted, or that nothing is to be erased.

    Raises
    ------
    Exit
        When neither was given and the standard input is no terminal.
    """
    if not (yes or dry_run or sys.stdin.isatty()):
        typer.echo(t("cli.erase.unasked"), err=True)
        raise typer.Exit(_BAD_USAGE)


def demand_agreement(yes: bool, question: str) -> None:
    """Go on only if it is wanted.

    Raises
    ------
    Exit
        When the answer is no.
    """
    if not yes and not typer.confirm(question, err=True):
        typer.echo(t("cli.erase.nothing"), err=True)
        raise typer.Exit(_BAD_USAGE)
