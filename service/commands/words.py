"""Errors as sentences for the terminal, one line for each problem."""

import errno
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from graph import errors
from graph.errors import Problem, rows_named
from graph.understanding import Understood
from service.commands.language import spoken, t
from service.http.unavailable import in_english, in_polish
from service.settings_error import SettingsError

if TYPE_CHECKING:
    from graph.packages import Reading


def sentences_of(error: Exception) -> Iterator[str]:
    """The lines that tell what went wrong and what to do.

    >>> list(sentences_of(errors.NotFound("partnership", "gdzies")))
    ['W bazie nie ma partnerstwa o identyfikatorze: gdzies']
    """
    match error:
        case errors.InvalidPackage():
            yield from (problem_line(problem) for problem in error.problems)
            yield from (
                t("cli.note", text=polish if spoken() == "pl" else english)
                for english, polish in error.notes
            )
            yield from found_lines(error.understood)
        case errors.InvalidRequest():
            yield from (problem_line(problem) for problem in error.problems)
        case errors.Ambiguous():
            yield t("cli.error.ambiguous", ids=", ".join(error.ids))
        case errors.NotFound(kind="partnership"):
            yield t("cli.error.partnership", id=error.id)
        case errors.NotFound(kind="partnership of gmina"):
            yield t("cli.error.gmina", id=error.id)
        case errors.NotFound(kind="institution"):
            yield t("cli.error.institution", id=error.id)
        case errors.NotFound(kind="token"):
            yield t("cli.error.token", id=error.id)
        case errors.NotFound():
            yield t("cli.error.not_found", kind=error.kind, id=error.id)
        case errors.StoreLocked():
            holder = error.holder.replace("process", "proces") if spoken() == "pl" else error.holder
            yield t("cli.error.locked", path=error.path, holder=holder)
            yield t("cli.error.one_process")
        case errors.StoreUnavailable():
            yield in_polish(error) if spoken() == "pl" else t("cli.error.away", reason=in_english(error))
        case errors.StoreTooNew():
            yield t("cli.error.too_new", found=error.found, known=error.known)
        case errors.StoreDamaged():
            yield t("cli.error.damaged")
            # Only where something was found: the reader of the trail brings the whole store along.
            from service.commands.findings import finding_sentences

            yield from finding_sentences(error.findings)
        case errors.StoreError():
            yield t("cli.error.store", query=error.query, reason=error.reason)
        case errors.Conflict():
            yield t("cli.error.conflict", id=error.id, reason=error.reason)
        case SettingsError():
            yield from error.problems
        case FileExistsError() | NotADirectoryError():
            yield t("cli.error.is_file", path=error.filename or "")
            yield t("cli.error.data")
        case OSError():
            known = _SYSTEM.get(error.errno or 0)
            told = t(known) if known else error.strerror or t("cli.error.system")
            yield f"{told}: {error.filename or ''}".rstrip(": ")
        case _:
            yield str(error)


#: What the system says, by its number.
_SYSTEM: Final = {
    errno.EACCES: "cli.system.denied",
    errno.EPERM: "cli.system.denied",
    errno.EROFS: "cli.system.read_only",
    errno.ENOENT: "cli.system.no_file",
    errno.EISDIR: "cli.system.is_folder",
    errno.ENOSPC: "cli.system.no_room",
}
_QUESTIONS: Final = {
    "request": "zapytanie",
    "change": "zmiana",
    "report": "raport",
    "weights": "wagi",
    "referral": "skierowanie",
    "permission": "zgoda",
    "recipient": "odbiorca kopii",
    "identity": "klucz",
}


def problem_line(problem: Problem) -> str:
    """One problem in one line: the table as its file is named, row, column, value, expectation.

    What is no file but a question of the command line is named in Polish.

    >>> problem_line(Problem("ties", 3, "strength", "7", "1 to 5"))
    'ties, wiersz 3, kolumna strength: jest „7”; oczekiwano: 1 to 5'
    """
    if spoken() == "en":
        return str(problem)
    place = [_QUESTIONS.get(problem.table, problem.table)]
    if problem.row is not None:
        place.append(rows_named(problem.rows or (problem.row,), problem.count)[1])
    if problem.column is not None:
        place.append(f"kolumna {problem.column}")
    example = "np. " if problem.count > 1 else ""
    value = "" if problem.value is None else f" jest {example}„{_one_line(problem.value)}”;"
    expected = problem.expected_pl or problem.expected
    return f"{', '.join(place)}:{value} oczekiwano: {expected}"


def found_lines(understood: Sequence[Understood]) -> Iterator[str]:
    """What was found in a file, one line for each table.

    >>> list(found_lines([Understood("wykaz.csv", "institutions", {"Nazwa": "name"})]))
    ['Odczytano: „wykaz.csv” jako institutions (kolumny: Nazwa)']
    """
    for one in understood:
        if one.table is not None:
            columns = ", ".join(map(_one_line, one.columns))
            named = columns or t("cli.read.no_columns")
            yield t("cli.read.found", sheet=_one_line(one.sheet), table=one.table, columns=named)


def reading_lines(reading: "Reading") -> Iterator[str]:
    """How a file was read: each sheet with the field of every header, and what was made or guessed."""
    for one in reading.understood:
        pairs = [f"{_one_line(header)} → {name}" for header, name in one.columns.items()]
        pairs += [t("cli.read.unused_column", name=_one_line(header)) for header in one.unused]
        key = "cli.read.as" if one.table else "cli.read.unused"
        line = t(key, sheet=_one_line(one.sheet), table=one.table or "")
        yield line + (f": {'; '.join(pairs)}" if pairs else "")
    for guess in reading.guessed:
        yield t(
            "cli.read.given" if guess.field == "id" else "cli.read.guessed",
            table=guess.table,
            row=guess.row,
            field=guess.field,
            value=guess.value,
            source=_one_line(guess.source),
        )


def _one_line(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)
