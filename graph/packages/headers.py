"""Which column of a file is which declared column, whatever language its header speaks."""

from collections.abc import Sequence

from graph.packages.columns import Table, folded
from graph.packages.personal import looks_personal
from graph.packages.raw import shown
from graph.packages.words import Findings, Words


def place_columns(table: Table, header: Sequence[str], findings: Findings) -> dict[str, int]:
    """Find the declared columns in a header; reports those that miss or stand twice.

    The names of the package format win over the Polish headers, these over further names.

    Returns
    -------
    dict of str to int
        Column name to position.
    """
    exact = [text.strip().casefold() for text in header]
    plain = [folded(text) for text in header]
    place: dict[str, int] = {}
    for column in table.columns:
        spots = [i for i, name in enumerate(exact) if name == column.name]
        for accepted in (column.name, folded(column.header_pl), *column.aliases):
            spots = spots or [i for i, name in enumerate(plain) if name == accepted]
        if len(spots) == 1:
            place[column.name] = spots[0]
        elif spots:
            once = Words("this column only once", "tylko jedna taka kolumna")
            findings.problem(table.name, once, row=1, column=column.name)
        elif column.required:
            there = Words(f"a column {column.name}", f"kolumna {column.name} albo {column.header_pl}")
            findings.problem(table.name, there, row=1, column=column.name)
    for spot, text in enumerate(header):
        if spot not in place.values() and text.strip() and not looks_personal(text):
            findings.note(
                f"{table.name}: column {shown(text)} was not used",
                f"{table.name_pl}: kolumna {shown(text)} nie została użyta",
            )
    return place
