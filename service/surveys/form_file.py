"""The form of a survey as a workbook: a sheet an institution, filled in there or on paper, read back."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final, NamedTuple, cast

from graph.model import Package
from graph.packages.books import Sheet, sheets_bytes
from graph.packages.code_words import code_of
from graph.packages.columns import folded
from graph.packages.findings import Findings
from graph.packages.grids import Grid
from graph.packages.names import tidy
from graph.packages.personal import looks_personal
from graph.packages.sources import Source
from graph.packages.words import Words
from graph.text import LANGUAGES, Localizer
from graph.vocabulary.codes import FORMALISATIONS, FREQUENCIES, Formalisation, Frequency
from graph.waves import Answer, roster_of
from service.surveys.sheet_form import STRENGTHS, Choice, Chosen, chosen_before

#: The columns of a form, in their order: the first five are filled in already.
COLUMNS: Final = (
    *("partnership", "wave", "institution", "partner_id", "partner"),
    *("choice", "strength", "frequency", "formalisation", "contact_role"),
)
_NEEDED: Final = frozenset({"partnership", "wave", "institution", "partner_id", "choice", "strength"})
_WIDTHS: Final = (16, 10, 16, 16, 44, 20, 12, 20, 26, 24)
_SHEET_SIGNS: Final = re.compile(r"[\[\]:*?/\\']")
_LONGEST_SHEET: Final = 31
#: Rows above which the headers must be.
_LOOKED_AT: Final = 6
_CHECKED_EVERY: Final = 500

_HEADERS: Final = Words(
    "the form of a survey with its headers, as it was made",
    "formularz ankiety z nagłówkami, takimi jak w pobranym pliku",
)
_CHOICE: Final = Words(
    "yes, no or don't know; blank: no answer", "tak, nie albo nie wiem; puste: brak odpowiedzi"
)
_STRENGTH: Final = Words("a whole number from 1 to 5", "liczba całkowita od 1 do 5")
_WHOLE: Final = Words(
    "1 to 5 beside yes; blank beside no and don't know",
    "ocena od 1 do 5 przy tak; puste przy nie i nie wiem",
)
_CODE: Final = Words(
    "a word of the list on the page of the survey", "określenie z listy na stronie ankiety"
)
_ONCE: Final = Words("each partner once", "każdy partner raz")
_NO_PESEL: Final = Words("no personal numbers", "bez numerów PESEL")
#: Further words for a choice, folded, beside those of the page.
_CHOICES: Final[Mapping[Choice, tuple[str, ...]]] = {
    "yes": ("tak", "t", "yes", "y", "x"),
    "no": ("nie", "n", "no"),
    "unknown": ("don_t_know", "?"),
}


class FormKey(NamedTuple):
    """Whose answer a row belongs to."""

    partnership_id: str
    wave: str
    institution_id: str


@dataclass(slots=True)
class FilledForm:
    """What one institution filled in: each partner with the row that says it, and the sheet's title."""

    table: str
    chosen: dict[str, tuple[int, Chosen]] = field(default_factory=dict[str, tuple[int, Chosen]])


def form_bytes(package: Package, wave: str, answers: Mapping[str, Answer], words: Localizer) -> bytes:
    """The .xlsx file: a sheet for each institution, with what it has answered so far.

    Parameters
    ----------
    answers
        What each institution that is asked has said, by id.
    """
    names = {one.id: one.name for one in package.institutions}
    heads = [words.t(f"survey.form.{name}") for name in COLUMNS]
    taken: set[str] = set()
    sheets = [
        Sheet(_title(names[id], taken), heads, _rows(package, wave, id, answer, words), _WIDTHS)
        for id, answer in answers.items()
    ]
    return sheets_bytes(sheets, title=f"{package.partnership.name}: {wave}")


def read_forms(source: Source, findings: Findings) -> dict[FormKey, FilledForm]:
    """What was filled in, by whom; faults go to the findings.

    A row without a choice says nothing of its partner. A frequency ``none`` is a no.
    """
    found: dict[FormKey, FilledForm] = {}
    fitting = [(grid, at) for grid in source.grids if (at := _header_at(grid)) is not None]
    if not fitting:
        findings.problem("survey", _HEADERS, row=1)
    for grid, at in fitting:
        for row, fault in grid.faults:
            findings.problem(grid.title, fault, row=row)
        place = _places(grid.rows[at][1])
        for count, (number, cells) in enumerate(grid.rows[at + 1 :]):
            if count % _CHECKED_EVERY == 0:
                findings.check_time()
            texts = {name: tidy(cells[spot]) for name, spot in place.items() if spot < len(cells)}
            _take(found, grid.title, number, texts, findings)
    return found


