"""What a change would do, on the command line."""

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
from service.commands.output import (
    columns,
    day_of,
    print_heading,
    print_json,
    print_line,
    print_table,
    shown,
    working,
)

if TYPE_CHECKING:
    pass

_COMPARED = ("members", "ties", "density", "betweenness_centralisation", "fragmentation", "gaps")
_GAP_LISTS = ("gaps_closed", "gaps_opened", "gaps_changed", "gaps_not_compared")
IdsOption = Annotated[list[str] | None, typer.Option(metavar="ID")]
PairsOption = Annotated[list[str] | None, typer.Option(metavar="A~B")]


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("whatif")(what_if_command)


@does("whatif", Action.READ_CASES)
def what_if_command(
    partnership: PartnershipArgument,
    add: IdsOption = None,
    remove: IdsOption = None,
    tie: PairsOption = None,
    cut: PairsOption = None,
    gone: IdsOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Porównuje sieć przed zmianą i po niej; niczego nie zapisuje."""
    from graph.whatif import Change
    from service.access.policy import FULL_VISIBILITY
    from service.answers.analyses import what_if_document

    change = Change.parse(add or (), remove or (), tie or (), cut or (), gone or ())
    with own_runtime(partnership) as runtime, working(t("cli.working.compare")):
        snapshot = runtime.library.snapshot(partnership, day_of(as_of))
        found = what_if_document(runtime, snapshot, FULL_VISIBILITY, change, spoken())
    if as_json:
        print_json(found)
        return
    print_heading(t("cli.whatif.title", name=snapshot.partnership.name))
    print_line(found["verdict"]["sentence"])
    print_table(
        t("cli.whatif.table"),
        columns("measure", "before", "after"),
        [
            (t(f"cli.measure.{key}"), shown(found["before"][key]), shown(found["after"][key]))
            for key in _COMPARED
        ],
    )
    for key in _GAP_LISTS:
        print_heading(t(f"cli.whatif.{key}", n=len(found[key])))
        for gap in found[key]:
            print_line(f"- {gap['title']}")
