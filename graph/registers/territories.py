"""The official list of territories (TERC): names of województwa, powiaty and gminy by their codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from graph.packages.columns import folded
from graph.packages.findings import Findings
from graph.packages.sources import Source
from graph.packages.words import Words
from graph.registers.tables import table_of
from graph.vocabulary import gmina_of
from graph.vocabulary.territory import is_city_with_county_rights

#: How many digits each part of a code has.
_DIGITS: Final = {"woj": 2, "pow": 2, "gmi": 2, "rodz": 1}
#: Last digits of the town in a gmina and of the rural area around it: parts of the gmina.
_PARTS: Final = frozenset("45")
_REGIONS: Final = frozenset(f"{number:02}" for number in range(2, 33, 2))
_CODE: Final = Words(
    "a code as in TERC: WOJ, then POW, then GMI with RODZ",
    "kod jak w TERC: WOJ, potem POW, potem GMI razem z RODZ",
)
_NAME: Final = Words("a name, not blank", "nazwa; komórka nie może być pusta")
_ONE_NAME: Final = Words("one name for each code", "jedna nazwa dla każdego kodu")


@dataclass(frozen=True, slots=True)
class TercFile:
    """Names of territories by code, a gmina's of six digits; numbers of rows and of those of parts."""

    names: Mapping[str, str]
    rows: int = 0
    parts: int = 0
    unused: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


def read_terc(source: Source, findings: Findings) -> TercFile:
    """Read the list of territories.

    The town and the rural area of a gmina are parts of it and have no name of their own here.

    Parameters
    ----------
    source
        The file.
    findings
        Takes the problems; whoever calls raises them.
    """
    table = table_of(source, "terc", findings)
    names: dict[str, str] = {}
    parts = 0
    for number, row in table.rows:
        code = _code(row)
        if code is None:
            written = ";".join(row.get(part, "") for part in _DIGITS)
            findings.problem("terc", _CODE, row=number, column=table.header("woj"), value=written)
            continue
        if not row.get("name"):
            findings.problem("terc", _NAME, row=number, column=table.header("name"))
            continue
        if code[6:] in _PARTS and code[6:]:
            parts += 1
            continue
        name = name_of(code, row["name"], row.get("kind", ""))
        if names.setdefault(gmina_of(code), name) != name:
            findings.problem(
                "terc", _ONE_NAME, row=number, column=table.header("name"), value=row["name"]
            )
    notes = tuple((note.pl, note.en) for note in findings.notes)
    return TercFile(names, len(table.rows), parts, table.unused, table.others, notes)


def name_of(code: str, name: str, kind: str) -> str:
    """The name of a territory as people say it.

    >>> name_of("24", "ŚLĄSKIE", "województwo"), name_of("2499", "lipowski", "powiat")
    ('województwo śląskie', 'powiat lipowski')
    >>> name_of("2469", "Katowice", "miasto na prawach powiatu"), name_of("2499022", "Lipowo", "")
    ('Katowice', 'Lipowo')
    """
    if len(code) == 2:
        plain = name.lower().removeprefix("województwo ")
        return f"województwo {plain}"
    if len(code) == 4 and not is_city_with_county_rights(code):
        return name if folded(name).startswith("powiat_") else f"powiat {name}"
    return name


def _code(row: Mapping[str, str]) -> str | None:
    """The code of a row: its parts put together, zeros that were lost put back."""
    code = ""
    ended = False
    for part, digits in _DIGITS.items():
        text = row.get(part, "").removesuffix(".0")
        if not text:
            ended = True
            continue
        if ended or not (text.isascii() and text.isdigit()) or len(text) > digits:
            return None
        code += text.zfill(digits)
    return code if code[:2] in _REGIONS and len(code) in {2, 4, 7} else None
