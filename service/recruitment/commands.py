"""Whom to recruit, on the command line."""

from typing import TYPE_CHECKING, Annotated

import typer

from service.access.policy import Action
from service.certainty.commands import where_certainty_is
from service.commands.audited import does, own_runtime
from service.commands.language import spoken, t
from service.commands.options import (
    AsOfOption,
    JsonOption,
    LangOption,
    PartnershipArgument,
)
from service.commands.output import (
    day_of,
    print_block,
    print_heading,
    print_json,
    print_line,
    shown,
    warn_without_data,
    working,
)

if TYPE_CHECKING:
    pass


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("recruit")(recruit_command)


@does("recruit", Action.READ_CASES)
def recruit_command(
    partnership: PartnershipArgument,
    size: Annotated[int, typer.Option(min=1, help="Wielkość najlepszego zestawu.")] = 3,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Podpowiada, kogo zaprosić do partnerstwa."""
    from service.access.policy import FULL_VISIBILITY
    from service.answers.analyses import recruitment_document

    with own_runtime(partnership) as runtime, working(t("cli.working.recruit")):
        snapshot = runtime.library.snapshot(partnership, day_of(as_of))
        found = recruitment_document(runtime, snapshot, FULL_VISIBILITY, size, spoken())
        sure = where_certainty_is(snapshot)
    if as_json:
        print_json(found)
        return
    print_heading(t("cli.recruit.title", name=snapshot.partnership.name))
    warn_without_data(found)
    for one in found["candidates"]:
        print_block(
            t(
                "cli.recruit.one",
                rank=one["rank"],
                name=one["name"],
                id=one["id"],
                gain=shown(one["gain"]),
            ),
            one["explanation"],
        )
    best = found["best_set"]
    proof = t("cli.recruit.best") if best["optimal"] else t("cli.recruit.bound", n=shown(best["bound"]))
    print_line(t("cli.recruit.set", ids=shown(best["ids"]), gain=shown(best["gain"]), proof=proof))
    print_line(sure)
