"""What of families' cases a write would take away or cut loose; every page and door asks here.

Cases are on the map as families and their teams, beside it as journals (of cases that wait for a
diagnosis or are closed, too) and as the numbers that closed ones left behind. Who may not write cases
may take none of that away, nor what a journal can name: institutions and workers. They get the same
answer whether or not there are cases, for a refusal that comes only with cases would tell of them: what
they import leaves families, teams and what these can name as they are, and undoing, removing a
partnership and deleting institutions and workers is left to case leads.
"""

from graph.cases import Case
from graph.model import Package
from graph.packages.without import families_with
from graph.stores import Store
from graph.stores.cases import families_with_cases, read_cases, read_tallies
from service.access.guard import Principal
from service.access.policy import Action


def on_map(package: Package) -> bool:
    """Whether a package holds cases: families or their teams."""
    return bool(package.families or package.teams)


def has_cases(store: Store, package: Package) -> bool:
    """Whether a partnership has cases, on its map or as journals."""
    return on_map(package) or bool(families_with_cases(store, package.partnership.id).every)


def removal_takes_cases(store: Store, package: Package) -> bool:
    """Whether cases or their numbers would go with a partnership."""
    return has_cases(store, package) or bool(read_tallies(store, package.partnership.id))


def import_concerns_cases(store: Store, before: Package | None, after: Package) -> bool:
    """Whether one package in the place of another writes cases or takes away what they can name.

    Journals and numbers outlast an import.
    """
    if on_map(after) or (before is not None and on_map(before)):
        return True
    if before is None or _named(before) <= _named(after):
        return False
    return has_cases(store, before)


def leaves_cases(principal: Principal) -> bool:
    """Whether what somebody imports leaves families, teams and what these can name as they are."""
    return not principal.grant.may(Action.WRITE_CASES)


def families_naming(store: Store, package: Package, institution_id: str) -> frozenset[str]:
    """Families whose records or open cases name an institution; what was closed stays as it was."""
    cases = (kept.case for kept in read_cases(store, package.partnership.id))
    named = (one.family_id for one in cases if one.is_open and institution_id in _partners(one))
    return families_with(package, institution_id).union(named)


def demand_import(principal: Principal, before: Package | None, after: Package) -> None:
    """Go on only if the principal may put one package in the place of another.

    What others hold of it is asked where it is written: see
    :mod:`service.exchange.shared_institutions`.

    Raises
    ------
    NotAllowed
        When one of them lies outside of the grant, or the principal may not write cases and the import
        would bring some.
    """
    principal.demand_partnership(Action.IMPORT, after.partnership)
    if before is not None:
        principal.demand_partnership(Action.IMPORT, before.partnership)
    leaves, store = leaves_cases(principal), principal.runtime.store
    if on_map(after) if leaves else import_concerns_cases(store, before, after):
        principal.demand(Action.WRITE_CASES, after.partnership.id)


def _partners(case: Case) -> set[str]:
    """The institutions that have a part in a case as it is now."""
    found = {seat.institution_id for seat in case.team} | {goal.owner for goal in case.goals}
    found |= {one.side for one in (case.contract.obligations if case.contract else ())}
    for basket in (case.basket, case.basket_in_force):
        found |= {item.institution_id for item in (basket.items if basket else ())}
    return found


def _named(package: Package) -> set[tuple[str, str]]:
    """What cases can name of a package: its institutions and their workers."""
    found = {(one.id, "") for one in package.institutions}
    return found | {(one.institution_id, one.id) for one in package.workers}
