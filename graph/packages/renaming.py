"""Institutions of a package under other ids, with every reference to them."""

from collections.abc import Mapping
from dataclasses import replace

from graph.model import Package


def with_other_ids(package: Package, ids: Mapping[str, str]) -> Package:
    """The package with institutions under other ids, in its own rows and wherever they are named.

    Parameters
    ----------
    package
        The package.
    ids
        The new id of each institution that gets one; the others keep theirs.

    Returns
    -------
    Package
        The same package where nothing changes.

    Examples
    --------
    >>> from graph.model import Institution, Partnership, TieReport
    >>> rows = tuple(Institution(id, id, "SP") for id in ("1", "2"))
    >>> package = Package(Partnership("p", "P"), rows, ties=(TieReport("1", "2", 3),))
    >>> moved = with_other_ids(package, {"1": "g-1"})
    >>> [one.id for one in moved.institutions], moved.ties[0].reporter_id
    (['g-1', '2'], 'g-1')
    """
    if all(id == new for id, new in ids.items()):
        return package

    def new(id: str) -> str:
        return ids.get(id, id)

    return replace(
        package,
        institutions=tuple(replace(one, id=new(one.id)) for one in package.institutions),
        workers=tuple(replace(w, institution_id=new(w.institution_id)) for w in package.workers),
        services=tuple(replace(s, institution_id=new(s.institution_id)) for s in package.services),
        families=tuple(
            replace(
                family,
                lead_institution_id=family.lead_institution_id and new(family.lead_institution_id),
                involved_institution_ids=tuple(map(new, family.involved_institution_ids)),
                required_pairs=tuple((new(a), new(b)) for a, b in family.required_pairs),
            )
            for family in package.families
        ),
        ties=tuple(
            replace(tie, reporter_id=new(tie.reporter_id), partner_id=new(tie.partner_id))
            for tie in package.ties
        ),
        teams=tuple(replace(seat, institution_id=new(seat.institution_id)) for seat in package.teams),
    )
