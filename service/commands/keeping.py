"""Nothing lost, nothing left over: backups, restoring, rebuilding, checking, and erasing a family."""

import sqlite3
from collections.abc import Generator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any, Final, NoReturn

import typer

from graph.errors import NotAllReadable, NotFound, ScrubDue, StoreDamaged
from service.commands.deeds import does, exempt, own_house
from service.commands.options import JsonOption, OutputOption, PartnershipArgument
from service.commands.output import print_json, print_line, print_table, working

if TYPE_CHECKING:
    from graph.stores.backup import Backup
    from service.access.database import AccessDatabase
    from service.house import House

family = typer.Typer(help="Dane rodzin.", no_args_is_help=True)

#: Name of the copy of tokens, sessions and the audit trail in a backup.
_ACCESS: Final = "access.sqlite"
_FAILED: Final = 1
#: Of the lines of a trail: SQLite's "no limit".
_EVERY: Final = -1


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("backup")(backup_command)
    app.command("restore")(restore_command)
    app.command("rebuild")(rebuild_command)
    app.command("check")(check_command)
    app.add_typer(family, name="family")


@does("backup", "backup.write", writes=True)
def backup_command(output: OutputOption, as_json: JsonOption = False) -> None:
    """Zapisuje wszystko do jednego pliku: partnerstwa, sprawy, tokeny i dziennik dostępu."""
    from graph.stores.backup import write_backup
    from service.access.tokens import now, stamp

    with own_house() as house, TemporaryDirectory() as folder, working("Zapisywanie kopii…"):
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


@does("restore", "backup.restore", writes=True)
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
    from service.access.tokens import valid_tokens
    from service.house import today

    with working("Sprawdzanie kopii…"):
        backup = read_backup(file)
    with own_house() as house, _access_of(backup, networks_only) as access:
        if house.library.partnerships(today()):
            refuse("Baza nie jest pusta. Kopię można odtworzyć tylko w pustej bazie.")
        if access is not None and _used(house):
            refuse(
                "Są tu już tokeny, linki albo sesje. Można odtworzyć kopię bez nich"
                " (--networks-only) albo podać inny katalog w KOOPERACJE_DATA."
            )
        with working("Odtwarzanie…"):
            if access is not None:
                # Before the partnerships: after a crash in between, --networks-only brings the rest.
                _take_over(house, access)
            restore(house.store, backup)
        valid = [] if access is None else valid_tokens(house.access)
    if as_json:
        told = [{"id": one.id, "name": one.grant.name, "expires_at": one.expires_at} for one in valid]
        print_json(_told(backup.manifest) | {"valid_tokens": told})
        return
    _print_partnerships(f"Odtworzono: {file}", backup.manifest)
    if access is None:
        return
    print_line("Sesje i jednorazowe linki nie zostały odtworzone.")
    print_table(
        "Tokeny ważne teraz, także unieważnione po zrobieniu kopii",
        ("Identyfikator", "Nazwa", "Role", "Ważny do"),
        [(one.id, one.grant.name, sorted(one.grant.roles), one.expires_at) for one in valid],
    )
    if valid:
        print_line("Zbędne proszę unieważnić: kooperacje token revoke ID")


