"""The network on the command line: its measures, and a page of it drawn."""

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
    LayerName,
    LayerOption,
    MembersOnlyOption,
    OutputOption,
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
    warn_without_data,
    working,
)
from service.commands.streams import print_saved, write_file

if TYPE_CHECKING:
    pass


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("measures")(measures_command)
    app.command("view")(view_command)


@does("measures", Action.READ_CASES)
def measures_command(
    partnership: PartnershipArgument,
    as_of: AsOfOption = None,
    layer: LayerOption = LayerName.INSTITUTIONS,
    members_only: MembersOnlyOption = False,
    key_players: Annotated[int, typer.Option(min=1, help="Wielkość zbioru kluczowych instytucji.")] = 2,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Liczy miary sieci bieżących kontaktów."""
    from service.answers.analyses import measures_document

    with own_runtime(partnership) as runtime, working(t("cli.working.measures")):
        snapshot = runtime.library.snapshot(partnership, day_of(as_of))
        found = measures_document(
            snapshot, layer.value, members_only=members_only, key_players=key_players
        )
        # Tested is the network that every other view shows: the ties of all institutions.
        whole = layer is LayerName.INSTITUTIONS and not members_only
        sure = where_certainty_is(snapshot) if whole else ""
    if as_json:
        print_json(found)
        return
    names = {id: one.name for id, one in snapshot.institutions.items()} | {
        id: one.role for id, one in snapshot.workers.items()
    }
    if found["no_data"]:
        print_heading(t("cli.measures.title", name=snapshot.partnership.name))
        warn_without_data(found)
        for row in found["institutions"]:
            print_line(f"- {row['id']}: {names[row['id']]}")
        return
    print_table(
        t("cli.measures.title", name=snapshot.partnership.name),
        columns("measure", "value"),
        [
            (t("cli.measure.nodes"), found["nodes"]),
            (t("cli.measure.ties"), found["ties"]),
            (t("cli.measure.density"), shown(found["density"])),
            (t("cli.measure.components"), len(found["components"])),
            (t("cli.measure.degree_centralisation"), shown(found["degree_centralisation"])),
            (t("cli.measure.betweenness_centralisation"), shown(found["betweenness_centralisation"])),
            (t("cli.measure.e_i_index"), shown(found["e_i_index"])),
            (t("cli.measure.articulation_points"), shown(found["articulation_points"])),
            (t("cli.measure.bridges"), shown([" – ".join(one["tie"]) for one in found["bridges"]])),
            (t("cli.measure.fragmentation"), shown(found["fragmentation"])),
            (
                t("cli.measure.key_players"),
                shown([" + ".join(one) for one in found["key_players"]["sets"]]),
            ),
        ],
    )
    rows = sorted(found["institutions"], key=lambda row: (-row["betweenness"], row["id"]))
    print_table(
        t("cli.measures.by_betweenness"),
        columns("id", "name", "ties", "betweenness", "closeness", "core"),
        [
            (
                row["id"],
                names[row["id"]],
                row["degree"],
                row["betweenness"],
                row["closeness"],
                row["core"],
            )
            for row in rows
        ],
    )
    if sure:
        print_line(sure)


@does("view", Action.EXPORT)
def view_command(
    partnership: PartnershipArgument,
    output: OutputOption,
    as_of: AsOfOption = None,
    layer: LayerOption = LayerName.INSTITUTIONS,
    members_only: MembersOnlyOption = False,
    lang: LangOption = None,
) -> None:
    """Zapisuje obraz sieci jako jedną samodzielną stronę HTML."""
    from service.access.policy import FULL_VISIBILITY
    from service.network.views import view_page

    with own_runtime(partnership) as runtime, working(t("cli.working.draw")):
        snapshot = runtime.library.snapshot(partnership, day_of(as_of))
        page = view_page(
            runtime, snapshot, FULL_VISIBILITY, layer.value, members_only=members_only, lang=spoken()
        )
    write_file(output, page.encode())
    print_saved(output)
