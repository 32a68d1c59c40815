"""The need whose cases have a closed circle of their own is never stored."""

from graph.packages.findings import Findings
from graph.packages.parse import Row
from graph.packages.words import Words
from graph.vocabulary import CLOSED_CIRCLE_NEED


def without_closed_circle(rows: dict[str, list[Row]], findings: Findings) -> list[Row]:
    """Take the need with a closed circle of its own out of families and of demand.

    Neither a family nor a row nor a number is named: that alone would tell of whom it is.
    """
    dropped = False
    for row in rows["families"]:
        needs = row.texts("needs")
        if CLOSED_CIRCLE_NEED in needs:
            dropped = True
            row.values["needs"] = tuple(need for need in needs if need != CLOSED_CIRCLE_NEED)
    if dropped:
        findings.note(
            Words(
                f"need {CLOSED_CIRCLE_NEED} is never stored and was dropped",
                f"potrzeba {CLOSED_CIRCLE_NEED} nie jest przechowywana i została pominięta",
            ),
            table="families",
        )
    kept = [row for row in rows["demand"] if row.text("need") != CLOSED_CIRCLE_NEED]
    if len(kept) < len(rows["demand"]):
        findings.note(
            Words(
                f"need {CLOSED_CIRCLE_NEED} has a door of its own and was dropped",
                f"potrzeba {CLOSED_CIRCLE_NEED} ma własną drogę pomocy i została pominięta",
            ),
            table="demand",
        )
    return kept
