"""Copies: everything in one file, encrypted where a key is given, and back into an empty store."""

import sqlite3
from collections.abc import Generator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from graph.errors import StoreDamaged
from service.commands.audited import does, exempt, own_runtime
from service.commands.language import t
from service.commands.options import FileOutputOption, JsonOption, LangOption
from service.commands.output import columns, print_json, print_line, print_table, refuse, working
from service.commands.streams import existing, refuse_pipe

if TYPE_CHECKING:
    from graph.stores.backup import Backup
    from service.access.database import AccessDatabase
    from service.runtime import Runtime

#: Name of the copy of tokens, sessions and the audit trail in a backup.
_ACCESS: Final = "access.sqlite"


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("backup")(backup_command)
    app.command("backup-key")(backup_key_command)
    app.command("restore")(restore_command)


@does("backup", "backup.write", writes=True)
def backup_command(
    output: FileOutputOption,
    recipient: Annotated[
        list[str] | None,
        typer.Option(
            "--recipient",
            metavar="age1…",
            help="Klucz publiczny, którym plik zostanie zaszyfrowany (age); można podać kilka.",
        ),
    ] = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Zapisuje wszystko do jednego pliku: partnerstwa, sprawy, tokeny i dziennik dostępu."""
    from graph.stores.backup import write_backup
    from graph.stores.encryption import refuse_unknown_recipients
    from service.access.keeping_head import findings_about
    from service.access.tokens import now, stamp

    refuse_pipe(output)
    refuse_unknown_recipients(recipient or ())
    with own_runtime() as runtime, TemporaryDirectory() as folder, working(t("cli.working.backup")):
        # A copy of a trail that is not whole would pass for a whole one.
        if found := findings_about(runtime.store, runtime.access, everything=True):
            raise StoreDamaged(found)
        copy = Path(folder, _ACCESS)
        with runtime.access.reading() as connection, closing(sqlite3.connect(copy)) as target:
            connection.backup(target)
        manifest = write_backup(
            runtime.store,
            output,
            made_at=stamp(now()),
            product=_version(),
            extras={_ACCESS: copy},
            recipients=recipient or (),
        )
    if as_json:
        print_json(_told(manifest) | {"recipients": recipient or []})
        return
    _print_partnerships(t("cli.backup.title", path=output), manifest)
    if recipient:
        print_line(t("cli.backup.encrypted", keys=", ".join(recipient)))
    else:
        print_line(t("cli.backup.open"))


@exempt("backup-key", "makes a key, opens no store")
def backup_key_command(output: FileOutputOption, lang: LangOption = None) -> None:
    """Tworzy klucz do szyfrowania kopii: tajny w pliku, publiczny na ekranie."""
    from graph.stores.encryption import new_key
    from graph.stores.files import whole_file

    refuse_pipe(output)
    if output.exists():
        refuse(t("cli.backup.key_there", path=output))
    public, secret = new_key()
    with whole_file(output) as file:
        file.write(f"# public key: {public}\n{secret}\n".encode())
    print_line(public)
    typer.echo(t("cli.backup.key"), err=True)


@does("restore", "backup.restore", writes=True)
def restore_command(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            dir_okay=False,
            callback=existing,
            help="Plik kopii zapasowej.",
        ),
    ],
    networks_only: Annotated[
        bool, typer.Option("--networks-only", help="Bez tokenów, sesji i dziennika dostępu.")
    ] = False,
    identity: Annotated[
        Path | None,
        typer.Option(
            "--identity",
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="Plik z kluczem tajnym, gdy kopia jest zaszyfrowana.",
        ),
    ] = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Odtwarza kopię zapasową w pustej bazie; najpierw sprawdza wszystkie sumy kontrolne."""
    from graph.stores.backup import restore
    from service.access.tokens import valid_tokens
    from service.runtime import today

    refuse_pipe(file)
    with (
        _read(file, identity) as backup,
        own_runtime() as runtime,
        _access_of(backup, networks_only) as access,
    ):
        if runtime.library.partnerships(today()):
            refuse(t("cli.restore.not_empty"))
        if access is not None and _used(runtime):
            refuse(t("cli.restore.access"))
        with working(t("cli.working.restore")):
            if access is not None:
                # Before the partnerships: after a crash in between, --networks-only brings the rest.
                _take_over(runtime, access)
            restore(runtime.store, backup)
        valid = [] if access is None else valid_tokens(runtime.access)
    if as_json:
        told = [{"id": one.id, "name": one.grant.name, "expires_at": one.expires_at} for one in valid]
        print_json(_told(backup.manifest) | {"valid_tokens": told})
        return
    _print_partnerships(t("cli.restore.title", path=file), backup.manifest)
    if access is None:
        return
    print_line(t("cli.restore.sessions"))
    print_table(
        t("cli.restore.tokens"),
        columns("id", "name", "roles", "valid_to"),
        [(one.id, one.grant.name, sorted(one.grant.roles), one.expires_at) for one in valid],
    )
    if valid:
        print_line(t("cli.restore.revoke"))


@contextmanager
def _read(file: Path, identity: Path | None) -> "Generator[Backup]":
    """A backup whose checksums agree; one that was encrypted lies in the data's folder meanwhile."""
    from graph.stores.backup import read_backup
    from graph.stores.encryption import NotDecrypted, decrypt, is_encrypted, read_identities
    from graph.stores.files import private_folder
    from service.settings import load_settings

    if not is_encrypted(file):
        with working(t("cli.working.check_backup")):
            backup = read_backup(file)
        yield backup
        return
    if identity is None:
        refuse(t("cli.restore.encrypted"))
    keys, data = read_identities(identity), load_settings().data
    private_folder(data)
    with TemporaryDirectory(dir=data) as folder:
        plain = Path(folder, "kopia.zip")
        with working(t("cli.working.check_backup")):
            try:
                decrypt(file, plain, keys)
            except NotDecrypted:
                refuse(t("cli.restore.wrong_key"))
            backup = read_backup(plain)
        yield backup


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
            if found := database.check(None, everything=True):
                raise StoreDamaged(found)
            yield database


def _used(runtime: "Runtime") -> bool:
    """Whether somebody already has access here."""
    with runtime.access.reading() as connection:
        (used,) = connection.execute(
            "SELECT EXISTS (SELECT 1 FROM tokens) OR EXISTS (SELECT 1 FROM sessions)"
            " OR EXISTS (SELECT 1 FROM links)"
        ).fetchone()
    return bool(used)


def _take_over(runtime: "Runtime", access: "AccessDatabase") -> None:
    """Put tokens and trail of a copy in the place of those of here, all at once."""
    from graph.stores.heads import put_head
    from service.access.audit import append, raw_lines

    here = runtime.access.head().id
    # The database knows both files until one has taken the place of the other.
    put_head(runtime.store, access.head())
    # The trail of here goes on after that of the copy: no line is lost.
    append(access, raw_lines(runtime.access))
    # Nobody comes in by what was opened or sent out before the copy was made.
    with access.writing(sealed=True) as connection:
        connection.execute("DELETE FROM sessions")
        connection.execute("DELETE FROM links")
    with access.reading() as source, runtime.access.reading() as target:
        source.backup(target)
    put_head(runtime.store, runtime.access.head(), instead_of=[here])


def _told(manifest: Mapping[str, Any]) -> dict[str, Any]:
    partnerships = [
        {name: one[name] for name in ("id", "revision", "rows")} for one in manifest["partnerships"]
    ]
    return {"partnerships": partnerships, "made_at": manifest["made_at"], "sha256": manifest["sha256"]}


def _print_partnerships(title: str, manifest: Mapping[str, Any]) -> None:
    print_table(
        title,
        columns("id", "revision", "institutions", "reports", "families"),
        [
            (
                one["id"],
                one["revision"],
                *(one["rows"][name] for name in ("institutions", "ties", "families")),
            )
            for one in manifest["partnerships"]
        ],
    )
    print_line(t("cli.backup.checksum", sum=manifest["sha256"]))


def _version() -> str:
    from importlib.metadata import version

    return version("kooperacje-3d-network")
