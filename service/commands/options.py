"""Arguments and options that several commands share."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from service.commands.language import speak, t

_LONGEST_LABEL: Final = 200

PartnershipArgument = Annotated[
    str, typer.Argument(metavar="PARTNERSHIP", help="Identyfikator partnerstwa.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Jeden dokument JSON zamiast tabel.")]


def label(text: str) -> str:
    """A text for the trail, as long as it names no person.

    Raises
    ------
    BadParameter
        Without repeating the text.
    """
    if not text:
        return text
    from service.access.labels import names_a_person

    if len(text) > _LONGEST_LABEL or names_a_person(text):
        raise typer.BadParameter(t("cli.label", n=_LONGEST_LABEL))
    return text


PurposeOption = Annotated[
    str,
    typer.Option(
        "--purpose",
        metavar="TEXT",
        parser=label,
        help="Po co, bez nazwisk; widać w dzienniku dostępu.",
    ),
]
AsOfOption = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="Dzień, na który liczyć (domyślnie dziś)."),
]
FileOutputOption = Annotated[Path, typer.Option("-o", "--output", help="Plik do zapisania.")]
OutputOption = Annotated[
    Path, typer.Option("-o", "--output", help="Plik do zapisania; - to standardowe wyjście.")
]


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


class ReportFormatName(StrEnum):
    """Kinds of files of a report."""

    HTML = "html"
    PDF = "pdf"
    XLSX = "xlsx"


def _speak(language: LanguageName | None) -> LanguageName | None:
    if language is not None:
        speak(language.value)
    return language


#: Read before all others, so that what is wrong with them is said in it; commands ask what is spoken.
LangOption = Annotated[
    LanguageName | None,
    typer.Option("--lang", callback=_speak, is_eager=True, help="Język zdań (domyślnie pl)."),
]
LayerOption = Annotated[LayerName, typer.Option("--layer", help="Poziom współpracy.")]
MembersOnlyOption = Annotated[bool, typer.Option("--members-only", help="Tylko członkowie PZK.")]
