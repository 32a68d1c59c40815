"""What is said of a package, in English and in Polish, and the lines that say it."""

from typing import Final, NamedTuple

from graph.errors import Problem, rows_named

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
    "territories": "terytoria",
}


class Words(NamedTuple):
    """The same sentence part in both languages of the product."""

    en: str
    pl: str


def problem_text_pl(problem: Problem) -> str:
    """One line in Polish: table, rows, column, value, expectation.

    Parameters
    ----------
    problem
        A problem; an expectation without Polish words stays as it is.

    Returns
    -------
    str
        The line that pages and the command line show.

    Examples
    --------
    >>> problem_text_pl(Problem("ties", 3, "strength", "7", "1 to 5", "liczba od 1 do 5"))
    'więzi, wiersz 3, kolumna strength: jest „7”; oczekiwano: liczba od 1 do 5'
    """
    place = [TABLE_NAMES_PL.get(problem.table, problem.table)]
    if problem.row is not None:
        place.append(rows_named(problem.rows or (problem.row,), problem.count)[1])
    if problem.column is not None:
        place.append(f"kolumna {problem.column}")
    expected = problem.expected_pl or problem.expected
    example = "np. " if problem.count > 1 else ""
    value = "" if problem.value is None else f" jest {example}„{' '.join(problem.value.split())}”;"
    return f"{', '.join(place)}:{value} oczekiwano: {expected}"