@does("rebuild", "store.rebuild", writes=True)
def rebuild_command(
    leave_lost: Annotated[
        bool,
        typer.Option("--leave-lost", help="Także bez tego, czego w żadnej wersji nie da się odczytać."),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Buduje osadzoną bazę na nowo z pakietów zachowanych obok niej; poprzednią odkłada na bok."""
    from graph.stores import archive_beside, embedded_file
    from graph.stores.rebuild import rebuild
    from service.commands.findings import finding_sentences
    from service.settings import load_settings

    settings = load_settings()
    if settings.uses_neo4j:
        refuse("Zachowane pakiety ma tylko osadzona baza. Dla Neo4j: kooperacje restore.")
    file = embedded_file(settings.store, data=settings.data)
    with own_house(), working("Budowanie bazy…"):
        try:
            done = rebuild(file, archive_beside(file), leave_lost=leave_lost)
        except NotFound:
            refuse("Nie ma zachowanych pakietów, z których można zbudować bazę.")
        except NotAllReadable as error:
            *lost, _ = finding_sentences(error.findings)
            refuse(
                "\n".join(lost)
                + "\nNiczego nie zmieniono. Całość ma kopia zapasowa (kooperacje restore);"
                " bazę bez tego zbuduje: kooperacje rebuild --leave-lost."
            )
    if as_json:
        print_json(
            {
                "partnerships": [{"id": id, "revision": revision} for id, revision in done.partnerships],
                "unreadable": [str(path) for path in done.damaged],
                "lost": done.lost,
                "without_records": done.unrecorded,
                "records_left_out": dict(done.left_out),
                "aside": str(done.aside) if done.aside else None,
            }
        )
        return
    print_table("Zbudowano bazę na nowo", ("Identyfikator", "Rewizja"), done.partnerships)
    for path in done.damaged:
        print_line(f"Uwaga: tego pliku nie da się odczytać, odłożono go na bok: {path}")
    if any(path.name.endswith(".zip.damaged") for path in done.damaged):
        print_line("Gdzie to możliwe, użyto wcześniejszych pakietów: proszę porównać rewizje.")
    for name in done.lost:
        print_line(f"Uwaga: brakuje partnerstwa, niczego z niego nie da się odczytać: {name}")
    for id in done.unrecorded:
        print_line(f"Uwaga: bez zgód, spraw i innych zapisów (records.json): {id}")
    for id, count in done.left_out:
        print_line(f"Uwaga: zapisy, których użyty pakiet nie obejmuje, partnerstwo {id}: {count}")
    if done.aside:
        print_line(f"Poprzednia baza: {done.aside}")


@exempt("check", "compares checksums and shows counts, no data of anybody")
def check_command(as_json: JsonOption = False) -> None:
    """Sprawdza, czy baza ma wszystko, co zapisano; gdy nie, kończy się kodem 1."""
    from graph.stores import check_integrity
    from service.commands.findings import finding_sentences

    with own_house() as house, working("Sprawdzanie…"):
        try:
            findings = check_integrity(house.store)
        except StoreDamaged as error:
            findings = error.findings
    sentences = list(finding_sentences(findings))
    if as_json:
        print_json({"findings": list(findings)})
    else:
        for sentence in sentences or ["Baza ma wszystko, co zapisano."]:
            print_line(sentence)
    if findings:
        raise SystemExit(_FAILED)


@family.command("erase")
@does("family erase", "family.erase", writes=True)
def erase_command(
    partnership: PartnershipArgument,
    families: Annotated[list[str], typer.Argument(metavar="FAMILY…", help="Pseudonimy rodzin.")],
    as_json: JsonOption = False,
) -> None:
    """Usuwa rodziny z bazy i z zachowanych pakietów, razem ze zgodami i ścieżkami."""
    from graph.stores import erase_family

    # The trail names the partnership and how many, never a family.
    with own_house(partnership, about=str(len(set(families)))) as house:
        try:
            with working("Usuwanie…"):
                erase_family(house.store, partnership, *families)
        except NotFound as error:
            if error.kind != "family":
                raise
            refuse(f"W partnerstwie nie ma takiej rodziny: {partnership}. Niczego nie usunięto.")
        except ScrubDue:
            refuse(
                "Rodziny usunięto, ale w pliku bazy zostały po nich ślady, bo nie udało się go zapisać"
                " na nowo (np. brak miejsca na dysku). Dokończy to następne otwarcie bazy."
            )
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
    """Whether somebody already has access here."""
    with house.access.reading() as connection:
        (used,) = connection.execute(
            "SELECT EXISTS (SELECT 1 FROM tokens) OR EXISTS (SELECT 1 FROM sessions)"
            " OR EXISTS (SELECT 1 FROM links)"
        ).fetchone()
    return bool(used)


def _take_over(house: "House", access: "AccessDatabase") -> None:
    """Put tokens and trail of a copy in the place of those of here, all at once."""
    from service.access.audit import append, entries

    # The trail of here goes on after that of the copy: no line is lost.
    before = entries(house.access, limit=_EVERY)
    append(access, (line[1:] for line in reversed(before)))
    # Nobody comes in by what was opened or sent out before the copy was made.
    with access.writing() as connection:
        connection.execute("DELETE FROM sessions")
        connection.execute("DELETE FROM links")
    with access.reading() as source, house.access.reading() as target:
        source.backup(target)


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
