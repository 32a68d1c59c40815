"""The file of tokens and the audit trail: beginning a new one where the old one is lost or damaged."""

from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

import typer

from graph.errors import StoreDamaged, StoreUnavailable
from service.commands.audited import exempt
from service.commands.language import t
from service.commands.options import LangOption
from service.commands.output import print_line

app = typer.Typer(help="Plik tokenów i dziennika dostępu.", no_args_is_help=True)


@app.command("begin")
@exempt("access begin", "its line is the first of the new trail")
def begin_command(lang: LangOption = None) -> None:
    """Zaczyna nowy dziennik dostępu i nowe tokeny; dawny plik, jeśli jest, odkłada na bok."""
    from graph.stores.heads import put_head, read_heads
    from service.access.audit import record
    from service.access.database import AccessDatabase
    from service.access.owner import OWNER, TERMINAL
    from service.runtime import open_runtime
    from service.settings import load_settings

    settings = load_settings()
    with open_runtime(settings) as runtime:
        runtime.confirms_access = False
        known = {}
        # A damaged database is rebuilt afterwards; it then knows no older trail.
        with suppress(StoreDamaged):
            known = read_heads(runtime.store)
        aside = _put_aside(settings.access_file)
        with closing(AccessDatabase(settings.access_file)) as access:
            ends = ", ".join(f"{head.lines}/{head.digest[:16]}" for head in known.values())
            record(access, OWNER, "trail.begin", "", purpose=ends, through=TERMINAL)
            # Other machines that use the same server keep files of their own.
            gone = () if settings.uses_neo4j else tuple(known)
            with suppress(StoreDamaged, StoreUnavailable):
                put_head(runtime.store, access.head(), instead_of=gone)
    print_line(t("cli.access.begun"))
    for head in known.values():
        print_line(t("cli.access.before", n=head.lines))
    if aside:
        print_line(t("cli.access.aside", path=aside))


def _put_aside(file: Path) -> Path | None:
    if not file.exists():
        return None
    end = f".old-{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    for part in ("-wal", "-shm", ""):
        path = file.with_name(file.name + part)
        if path.exists():
            path.rename(file.with_name(file.name + end + part))
    return file.with_name(file.name + end)
