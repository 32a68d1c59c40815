"""Cases with many institutions and nobody who brings them together.

References
----------
The model's task team (Zadaniowy Zespół Kooperacyjny, ZZK) with its coordinator for every case that
several institutions work on.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from graph.gaps.facts import Facts
from graph.gaps.gap import Gap, Kind, case_mark
from graph.gaps.severity import Severity
from graph.snapshot import Snapshot


class CaseMarks:
    """Ids of the gaps of one kind that stand for a case: no family's id can be read from them.

    Cases that show the same institutions and needs are numbered in a fixed order.
    """

    def __init__(self, snapshot: Snapshot, kind: Kind) -> None:
        self._partnership = snapshot.partnership.id
        self._kind: Kind = kind
        self._seen: Counter[str] = Counter()

    def id(self, institutions: Iterable[str], needs: Iterable[str]) -> str:
        """The id of the next case with these institutions and needs."""
        mark = case_mark(self._partnership, self._kind, institutions, needs)
        self._seen[mark] += 1
        number = self._seen[mark]
        return f"{self._kind}:{mark}" + (f"-{number}" if number > 1 else "")


def uncoordinated_case(facts: Facts) -> Iterator[Gap]:
    """At least four institutions with one family, and no lead or no task team."""
    snapshot, least = facts.snapshot, facts.thresholds.case_institutions
    marks = CaseMarks(snapshot, "uncoordinated_case")
    for family in snapshot.families.values():
        involved = [id for id in family.institutions if id in snapshot.institutions]
        led = family.lead_institution_id is not None
        team = bool(snapshot.teams.get(family.id))
        if len(involved) < least or (led and team):
            continue
        yield Gap(
            id=marks.id(involved, family.needs),
            kind="uncoordinated_case",
            weight=Severity(0.5, families=1, extent=(len(involved) - least) / 4, duty=not team),
            institutions=tuple(involved),
            needs=tuple(sorted(family.needs)),
            families=1,
            case_based=True,
            evidence={
                "institutions": involved,
                "needs": sorted(family.needs),
                "has_lead": led,
                "has_team": team,
                "least": least,
            },
        )
