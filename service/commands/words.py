"""Errors as Polish sentences for the terminal, one line for each problem."""

import errno
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from graph import errors
from graph.errors import Problem, rows_named
from graph.understanding import Understood
from service.settings_error import SettingsError
from service.unavailable import in_polish

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
            yield from (f"Uwaga: {polish}" for _, polish in error.notes)
            yield from found_lines(error.understood)
        case errors.InvalidRequest():
            yield from (problem_line(problem) for problem in error.problems)
        case errors.Ambiguous():
            yield f"Pasuje kilka partnerstw, proszę wskazać jedno: {', '.join(error.ids)}"
        case errors.NotFound(kind="partnership"):
            yield f"W bazie nie ma partnerstwa o identyfikatorze: {error.id}"
        case errors.NotFound(kind="partnership of gmina"):
            yield f"Żadne partnerstwo w bazie nie obejmuje gminy: {error.id}"
        case errors.NotFound(kind="institution"):
            yield f"Na mapie partnerstwa nie ma instytucji o identyfikatorze: {error.id}"
        case errors.NotFound(kind="token"):
            yield f"Nie ma tokenu ani linku o identyfikatorze: {error.id}"
        case errors.NotFound():
            yield f"Nie znaleziono ({error.kind}): {error.id}"
        case errors.StoreLocked():
            holder = error.holder.replace("process", "proces")
            yield f"Baza {error.path} jest w użyciu ({holder})."
            yield (
                "Osadzoną bazę może otworzyć jeden proces naraz. Proszę zatrzymać tamten proces"
                " (np. kooperacje serve albo kooperacje demo) albo podać inny katalog w KOOPERACJE_DATA."
            )
        case errors.StoreUnavailable():
            yield in_polish(error)
        case errors.StoreTooNew():
            yield (
                f"Bazę zapisała nowsza wersja programu (wersja bazy: {error.found},"
                f" znana: {error.known}). Potrzebna jest nowsza wersja programu."
            )
        case errors.StoreDamaged():
            yield "Baza jest uszkodzona:"
            # Only where something was found: the reader of the trail brings the whole store along.
            from service.commands.findings import finding_sentences

            yield from finding_sentences(error.findings)
        case errors.StoreError():
            yield f"Baza danych nie wykonała polecenia ({error.query}): {error.reason}"
        case errors.Conflict():
            yield f"Nie udało się zapisać ({error.id}): {error.reason}."
        case SettingsError():
            yield from error.problems
        case FileExistsError() | NotADirectoryError():
            yield f"To jest plik, a potrzebny jest katalog: {error.filename or ''}"
            yield "Katalog danych wskazuje zmienna KOOPERACJE_DATA: proszę podać w niej inny."
        case OSError():
            told = _SYSTEM.get(error.errno or 0, error.strerror or "Błąd systemu")
            yield f"{told}: {error.filename or ''}".rstrip(": ")
        case _:
            yield str(error)


#: What the system says in English, by its number.
_SYSTEM: Final = {
    errno.EACCES: "Brak uprawnień",
    errno.EPERM: "Brak uprawnień",
    errno.EROFS: "Tu nie można zapisywać, dysk jest tylko do odczytu",
    errno.ENOENT: "Nie ma takiego pliku ani katalogu",
    errno.EISDIR: "To jest katalog, a potrzebny jest plik",
    errno.ENOSPC: "Brak miejsca na dysku",
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
            yield f"Odczytano: „{_one_line(one.sheet)}” jako {one.table} (kolumny: {columns or 'brak'})"


def reading_lines(reading: "Reading") -> Iterator[str]:
    """How a file was read: each sheet with the field of every header, and what was made or guessed."""
    for one in reading.understood:
        pairs = [f"{_one_line(header)} → {name}" for header, name in one.columns.items()]
        pairs += [f"{_one_line(header)} – nie użyto" for header in one.unused]
        table = f"jako {one.table}" if one.table else "– nie użyto"
        yield f"Odczytano: „{_one_line(one.sheet)}” {table}" + (f": {'; '.join(pairs)}" if pairs else "")
    for guess in reading.guessed:
        what = "Nadano" if guess.field == "id" else "Odgadnięto"
        place = f"{guess.table}, wiersz {guess.row}"
        yield f"{what}: {place}, {guess.field}: {guess.value} („{_one_line(guess.source)}”)"


def _one_line(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)
