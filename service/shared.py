"""Institutions that several partnerships hold: whose facts somebody's import may change.

An institution is the same one in every partnership, and the latest import's facts win. Without this an
import would reach as far as ids do: into partnerships outside of the sender's territory.
"""

from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from graph.model import Institution, Package
from service.access.guard import Visitor
from service.access.policy import Grant
from service.errors import NotAllowed

#: What a partnership says of an institution; all else is said of it everywhere.
_OF_PARTNERSHIP: Final = frozenset({"membership", "declared_on", "left_on"})


def demand_shared(visitor: Visitor, after: Package) -> None:
    """Go on only if a package changes no institution of others that the visitor may not speak for.

    One may be changed that every holder of lies within the grant, that stands in its territory, or whose
    area holds that territory, as a powiat's centre for family support does. Naming one, or leaving its
    facts blank, changes nothing.

    Raises
    ------
    NotAllowed
        Otherwise.
    """
    grant, library = visitor.grant, visitor.house.library
    holders = library.holders_of(one.id for one in after.institutions)
    here = after.partnership.id
    for id in sorted(set[str]().union(*holders.values()) - {here}):
        held = library.package(id)
        if grant.reaches(id, held.partnership.teryt):
            continue
        known = {one.id: one for one in held.institutions if id in holders.get(one.id, ())}
        for one in after.institutions:
            theirs = known.get(one.id)
            if theirs is None or _speaks_for(grant, theirs.teryt or held.partnership.teryt):
                continue
            if _other_facts(one, theirs) or _rows(after, one.id) - _rows(held, one.id):
                raise NotAllowed


def _speaks_for(grant: Grant, teryt: str | None) -> bool:
    return grant.covers(teryt) or (
        teryt is not None and any(place.startswith(teryt) for place in grant.territory)
    )


def _other_facts(one: Institution, known: Institution) -> bool:
    names = (field.name for field in fields(one) if field.name not in _OF_PARTNERSHIP)
    return any(getattr(one, name) not in {None, getattr(known, name)} for name in names)


def _rows(package: Package, institution_id: str) -> frozenset[object]:
    """What an institution offers and who works there."""

    def found() -> Iterator[object]:
        yield from (one for one in package.services if one.institution_id == institution_id)
        yield from (one for one in package.workers if one.institution_id == institution_id)

    return frozenset(found())
