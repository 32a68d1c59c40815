"""The portfolio on the command line."""

from enum import StrEnum
from typing import Annotated

import typer

from service.access.policy import Action
from service.commands.audited import does, own_runtime
from service.commands.language import count, localizer, spoken, t
from service.commands.options import JsonOption, LangOption
from service.commands.output import columns, print_json, print_line, print_table, working


class SortName(StrEnum):
    """What the rows are sorted by."""

    ATTENTION = "attention"
    GAPS = "gaps"
    AGE = "age"
    NAME = "name"


def _place(text: str) -> str:
    if not (text.isascii() and text.isdigit() and len(text) in {2, 4, 6, 7}):
        raise typer.BadParameter(t("cli.portfolio.place"))
    return text


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("portfolio")(portfolio_command)


@does("portfolio", Action.READ_CASES)
def portfolio_command(
    territory: Annotated[
        str | None,
        typer.Option(
            "--territory",
            parser=_place,
            metavar="PREFIX",
            help="Tylko partnerstwa z tego województwa, powiatu albo gminy (kod TERC).",
        ),
    ] = None,
    sort: Annotated[
        SortName, typer.Option("--sort", help="Kolejność: wymaga uwagi, luki, wiek danych, nazwa.")
    ] = SortName.ATTENTION,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Pokazuje wszystkie partnerstwa obok siebie, od tych, które najbardziej wymagają uwagi."""
    from service.access.policy import FULL_VISIBILITY
    from service.portfolio.document import portfolio_document, reach_of
    from service.portfolio.shelf import shelf_of

    with own_runtime() as runtime, working(t("cli.working.portfolio")):
        portfolio = shelf_of(runtime).portfolio()
        found = portfolio_document(
            *(runtime, portfolio, reach_of(portfolio, FULL_VISIBILITY, lambda _id, _place: True)),
            territory=territory,
            sort=sort.value,
            lang=spoken(),
            comparing=as_json,
        )
    if as_json:
        print_json(found)
        return
    rows = found["partnerships"]
    if not rows:
        print_line(t("cli.portfolio.none"))
        return
    print_table(
        count("cli.portfolio.title", len(rows)),
        columns("gmina", "powiat", "attention", "high", "medium", "low", "age", "overdue", "reasons"),
        [
            (
                *(row["gmina"], row["powiat"], row["attention"], *row["gaps"].values()),
                *(row["data_age_days"], row["advice_overdue"], " ".join(row["reasons"])),
            )
            for row in rows
        ],
    )
    number = localizer().number
    for key, listed, value in (
        ("cli.portfolio.needs", found["roll_up"]["unmet_needs"], "partnerships"),
        ("cli.portfolio.barriers", found["roll_up"]["barriers"], "count"),
    ):
        if listed:
            what = "; ".join(f"{one['name']} – {number(one[value])}" for one in listed)
            print_line(t(key, what=what))
