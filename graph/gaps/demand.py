"""Who asks for services where the families on file may not be seen: the demand of the area."""

from collections.abc import Collection

from graph.gaps.answers import answerable
from graph.gaps.places import gmina_place
from graph.model import Family
from graph.snapshot import Snapshot


def askers(snapshot: Snapshot) -> Collection[Family]:
    """Each need in the demand of an area as one family that attends nowhere and is of any age.

    How many families have the need is not said here: the demand itself says it.

    Examples
    --------
    >>> from datetime import date
    >>> from graph.model import Demand, Package, Partnership
    >>> from graph.snapshot import snapshot_of
    >>> rows = (Demand("2499011", "M1", 55, 2024), Demand("2499011", "M1", 60, 2025))
    >>> here = snapshot_of(Package(Partnership("p", "P"), (), demand=rows), date(2026, 6, 30))
    >>> [one.needs for one in askers(here)]
    [('M1',)]
    """
    asked = {
        (gmina_place(row.teryt), row.need): row.teryt
        for row in snapshot.demand
        if row.families > 0 and answerable(row.need)
    }
    return [
        Family(id=f"{place}/{need}", teryt=teryt, needs=(need,))
        for (place, need), teryt in sorted(asked.items())
    ]
