"""What an import writes that leaves cases alone: families and teams stay, and all that they can name."""

from dataclasses import replace

from graph.model import Package

#: What is said of an import that leaves cases alone: pairs of a Polish and an English sentence.
Said = tuple[tuple[str, str], ...]


def leaving_cases(package: Package, before: Package | None) -> tuple[Package, Said]:
    """The arriving package with the cases that there are, and with what these can name.

    Parameters
    ----------
    package
        What arrives, without families and teams.
    before
        What the store holds; ``None`` where it holds nothing.

    Returns
    -------
    tuple
        The package to be written: institutions that are gone from it stay on the map with their
        workers, services and reports, as members no longer, and other workers that are gone stay. It is
        so whether or not there is a case. Then what is said of it.

    Examples
    --------
    >>> from graph.model import Institution, Partnership
    >>> office = Institution("I2", "MOPS", "OPS")
    >>> school = Institution("I1", "SP", "SP", membership="member")
    >>> here = Partnership("p", "P")
    >>> found, said = leaving_cases(Package(here, (office,)), Package(here, (school, office)))
    >>> [(one.id, one.membership) for one in found.institutions], said[0][1]
    ([('I2', None), ('I1', None)], 'stay on the map, for only a case lead takes institutions off it: SP')
    """
    if before is None:
        return package, ()
    there = {one.id for one in package.institutions}
    gone = [one for one in before.institutions if one.id not in there]
    staff = {(one.institution_id, one.id) for one in package.workers}
    workers = [one for one in before.workers if (one.institution_id, one.id) not in staff]
    off = {one.id for one in gone}
    outside = [replace(one, membership=None, declared_on=None, left_on=None) for one in gone]
    kept = replace(
        package,
        institutions=(*package.institutions, *outside),
        workers=(*package.workers, *workers),
        services=(*package.services, *(one for one in before.services if one.institution_id in off)),
        ties=(*package.ties, *(one for one in before.ties if off & {one.reporter_id, one.partner_id})),
        families=before.families,
        teams=before.teams,
    )
    return kept, _said([one.name for one in gone], len(workers))


def _said(gone_names: list[str], workers: int) -> Said:
    names = ", ".join(gone_names)
    institutions = (
        f"zostają na mapie, bo zdejmuje z niej tylko prowadzący sprawy: {names}",
        f"stay on the map, for only a case lead takes institutions off it: {names}",
    )
    staff = (
        f"pracownicy, których nie ma w pliku, zostają, bo usuwa ich tylko prowadzący sprawy: {workers}",
        f"workers who are not in the file stay, for only a case lead deletes them: {workers}",
    )
    return (*((institutions,) if gone_names else ()), *((staff,) if workers else ()))
