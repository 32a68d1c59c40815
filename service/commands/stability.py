"""How sure the rankings are that the other commands print."""

from typing import TYPE_CHECKING, Annotated, Final

import typer

from service.access.policy import Action
from service.commands.deeds import does, own_house
from service.commands.options import (
    AsOfOption,
    JsonOption,
    LangOption,
    LanguageName,
    PartnershipArgument,
)
from service.commands.output import day_of, print_json, print_line, working

if TYPE_CHECKING:
    from graph.snapshot import Snapshot
    from service.analyses import Language
    from service.house import House
    from service.stability import About

#: Above this many institutions testing takes longer than what is tested: it has a command of its own.
_MOST_INSTITUTIONS: Final = 100


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("stability")(stability_command)


@does("stability", Action.READ_CASES)
def stability_command(
    partnership: PartnershipArgument,
    size: Annotated[int, typer.Option(min=1, max=20, help="Wielkość najlepszego zestawu.")] = 3,
    as_of: AsOfOption = None,
    lang: LangOption = LanguageName.PL,
    as_json: JsonOption = False,
) -> None:
    """Sprawdza, czy kolejność się utrzyma, gdyby część instytucji nie odpowiedziała na ankietę."""
    from service.access.policy import FULL_SIGHT
    from service.stability import stability_answer

    with own_house(partnership) as house, working("Próby…"):
        snapshot = house.library.snapshot(partnership, day_of(as_of))
        found = stability_answer(house, snapshot, FULL_SIGHT, size, lang.value)
    if as_json:
        print_json(found)
        return
    for one in found["rankings"]:
        print_line(one["explanation"])


def certainty_line(
    house: "House", snapshot: "Snapshot", about: "About", lang: "Language" = "pl", size: int = 3
) -> str:
    """How sure a ranking is, in words; of a large partnership which command tells."""
    from graph.gaps.stability_words import stability_sentences
    from service.access.policy import FULL_SIGHT
    from service.stability import stability_of

    if len(snapshot.institutions) > _MOST_INSTITUTIONS:
        return f"Pewność wyniku: kooperacje stability {snapshot.partnership.id}"
    return stability_sentences(stability_of(house, snapshot, FULL_SIGHT, about, size), lang)
