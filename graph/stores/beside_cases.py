"""What of an arriving package is written where families of the partnership have cases.

The package decides what the record of a family says, the journal of its case whether there is a record:
an import never ends a case, and never begins one anew that was closed.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Final, NamedTuple

from graph.model import Family, Package
from graph.stores.journal import FamiliesWithCases

_STAY: Final = (
    "rodziny: te, których sprawy są prowadzone, zostają, choć nie ma ich w pakiecie",
    "families: those with an open case stay although the package does not have them",
)
_STAY_OUT: Final = (
    "rodziny: te, których sprawy są zakończone, nie wracają, choć są w pakiecie",
    "families: those whose case is closed stay out although the package has them",
)


class Arriving(NamedTuple):
    """The package to be written, and what to tell of it: pairs of a Polish and an English sentence.

    The sentences have no numbers: whoever imports need not be somebody who may know of cases.
    """

    package: Package
    told: tuple[tuple[str, str], ...]


def beside_cases(package: Package, before: Package | None, cases: FamiliesWithCases) -> Arriving:
    """The arriving package with the families that the cases call for.

    Parameters
    ----------
    package
        What arrives.
    before
        What the store holds; ``None`` where it holds nothing.
    cases
        The families of the partnership that have a case.

    Returns
    -------
    Arriving
        Families with an open, diagnosed case that only ``before`` has stay with their seats, as far as
        the arriving map has their institutions; those whose case is closed are left out.
    """
    arriving = {family.id for family in package.families}
    kept = without(package, cases.closed)
    told: list[tuple[str, str]] = [_STAY_OUT] if arriving & cases.closed else []
    lost = [f for f in (before.families if before else ()) if f.id in cases.diagnosed - arriving]
    if before is not None and lost:
        ids = {family.id for family in lost}
        on_map = {one.id for one in package.institutions}
        employed = {(one.institution_id, one.id) for one in package.workers}
        seats = [
            seat if (seat.institution_id, seat.worker_id) in employed else replace(seat, worker_id=None)
            for seat in before.teams
            if seat.family_id in ids and seat.institution_id in on_map
        ]
        kept = replace(
            kept,
            families=(*kept.families, *(_on_map(family, on_map) for family in lost)),
            teams=(*kept.teams, *dict.fromkeys(seats)),
        )
        told.append(_STAY)
    return Arriving(kept, tuple(told))


def without(package: Package, family_ids: Collection[str]) -> Package:
    """A package without some families and their teams.

    >>> from graph.model import Partnership
    >>> package = Package(Partnership("p", "P"), families=(Family("R1", "2499011", ("N01",)),))
    >>> without(package, ["R1"]).families
    ()
    """
    gone = frozenset(family_ids)
    return replace(
        package,
        families=tuple(family for family in package.families if family.id not in gone),
        teams=tuple(seat for seat in package.teams if seat.family_id not in gone),
    )


def _on_map(family: Family, on_map: Collection[str]) -> Family:
    lead = family.lead_institution_id
    return replace(
        family,
        lead_institution_id=lead if lead in on_map else None,
        involved_institution_ids=tuple(i for i in family.involved_institution_ids if i in on_map),
        required_pairs=tuple(pair for pair in family.required_pairs if set(pair) <= set(on_map)),
    )
