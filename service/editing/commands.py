"""Taking a partnership out of the store; what is no family's stays beside it as a file."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from service.access.policy import Action
from service.commands.audited import also, does, own_runtime
from service.commands.erasing import DryRunOption, YesOption, demand_agreement, refuse_unasked
from service.commands.language import t
from service.commands.options import LangOption, PartnershipArgument
from service.commands.output import columns, print_line, print_table, working

if TYPE_CHECKING:
    from graph.model import Package
    from service.runtime import Runtime

#: What is recorded step by step or by year, and counted otherwise.
_COUNTED: Final = frozenset({"case_steps", "tallies"})


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("remove")(remove_command)


@does("remove", Action.REMOVE, writes=True)
def remove_command(
    partnership: PartnershipArgument,
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    lang: LangOption = None,
) -> None:
    """Usuwa partnerstwo; mapa, usługi i kontakty zostają w pliku, z którego można je wczytać z powrotem.

    Dane rodzin i ich sprawy usuwa na zawsze.
    """
    from graph.stores import remove_partnership
    from service.cases.losses import removal_takes_cases

    refuse_unasked(yes, dry_run)
    with own_runtime(partnership, dry_run=dry_run) as runtime:
        revision, package = runtime.library.held(partnership)
        if dry_run:
            _print_what_goes(runtime, package)
            return
        demand_agreement(yes, _question(package))
        if removal_takes_cases(runtime.store, package):
            also(runtime, Action.WRITE_CASES, partnership)
        with working(t("cli.working.erase")):
            kept = _keep(runtime, package)
            remove_partnership(runtime.store, partnership, revision=revision)
    print_line(t("cli.remove.done", name=package.partnership.name, id=partnership))
    print_line(t("cli.remove.undo", command=f"kooperacje import {kept}"))


def _question(package: "Package") -> str:
    return t(
        "cli.remove.ask",
        name=package.partnership.name,
        institutions=len(package.institutions),
        families=len(package.families),
    )


def _print_what_goes(runtime: "Runtime", package: "Package") -> None:
    """What would leave the store, and which part of it nothing brings back."""
    from graph.stores.cases import families_with_cases, read_tallies
    from graph.stores.seals import records_of

    id, yes, no = package.partnership.id, t("yes"), t("no")
    records = records_of(runtime.store, id)
    print_table(
        t("cli.remove.would", name=package.partnership.name, id=id),
        columns("what", "number", "kept"),
        [
            (t("cli.table.institutions"), len(package.institutions), yes),
            (t("cli.table.services"), len(package.services), yes),
            (t("cli.table.workers"), len(package.workers), yes),
            (t("cli.table.ties"), len(package.ties), yes),
            (t("cli.table.demand"), len(package.demand), yes),
            (t("cli.table.families"), len(package.families), no),
            (t("cli.remove.cases"), len(families_with_cases(runtime.store, id).every), no),
            (
                t("cli.remove.years"),
                len({one.year for one in read_tallies(runtime.store, id)}),
                no,
            ),
            *(
                (t(f"cli.table.{name}"), len(rows), no)
                for name, rows in records.items()
                if name not in _COUNTED
            ),
        ],
    )
    print_line(t("cli.erase.nothing"))


def _keep(runtime: "Runtime", package: "Package") -> Path:
    """Write the partnership without its families into the data folder; the file's name names the day."""
    from dataclasses import replace

    from graph.packages import package_bytes
    from graph.stores.files import write_whole

    left = replace(package, families=(), teams=())
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    file = runtime.settings.data / "removed" / f"{_file_name(package.partnership.id)}-{stamp}.zip"
    write_whole(file, package_bytes(left))
    return file


def _file_name(id: str) -> str:
    """An id as a file's name.

    >>> _file_name("../Gmina Ąę")
    'gmina'
    """
    from re import sub

    return sub(r"[^a-z0-9]+", "-", id.casefold()).strip("-")[:40] or "partnerstwo"
