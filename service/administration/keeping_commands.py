"""Nothing lost, nothing left over: rebuilding, checking, and erasing a family."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Final

import typer

from graph.errors import NotAllReadable, NotFound, ScrubDue, StoreDamaged
from service.commands.audited import does, exempt, own_runtime
from service.commands.erasing import DryRunOption, YesOption, demand_agreement, refuse_unasked
from service.commands.language import count, t
from service.commands.options import JsonOption, LangOption, PartnershipArgument
from service.commands.output import columns, print_json, print_line, print_table, refuse, working

if TYPE_CHECKING:
    from graph.stores.erasing_preview import HeldOnFamily

family = typer.Typer(help="Dane rodzin.", no_args_is_help=True)

_FAILED: Final = 1


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("rebuild")(rebuild_command)
    app.command("check")(check_command)
    app.add_typer(family, name="family")


@does("rebuild", "store.rebuild", writes=True)
def rebuild_command(
    leave_lost: Annotated[
        bool,
        typer.Option("--leave-lost", help="Także bez tego, czego w żadnej wersji nie da się odczytać."),
    ] = False,
    overwrite_shared: Annotated[
        bool,
        typer.Option(
            "--overwrite-shared",
            help="Instytucje, które zachowane pakiety mają pod jednym identyfikatorem, to te same.",
        ),
    ] = False,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Buduje osadzoną bazę na nowo z pakietów zachowanych obok niej; poprzednią odkłada na bok."""
    from graph.stores import archive_beside, embedded_file
    from graph.stores.rebuild import rebuild
    from service.commands.findings import finding_sentences
    from service.settings import load_settings

    settings = load_settings()
    if settings.uses_neo4j:
        refuse(t("cli.rebuild.embedded"))
    file = embedded_file(settings.store, data=settings.data)
    with own_runtime() as runtime, working(t("cli.working.rebuild")):
        if found := runtime.access.check(None, everything=True):
            raise StoreDamaged(found)
        head = runtime.access.head()
        try:
            done = rebuild(
                *(file, archive_beside(file)),
                leave_lost=leave_lost,
                overwrite_shared=overwrite_shared,
                head=head,
            )
        except NotFound:
            refuse(t("cli.rebuild.nothing"))
        except NotAllReadable as error:
            *lost, _ = finding_sentences(error.findings)
            refuse("\n".join([*lost, t("cli.rebuild.refused")]))
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
    print_table(t("cli.rebuild.title"), columns("id", "revision"), done.partnerships)
    for path in done.damaged:
        print_line(t("cli.rebuild.damaged", path=path))
    if any(path.name.endswith(".zip.damaged") for path in done.damaged):
        print_line(t("cli.rebuild.earlier"))
    for name in done.lost:
        print_line(t("cli.rebuild.lost", name=name))
    for id in done.unrecorded:
        print_line(t("cli.rebuild.without_records", id=id))
    for id, number in done.left_out:
        print_line(t("cli.rebuild.left_out", id=id, n=number))
    if done.aside:
        print_line(t("cli.rebuild.aside", path=done.aside))


@exempt("check", "compares checksums and shows counts, no data of anybody")
def check_command(
    repair: Annotated[
        bool,
        typer.Option(
            "--repair", help="Zapisuje na nowo to, co w grafie wynika z danych; danych nie zmienia."
        ),
    ] = False,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Sprawdza, czy baza ma wszystko, co zapisano; gdy nie, kończy się kodem 1."""
    from graph.stores import check_integrity
    from graph.stores.derived_check import check_derived, repair_derived
    from service.access.keeping_head import findings_about
    from service.commands.findings import finding_sentences
    from service.runtime import today

    with own_runtime() as runtime, working(t("cli.working.check")):
        try:
            findings = check_integrity(runtime.store)
            if repair and not findings:
                repair_derived(runtime.store, today())
            findings += check_derived(runtime.store)
            if runtime.settings.access_file.exists() or runtime.settings.uses_neo4j:
                findings += findings_about(runtime.store, runtime.access, everything=True)
        except StoreDamaged as error:
            findings = error.findings
    sentences = list(finding_sentences(findings))
    if as_json:
        print_json({"findings": list(findings)})
    else:
        for sentence in sentences or [t("cli.check.whole")]:
            print_line(sentence)
    if findings:
        raise SystemExit(_FAILED)


@family.command("erase")
@does("family erase", "family.erase", writes=True)
def erase_command(
    partnership: PartnershipArgument,
    families: Annotated[list[str], typer.Argument(metavar="FAMILY…", help="Pseudonimy rodzin.")],
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Usuwa rodziny z bazy i z zachowanych pakietów, razem ze zgodami i ścieżkami."""
    from graph.stores import erase_family
    from graph.stores.erasing_preview import held_on_families

    refuse_unasked(yes, dry_run)
    number = len(set(families))
    # The trail names the partnership and how many, never a family.
    with own_runtime(partnership, about=str(number), dry_run=dry_run) as runtime:
        try:
            if dry_run:
                _print_held(held_on_families(runtime.store, partnership, *families), as_json)
                return
            demand_agreement(yes, count("cli.erase.families", number))
            with working(t("cli.working.erase")):
                erase_family(runtime.store, partnership, *families)
        except NotFound as error:
            if error.kind != "family":
                raise
            refuse(t("cli.erase.unknown", id=partnership))
        except ScrubDue:
            refuse(t("cli.erase.traces"))
    if as_json:
        print_json({"partnership": partnership, "erased": number})
        return
    print_line(count("cli.erase.done", number))
    print_line(t("cli.erase.copies"))


def _print_held(held: "Sequence[HeldOnFamily]", as_json: bool) -> None:
    if as_json:
        print_json([asdict(one) for one in held])
        return
    print_table(
        t("cli.erase.would"),
        columns("pseudonym", "case_steps", "seats", "permissions", "referrals"),
        [(one.family_id, one.steps, one.seats, one.permissions, one.referrals) for one in held],
    )
    print_line(t("cli.erase.nothing"))