def _take(
    found: dict[FormKey, FilledForm],
    table: str,
    number: int,
    texts: Mapping[str, str],
    findings: Findings,
) -> None:
    def wrong(expected: Words, column: str) -> None:
        findings.problem(table, expected, row=number, column=_shown(column))

    if any(looks_personal(text) for text in texts.values()):
        findings.problem(table, _NO_PESEL, row=number)
        return
    key = FormKey(*(texts.get(name, "") for name in ("partnership", "wave", "institution")))
    partner = texts.get("partner_id", "")
    said = {name: texts.get(name, "") for name in COLUMNS[5:]}
    if not any(said.values()):
        if all(key):
            found.setdefault(key, FilledForm(table))
        return
    if not all(key) or not partner:
        wrong(_HEADERS, "partner_id")
        return
    form = found.setdefault(key, FilledForm(table))
    if partner in form.chosen:
        wrong(_ONCE, "partner_id")
        return
    frequency = cast("Frequency | None", _code(FREQUENCIES, said, "frequency", wrong))
    formalisation = cast("Formalisation | None", _code(FORMALISATIONS, said, "formalisation", wrong))
    strength = _strength(said["strength"], wrong)
    choice = _choice(said["choice"], strength, frequency, wrong)
    if choice is None:
        return
    if (choice == "yes") != (strength is not None):
        wrong(_WHOLE, "strength")
        return
    yes = choice == "yes"
    form.chosen[partner] = (
        number,
        Chosen(
            *(partner, choice, strength),
            frequency if yes else None,
            formalisation if yes else None,
            said["contact_role"] or None if yes else None,
        ),
    )


def _rows(
    package: Package, wave: str, id: str, answer: Answer, words: Localizer
) -> list[Sequence[object]]:
    known = chosen_before(answer)
    rows: list[Sequence[object]] = []
    for partner in roster_of(package, id):
        one = known.get(partner.id, Chosen(partner.id))
        rows.append(
            (
                *(package.partnership.id, wave, id, partner.id, partner.name),
                words.t(f"answer.choice.{one.choice}") if one.choice else "",
                one.strength,
                one.frequency and words.t(f"code.frequency.{one.frequency}"),
                one.formalisation and words.t(f"code.formalisation.{one.formalisation}"),
                one.contact_role,
            )
        )
    return rows


def _title(name: str, taken: set[str]) -> str:
    """The name of a sheet, each only once, of the signs and the length that workbooks allow."""
    plain = tidy(_SHEET_SIGNS.sub(" ", name))[:_LONGEST_SHEET] or "-"
    title, number = plain, 2
    while title.casefold() in taken:
        end = f" {number}"
        title, number = plain[: _LONGEST_SHEET - len(end)] + end, number + 1
    taken.add(title.casefold())
    return title


def _header_at(grid: Grid) -> int | None:
    for at, (_, cells) in enumerate(grid.rows[:_LOOKED_AT]):
        if _places(cells).keys() >= _NEEDED:
            return at
    return None


def _places(header: Sequence[str]) -> dict[str, int]:
    spots = {folded(text): spot for spot, text in reversed([*enumerate(header)])}
    titles = {
        name: [name, *(Localizer(one).t(f"survey.form.{name}") for one in LANGUAGES)] for name in COLUMNS
    }
    return {
        name: spots[folded(title)]
        for name, known in titles.items()
        for title in known
        if folded(title) in spots
    }


def _shown(column: str) -> str:
    return Localizer("pl").t(f"survey.form.{column}")


def _code(
    codes: tuple[str, ...], said: Mapping[str, str], column: str, wrong: Callable[[Words, str], None]
) -> str | None:
    text = said[column]
    if not text:
        return None
    found = code_of(codes, text)
    if found is None:
        wrong(_CODE, column)
    return found


def _strength(text: str, wrong: Callable[[Words, str], None]) -> int | None:
    plain = text.partition(" ")[0].removesuffix(",0").removesuffix(".0")
    if not text:
        return None
    if plain in {str(one) for one in STRENGTHS}:
        return int(plain)
    wrong(_STRENGTH, "strength")
    return None


def _choice(
    text: str, strength: int | None, frequency: str | None, wrong: Callable[[Words, str], None]
) -> Choice | None:
    if frequency == "none" and strength is None:
        return "no"
    if not text:
        return "yes" if strength is not None else _no_choice(wrong)
    return _words_of_choices().get(folded(text)) or _no_choice(wrong)


def _no_choice(wrong: Callable[[Words, str], None]) -> None:
    wrong(_CHOICE, "choice")


@cache
def _words_of_choices() -> Mapping[str, Choice]:
    found: dict[str, Choice] = {}
    for choice, words in _CHOICES.items():
        shown = (Localizer(lang).t(f"answer.choice.{choice}") for lang in LANGUAGES)
        found |= {folded(word): choice for word in (*words, *shown)}
    return found
