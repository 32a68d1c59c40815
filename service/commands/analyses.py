"""Analyses of a partnership: measures, gaps, whom to recruit, what a change would do, the view."""

from typing import TYPE_CHECKING, Annotated

import typer

from service.access.policy import Action
from service.commands.deeds import does, own_house
from service.commands.options import (
    AsOfOption,
    JsonOption,
    LangOption,
    LanguageName,
    LayerName,
    LayerOption,
    MembersOnlyOption,
    OutputOption,
    PartnershipArgument,
)
from service.commands.output import (
    day_of,
    print_block,
    print_heading,
    print_json,
    print_line,
    print_table,
    shown,
    working,
)
from service.commands.stability import where_certainty_is
from service.commands.streams import print_saved, write_file

if TYPE_CHECKING:
    from service.documents import Document

_URGENCY = {"high": "wysoka", "medium": "średnia", "low": "niska"}
_COMPARED = {
    "członkowie": "members",
    "bieżące kontakty": "ties",
    "gęstość": "density",
    "centralizacja (pośrednictwo)": "betweenness_centralisation",
    "rozproszenie": "fragmentation",
    "luki": "gaps",
}
_GAP_LISTS = {
    "Luki, które znikną": "gaps_closed",
    "Luki, które powstaną": "gaps_opened",
    "Luki, które się zmienią": "gaps_changed",
    "Luki, których nie da się porównać": "gaps_not_compared",
}
_NO_DATA = (
    "Brak danych o współpracy: na ten dzień nie ma ani jednej odpowiedzi, kto z kim pracuje. Miar sieci "
    "i luk, które wynikają z kontaktów, nie da się ustalić. To nie znaczy, że kontaktów nie ma."
)
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
        print_line(_NO_DATA)


@does("measures", Action.READ_CASES)
def measures_command(
    partnership: PartnershipArgument,
    as_of: AsOfOption = None,
    layer: LayerOption = LayerName.INSTITUTIONS,
    members_only: MembersOnlyOption = False,
    key_players: Annotated[int, typer.Option(min=1, help="Wielkość zbioru kluczowych instytucji.")] = 2,
    as_json: JsonOption = False,
) -> None:
    """Liczy miary sieci bieżących kontaktów."""
    from service.analyses import measures_document

    with own_house(partnership) as house, working("Liczenie miar…"):
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
        print_heading(f"Sieć współpracy: {snapshot.partnership.name}")
        _warn_without_data(found)
        for row in found["institutions"]:
            print_line(f"- {row['id']}: {names[row['id']]}")
        return
    print_table(
        f"Sieć współpracy: {snapshot.partnership.name}",
        ("Miara", "Wartość"),
        [
            ("liczba węzłów", found["nodes"]),
            ("liczba bieżących kontaktów", found["ties"]),
            ("gęstość", shown(found["density"])),
            ("liczba części sieci", len(found["components"])),
            ("centralizacja (stopień)", shown(found["degree_centralisation"])),
            ("centralizacja (pośrednictwo)", shown(found["betweenness_centralisation"])),
            ("wskaźnik E-I (sektory)", shown(found["e_i_index"])),
            ("jedyni łącznicy", shown(found["articulation_points"])),
            ("jedyne połączenia", shown([" – ".join(one["tie"]) for one in found["bridges"]])),
            ("rozproszenie", shown(found["fragmentation"])),
            ("kluczowe instytucje", shown([" + ".join(one) for one in found["key_players"]["sets"]])),
        ],
    )
    rows = sorted(found["institutions"], key=lambda row: (-row["betweenness"], row["id"]))
    print_table(
        "Według pośrednictwa",
        ("Id", "Nazwa", "Kontakty", "Pośrednictwo", "Bliskość", "Rdzeń"),
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
    lang: LangOption = LanguageName.PL,
    as_json: JsonOption = False,
) -> None:
    """Pokazuje luki we współpracy, od najpilniejszych."""
    from service.access.policy import FULL_SIGHT
    from service.analyses import gaps_document

    with own_house(partnership) as house, working("Szukanie luk…"):
        snapshot = house.library.snapshot(partnership, day_of(as_of))
        found = gaps_document(house, snapshot, FULL_SIGHT, lang.value)
        sure = where_certainty_is(snapshot)
    if as_json:
        print_json(found)
        return
    print_heading(f"Luki we współpracy: {snapshot.partnership.name} (liczba: {len(found['gaps'])})")
    _warn_without_data(found)
    for number, gap in enumerate(found["gaps"], 1):
        print_block(
            f"{number}. {gap['title']}",
            f"Pilność: {_URGENCY[gap['urgency']]}. {gap['explanation']}",
            gap["advice"],
        )
    print_line(sure)


