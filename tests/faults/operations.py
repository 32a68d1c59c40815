"""A fixed sequence of imports and removals: what a store must hold after each of them is known."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from graph.errors import NotFound
from graph.model import Package
from graph.stores import Store, check_integrity, import_package, list_partnerships, remove_partnership
from graph.stores.loading import load_package
from graph.stores.tables import Tables, tables_of
from seed.generator import GENERATED_BY, generated_package

#: Every so manieth operation takes a partnership away.
REMOVAL = 7
_PARTNERSHIPS = 3
_SIZES = (8, 14, 20)


def named(package: Package, name: str) -> Package:
    """The package under another name, its institutions kept apart from those of others."""

    def own(id: str | None) -> str | None:
        return f"{name}-{id}" if id else id

    return replace(
        package,
        partnership=replace(package.partnership, id=name),
        institutions=tuple(replace(i, id=own(i.id)) for i in package.institutions),
        workers=tuple(replace(w, institution_id=own(w.institution_id)) for w in package.workers),
        services=tuple(replace(s, institution_id=own(s.institution_id)) for s in package.services),
        families=tuple(
            replace(
                f,
                lead_institution_id=own(f.lead_institution_id),
                involved_institution_ids=tuple(map(own, f.involved_institution_ids)),
                required_pairs=tuple((own(a), own(b)) for a, b in f.required_pairs),
            )
            for f in package.families
        ),
        ties=tuple(
            replace(t, reporter_id=own(t.reporter_id), partner_id=own(t.partner_id))
            for t in package.ties
        ),
        teams=tuple(replace(t, institution_id=own(t.institution_id)) for t in package.teams),
    )


@cache
def _base(place: int) -> Package:
    return named(generated_package(_SIZES[place], seed=place), f"p{place}")


def version(number: int) -> Package:
    """What operation ``number`` imports: each has another part of the services, ties and families."""
    package = _base(number % _PARTNERSHIPS)
    return replace(
        package,
        partnership=replace(package.partnership, population=number),
        services=package.services[number % 5 :],
        ties=package.ties[number % 11 :],
        families=package.families[: 1 + number % 3],
        teams=(),
    )


def carry_out(store: Store, number: int) -> None:
    """Operation ``number``; done twice it changes nothing more."""
    package = version(number)
    if number % REMOVAL:
        import_package(store, package)
        return
    try:
        remove_partnership(store, package.partnership.id)
    except NotFound:
        return


@cache
def _tables(number: int) -> Tables:
    return tables_of(version(number))


def expected(number: int) -> dict[str, Tables]:
    """What a store holds after operations 1 to ``number``."""
    held: dict[str, Tables] = {}
    # Only the last operation on each partnership matters.
    for one in range(max(1, number - _PARTNERSHIPS * 2), number + 1):
        package = version(one)
        if one % REMOVAL:
            held[package.partnership.id] = _tables(one)
        else:
            held.pop(package.partnership.id, None)
    return held


def found(store: Store) -> dict[str, Tables]:
    """What a store holds."""
    return {
        one.id: tables_of(load_package(store, one.id)) for one in list_partnerships(store, GENERATED_BY)
    }


class Wrong(Exception):
    """A store holds something else than what was acknowledged."""


def standing(store: Store, acknowledged: int) -> int:
    """The operation that a store stands after: the last acknowledged one, or the one that followed it.

    Raises
    ------
    Wrong
        When it stands after neither: something acknowledged is gone, or something is there by half.
    """
    if findings := check_integrity(store):
        raise Wrong("; ".join(findings))
    held = found(store)
    for number in (acknowledged, acknowledged + 1):
        if held == expected(number):
            return number
    versions = {
        id: next(iter(tables["partnership"].values()))["population"] for id, tables in held.items()
    }
    raise Wrong(f"after operation {acknowledged} there are the versions {versions}, or parts of them")
