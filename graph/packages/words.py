"""Findings about a package: what was expected and what was noticed, in English and in Polish."""

from typing import Final, NamedTuple

from graph.errors import InvalidPackage, Problem

#: Problems listed at most; the rest are counted.
MOST_PROBLEMS: Final = 1000
#: Characters of a faulty value that are shown.
_SHOWN: Final = 80

TABLE_NAMES_PL: Final = {
    "package": "pakiet",
    "partnership": "partnerstwo",
    "institutions": "instytucje",
    "workers": "pracownicy",
    "services": "usługi",
    "families": "rodziny",
    "ties": "więzi",
    "teams": "zespoły",
    "demand": "zapotrzebowanie",
    "waves": "fale",
}


class Words(NamedTuple):
    """The same sentence part in both languages of the product."""

    en: str
    pl: str


class Findings:
    """Collects every problem and note of one reading, up to a bound, in reading order."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.notes: list[Words] = []
        self._unlisted = 0

    def problem(
        self,
        table: str,
        expected: Words,
        *,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
    ) -> None:
        """Add one problem; ``value`` must not be given where showing it could disclose a person."""
        if len(self.problems) >= MOST_PROBLEMS:
            self._unlisted += 1
            return
        shown = value if value is None or len(value) <= _SHOWN else value[:_SHOWN] + "…"
        self.problems.append(Problem(table, row, column, shown, expected.en, expected.pl))

    def note(self, en: str, pl: str) -> None:
        """Add one warning: the data are taken as they are, but somebody should know."""
        if len(self.notes) < MOST_PROBLEMS:
            self.notes.append(Words(en, pl))

    def raise_problems(self) -> None:
        """Stop here if anything is wrong.

        Raises
        ------
        InvalidPackage
            With every problem found so far, ordered by table and row.
        """
        if not self.problems:
            return
        order = {name: place for place, name in enumerate(TABLE_NAMES_PL)}
        found = sorted(self.problems, key=lambda p: (order.get(p.table, len(order)), p.row or 0))
        if self._unlisted:
            more = Words(
                f"fewer faults: {self._unlisted} more problems are not listed",
                f"mniej błędów: liczba błędów poza tą listą: {self._unlisted}",
            )
            found.append(Problem("package", None, None, None, more.en, more.pl))
        raise InvalidPackage(found)


def problem_text_pl(problem: Problem) -> str:
    """One line in Polish: table, row, column, value, expectation.

    Parameters
    ----------
    problem
        A problem; an expectation without Polish words stays as it is.

    Returns
    -------
    str
        The line that pages show.

    Examples
    --------
    >>> problem_text_pl(Problem("ties", 3, "strength", "7", "1 to 5", "liczba od 1 do 5"))
    'więzi, wiersz 3, kolumna strength: jest „7”; oczekiwano: liczba od 1 do 5'
    """
    place = [TABLE_NAMES_PL.get(problem.table, problem.table)]
    if problem.row is not None:
        place.append(f"wiersz {problem.row}")
    if problem.column is not None:
        place.append(f"kolumna {problem.column}")
    expected = problem.expected_pl or problem.expected
    value = "" if problem.value is None else f" jest „{' '.join(problem.value.split())}”;"
    return f"{', '.join(place)}:{value} oczekiwano: {expected}"
