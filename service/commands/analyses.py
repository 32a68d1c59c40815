"""Analyses of a partnership: measures, gaps, whom to recruit, what a change would do, the view."""

from typing import TYPE_CHECKING, Annotated

import typer

from service.access.policy import Action
from service.certainty.commands import where_certainty_is
from service.commands.deeds import does, own_house
from service.commands.language import count, spoken, t
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
    print_block,
    print_heading,
    print_json,
    print_line,
    print_table,
    shown,
    working,
)
from service.commands.streams import print_saved, write_file

if TYPE_CHECKING:
    from service.answers.documents import Document

_COMPARED = ("members", "ties", "density", "betweenness_centralisation", "fragmentation", "gaps")
_GAP_LISTS = ("gaps_closed", "gaps_opened", "gaps_changed", "gaps_not_compared")
IdsOption = Annotated[list[str] | None, typer.Option(metavar="ID")]
PairsOption = Annotated[list[str] | None, typer.Option(metavar="A~B")]


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("measures")(measures_command)
    app.command("gaps")(gaps_command)
    app.command("recruit")(recruit_command)
    app.command("whatif")(what_if_command)
    app.command("view")(view_command)


def _warn_without_data(found: "Document") -> None:
    if found["no_data"]:
        print_line(t("cli.no_data"))


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

    with own_house(partnership) as house, working(t("cli.working.measures")):
        snapshot = house.library.snapshot(partnership, day_of(as_of))
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
        _warn_without_data(found)
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


@does("gaps", Action.READ_CASES)
def gaps_command(
    partnership: PartnershipArgument,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Pokazuje luki we współpracy, od najpilniejszych."""
    from service.access.policy import FULL_SIGHT
    from service.answers.analyses import gaps_document

    with own_house(partnership) as house, working(t("cli.working.gaps")):
        snapshot = house.library.snapshot(partnership, day_of(as_of))
        found = gaps_document(house, snapshot, FULL_SIGHT, spoken())
        sure = where_certainty_is(snapshot)
    if as_json:
        print_json(found)
        return
    print_heading(count("cli.gaps.title", len(found["gaps"]), name=snapshot.partnership.name))
    _warn_without_data(found)
    for number, gap in enumerate(found["gaps"], 1):
        print_block(
            f"{number}. {gap['title']}",
            t("cli.gaps.one", urgency=t(f"urgency.{gap['urgency']}"), text=gap["explanation"]),
            gap["advice"],
        )
    print_line(sure)


@does("recruit", Action.READ_CASES)
def recruit_command(
    partnership: PartnershipArgument,
    size: Annotated[int, typer.Option(min=1, help="Wielkość najlepszego zestawu.")] = 3,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Podpowiada, kogo zaprosić do partnerstwa."""
    from service.access.policy import FULL_SIGHT
    from service.answers.analyses import recruitment_document

    with own_house(partnership) as house, working(t("cli.working.recruit")):
        snapshot = house.library.snapshot(partnership, day_of(as_of))
        found = recruitment_document(house, snapshot, FULL_SIGHT, size, spoken())
        sure = where_certainty_is(snapshot)
    if as_json:
        print_json(found)
        return
    print_heading(t("cli.recruit.title", name=snapshot.partnership.name))
    _warn_without_data(found)
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
    from service.access.policy import FULL_SIGHT
    from service.answers.analyses import what_if_document

    change = Change.parse(add or (), remove or (), tie or (), cut or (), gone or ())
    with own_house(partnership) as house, working(t("cli.working.compare")):
        snapshot = house.library.snapshot(partnership, day_of(as_of))
        found = what_if_document(house, snapshot, FULL_SIGHT, change, spoken())
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
    from service.access.policy import FULL_SIGHT
    from service.network.views import view_page

    with own_house(partnership) as house, working(t("cli.working.draw")):
        snapshot = house.library.snapshot(partnership, day_of(as_of))
        page = view_page(
            house, snapshot, FULL_SIGHT, layer.value, members_only=members_only, lang=spoken()
        )
    write_file(output, page.encode())
    print_saved(output)
