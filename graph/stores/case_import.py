"""Many journals at once into the store: all of them, with what follows for the package, or nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.cases import Case, with_case
from graph.errors import Conflict
from graph.model import Family, Package, TeamMember
from graph.stores.case_numbers import step_numbers
from graph.stores.journal import KeptCase, read_cases, step_asks
from graph.stores.once import NotingStore
from graph.stores.port import Ask, Store
from graph.stores.writing import change_package


def import_cases(
    store: Store, partnership_id: str, arriving: Sequence[KeptCase], known: Sequence[KeptCase]
) -> int:
    """Write the steps that known journals lack, and new journals whole.

    A family's record that says the same already stays as it is, word for word.

    Parameters
    ----------
    arriving
        Cases of this partnership; each begins with the steps that are known of its family.
    known
        The partnership's cases that ``arriving`` was checked against.

    Returns
    -------
    int
        How many steps were written.

    Raises
    ------
    Conflict
        When somebody changed one of these cases in between, or the partnership is gone; nothing is
        written then.
    """
    before = {kept.case.family_id: kept.case.version for kept in known}
    changed = [one for one in arriving if one.case.version > before.get(one.case.family_id, 0)]
    if not changed:
        if isinstance(store, NotingStore):
            store.write()
        return 0
    writing = [ask for one in changed for ask in _asks(store, one, before.get(one.case.family_id, 0))]

    def followed(package: Package) -> Package:
        # Asked again for each try: a writer who got ahead may have added one of these very steps.
        now = {kept.case.family_id: kept.case.version for kept in read_cases(store, partnership_id)}
        for one in changed:
            id = one.case.family_id
            if now.get(id, 0) != before.get(id, 0):
                raise Conflict("case", "import", "somebody else changed a case")
            package = _recorded(package, one.case)
        return package

    change_package(store, partnership_id, followed, *writing)
    return sum(one.case.version - before.get(one.case.family_id, 0) for one in changed)


def _asks(store: Store, arriving: KeptCase, known: int) -> Iterator[Ask]:
    for number in range(known + 1, arriving.case.version + 1):
        then = replace(arriving.case, steps=arriving.case.steps[:number])
        at, role = arriving.recorded[number - 1]
        yield from step_asks(then, role, at)
        yield from step_numbers(store, then)


def _recorded(package: Package, case: Case) -> Package:
    after = with_case(package, case)
    return package if _says(package, case.family_id) == _says(after, case.family_id) else after


def _says(package: Package, family_id: str) -> tuple[Family | None, tuple[TeamMember, ...]]:
    """What a package says of a family and its team, whichever way it is written down.

    The channel of a request that came with a package is text, in a journal it is a code; whether the
    lead is named among those involved makes no difference.
    """
    family = next((one for one in package.families if one.id == family_id), None)
    seats = (one for one in package.teams if one.family_id == family_id)
    return (
        family
        and replace(
            family,
            needs=tuple(sorted(family.needs)),
            unit=family.unit or "family",
            involved_institution_ids=family.institutions,
            age_bands=tuple(sorted(family.age_bands)),
            required_pairs=tuple(sorted(family.required_pairs)),
            request_channel=None,
        ),
        tuple(sorted(seats, key=lambda one: (one.institution_id, one.worker_id or ""))),
    )
