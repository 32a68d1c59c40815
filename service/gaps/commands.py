"""Coordination gaps on the command line."""

from typing import TYPE_CHECKING

import typer

from service.access.policy import Action
from service.certainty.commands import where_certainty_is
from service.commands.audited import does, own_runtime
from service.commands.language import count, spoken, t
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
    warn_without_data,
    working,
)

if TYPE_CHECKING:
    pass


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("gaps")(gaps_command)


@does("gaps", Action.READ_CASES)
def gaps_command(
    partnership: PartnershipArgument,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Pokazuje luki we współpracy, od najpilniejszych."""
    from service.access.policy import FULL_VISIBILITY
    from service.answers.analyses import gaps_document

    with own_runtime(partnership) as runtime, working(t("cli.working.gaps")):
        snapshot = runtime.library.snapshot(partnership, day_of(as_of))
        found = gaps_document(runtime, snapshot, FULL_VISIBILITY, spoken())
        sure = where_certainty_is(snapshot)
    if as_json:
        print_json(found)
        return
    print_heading(count("cli.gaps.title", len(found["gaps"]), name=snapshot.partnership.name))
    warn_without_data(found)
    for number, gap in enumerate(found["gaps"], 1):
        print_block(
            f"{number}. {gap['title']}",
            t("cli.gaps.one", urgency=t(f"urgency.{gap['urgency']}"), text=gap["explanation"]),
            gap["advice"],
        )
    print_line(sure)
