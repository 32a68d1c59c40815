"""How sure the rankings are that the other commands print."""

from typing import TYPE_CHECKING, Annotated

import typer

from service.access.policy import Action
from service.commands.audited import does, own_runtime
from service.commands.language import spoken, t
from service.commands.options import (
    AsOfOption,
    JsonOption,
    LangOption,
    PartnershipArgument,
)
from service.commands.output import day_of, print_json, print_line, working

if TYPE_CHECKING:
    from graph.snapshot import Snapshot


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("stability")(stability_command)


@does("stability", Action.READ_CASES)
def stability_command(
    partnership: PartnershipArgument,
    size: Annotated[int, typer.Option(min=1, max=20, help="Wielkość najlepszego zestawu.")] = 3,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Sprawdza, czy kolejność się utrzyma, gdyby część instytucji nie odpowiedziała na ankietę."""
    from service.access.policy import FULL_VISIBILITY
    from service.certainty.stability import stability_answer

    with own_runtime(partnership) as runtime, working(t("cli.working.stability")):
        snapshot = runtime.library.snapshot(partnership, day_of(as_of))
        found = stability_answer(runtime, snapshot, FULL_VISIBILITY, size, spoken())
    if as_json:
        print_json(found)
        return
    for one in found["rankings"]:
        print_line(one["explanation"])


def where_certainty_is(snapshot: "Snapshot") -> str:
    """Which command says how sure a ranking is; testing takes longer than the ranking itself."""
    return t("cli.certainty", command=f"kooperacje stability {snapshot.partnership.id}")
