"""What the reports of all ties say, sorted in one pass by what the detectors look for.

Most ties are of no interest to most detectors, and reading thousands of reports once for each of them
would take longer than everything they find.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.snapshot import Pair, Tie
from graph.snapshot.ties import rating_of

_FORMAL: Final = frozenset({"agreement", "statutory"})


@dataclass(frozen=True, slots=True)
class Reported:
    """Ties, live or not, in the order of their pairs.

    ``documented`` have the date of a document, ``formal`` are founded by an agreement or the law, and
    the sides of ``uneven`` differ in strength. ``contacts`` counts for a worker the reports that name
    them as the reporter's contact.
    """

    documented: Sequence[tuple[Pair, Tie]]
    formal: Sequence[tuple[Pair, Tie]]
    uneven: Sequence[tuple[Pair, Tie]]
    contacts: Mapping[str, int]


def reported(ties: Mapping[Pair, Tie], asymmetry: int) -> Reported:
    """Sort the ties; ``asymmetry`` is the least difference of strengths for ``uneven``.

    >>> from graph.model import TieReport
    >>> sides = (TieReport("A", "B", 4, contact_worker_id="W1"), TieReport("B", "A", 1))
    >>> found = reported({("A", "B"): Tie(("A", "B"), sides)}, asymmetry=2)
    >>> [pair for pair, _ in found.uneven], found.formal, found.contacts
    ([('A', 'B')], [], {'W1': 1})
    """
    documented: list[tuple[Pair, Tie]] = []
    formal: list[tuple[Pair, Tie]] = []
    uneven: list[tuple[Pair, Tie]] = []
    contacts: defaultdict[str, int] = defaultdict(int)
    for item in ties.items():
        reports = item[1].reports
        dated = founded = False
        for report in reports:
            if report.document_valid_to is not None:
                dated = True
            if report.formalisation in _FORMAL:
                founded = True
            if report.contact_worker_id is not None:
                contacts[report.contact_worker_id] += 1
        if dated:
            documented.append(item)
        if founded:
            formal.append(item)
        ratings = [rating for report in reports if (rating := rating_of(report)) is not None]
        if len(ratings) == 2 and abs(ratings[0] - ratings[1]) >= asymmetry:
            uneven.append(item)
    return Reported(documented, formal, uneven, dict(contacts))
