"""Taking a partnership out of the store; what is no family's stays beside it as a file."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.access.policy import Action
from service.commands.deeds import also, does, own_house
from service.commands.options import PartnershipArgument
from service.commands.output import print_line, working

if TYPE_CHECKING:
    from graph.model import Package
    from service.house import House

_BAD_USAGE = 2


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("remove")(remove_command)


@does("remove", Action.REMOVE, writes=True)
def remove_command(
    partnership: PartnershipArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Bez pytania o potwierdzenie.")] = False,
) -> None:
    """Usuwa partnerstwo; mapa, usługi i kontakty zostają w pliku, z którego można je wczytać z powrotem.

    Dane rodzin i ich sprawy usuwa na zawsze.
    """
    from graph.stores import remove_partnership
    from service.cases.losses import removal_takes_cases

    with own_house(partnership) as house:
        revision, package = house.library.held(partnership)
        if not yes and not _agreed(package):
            raise typer.Exit(_BAD_USAGE)
        if removal_takes_cases(house.store, package):
            also(house, Action.WRITE_CASES, partnership)
        with working("Usuwanie…"):
            kept = _keep(house, package)
            remove_partnership(house.store, partnership, revision=revision)
    print_line(f"Usunięto: {package.partnership.name} ({partnership})")
    print_line(f"Cofnięcie (bez danych rodzin): kooperacje import {kept}")


def _agreed(package: "Package") -> bool:
    """Whether the person at the terminal wants it; without a terminal nobody can be asked."""
    if not sys.stdin.isatty():
        typer.echo("Usunięcie wymaga potwierdzenia: proszę dodać --yes.", err=True)
        return False
    counts = f"instytucje: {len(package.institutions)}, rodziny: {len(package.families)}"
    return typer.confirm(f"Usunąć partnerstwo „{package.partnership.name}” ({counts})?")


def _keep(house: "House", package: "Package") -> Path:
    """Write the partnership without its families into the data folder; the file's name names the day."""
    from dataclasses import replace

    from graph.packages import package_bytes
    from graph.stores.files import write_whole

    left = replace(package, families=(), teams=())
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    file = house.settings.data / "removed" / f"{_file_name(package.partnership.id)}-{stamp}.zip"
    write_whole(file, package_bytes(left))
    return file


def _file_name(id: str) -> str:
    """An id as a file's name.

    >>> _file_name("../Gmina Ąę")
    'gmina'
    """
    from re import sub

    return sub(r"[^a-z0-9]+", "-", id.casefold()).strip("-")[:40] or "partnerstwo"
