"""Nothing lost, nothing left over: backups, restoring, rebuilding, and erasing a family."""

import sqlite3
from collections.abc import Generator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any, Final, NoReturn

import typer

from graph.errors import NotFound
from service.commands.options import JsonOption, OutputOption, PartnershipArgument
from service.commands.output import own_house, print_json, print_line, print_table, working

if TYPE_CHECKING:
    from graph.stores.backup import Backup
    from service.access.database import AccessDatabase
    from service.house import House

family = typer.Typer(help="Dane rodzin.", no_args_is_help=True)

#: Name of the copy of tokens, sessions and the audit trail in a backup.
_ACCESS: Final = "access.sqlite"
_FAILED: Final = 1


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("backup")(backup_command)
    app.command("restore")(restore_command)
    app.command("rebuild")(rebuild_command)
    app.add_typer(family, name="family")


def backup_command(output: OutputOption, as_json: JsonOption = False) -> None:
    """Zapisuje wszystko do jednego pliku: partnerstwa, sprawy, tokeny i dziennik dostępu."""
    from graph.stores.backup import write_backup
    from service.access.audit import record
    from service.access.owner import OWNER
    from service.access.tokens import now, stamp

    with own_house() as house, TemporaryDirectory() as folder, working("Zapisywanie kopii…"):
        record(house.access, OWNER, "backup.write", "*")
        copy = Path(folder, _ACCESS)
        with house.access.reading() as connection, closing(sqlite3.connect(copy)) as target:
            connection.backup(target)
        manifest = write_backup(
            house.store, output, made_at=stamp(now()), product=_version(), extras={_ACCESS: copy}
        )
    if as_json:
        print_json(_told(manifest))
        return
    _print_partnerships(f"Kopia zapasowa: {output}", manifest)
    print_line("Kopia zawiera dane rodzin i dostępu: proszę ją przechowywać jak samą bazę.")


