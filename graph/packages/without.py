"""A package without one record, and without what cannot stand without it."""

from dataclasses import replace

from graph.model import Package


def without_institution(package: Package, id: str) -> Package:
    """Without an institution, its services and workers and every report by it or about it.

    Cases stay as they are, so none may name it: see :func:`families_with`.

    Examples
    --------
    >>> from graph.model import Institution, Partnership, Service, TieReport
    >>> people = (Institution("I1", "MOPS", "OPS"), Institution("I2", "SP", "SP"))
    >>> services, ties = (Service("S1", "I2", "PED"),), (TieReport("I1", "I2", 4),)
    >>> package = Package(Partnership("p", "P"), people, services=services, ties=ties)
    >>> left = without_institution(package, "I2")
    >>> [one.id for one in left.institutions], left.services, left.ties
    (['I1'], (), ())
    """
    return replace(
        package,
        institutions=tuple(one for one in package.institutions if one.id != id),
        services=tuple(one for one in package.services if one.institution_id != id),
        workers=tuple(one for one in package.workers if one.institution_id != id),
        ties=tuple(one for one in package.ties if id not in {one.reporter_id, one.partner_id}),
    )


def without_service(package: Package, institution_id: str, id: str) -> Package:
    """Without a service of an institution."""
    kept = (one for one in package.services if (one.institution_id, one.id) != (institution_id, id))
    return replace(package, services=tuple(kept))


def without_worker(package: Package, institution_id: str, id: str) -> Package:
    """Without a worker; reports and seats in task teams that named them stay, without a person.

    Examples
    --------
    >>> from graph.model import Institution, Partnership, TieReport, Worker
    >>> people = (Institution("I1", "MOPS", "OPS"), Institution("I2", "SP", "SP"))
    >>> ties = (TieReport("I1", "I2", 4, contact_worker_id="W1"),)
    >>> package = Package(Partnership("p", "P"), people, (Worker("W1", "I1", "konsultant"),), ties=ties)
    >>> left = without_worker(package, "I1", "W1")
    >>> left.workers, left.ties[0].contact_worker_id
    ((), None)
    """
    gone = (institution_id, id)
    ties = (
        replace(
            one,
            contact_worker_id=None
            if (one.reporter_id, one.contact_worker_id) == gone
            else one.contact_worker_id,
            partner_worker_id=None
            if (one.partner_id, one.partner_worker_id) == gone
            else one.partner_worker_id,
        )
        for one in package.ties
    )
    seats = (
        replace(one, worker_id=None) if (one.institution_id, one.worker_id) == gone else one
        for one in package.teams
    )
    return replace(
        package,
        workers=tuple(one for one in package.workers if (one.institution_id, one.id) != gone),
        ties=tuple(ties),
        # Two seats of one institution may have become the same one.
        teams=tuple(dict.fromkeys(seats)),
    )


def without_report(package: Package, place: int) -> Package:
    """Without one report, counted from 0."""
    return replace(package, ties=(*package.ties[:place], *package.ties[place + 1 :]))


def families_with(package: Package, institution_id: str) -> frozenset[str]:
    """Families whose records name an institution: involved, in a task team or required together."""
    named = {seat.family_id for seat in package.teams if seat.institution_id == institution_id}
    for family in package.families:
        pairs = {id for pair in family.required_pairs for id in pair}
        if institution_id in {family.lead_institution_id, *family.involved_institution_ids, *pairs}:
            named.add(family.id)
    return frozenset(named)
