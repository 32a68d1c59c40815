"""Arguments and options that several commands share."""

import re
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

_LONGEST_PURPOSE: Final = 200
_ELEVEN_DIGITS: Final = re.compile(r"(?<!\d)\d{11}(?!\d)")

PartnershipArgument = Annotated[
    str, typer.Argument(metavar="PARTNERSHIP", help="Identyfikator partnerstwa.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Jeden dokument JSON zamiast tabel.")]


def _told_purpose(text: str) -> str:
    if len(text) > _LONGEST_PURPOSE or _ELEVEN_DIGITS.search(text):
        raise typer.BadParameter(f"najwyżej {_LONGEST_PURPOSE} znaków, bez numeru PESEL")
    return text


PurposeOption = Annotated[
    str,
    typer.Option(
        "--purpose",
        metavar="TEXT",
        parser=_told_purpose,
        help="Po co, bez nazwisk; widać w dzienniku dostępu.",
    ),
]
AsOfOption = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="Dzień, na który liczyć (domyślnie dziś)."),
]
OutputOption = Annotated[Path, typer.Option("-o", "--output", help="Plik albo katalog do zapisania.")]


class LanguageName(StrEnum):
    """Languages of titles and explanations."""

    PL = "pl"
    EN = "en"


class LayerName(StrEnum):
    """Networks of a partnership."""

    INSTITUTIONS = "institutions"
    WORKERS = "workers"
    CASES = "cases"


class FormatName(StrEnum):
    """Kinds of exported files."""

    PACKAGE = "package"
    XLSX = "xlsx"
    GRAPHML = "graphml"
    JSON = "json"


LangOption = Annotated[LanguageName, typer.Option("--lang", help="Język opisów.")]
LayerOption = Annotated[LayerName, typer.Option("--layer", help="Poziom współpracy.")]
MembersOnlyOption = Annotated[bool, typer.Option("--members-only", help="Tylko członkowie PZK.")]
