"""What follows from a case for the partnership's package: the family's record and its team."""

from dataclasses import replace
from typing import Final

from graph.cases.case import Case
from graph.model import Family, Package, TeamMember

_GONE: Final = "dropped"


def with_case(package: Package, case: Case) -> Package:
    """The package with the family's record and seats as the case has them.

    Before the diagnosis there is nothing to record, and after closing the family no longer counts as
    one in need: it leaves the families, its seats with it. In between the journal decides all of the
    record but the pairs that must work together (``required_pairs``), which stay as they are. Whatever
    is not on the package's map is left out, so that a valid package stays valid.

    Notes
    -----
    Lead: the institution that leads the team, before there is one the partnership's leader. Involved:
    the providers of the services in the newest basket that were not dropped, and the lead.

    Examples
    --------
    >>> from datetime import date
    >>> from graph.cases.case import case_of
    >>> from graph.cases.steps import Diagnosis, Request
    >>> from graph.model import Institution, Partnership
    >>> package = Package(Partnership("p", "P"), (Institution("I1", "OPS", "OPS", membership="leader"),))
    >>> asked = Request(date(2026, 3, 2), "phone", "family", "2499011")
    >>> case = case_of("p", "R", [asked, Diagnosis(date(2026, 3, 9), ("N01",))])
    >>> [(one.id, one.needs, one.lead_institution_id) for one in with_case(package, case).families]
    [('R', ('N01',), 'I1')]
    """
    if not case.is_open:
        return _without(package, case.family_id)
    if case.diagnosis is None:
        return package
    here = case.family_id
    family = _family(package, case)
    families = tuple(family if one.id == here else one for one in package.families)
    if family not in families:
        families = (*package.families, family)
    seats = tuple(seat for seat in package.teams if seat.family_id != here)
    return replace(package, families=families, teams=(*seats, *_seats(package, case)))


def _without(package: Package, family_id: str) -> Package:
    return replace(
        package,
        families=tuple(one for one in package.families if one.id != family_id),
        teams=tuple(one for one in package.teams if one.family_id != family_id),
    )


def _family(package: Package, case: Case) -> Family:
    on_map = {one.id for one in package.institutions}
    leaders = (o.id for o in package.institutions if o.membership == "leader" and o.left_on is None)
    lead = case.lead or next(leaders, None)
    lead = lead if lead in on_map else None
    basket = case.basket
    providers = {
        item.institution_id
        for item in (basket.items if basket else ())
        if case.standing(item).state != _GONE
    }
    before = next((one for one in package.families if one.id == case.family_id), None)
    return Family(
        case.family_id,
        case.request.teryt,
        case.diagnosis.needs if case.diagnosis else (),
        case.request.unit,
        lead,
        tuple(sorted((providers & on_map) | ({lead} if lead else set[str]()))),
        case.request.age_bands,
        before.required_pairs if before else (),
        case.request.on,
        case.request.channel,
    )


def _seats(package: Package, case: Case) -> list[TeamMember]:
    on_map = {one.id for one in package.institutions}
    employed = {(one.institution_id, one.id) for one in package.workers}
    seats = (
        TeamMember(
            case.family_id,
            seat.institution_id,
            seat.worker_id if (seat.institution_id, seat.worker_id) in employed else None,
            seat.role,
        )
        for seat in case.team
        if seat.institution_id in on_map
    )
    return list(dict.fromkeys(seats))