@does("recruit", Action.READ_CASES)
def recruit_command(
    partnership: PartnershipArgument,
    size: Annotated[int, typer.Option(min=1, help="Wielkość najlepszego zestawu.")] = 3,
    as_of: AsOfOption = None,
    lang: LangOption = LanguageName.PL,
    as_json: JsonOption = False,
) -> None:
    """Podpowiada, kogo zaprosić do partnerstwa."""
    from service.access.policy import FULL_SIGHT
    from service.analyses import recruitment_document

    with own_house(partnership) as house, working("Ocena kandydatów…"):
        snapshot = house.library.snapshot(partnership, day_of(as_of))
        found = recruitment_document(house, snapshot, FULL_SIGHT, size, lang.value)
        sure = where_certainty_is(snapshot)
    if as_json:
        print_json(found)
        return
    print_heading(f"Kogo zaprosić: {snapshot.partnership.name}")
    _warn_without_data(found)
    for one in found["candidates"]:
        print_block(
            f"{one['rank']}. {one['name']} ({one['id']}, korzyść: {shown(one['gain'])})",
            one["explanation"],
        )
    best = found["best_set"]
    proof = "najlepszy z możliwych" if best["optimal"] else f"górna granica: {shown(best['bound'])}"
    print_line(f"Najlepszy zestaw: {shown(best['ids'])} (korzyść: {shown(best['gain'])}; {proof})")
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
    lang: LangOption = LanguageName.PL,
    as_json: JsonOption = False,
) -> None:
    """Porównuje sieć przed zmianą i po niej; niczego nie zapisuje."""
    from graph.whatif import Change
    from service.access.policy import FULL_SIGHT
    from service.analyses import what_if_document

    change = Change.parse(add or (), remove or (), tie or (), cut or (), gone or ())
    with own_house(partnership) as house, working("Porównywanie…"):
        snapshot = house.library.snapshot(partnership, day_of(as_of))
        found = what_if_document(house, snapshot, FULL_SIGHT, change, lang.value)
    if as_json:
        print_json(found)
        return
    print_heading(f"Co się zmieni: {snapshot.partnership.name}")
    print_line(found["verdict"]["sentence"])
    print_table(
        "Przed zmianą i po niej",
        ("Miara", "Przed", "Po"),
        [
            (name, shown(found["before"][key]), shown(found["after"][key]))
            for name, key in _COMPARED.items()
        ],
    )
    for title, key in _GAP_LISTS.items():
        print_heading(f"{title} (liczba: {len(found[key])})")
        for gap in found[key]:
            print_line(f"- {gap['title']}")


@does("view", Action.EXPORT)
def view_command(
    partnership: PartnershipArgument,
    output: OutputOption,
    as_of: AsOfOption = None,
    layer: LayerOption = LayerName.INSTITUTIONS,
    members_only: MembersOnlyOption = False,
    lang: LangOption = LanguageName.PL,
) -> None:
    """Zapisuje obraz sieci jako jedną samodzielną stronę HTML."""
    from service.access.policy import FULL_SIGHT
    from service.views import view_page

    with own_house(partnership) as house, working("Rysowanie…"):
        snapshot = house.library.snapshot(partnership, day_of(as_of))
        page = view_page(
            house, snapshot, FULL_SIGHT, layer.value, members_only=members_only, lang=lang.value
        )
    write_file(output, page.encode())
    print_saved(output)