def restore_command(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="Plik kopii zapasowej.")
    ],
    networks_only: Annotated[
        bool, typer.Option("--networks-only", help="Bez tokenów, sesji i dziennika dostępu.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Odtwarza kopię zapasową w pustej bazie; najpierw sprawdza wszystkie sumy kontrolne."""
    from graph.stores.backup import read_backup, restore
    from service.access.audit import record
    from service.access.owner import OWNER
    from service.house import today

    with working("Sprawdzanie kopii…"):
        backup = read_backup(file)
    with own_house() as house, _access_of(backup, networks_only) as access:
        if house.library.partnerships(today()):
            refuse("Baza nie jest pusta. Kopię można odtworzyć tylko w pustej bazie.")
        if access is not None and _used(house):
            refuse(
                "Są tu już tokeny albo wpisy dziennika dostępu. Można odtworzyć kopię bez nich"
                " (--networks-only) albo podać inny katalog w KOOPERACJE_DATA."
            )
        with working("Odtwarzanie…"):
            restore(house.store, backup)
            if access is not None:
                with access.reading() as source, house.access.reading() as target:
                    source.backup(target)
        record(house.access, OWNER, "backup.restore", "*")
    if as_json:
        print_json(_told(backup.manifest))
        return
    _print_partnerships(f"Odtworzono: {file}", backup.manifest)


def rebuild_command(as_json: JsonOption = False) -> None:
    """Buduje osadzoną bazę na nowo z pakietów zachowanych obok niej; poprzednią odkłada na bok."""
    from graph.stores import archive_beside, embedded_file
    from graph.stores.rebuild import rebuild
    from service.settings import load_settings

    settings = load_settings()
    if settings.uses_neo4j:
        refuse("Zachowane pakiety ma tylko osadzona baza. Dla Neo4j: kooperacje restore.")
    file = embedded_file(settings.store, data=settings.data)
    try:
        with working("Budowanie bazy…"):
            done = rebuild(file, archive_beside(file))
    except NotFound:
        refuse("Nie ma zachowanych pakietów, z których można zbudować bazę.")
    if as_json:
        print_json(
            {
                "partnerships": [{"id": id, "revision": revision} for id, revision in done.partnerships],
                "unreadable": [str(path) for path in done.damaged],
                "aside": str(done.aside) if done.aside else None,
            }
        )
        return
    print_table("Zbudowano bazę na nowo", ("Identyfikator", "Rewizja"), done.partnerships)
    for path in done.damaged:
        print_line(f"Uwaga: nie da się odczytać zachowanego pakietu, użyto wcześniejszego: {path}")
    if done.aside:
        print_line(f"Poprzednia baza: {done.aside}")


@family.command("erase")
def erase_command(
    partnership: PartnershipArgument,
    families: Annotated[list[str], typer.Argument(metavar="FAMILY…", help="Pseudonimy rodzin.")],
    as_json: JsonOption = False,
) -> None:
    """Usuwa rodziny z bazy i z zachowanych pakietów, razem ze zgodami i ścieżkami."""
    from graph.stores import erase_family
    from service.access.audit import record
    from service.access.owner import OWNER

    with own_house() as house:
        try:
            with working("Usuwanie…"):
                erase_family(house.store, partnership, *families)
        except NotFound as error:
            if error.kind != "family":
                raise
            refuse(f"W partnerstwie nie ma takiej rodziny: {partnership}. Niczego nie usunięto.")
        # The trail names the partnership and how many, never a family.
        record(house.access, OWNER, "family.erase", partnership, purpose=str(len(set(families))))
    if as_json:
        print_json({"partnership": partnership, "erased": len(set(families))})
        return
    print_line(f"Usunięto. Liczba rodzin: {len(set(families))}.")
    print_line("Kopie zapasowe zrobione wcześniej nadal je zawierają: proszę zastąpić je nową.")


@contextmanager
def _access_of(backup: "Backup", networks_only: bool) -> "Generator[AccessDatabase | None]":
    """The tokens and the audit trail of a backup, opened aside, so that a newer one is refused."""
    from service.access.database import AccessDatabase

    if networks_only or _ACCESS not in backup.extras:
        yield None
        return
    with TemporaryDirectory() as folder:
        copy = Path(folder, _ACCESS)
        backup.extract(_ACCESS, copy)
        with closing(AccessDatabase(copy)) as database:
            yield database


def _used(house: "House") -> bool:
    """Whether somebody already has access here, or left a trace."""
    with house.access.reading() as connection:
        (used,) = connection.execute(
            "SELECT EXISTS (SELECT 1 FROM tokens) OR EXISTS (SELECT 1 FROM sessions)"
            " OR EXISTS (SELECT 1 FROM audit)"
        ).fetchone()
    return bool(used)


def _told(manifest: Mapping[str, Any]) -> dict[str, Any]:
    partnerships = [
        {name: one[name] for name in ("id", "revision", "rows")} for one in manifest["partnerships"]
    ]
    return {"partnerships": partnerships, "made_at": manifest["made_at"], "sha256": manifest["sha256"]}


def _print_partnerships(title: str, manifest: Mapping[str, Any]) -> None:
    print_table(
        title,
        ("Identyfikator", "Rewizja", "Instytucje", "Zgłoszenia współpracy", "Rodziny"),
        [
            (
                one["id"],
                one["revision"],
                *(one["rows"][name] for name in ("institutions", "ties", "families")),
            )
            for one in manifest["partnerships"]
        ],
    )
    print_line(f"Suma kontrolna (SHA-256): {manifest['sha256']}")


def _version() -> str:
    from importlib.metadata import version

    return version("kooperacje-3d-network")


def refuse(sentence: str) -> NoReturn:
    """Leave with a sentence: what was asked for cannot be done."""
    typer.echo(sentence, err=True)
    raise SystemExit(_FAILED)
